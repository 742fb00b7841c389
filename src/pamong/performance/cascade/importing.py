"""Read a cascade from a planning table: set-wise, in one transaction, safe to repeat."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, record_all
from pamong.measurement.models import Indicator, Target
from pamong.people.models import Agency, Unit
from pamong.people.scope import scope_of
from pamong.performance.cascade.figures import Figure
from pamong.performance.cascade.outline import (
    Key,
    Outline,
    Remark,
    WantedGoal,
    WantedIndicator,
    outline_of,
)
from pamong.performance.cascade.permissions import can_keep_cascade
from pamong.performance.cascade.queries import MOVED_SAID
from pamong.performance.cascade.sheet import Layout, layout_of, lines_of, rows_of
from pamong.performance.models import Contribution, Goal, GoalIndicator
from pamong.performance.spelling import fold

LONGEST_TARGET, LONGEST_UNIT, LONGEST_SOURCE = 300, 60, 250
BATCH = 500


@dataclass
class CascadeReport:
    """What an import did, and each row that needs a look."""

    layout: str = ""
    goals: int = 0
    links: int = 0
    indicators: int = 0
    targets: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_unchanged(self) -> bool:
        """Whether everything stood already."""
        return not (self.goals or self.links or self.indicators or self.targets)


@dataclass
class _Standing:
    """The agency's cascade while it is written: goals by key, indicators by goal and wording."""

    agency: Agency
    layout: Layout
    shift: Mapping[int, int]
    goals: dict[Key, Goal]
    indicators: dict[tuple[int, str], GoalIndicator]
    targets: dict[tuple[int, int], Target]
    touched: dict[int, dict[str, int]] = field(default_factory=dict)

    def touch(self, goal: Goal, what: str) -> None:
        """Count a change of a goal for its entry in the ledger."""
        counts = self.touched.setdefault(goal.pk, {})
        counts[what] = counts.get(what, 0) + 1

    def year(self, file_year: int) -> int:
        """The year as which a column of the file stands."""
        return self.shift.get(file_year, file_year)

    def source(self, field_of_work: str = "") -> str:
        """Where a goal comes from, and which years were moved."""
        moved = ", ".join(MOVED_SAID % years for years in self.shift.items())
        parts = [self.layout.title, field_of_work and f"urusan {field_of_work}", moved]
        return "; ".join(part for part in parts if part)[:LONGEST_SOURCE]


@transaction.atomic
def import_cascade(
    agency: Agency,
    file: bytes,
    *,
    shift: Mapping[int, int] | None = None,
    by: User,
    on: date,
) -> CascadeReport:
    """Take over a planning table; what stands already is left, rows not understood are reported."""
    require(can_keep_cascade(scope_of(by, on), agency.pk))
    rows = rows_of(file)
    layout = layout_of(rows)
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    outline = outline_of(lines_of(rows, layout), layout, _units(agency, on))
    standing = _standing(agency, layout, shift or {})
    report = CascadeReport(layout.title, remarks=outline.remarks)
    report.goals = _write_goals(standing, outline)
    report.links = _write_links(standing, outline)
    report.indicators = _write_indicators(standing, outline)
    report.targets = _write_targets(standing, outline)
    if not report.is_unchanged:
        record_all(_entries(standing, file, report), by=by, on=on)
    return report


def _units(agency: Agency, on: date) -> dict[str, int]:
    rows = Unit.objects.on(on).filter(agency=agency).order_by("-pk").values_list("name", "pk")
    return {fold(name): pk for name, pk in rows}  # of two with one name the older holds


def _standing(agency: Agency, layout: Layout, shift: Mapping[int, int]) -> _Standing:
    goals = {
        (goal.kind, goal.unit_id or 0, goal.code or fold(goal.name)): goal
        for goal in Goal.objects.filter(agency=agency).order_by("-pk")
    }
    rows = GoalIndicator.objects.filter(goal__agency=agency).select_related("indicator")
    targets = Target.objects.filter(indicator__of_goal__goal__agency=agency)
    return _Standing(
        agency,
        layout,
        shift,
        goals,
        {(row.goal_id, fold(row.indicator.name)): row for row in rows},
        {(target.indicator_id, target.year): target for target in targets},
    )


