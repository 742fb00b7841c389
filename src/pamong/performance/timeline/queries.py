"""Reads of a person's year: its plans in their order, and the predicates given under each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import in_order

TOLD = ("uuid", "plan_id", "period", "predicate", "pack")


@dataclass(frozen=True, slots=True)
class Given:
    """A predicate that was set under a plan."""

    uuid: UUID
    plan_id: int
    period: str
    predicate: str
    pack: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One plan of the year with what was given under it."""

    plan: Plan
    given: list[Given]


def year_of(plan: Plan) -> list[Stretch]:
    """All plans in force of the person and year, the first to begin first, in one query."""
    found: dict[int, Stretch] = {}
    for row in _plans(employee=plan.employee_id, year=plan.year):
        one = found.setdefault(row.pk, Stretch(row, []))
        if row.given_uuid:
            told = (row.given_uuid, row.pk, row.given_period, row.given_predicate, row.given_pack)
            one.given.append(Given(*told))
    for one in found.values():
        one.plan.employee, one.plan.agency = plan.employee, plan.agency
    return list(found.values())


def given_under(scope: Scope, plan_ids: Sequence[int]) -> list[Given]:
    """The standing predicates under some plans that the reader may see, in one query."""
    return [Given(*row) for row in _given(scope=scope, plans=list(plan_ids))]


@prepared
def _given(*, scope: Scope, plans: list[int]) -> QuerySet[Evaluation, tuple[Any, ...]]:
    rows = Evaluation.objects.visible_to(scope).final().standing().filter(plan_id__in=plans)
    return rows.order_by(in_order()).values_list(*TOLD)


@prepared
def _plans(*, employee: int, year: int) -> QuerySet[Plan]:
    """Each plan once for each standing predicate under it, the year's own last."""
    final = Q(evaluations__status__in=Evaluation.FINAL, evaluations__replaced_by=None)
    rows = Plan.objects.in_force().filter(employee_id=employee, year=year)
    rows = rows.annotate(one=FilteredRelation("evaluations", condition=final)).annotate(
        given_uuid=F("one__uuid"),
        given_period=F("one__period"),
        given_predicate=F("one__predicate"),
        given_pack=F("one__pack"),
    )
    rows = rows.select_related("position", "duty", "unit", "rater")
    return rows.order_by("starts_on", "pk", in_order("one__period"))
