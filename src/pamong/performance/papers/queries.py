"""Reads for printing: a unit's plans with the evaluations that were set, page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from pamong.access.scope import Scope
from pamong.documents.kinds import Choice
from pamong.people.models import Employee, Unit, name_then
from pamong.people.models.employee import full_name_of
from pamong.people.trace.permissions import must_state_purpose
from pamong.performance.models import (
    Evaluation,
    Plan,
    PlanQuerySet,
    RoleCell,
    UnitLevel,
    post_held,
)
from pamong.performance.papers.permissions import can_print_all
from pamong.performance.periods import in_order
from pamong.ui.paging import Page, page_of

Rows = TypeVar("Rows", bound="QuerySet[Any]")
BY_NAME = ("employee__name", "pk")
SET_THERE = {
    "setting__unit_id": OuterRef("unit_id"),
    "setting__year": OuterRef("year"),
    "setting__period": OuterRef("period"),
}
MOST_LISTS = 100  # beyond that one chooses a unit further down


def people_chosen(rows: Rows, scope: Scope, choice: Choice, person: str, unit: str) -> Rows:
    """Those of a choice by person; an auditor states a purpose for each, so none by the pile."""
    if must_state_purpose(scope):
        rows = rows.filter(**{person: scope.employee_id})
    if choice.unit_path:
        rows = rows.filter(**{f"{unit}__path__startswith": choice.unit_path})
    if choice.employee_id:
        rows = rows.filter(**{person: choice.employee_id})
    return rows


@dataclass(slots=True)
class ReportRow:
    """One plan with its printable papers."""

    plan_id: int
    uuid: UUID
    name: str
    post: str
    unit: str
    status: str
    evaluations: dict[str, tuple[UUID, str, str]] = field(default_factory=dict)


def printable_plans(scope: Scope) -> PlanQuerySet:
    """The plans of one's people, of the units one administers, or of the agency by role."""
    rows = Plan.objects.visible_to(scope)
    if can_print_all(scope):
        return rows
    mine = Q(rater_id__in=scope.rater_ids)
    if scope.unit_ids:
        mine |= Q(unit_id__in=scope.unit_ids)
    return rows.filter(mine)


def report_years(scope: Scope) -> list[int]:
    """Years with something to print, newest first."""
    ends = printable_plans(scope).aggregate(first=Min("year"), last=Max("year"))
    return list(range(ends["last"], ends["first"] - 1, -1)) if ends["last"] else []


def report_units(scope: Scope, year: int) -> "QuerySet[Unit]":
    """The units to choose from, by name: those with plans of the year, or all of the agency."""
    rows = Unit.objects.visible_to(scope)
    if not can_print_all(scope):
        rows = rows.filter(pk__in=printable_plans(scope).filter(year=year).values("unit_id"))
    return rows.order_by("name", "pk")


def units_to_pack(scope: Scope) -> "QuerySet[Unit]":
    """Those that one reaches: the papers themselves are chosen within the scope."""
    return Unit.objects.visible_to(scope).order_by("name", "pk")


def report_page(scope: Scope, year: int, unit: Unit | None, after: str) -> Page[ReportRow]:
    """A page of plans of the year by name, of a unit and those below it or of all, in two queries."""
    rows = printable_plans(scope).filter(year=year)
    if unit:
        rows = rows.filter(unit__path__startswith=unit.path)
    found = rows.values_list(
        *("pk", "uuid", "employee__title_before", "employee__name", "employee__title_after"),
        *("held", "position__name", name_then("ends_on"), "status"),
    )
    page = page_of(found, after, by=BY_NAME)
    lines = [_row(row) for row in page.rows]
    _add_evaluations(lines, scope)
    return Page(lines, page.next_cursor)


def _row(row: Sequence[Any]) -> ReportRow:
    pk, uuid, before, name, after, held, post, unit, status = row
    whole_name = full_name_of(before, name, after)
    return ReportRow(pk, uuid, whole_name, post_held(held, post), unit, status)


def _add_evaluations(lines: Iterable[ReportRow], scope: Scope) -> None:
    by_plan = {line.plan_id: line for line in lines}
    rows = Evaluation.objects.visible_to(scope).final().standing().filter(plan_id__in=by_plan)
    for plan_id, period, uuid, predicate, pack in rows.values_list(
        "plan_id", "period", "uuid", "predicate", "pack"
    ):
        by_plan[plan_id].evaluations[period] = (uuid, predicate, pack)


def matrix_plans(scope: Scope) -> "QuerySet[Plan]":
    """The plans whose matrix one may know of: those one sees, and those shared out in one's name.

    Whoever acts for a leader shares the results out without reading the plan. Of an owner who rates
    nobody, and never shared anything out of it, a plan has no matrix.
    """
    seen = Plan.objects.visible_to(scope).values("pk")
    rows = Plan.objects.filter(Q(pk__in=seen) | Q(employee_id__in=scope.agree_ids))
    led = Exists(Employee.objects.active().filter(rater=OuterRef("employee_id")))
    return rows.filter(led | Exists(RoleCell.objects.filter(result__plan=OuterRef("pk"))))


def levels_seen(scope: Scope) -> "QuerySet[UnitLevel]":
    """Levels beside which predicates were set, where one sees every one of them."""
    given = Evaluation.objects.final().standing().filter(**SET_THERE)
    if scope.is_shell:
        return UnitLevel.objects.filter(Exists(given))
    rows = UnitLevel.objects.filter(unit__agency_id=scope.agency_id)
    if can_print_all(scope):
        return rows.filter(Exists(given))
    seen = Evaluation.objects.visible_to(scope).final().standing().filter(**SET_THERE)
    # Counted level by level: what is excluded by one's not seeing it is looked for in the whole agency.
    return rows.alias(given=_many(given), seen=_many(seen)).filter(seen=F("given"))


def _many(rows: "QuerySet[Evaluation]") -> Subquery:
    counted = rows.order_by().values("setting__unit_id").annotate(n=Count("pk"))
    return Subquery(counted.values("n"))


def lists_seen(scope: Scope, year: int, unit: Unit | None) -> list[UnitLevel]:
    """The lists of predicates of a year that one may print: of a unit and those below it, or of one's own."""
    rows = levels_seen(scope).filter(year=year)
    if unit:
        rows = rows.filter(unit__path__startswith=unit.path)
        if not can_print_all(scope):
            rows = rows.filter(unit_id__in=_where_one_sees_somebody(scope, year))
    elif can_print_all(scope):
        return []  # of a whole agency nobody looks for one of them in a list
    else:
        rows = rows.filter(unit__in=printable_plans(scope).filter(year=year).values("unit"))
    return list(rows.select_related("unit").order_by("unit__path", in_order(), "pk")[:MOST_LISTS])


def _where_one_sees_somebody(scope: Scope, year: int) -> list[int]:
    """Where somebody was rated whom one sees or rated: of a large branch nothing else is looked at."""
    there = Evaluation.objects.final().filter(plan__year=year).order_by()
    own = there.filter(plan__in=Plan.objects.visible_to(scope).filter(year=year).values("pk"))
    rated = there.filter(rater_id=scope.active_id)
    unit = "setting__unit_id"
    return list(own.values_list(unit, flat=True).union(rated.values_list(unit, flat=True)))
