"""What a person changes about the safety of the own account."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from pamong.access.models import User
from pamong.access.security.queries import factors_of
from pamong.ledger.actions import Actor, record


@transaction.atomic
def end_other_sessions(user: User, *, by: Actor, on: date) -> User:
    """Make every session of the account invalid; the caller keeps the own one alive."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])
    record("access.sessions_ended", user, by=by, on=on)
    return user


@transaction.atomic
def record_factors(user: User, before: list[str], after: list[str], *, by: Actor, on: date) -> None:
    """Say in the ledger which second factors an account had and has."""
    if before != after:
        changes = {"second_factor": [",".join(before), ",".join(after)]}
        record("access.second_factor_changed", user, by=by, on=on, changes=changes)


@transaction.atomic
def remove_factors(user: User, *, by: Actor, on: date) -> None:
    """Take the second factor away from who has lost it; the caller has asked who may."""
    before = factors_of(user)
    Authenticator.objects.filter(user=user).delete()
    record_factors(user, before, [], by=by, on=on)
