"""Giving and spending one-time codes, and setting passwords."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.codes import digest_of_code, new_code
from pamong.access.models import SignInCode, User
from pamong.ledger.actions import Actor, Draft, record, record_all
from pamong.ledger.models import Recorded

CODE_LIVES = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code in the clear: exists only until it was shown."""

    user: User
    text: str
    expires_at: datetime


@transaction.atomic
def issue_codes(
    holders: Mapping[User, Recorded], *, by: Actor, on: date, at: datetime
) -> list[IssuedCode]:
    """Give each account a new code, which ends its old one; the caller has asked who may.

    `holders` says whom the ledger speaks of: the employee, or the account itself.
    """
    keys = [user.pk for user in holders]
    list(User.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    old = SignInCode.objects.open().filter(user_id__in=keys)
    had = set(old.values_list("user_id", flat=True))
    old.update(revoked_at=at)
    issued = [IssuedCode(user, new_code(), at + CODE_LIVES) for user in holders]
    issuer = by if isinstance(by, User) else None
    SignInCode.objects.bulk_create(
        SignInCode(
            user=code.user,
            digest=digest_of_code(code.text, code.user.pk),
            issued_at=at,
            expires_at=code.expires_at,
            issued_by=issuer,
        )
        for code in issued
    )
    record_all(
        (
            Draft(
                "access.code_issued",
                subject,
                {"valid_until": [None, (at + CODE_LIVES).date()], "ends_older": user.pk in had},
            )
            for user, subject in holders.items()
        ),
        by=by,
        on=on,
    )
    return issued


@transaction.atomic
def end_codes(user: User, *, at: datetime) -> None:
    """No code that was given before opens the account any more."""
    SignInCode.objects.open().filter(user=user).update(revoked_at=at)


@transaction.atomic
def set_password_by_code(
    code: SignInCode, password: str, *, by: User, on: date, at: datetime
) -> User:
    """Spend the code for a password; the code of another person or a spent one opens nothing."""
    user = User.objects.select_for_update().get(pk=by.pk)
    fresh = SignInCode.objects.select_for_update().valid(at).filter(pk=code.pk, user=user).first()
    if fresh is None or not user.is_active:
        raise ValidationError(
            _(
                "Kode ini sudah dipakai atau tidak berlaku lagi. Minta kode baru kepada administrator unit."
            )
        )
    fresh.used_at = at
    fresh.save(update_fields=["used_at"])
    record("access.code_used", user, by=user, on=on)
    return change_password(user, password, by=user, on=on, at=at)


@transaction.atomic
def change_password(user: User, password: str, *, by: Actor, on: date, at: datetime) -> User:
    """Set the password; open codes end with it, and so do the sessions begun before."""
    User.objects.select_for_update().get(pk=user.pk)
    had_password = user.has_usable_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    SignInCode.objects.open().filter(user=user).update(revoked_at=at)
    record(
        "access.password_changed",
        user,
        by=by,
        on=on,
        changes={"has_password": [had_password, True]},
    )
    return user
