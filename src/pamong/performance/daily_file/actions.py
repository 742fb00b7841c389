"""Daily entries from a table: all rows or none, by the verbs of the page of a day and of evidence."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.measurement.evidence.actions import EvidenceInput
from pamong.people.left_out import refuse_left_out
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.daily.actions import save_day
from pamong.performance.daily.permissions import can_save_day
from pamong.performance.daily_file.matching import KNOWN, DayLine, sort_rows
from pamong.performance.daily_file.queries import plans_touched
from pamong.performance.daily_file.reading import Said
from pamong.performance.evidence.actions import UseInput, add_plan_evidence
from pamong.performance.models import DailyEntry, Plan

TITLE = 250


@transaction.atomic
def import_days(employee: Employee, rows: Sequence[Said], *, by: User, on: date) -> int:
    """Write what the rows say; what stands already is left alone. How many were new or changed."""
    scope = scope_of(by, on)
    plans = plans_touched(employee, [row.day for row in rows])
    for plan in sorted(plans, key=lambda one: one.pk):
        require(can_save_day(scope, Plan.objects.lock(plan)))
    read = sort_rows(employee, rows, on)
    refuse_left_out(read.rejected)
    lines = [line for line in read.lines if line.state != KNOWN]
    days: dict[tuple[date, int], list[DayLine]] = defaultdict(list)
    for line in lines:
        days[line.day, line.plan.pk].append(line)
    for key in sorted(days):
        _write(days[key], by=by, on=on)
    return len(lines)


def _write(lines: list[DayLine], *, by: User, on: date) -> None:
    """The lines of one day, then the addresses beside them."""
    plan, day = lines[0].plan, lines[0].day
    changed = [line for line in lines if not line.is_same]
    asked = [line.given for line in changed]
    written = save_day(plan, day, asked, by=by, on=on) if asked else []
    made = iter([entry for entry in written if str(entry.uuid) not in _uuids(changed)])
    for line in lines:
        entry = line.entry or next(made)
        if line.said.link and not line.is_linked:
            _prove(plan, entry, line.said.link, by=by, on=on)


def _uuids(lines: list[DayLine]) -> set[str]:
    return {str(line.entry.uuid) for line in lines if line.entry}


def _prove(plan: Plan, entry: DailyEntry, link: str, *, by: User, on: date) -> None:
    given = EvidenceInput(link[:TITLE], entry.on, link=link)
    add_plan_evidence(plan, given, UseInput(entries=frozenset([entry.pk])), by=by, on=on)
