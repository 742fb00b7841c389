"""What guards an account."""

from allauth.mfa.models import Authenticator

from pamong.access.models import User


def factors_of(user: User) -> list[str]:
    """The kinds of second factor and reserve codes, in fixed order."""
    rows = Authenticator.objects.filter(user=user).order_by("type", "pk")
    return [f"{kind}:{key}" for kind, key in rows.values_list("type", "pk")]


def has_second_factor(user: User) -> bool:
    """Whether an authenticator is set up; reserve codes alone are none."""
    totp = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return bool(totp.exists())
