"""Checks a password against the one account that was named."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from pamong.access.models import User
from pamong.access.prepared import prepared
from pamong.access.sign_in.queries import find_account


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's own, but with one lookup and one hash for every attempt: time tells nothing."""

    def _authenticate(self, request: Any, **credentials: Any) -> User | None:
        typed = credentials.get("username") or credentials.get("email") or ""
        found: User | None = self._check_password(
            find_account(typed), credentials.get("password") or ""
        )
        return found

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session."""
        user: User | None = _account.first(key=int(user_id))
        return user if user and self.user_can_authenticate(user) else None


@prepared
def _account(*, key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key)
