"""Writes the notices of an act: the record is the outbox, and a task that runs twice tells once."""

import uuid as uuidlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django_tasks import task

from pamong.access.clock import now
from pamong.access.models import Notice, NoticeChoice, User
from pamong.config.notices.audience import nobody
from pamong.config.notices.kinds import KINDS
from pamong.config.notices.table import NOTICES
from pamong.ledger.models import Entry

BATCH = 500
Way = NoticeChoice.Way
# Who hears of notices in the transaction that writes them: mail, handed in at start-up.
HEARING: list[Callable[[Sequence[Notice]], None]] = []


def ask_to_tell(entries: Sequence[Entry]) -> Any:
    """One task for all entries of a verb that one act wrote."""
    places = [entry.sequence for entry in entries]
    first = entries[0]
    return tell_act.enqueue(str(first.agency_uuid), first.verb, min(places), max(places))


@task()  # type: ignore[untyped-decorator,unused-ignore]
def tell_act(agency: str, verb: str, first: int, last: int) -> None:
    """Tell everybody whom an act concerns; what is there already stays as it is."""
    rows = Entry.objects.of_agency(uuidlib.UUID(agency)).filter(verb=verb)
    entries = list(rows.filter(sequence__gte=first, sequence__lte=last).order_by("sequence"))
    if entries:
        tell(entries)


@transaction.atomic
def tell(entries: Sequence[Entry]) -> list[Notice]:
    """A notice for each account, with how many entries of the act concern it."""
    told = NOTICES[entries[0].verb]
    mine = told_to(entries)
    deaf = _deaf_to(told.kind, mine)
    at = now()
    notices = [
        Notice(user_id=user, kind=told.kind, entry=own[0], count=len(own), told_at=at)
        for user, own in sorted(mine.items())
        if user not in deaf
    ]
    Notice.objects.bulk_create(notices, batch_size=BATCH, ignore_conflicts=True)
    for hear in HEARING:
        hear(notices)
    return notices


def told_to(entries: Sequence[Entry]) -> Mapping[int, list[Entry]]:
    """The entries that concern each account; nobody is told of the own act."""
    whom = NOTICES[entries[0].verb].whom(entries)
    users = {user for found in whom.values() for user in found}
    alive = User.objects.filter(pk__in=users, is_active=True)
    marks = dict(alive.values_list("pk", "uuid"))
    mine: dict[int, list[Entry]] = {}
    for entry in entries:
        for user in whom.get(entry.pk, ()):
            if user in marks and marks[user] != entry.actor_uuid:
                mine.setdefault(user, []).append(entry)
    return mine


def _deaf_to(kind: str, users: Mapping[int, Any]) -> set[int]:
    """Who does not want to hear of a kind; what blocks others is told all the same."""
    if KINDS[kind].blocks:
        return set()
    chosen = NoticeChoice.objects.filter(kind=kind, way=Way.OFF, user_id__in=list(users))
    return set(chosen.values_list("user_id", flat=True))


TOLD_APART = {verb for verb, told in NOTICES.items() if told.whom is nobody}
REACTING = dict.fromkeys(set(NOTICES) - TOLD_APART, ask_to_tell)
