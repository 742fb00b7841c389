"""The key of the own feed: made anew, ended, and what the feed says counted."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from pamong.access.models import CalendarKey, User
from pamong.config.feed.queries import Deadline, address_of, digest_of_key
from pamong.documents.calendar_writing import Entry
from pamong.ledger.actions import record

BYTES = 32  # 256 random bits


@transaction.atomic
def make_calendar(user: User, *, on: date, at: datetime) -> str:
    """A new secret address, told once; the one before opens nothing from here on."""
    User.objects.select_for_update().get(pk=user.pk)
    secret = secrets.token_urlsafe(BYTES)
    given = {"digest": digest_of_key(secret), "made_at": at, "said": {}}
    CalendarKey.objects.update_or_create(user=user, defaults=given)
    record("access.calendar_made", user, by=user, on=on)
    return secret


@transaction.atomic
def end_calendar(user: User, *, on: date) -> None:
    """Take the address back; twice does nothing more."""
    User.objects.select_for_update().get(pk=user.pk)
    gone, _by_model = CalendarKey.objects.filter(user=user).delete()
    if gone:
        record("access.calendar_ended", user, by=user, on=on)


def count_changes(key: CalendarKey, found: Sequence[Deadline], *, at: datetime) -> list[Entry]:
    """The events, each with how often it changed since it was first told; written only when one did."""
    said: dict[str, list[Any]] = {}
    entries = []
    for one in found:
        content = f"{one.day:%Y%m%d}|{one.summary}|{one.path}"
        mark = hashlib.sha256(content.encode()).hexdigest()[:16]
        before = key.said.get(one.mark)
        if before is None:
            said[one.mark] = [mark, 0, at.isoformat()]
        elif before[0] != mark:
            said[one.mark] = [mark, before[1] + 1, at.isoformat()]
        else:
            said[one.mark] = before
        _mark, sequence, changed = said[one.mark]
        entries.append(
            Entry(
                f"{one.mark}@{settings.HOST or 'pamong'}",
                one.day,
                one.summary,
                address_of(one.path),
                datetime.fromisoformat(changed),
                sequence,
            )
        )
    if said != key.said:
        CalendarKey.objects.filter(pk=key.pk, digest=key.digest).update(said=said)
    return entries
