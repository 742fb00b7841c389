"""Reads of a person's year: its plans in their order, and the predicates given under each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.performance.models import Evaluation, Plan

TOLD = ("uuid", "plan_id", "period", "predicate", "pack", "rater__name")


@dataclass(frozen=True, slots=True)
class Given:
    """A predicate that was set under a plan."""

    uuid: UUID
    plan_id: int
    period: str
    predicate: str
    pack: str
    rater: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One plan of the year with what was given under it."""

    plan: Plan
    given: tuple[Given, ...]


def year_of(plan: Plan) -> list[Stretch]:
    """All plans in force of the person and year, the first to begin first, in two queries."""
    plans = _plans(employee=plan.employee_id, year=plan.year)
    return with_given(plans, given_in(plan.employee_id, plan.year))


def with_given(plans: Sequence[Plan], given: Sequence[Given]) -> list[Stretch]:
    """Plans with what was given under each, from rows at hand."""
    return [Stretch(one, tuple(row for row in given if row.plan_id == one.pk)) for one in plans]


def given_in(employee_id: int, year: int) -> list[Given]:
    """The standing predicates of a person's year by period; the year's own last."""
    return [_given_row(*row) for row in _given(employee=employee_id, year=year)]


def given_under(scope: Scope, plan_ids: Sequence[int]) -> list[Given]:
    """The standing predicates under some plans that the reader may see, in one query."""
    rows = Evaluation.objects.visible_to(scope).final().standing().filter(plan_id__in=plan_ids)
    return [_given_row(*row) for row in rows.order_by("period").values_list(*TOLD)]


def _given_row(uuid: Any, plan: int, period: str, predicate: str, pack: str, rater: Any) -> Given:
    return Given(uuid, plan, period, predicate, pack, rater or "")


@prepared
def _plans(*, employee: int, year: int) -> QuerySet[Plan]:
    rows = Plan.objects.in_force().filter(employee_id=employee, year=year)
    rows = rows.select_related("position", "unit", "rater")
    return rows.order_by("starts_on", "pk")


@prepared
def _given(*, employee: int, year: int) -> "QuerySet[Evaluation, tuple[object, ...]]":
    rows = Evaluation.objects.final().standing()
    rows = rows.filter(plan__employee_id=employee, plan__year=year)
    return rows.order_by("period").values_list(*TOLD)
