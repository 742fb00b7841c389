"""Rows of a snapshot that the program itself lays out: the tree of units by month, and goals with their money."""

import calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pamong.people.models import Agency, Unit, UnitChange
from pamong.people.tree.dating import Parents, tree_on
from pamong.performance.models import Contribution, Goal, GoalIndicator

Month = tuple[int, int, date]  # the year, the month, and the day on which its people are counted


def months_of(years: Sequence[int], day: date) -> list[Month]:
    """The months that have begun, each with its last day, of the one that runs today."""
    found = []
    for year in years:
        for month in range(1, 13):
            if date(year, month, 1) <= day:
                last = date(year, month, calendar.monthrange(year, month)[1])
                found.append((year, month, min(last, day)))
    return found


def unit_rows(agency: Agency, months: Sequence[Month]) -> Iterator[tuple[Any, ...]]:
    """Every unit with the way down to it, and the first and last of the days on which that was so."""
    fields = ("pk", "parent_id", "kind", "code", "valid_from", "valid_to")
    units = list(Unit.objects.filter(agency=agency).order_by("pk").values_list(*fields))
    rows = UnitChange.objects.filter(unit__agency=agency, what=UnitChange.What.PARENT)
    changes = list(rows.order_by("valid_from"))
    now: Parents = {unit[0]: unit[1] for unit in units}
    for parents, first, last in _trees(now, changes, months):
        paths = _paths(parents)
        for key, _parent, *rest in units:
            yield key, parents[key], paths[key], *rest, first, last


def _trees(
    now: Parents, changes: Sequence[UnitChange], months: Sequence[Month]
) -> Iterator[tuple[Parents, date, date]]:
    """Each tree once, from the first to the last day on which people are counted in it."""
    held: tuple[Parents, date, date] | None = None
    for _year, _month, day in months:
        parents = tree_on(now, changes, day)
        if held and parents == held[0]:
            held = (parents, held[1], day)
            continue
        if held:
            yield held
        held = (parents, day, day)
    if held:
        yield held


def _paths(parents: Parents) -> dict[int, str]:
    paths: dict[int, str] = {}
    for unit in parents:
        line: list[int] = []
        at: int | None = unit
        while at is not None and at not in paths and at not in line:
            line.append(at)
            at = parents.get(at)
        above = paths.get(at, "/") if at is not None else "/"
        for one in reversed(line):
            above = paths[one] = f"{above}{one}/"
    return paths


def goal_rows(agency: Agency, years: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Every goal of each of its years: what it hangs on, by what it is told, and the money set aside."""
    serves: dict[int, list[Decimal]] = defaultdict(list)
    for child, share in Contribution.objects.filter(child__agency=agency).values_list(
        "child_id", "share"
    ):
        serves[child].append(share)
    told: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = GoalIndicator.objects.filter(goal__agency=agency)
    for key, budgets in rows.values_list("goal_id", "budgets"):
        told[key].append(budgets)
    for goal in Goal.objects.filter(agency=agency).order_by("pk"):
        shares, indicators = serves[goal.pk], told[goal.pk]
        for year in years:
            if goal.first_year <= year <= goal.last_year:
                money = _money(indicators, year)
                said = (len(shares), sum(shares, Decimal(0)), len(indicators), money)
                yield year, goal.pk, goal.unit_id, goal.kind, *said


def _money(indicators: Sequence[dict[str, Any]], year: int) -> Decimal | None:
    """The sum of what is there; nothing set aside is nothing, and no nought."""
    found = [one[str(year)] for one in indicators if isinstance(one, dict) and one.get(str(year))]
    try:
        return sum((Decimal(str(rupiah)) for rupiah in found), Decimal(0)) if found else None
    except InvalidOperation:
        return None
