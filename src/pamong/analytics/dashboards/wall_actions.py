"""The key of the screen in an office: made anew, and taken back."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction

from pamong.access.models import User, WallKey
from pamong.access.permissions import require
from pamong.analytics.dashboards.asking import path_of
from pamong.analytics.dashboards.permissions import can_read_unit_dashboards
from pamong.analytics.dashboards.wall import digest_of_key
from pamong.ledger.actions import record
from pamong.people.scope import scope_of

BYTES = 32  # 256 random bits
OPENS_FOR = timedelta(days=90)


@transaction.atomic
def make_wall(user: User, *, on: date, at: datetime) -> str:
    """A new secret address, told once; the one before opens nothing from here on."""
    User.objects.select_for_update().get(pk=user.pk)
    scope = scope_of(user, on)
    require(can_read_unit_dashboards(scope, path_of(scope, on)))
    secret, last = secrets.token_urlsafe(BYTES), on + OPENS_FOR
    given = {"digest": digest_of_key(secret), "made_at": at, "last_on": last}
    WallKey.objects.update_or_create(user=user, defaults=given)
    record("access.wall_made", user, by=user, on=on, changes={"last_on": [None, last]})
    return secret


@transaction.atomic
def end_wall(user: User, *, on: date) -> None:
    """Take the address back; twice does nothing more."""
    User.objects.select_for_update().get(pk=user.pk)
    gone, _by_model = WallKey.objects.filter(user=user).delete()
    if gone:
        record("access.wall_ended", user, by=user, on=on)
