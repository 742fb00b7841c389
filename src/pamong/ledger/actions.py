"""The one way into the record."""

import hashlib
import uuid as uuidlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from pamong.ledger.ends import lock_end, move_end
from pamong.ledger.models import Entry, Head, Recorded
from pamong.ledger.reactions import react_to
from pamong.ledger.rows import insert_rows
from pamong.ledger.telling import tell

BATCH = 500
NAME_LENGTH = 300
ON_BEHALF = " a.n. "  # atas nama, as offices write it between the two names


class Actor(Protocol):
    """Whoever acts: an account, or the shell."""

    @property
    def uuid(self) -> uuidlib.UUID | None:
        """The account, when there is one."""

    @property
    def ledger_name(self) -> str:
        """The name as it is today."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The actor of a command that names nobody."""

    ledger_name: str = "shell"
    uuid: uuidlib.UUID | None = None


SHELL = Shell()


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has a place in the chain."""

    verb: str
    subject: Recorded
    changes: Mapping[str, Any] = field(default_factory=dict)
    by: Actor | None = None  # where one transaction tells of several actors
    on: date | None = None  # and of several days


def digest_of(text: str) -> str:
    """The mark of a free text: the ledger keeps this and never the text."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def plain(value: object) -> Any:
    """A code, number or date as JSON holds it; other values by their UUID or name."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Recorded):
        return str(value.uuid)
    return str(value)


def kept(model_field: "models.Field[Any, Any]", value: object) -> Any:
    """What the ledger may keep of a field: free text only as a digest."""
    is_text = isinstance(model_field, models.TextField) or (
        isinstance(model_field, models.CharField) and not model_field.choices
    )
    if is_text and isinstance(value, str) and value:
        return digest_of(value)
    return plain(value)


def record(
    verb: str,
    subject: Recorded,
    *,
    by: Actor,
    on: date,
    changes: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one entry in the caller's transaction; `changes` maps a field to [before, after]."""
    return record_all([Draft(verb, subject, changes or {})], by=by, on=on)[0]


def record_all(
    drafts: Iterable[Draft], *, by: Actor, on: date, is_history: bool = False
) -> list[Entry]:
    """Write entries in their order; call it last, after every row of the transaction is locked.

    Nothing follows from history: it is told late, and whom it concerns knows it already.
    """
    by_agency: dict[uuidlib.UUID, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_agency[draft.subject.ledger_agency].append(draft)
    written: list[Entry] = []
    heard: set[uuidlib.UUID] = set()
    with transaction.atomic(savepoint=False):
        for agency in sorted(by_agency):
            told = by_agency[agency]
            head = lock_end(agency)
            written += _join_chain(head, told, by=by, on=on, is_history=is_history)
            tell(told)
            if head.is_heard:
                heard.add(agency)
    if not is_history:
        react_to(written, heard)
    return written


def _join_chain(
    head: Head, drafts: list[Draft], *, by: Actor, on: date, is_history: bool
) -> list[Entry]:
    now = timezone.now()
    entries = []
    for draft in drafts:
        head.sequence += 1
        entry = _entry(draft, by=by, on=on)
        entry.agency_uuid, entry.sequence = head.agency_uuid, head.sequence
        entry.recorded_at = now
        head.digest = entry.digest = entry.seal(head.digest)
        entries.append(entry)
    if is_history:
        insert_rows(entries)
    else:
        Entry.objects.bulk_create(entries, batch_size=BATCH)
    move_end(head)
    return entries


def _entry(draft: Draft, *, by: Actor, on: date) -> Entry:
    subject, person = draft.subject, draft.subject.ledger_person
    by, on = draft.by or by, draft.on or on
    return Entry(
        verb=draft.verb,
        effective_on=on,
        actor_uuid=by.uuid,
        actor_name=name_of(by, subject, person)[:200],
        subject_kind=subject._meta.label_lower,
        subject_uuid=subject.uuid,
        subject_name=subject.ledger_name[:NAME_LENGTH],
        person_uuid=person.uuid if person else None,
        person_name=person.ledger_name[:NAME_LENGTH] if person else "",
        changes={
            name: [plain(value) for value in pair]
            if isinstance(pair, tuple | list)
            else plain(pair)
            for name, pair in draft.changes.items()
        },
    )


def name_of(by: Actor, subject: Recorded, person: Recorded | None) -> str:
    """The actor, and the rater in whose place the act was done: both names stay in the record."""
    names: Mapping[int, str] = getattr(by, "stands_for", {})
    if not names or (person and getattr(person, "user_id", None) == getattr(by, "pk", 0)):
        return by.ledger_name
    rater = names.get(subject.ledger_rater_id) or names.get(person.pk if person else 0)
    return f"{by.ledger_name}{ON_BEHALF}{rater}" if rater else by.ledger_name


def field_changes(before: models.Model | None, after: models.Model) -> dict[str, list[Any]]:
    """Fields that differ between two states of a row, as [before, after], texts as digests."""
    found: dict[str, list[Any]] = {}
    for model_field in after._meta.concrete_fields:
        if model_field.primary_key or model_field.name == "uuid":
            continue
        if before and getattr(before, model_field.attname) == getattr(after, model_field.attname):
            continue
        new = _held(after, model_field)
        old = _held(before, model_field) if before else None
        if old != new and not (old is None and new == ""):
            found[model_field.name] = [old, new]
    return found


def _held(row: models.Model, model_field: "models.Field[Any, Any]") -> Any:
    """A field's value as the ledger keeps it: another row by its UUID, for keys mean nothing outside."""
    if not model_field.is_relation:
        return kept(model_field, getattr(row, model_field.attname))
    other = getattr(row, model_field.name)
    return None if other is None else str(getattr(other, "uuid", other.pk))
