"""Checks a password against the one account that was named."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from pamong.access.models import User
from pamong.access.sign_in.queries import find_account


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's own, but with one lookup and one hash for every attempt: time tells nothing."""

    def _authenticate(self, request: Any, **credentials: Any) -> User | None:
        typed = credentials.get("username") or credentials.get("email") or ""
        found: User | None = self._check_password(
            find_account(typed), credentials.get("password") or ""
        )
        return found