def _write_goals(standing: _Standing, outline: Outline) -> int:
    years = [standing.year(year) for year in standing.layout.years]
    new = {
        key: _goal(standing, wanted, min(years), max(years))
        for key, wanted in outline.goals.items()
        if key not in standing.goals
    }
    Goal.objects.bulk_create(new.values(), batch_size=BATCH)
    standing.goals.update(new)
    for goal in new.values():
        standing.touch(goal, "goals")
    return len(new)


def _goal(standing: _Standing, wanted: WantedGoal, first: int, last: int) -> Goal:
    return Goal(
        agency=standing.agency,
        unit_id=wanted.unit_id or None,
        kind=wanted.kind,
        code=wanted.code,
        name=wanted.name,
        first_year=first,
        last_year=last,
        source=standing.source(wanted.field_of_work),
    )


def _write_links(standing: _Standing, outline: Outline) -> int:
    """A goal that serves nothing yet gets its parent; links made by people are left."""
    has_parent = set(
        Contribution.objects.filter(child__agency=standing.agency).values_list(
            "child_id", flat=True
        )
    )
    new = []
    for key, wanted in outline.goals.items():
        child = standing.goals[key]
        if wanted.parent and child.pk not in has_parent:
            new.append(Contribution(parent=standing.goals[wanted.parent], child=child))
            standing.touch(child, "links")
    Contribution.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


def _write_indicators(standing: _Standing, outline: Outline) -> int:
    new: list[GoalIndicator] = []
    for wanted in outline.indicators:
        goal = standing.goals[wanted.goal]
        place = (goal.pk, fold(wanted.name))
        if place in standing.indicators:
            continue
        row = GoalIndicator(goal=goal, indicator=_indicator(standing, wanted))
        standing.indicators[place] = row
        standing.touch(goal, "indicators")
        new.append(row)
    Indicator.objects.bulk_create([row.indicator for row in new], batch_size=BATCH)
    for row in new:
        row.indicator_id = row.indicator.pk
    GoalIndicator.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


def _indicator(standing: _Standing, wanted: WantedIndicator) -> Indicator:
    return Indicator(
        agency=standing.agency,
        name=wanted.name,
        unit=wanted.measure[:LONGEST_UNIT],
        direction=wanted.direction,
        baseline=wanted.baseline,
    )


def _write_targets(standing: _Standing, outline: Outline) -> int:
    """Targets and money where none stand; what people or another document set is not overwritten."""
    new: list[Target] = []
    richer: dict[int, GoalIndicator] = {}
    for wanted in outline.indicators:
        goal = standing.goals[wanted.goal]
        row = standing.indicators[goal.pk, fold(wanted.name)]
        for year, figure in wanted.targets.items():
            place = (row.indicator_id, standing.year(year))
            if place not in standing.targets:
                standing.targets[place] = _target(*place, figure)
                new.append(standing.targets[place])
                standing.touch(goal, "targets")
        for year, amount in wanted.budgets.items():
            mark = str(standing.year(year))
            if mark not in row.budgets:
                row.budgets[mark] = str(amount)
                richer[row.pk] = row
    Target.objects.bulk_create(new, batch_size=BATCH)
    GoalIndicator.objects.bulk_update(richer.values(), ["budgets"], batch_size=BATCH)
    return len(new)


def _target(indicator_id: int, year: int, figure: Figure) -> Target:
    return Target(
        indicator_id=indicator_id,
        year=year,
        value=figure.value,
        text=figure.text[:LONGEST_TARGET],
    )


def _entries(standing: _Standing, file: bytes, report: CascadeReport) -> list[Draft]:
    """One entry for the file, and one for each goal that it changed."""
    whole: dict[str, Any] = {
        "file": [None, "sha256:" + hashlib.sha256(file).hexdigest()],
        "goals": [None, report.goals],
        "indicators": [None, report.indicators],
        "targets": [None, report.targets],
    }
    drafts = [Draft("performance.cascade_imported", standing.agency, whole)]
    by_key = {goal.pk: goal for goal in standing.goals.values()}
    for pk, counts in standing.touched.items():
        changes = {what: [None, n] for what, n in counts.items()}
        drafts.append(Draft("performance.goal_imported", by_key[pk], changes))
    return drafts
