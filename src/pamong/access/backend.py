"""Checks a password against the one account that was named."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from pamong.access.models import User
from pamong.access.prepared import prepared
from pamong.access.security.queries import second_factors
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
        asks = bool(settings.MFA_ROLES)
        user: User | None = _account.first(key=int(user_id), asks=asks)
        return user if user and self.user_can_authenticate(user) else None


@prepared
def _account(*, key: int, asks: bool) -> QuerySet[User]:
    """With whether there is a second factor, where roles must have one and every page asks for it."""
    rows = User.objects.filter(pk=key)
    return (
        rows.annotate(has_factor=Exists(second_factors().filter(user=OuterRef("pk"))))
        if asks
        else rows
    )
