"""Verbs about the calendar: the week of a place, its own days; each changes the agency's mark."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, digest_of, record, record_all
from pamong.people.models import Agency, OwnDay, WorkWeek
from pamong.people.scope import scope_for
from pamong.people.workdays.hours import Hours, seasons, week_minutes
from pamong.people.workdays.permissions import (
    can_add_own_day,
    can_end_week,
    can_import_own_days,
    can_remove_own_day,
    can_set_week,
)
from pamong.people.workdays.places import Place


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """How a place works."""

    pattern: str
    hours: Hours = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayFacts:
    """Own days as they are typed or read from a file."""

    kind: str
    first: date
    last: date
    name: str


def _hold(place: Place) -> Agency:
    """The agency's row: its calendar is changed by one at a time."""
    return Agency.objects.select_for_update().get(pk=place.agency.pk)


def _mark(place: Place) -> None:
    """What was read of the calendar before is no longer true, in every process."""
    place.agency.calendar_mark = uuid4().hex
    place.agency.save(update_fields=["calendar_mark"])


@transaction.atomic
def set_week(place: Place, facts: WeekFacts, *, valid_from: date, by: Actor, on: date) -> WorkWeek:
    """The place works so from a day on, until a later week that is already written."""
    _hold(place)
    require(can_set_week(scope_for(by, on), place))
    rows = WorkWeek.objects.filter(agency=place.agency, unit=place.unit)
    before = rows.on(valid_from).first()
    changes = _told(before, facts, valid_from)
    if before and before.valid_from == valid_from:
        week = before
    else:
        later = rows.filter(valid_from__gt=valid_from).order_by("valid_from").first()
        until = before.valid_to if before else later.valid_from if later else None
        week = WorkWeek(agency=place.agency, unit=place.unit, valid_from=valid_from, valid_to=until)
        if before:
            before.valid_to = valid_from
            before.save(update_fields=["valid_to"])
    week.pattern, week.hours = facts.pattern, facts.hours
    week.save()
    _mark(place)
    record("people.week_set", place.subject, by=by, on=on, changes=changes)
    return week


def _told(before: WorkWeek | None, facts: WeekFacts, since: date) -> dict[str, Any]:
    told: dict[str, Any] = {
        "pattern": [before.pattern if before else None, facts.pattern],
        "valid_from": [before.valid_from if before else None, since],
    }
    for season, _name in seasons():
        old = week_minutes(before.hours, season, before.pattern) if before else None
        told[season] = [old, week_minutes(facts.hours, season, facts.pattern)]
    return told


@transaction.atomic
def end_week(place: Place, *, valid_to: date, by: Actor, on: date) -> Place:
    """From a day on the unit works as the unit above it again."""
    _hold(place)
    require(can_end_week(scope_for(by, on), place))
    rows = WorkWeek.objects.filter(unit=place.unit)
    held = rows.on(valid_to).first()
    later = rows.filter(valid_from__gte=valid_to)
    if held is None and not later.exists():
        raise ValidationError(_("Unit ini sudah mengikuti unit di atasnya."))
    later.delete()
    if held and held.valid_from < valid_to:
        held.valid_to = valid_to
        held.save(update_fields=["valid_to"])
    _mark(place)
    changes = {"pattern": [held.pattern if held else None, None], "valid_to": [None, valid_to]}
    record("people.week_ended", place.subject, by=by, on=on, changes=changes)
    return place


def check_day(place: Place, facts: DayFacts) -> None:
    """Refuse what no calendar can mean."""
    if facts.last < facts.first:
        raise ValidationError(_("Hari terakhir tidak boleh sebelum hari pertama."))
    if (facts.last - facts.first).days > LONGEST:
        raise ValidationError(_("Rentang ini lebih dari setahun. Periksa lagi tanggalnya."))
    if facts.kind == OwnDay.Kind.RAMADAN and place.unit:
        raise ValidationError(_("Hari Ramadan ditetapkan untuk seluruh instansi."))


LONGEST = 366


@transaction.atomic
def add_own_day(place: Place, facts: DayFacts, *, by: Actor, on: date) -> OwnDay:
    """Days on which the place works otherwise; the same days again only take the new name."""
    require(can_add_own_day(scope_for(by, on), place))
    return _add(place, [facts], by, on)[0]


@transaction.atomic
def import_own_days(place: Place, days: Sequence[DayFacts], *, by: Actor, on: date) -> list[OwnDay]:
    """Days of a file; those that stand already are left alone, so that it may be sent again."""
    require(can_import_own_days(scope_for(by, on), place))
    return _add(place, days, by, on)


def _add(place: Place, days: Sequence[DayFacts], by: Actor, on: date) -> list[OwnDay]:
    _hold(place)
    standing = standing_days(place)
    rows, drafts = [], []
    for facts in days:
        check_day(place, facts)
        row = standing.get((facts.kind, facts.first, facts.last))
        if row is None:
            row = OwnDay(agency=place.agency, unit=place.unit, kind=facts.kind)
            row.first, row.last = facts.first, facts.last
        if row.name != facts.name:
            drafts.append(Draft("people.own_day_added", place.subject, _day_told(row, facts.name)))
            row.name = facts.name
            row.save()
        standing[facts.kind, facts.first, facts.last] = row
        rows.append(row)
    if drafts:
        _mark(place)
        record_all(drafts, by=by, on=on)
    return rows


def standing_days(place: Place) -> dict[tuple[str, date, date], OwnDay]:
    """What the place says already, by kind and days."""
    rows = OwnDay.objects.filter(agency=place.agency, unit=place.unit)
    return {(row.kind, row.first, row.last): row for row in rows}


def _day_told(row: OwnDay, name: str | None) -> dict[str, Any]:
    is_new, is_gone = row.pk is None, name is None
    return {
        "kind": [None if is_new else row.kind, None if is_gone else row.kind],
        "first": [None if is_new else row.first, None if is_gone else row.first],
        "last": [None if is_new else row.last, None if is_gone else row.last],
        "day_name": [
            digest_of(row.name) if row.name and not is_new else None,
            digest_of(name) if name else None,
        ],
    }


@transaction.atomic
def remove_own_day(place: Place, row: OwnDay, *, by: Actor, on: date) -> OwnDay:
    """The place works on these days as it does anyway."""
    _hold(place)
    require(can_remove_own_day(scope_for(by, on), place))
    changes = _day_told(row, None)
    row.delete()
    _mark(place)
    record("people.own_day_removed", place.subject, by=by, on=on, changes=changes)
    return row
