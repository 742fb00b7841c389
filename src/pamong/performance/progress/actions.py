"""The verbs of realisation: enter readings, several at once; write the action plan of a quarter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.offline.told import device_said
from pamong.access.permissions import require
from pamong.access.prepared import prepared
from pamong.ledger.actions import Draft, digest_of, record_all
from pamong.measurement.attainment import DONE
from pamong.measurement.models import Indicator, Reading
from pamong.people.scope import scope_of
from pamong.performance.models import Plan, PlanIndicator
from pamong.performance.periods import Period, period_days
from pamong.performance.plan.rules import short
from pamong.performance.progress.permissions import can_enter_reading
from pamong.performance.quarters import part_of
from pamong.performance.rhythm import rhythm_of
from pamong.performance.windows.queries import check_part_open, readings_closed
from pamong.ui.dates import say_day_full


@dataclass(frozen=True, slots=True)
class ReadingInput:
    """What a form gives for one indicator."""

    value: Decimal
    as_of: date
    confidence: str = Reading.Confidence.SURE
    obstacle: str = ""
    typed_at: datetime | None = (
        None  # by the clock of a device that had kept it: told in the record
    )


@transaction.atomic
def enter_readings(
    plan: Plan, given: Mapping[int, ReadingInput], *, by: User, on: date
) -> list[Reading]:
    """Write readings by the key of the plan's indicator: all or none.

    One as of the same day as a standing one replaces it; the old one stays and is shown.
    """
    plan = Plan.objects.lock(plan)
    require(can_enter_reading(scope_of(by, on), plan))
    if not plan.is_in_force:
        raise ValidationError(
            _("Realisasi dapat diisi setelah SKP disetujui penilai."), code="wrong_state"
        )
    found = {row.pk: row.indicator for row in _lines(plan=plan.pk, keys=list(given))}
    _check_days(plan, given.values(), on=on)
    standing = _standing(plan, [row.pk for row in found.values()])
    drafts = [
        _write(plan, found[key], given[key], standing.get(found[key].pk, []))
        for key in sorted(found)
    ]
    written = [draft for draft in drafts if draft]
    record_all(written, by=by, on=on)
    return [draft.subject for draft in written if isinstance(draft.subject, Reading)]


def _check_days(plan: Plan, given: Iterable[ReadingInput], *, on: date) -> None:
    closed, by_month = readings_closed(plan, on), rhythm_of(plan)
    for as_of in {one.as_of for one in given}:
        if as_of > on:
            raise ValidationError(_("Tanggal data belum tiba. Isi hari ini atau sebelumnya."))
        if not plan.starts_on <= as_of <= plan.ends_on:
            raise ValidationError(
                _("Isi tanggal data di dalam periode SKP, %(from)s sampai %(to)s."),
                params={"from": say_day_full(plan.starts_on), "to": say_day_full(plan.ends_on)},
            )
        check_part_open(closed, part_of(as_of, by_month))


@prepared
def _lines(*, plan: int, keys: list[int]) -> QuerySet[PlanIndicator]:
    rows = PlanIndicator.objects.filter(result__plan_id=plan, pk__in=keys)
    return rows.select_related("indicator__agency")


def _standing(plan: Plan, indicator_ids: list[int]) -> dict[int, list[Reading]]:
    first, last = period_days(plan.year, Period.YEAR)
    found: dict[int, list[Reading]] = {}
    for reading in _held(indicators=indicator_ids, first=first, last=last):
        found.setdefault(reading.indicator_id, []).append(reading)
    return found


@prepared
def _held(*, indicators: list[int], first: date, last: date) -> QuerySet[Reading]:
    """Locked until the transaction ends."""
    rows = Reading.objects.standing().filter(indicator_id__in=indicators)
    rows = rows.filter(as_of__gte=first, as_of__lte=last)
    return rows.select_for_update().order_by("pk")


def _write(
    plan: Plan, indicator: Indicator, given: ReadingInput, standing: list[Reading]
) -> Draft | None:
    same_day = next((old for old in standing if old.as_of == given.as_of), None)
    if same_day and _is_same(same_day, given):
        return None
    _check_milestone(indicator, given, [old for old in standing if old is not same_day])
    reading = Reading.objects.create(
        indicator=indicator,
        as_of=given.as_of,
        value=given.value,
        confidence=given.confidence,
        obstacle=given.obstacle.strip(),
        entered_by=plan.employee,
    )
    verb = "performance.reading_entered"
    if same_day:
        same_day.replaced_by = reading
        same_day.save(update_fields=["replaced_by"])
        verb = "performance.reading_corrected"
    changes = _changes(plan, reading, same_day) | device_said(given.typed_at)
    return Draft(verb, reading, changes)


def _is_same(old: Reading, given: ReadingInput) -> bool:
    return (old.value, old.confidence, old.obstacle) == (
        given.value,
        given.confidence,
        given.obstacle.strip(),
    )


def _check_milestone(indicator: Indicator, given: ReadingInput, others: list[Reading]) -> None:
    """A thing is finished once: its day decides, so a second one is a correction of the first."""
    if indicator.direction != Indicator.Direction.MILESTONE:
        return
    done = next((old for old in others if old.value >= DONE), None)
    if done and given.value >= DONE:
        raise ValidationError(
            _(
                "“%(name)s” sudah dicatat selesai per %(day)s. Bila tanggal itu keliru, isi tanggal data yang sama untuk memperbaikinya."
            ),
            params={"name": short(indicator.name), "day": say_day_full(done.as_of)},
        )


def _changes(plan: Plan, reading: Reading, old: Reading | None) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "plan": [None, str(plan.uuid)],
        "value": [old.value if old else None, reading.value],
        "as_of": [old.as_of if old else None, reading.as_of],
        "confidence": [old.confidence if old else None, reading.confidence],
    }
    if reading.obstacle:
        changes["obstacle"] = [None, digest_of(reading.obstacle)]
    return changes
