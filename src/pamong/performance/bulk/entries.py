"""Lines of days of many people, with what their raters answered."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import SHELL, Draft, digest_of, field_changes, record_all
from pamong.people.calendar import calendar_of
from pamong.people.person_days import PersonDays
from pamong.performance.bulk.actors import account_of, scope_as
from pamong.performance.daily.actions import LineInput
from pamong.performance.daily.permissions import can_review_entry, can_save_day
from pamong.performance.daily.rules import lock_reason
from pamong.performance.models import ActionStep, DailyEntry, Plan

BATCH = 500


@dataclass(frozen=True, slots=True)
class EntryStory:
    """One line of a day, written on a day; `reviewed_on` with a note is a return, without is a yes.

    The plan comes with agency, employee and account, rater and account.
    """

    plan: Plan
    day: date
    line: LineInput
    on: date
    step: ActionStep | None = None
    reviewed_on: date | None = None
    note: str = ""


@transaction.atomic
def write_entries(stories: Sequence[EntryStory]) -> list[DailyEntry]:
    """Write lines on days for which nothing was written yet, and the answers to them."""
    entries, as_written, answered = [], [], []
    for story in stories:
        _check(story)
        entry = _entry(story)
        as_written.append(copy(entry))
        if story.reviewed_on:
            answered.append(_answer(story, entry, story.reviewed_on))
        entries.append(entry)
    DailyEntry.objects.bulk_create(entries, batch_size=BATCH)  # evidence will point at them
    written = [_told(*row) for row in zip(stories, as_written, entries, strict=True)]
    drafts = sorted([*written, *answered], key=lambda draft: draft.on or date.min)
    record_all(drafts, by=SHELL, on=date.min, is_history=True)
    return entries


def _told(story: EntryStory, as_written: DailyEntry, entry: DailyEntry) -> Draft:
    """The line before it was answered, with the instant at which it was kept."""
    as_written.entered_at = entry.entered_at
    changes = field_changes(None, as_written)
    by = account_of(story.plan.employee)
    return Draft("performance.entry_recorded", entry, changes, by=by, on=story.on)


def _check(story: EntryStory) -> None:
    plan = story.plan
    require(can_save_day(scope_as(plan.employee), plan))
    if not plan.starts_on <= story.day <= plan.ends_on:
        raise ValidationError(_("Tanggal ini di luar periode SKP. Pilih tanggal lain."))
    days = PersonDays(calendar_of(plan.agency, plan.unit.path))
    if locked := lock_reason(story.day, on=story.on, days=days, local=plan.agency.local_packs):
        raise ValidationError(locked, code="closed")
    if not story.line.text.strip():
        raise ValidationError(_("Tulis kegiatannya."))


def _entry(story: EntryStory) -> DailyEntry:
    line, step = story.line, story.step
    return DailyEntry(
        plan=story.plan,
        employee=story.plan.employee,
        on=story.day,
        step=step,
        text=line.text.strip(),
        amount=line.amount,
        unit=line.unit.strip() or (step.unit if step else ""),
        begins=line.begins,
        ends=line.ends,
        status=DailyEntry.Status.RECORDED,
    )


def _answer(story: EntryStory, entry: DailyEntry, on: date) -> Draft:
    rater = story.plan.rater
    require(rater is not None)
    assert rater is not None
    require(can_review_entry(scope_as(rater), entry))
    note = story.note.strip()
    entry.status = DailyEntry.Status.RETURNED if note else DailyEntry.Status.CONFIRMED
    entry.review_note, entry.reviewed_by, entry.reviewed_on = note, rater, on
    changes: dict[str, Any] = {"status": [DailyEntry.Status.RECORDED, entry.status]}
    if note:
        changes["reason"] = [None, digest_of(note)]
    verb = "performance.entry_returned" if note else "performance.entry_confirmed"
    return Draft(verb, entry, changes, by=account_of(rater), on=on)
