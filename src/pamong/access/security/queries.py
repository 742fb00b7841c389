"""What guards an account."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from pamong.access.models import User


def factors_of(user: User) -> list[str]:
    """The kinds of second factor and reserve codes, in fixed order."""
    rows = Authenticator.objects.filter(user=user).order_by("type", "pk")
    return [f"{kind}:{key}" for kind, key in rows.values_list("type", "pk")]


def second_factors() -> "QuerySet[Authenticator]":
    """What counts as a second factor; reserve codes alone are none."""
    rows: QuerySet[Authenticator] = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    return rows


def has_second_factor(user: User) -> bool:
    """Whether an authenticator is set up; the account of a session was read with the answer."""
    known: bool | None = getattr(user, "has_factor", None)
    return bool(second_factors().filter(user=user).exists()) if known is None else known
