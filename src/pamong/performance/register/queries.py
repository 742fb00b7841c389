"""Plans and evaluations by their people's names: a page costs the same in any agency."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from pamong.access.kept import Gathered, kept_a_minute
from pamong.access.scope import Scope
from pamong.people.figures import OVERVIEW, gathered_figures
from pamong.people.models import Employee
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.naming import named
from pamong.performance.due import who_need_plans
from pamong.performance.models import Evaluation, Plan
from pamong.ui.paging import Page, page_of

When = tuple[int, str]
ALL, WITHOUT = "", "none"
PERSON = (
    *("pk", "uuid", "name", "title_before", "title_after"),
    *("position__name", "unit__name", "rater__name", "rater__title_before", "rater__title_after"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a register is asked for: those in one state, and people of a name or NIP."""

    only: str = ALL
    name: str = ""

    def among(self, states: Collection[str]) -> "Shown":
        """The same, with a state that the list does not know taken as all."""
        return self if self.only in states else replace(self, only=ALL)


def people_with_plans(scope: Scope, year: int, shown: Shown, after: str) -> Page[dict[str, Any]]:
    """People who have a plan of the year in a state, or who still need one, by name."""
    people = _people(scope, shown)
    plans = Plan.objects.filter(employee=OuterRef("pk"), year=year)
    if shown.only == WITHOUT:
        owing = who_need_plans(people).filter(~Exists(plans.definitive()))
        return page_of(owing.values(*PERSON), after)
    plans = plans.filter(status=shown.only) if shown.only else plans
    return page_of(people.filter(Exists(plans)).values(*PERSON), after)


def last_plans(people: EmployeeQuerySet, years: list[int]) -> QuerySet[Plan]:
    """Of each of some people the last plan of a year for the own post: a move makes two, and counts once."""
    own = Plan.objects.definitive()
    later = own.filter(employee_id=OuterRef("employee_id"), year=OuterRef("year"))
    later = later.filter(starts_on__gt=OuterRef("starts_on"))
    return own.filter(year__in=years, employee__in=people).exclude(Exists(later))


@dataclass(frozen=True, slots=True)
class PlanSums:
    """Everybody who needs a plan of a year, by the state of the last one."""

    people: int
    states: Counter[str]
    held: Gathered | None = None  # when it was gathered; nothing where it was counted just now

    @property
    def without(self) -> int:
        """How many have none."""
        return self.people - self.states.total()


def plan_sums(scope: Scope, year: int, day: date) -> PlanSums:
    """The sums of the register, counted at most once a minute; of a large agency as they were gathered."""
    held = gathered_figures(scope, OVERVIEW, day)
    if held and year in held.found[0].states:
        return PlanSums(held.found[0].people, held.found[0].states[year], held)
    key = f"register.{scope.agency_id}.{year}"
    return kept_a_minute(key, lambda: _sums(scope, year))


def _sums(scope: Scope, year: int) -> PlanSums:
    people = who_need_plans(Employee.objects.filter(agency_id=scope.agency_id))
    states = last_plans(people, [year]).order_by().values_list("status").annotate(n=Count("pk"))
    return PlanSums(people.count(), Counter(dict(states)))


def people_with_evaluations(
    scope: Scope, when: When, shown: Shown, after: str
) -> Page[dict[str, Any]]:
    """People whose predicate of the period is set, by name."""
    rated = evaluations_in(scope, when, shown).filter(plan__employee=OuterRef("pk"))
    people = _people(scope, shown).filter(Exists(rated))
    return page_of(people.values(*PERSON), after)


def _people(scope: Scope, shown: Shown) -> EmployeeQuerySet:
    people = Employee.objects.visible_to(scope)
    return named(people, shown.name) if shown.name else people


def plans_among(scope: Scope, people: Iterable[int], year: int, shown: Shown) -> QuerySet[Plan]:
    """The plans of some people in the year, in the order of their names."""
    rows = Plan.objects.visible_to(scope).filter(employee_id__in=list(people), year=year)
    rows = rows.filter(status=shown.only) if shown.only else rows
    rows = rows.select_related("employee", "position", "unit", "rater")
    return rows.order_by("employee__name", "employee_id", "starts_on", "pk")


def evaluations_in(scope: Scope, when: When, shown: Shown) -> QuerySet[Evaluation]:
    """The standing evaluations of a period whose predicate is set, in a state or in both."""
    rows = Evaluation.objects.visible_to(scope).final().standing()
    rows = rows.filter(plan__year=when[0], period=when[1])
    return rows.filter(status=shown.only) if shown.only else rows


def evaluations_among(
    scope: Scope, people: Iterable[int], when: When, shown: Shown
) -> QuerySet[Evaluation]:
    """Those of some people, in the order of their names."""
    rows = evaluations_in(scope, when, shown).filter(plan__employee_id__in=list(people))
    rows = rows.select_related("plan__employee", "plan__position", "plan__unit", "rater")
    return rows.order_by("plan__employee__name", "plan__employee_id", "plan__starts_on", "pk")
