"""Steps that are late: past their quarter or the end of their plan, with less done than was planned, or nothing.

The snapshot counts them by the same rule, in the words of its engine.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from pamong.access.kept import Gathered
from pamong.access.scope import Scope
from pamong.people.figures import gathered_figures
from pamong.people.models import Employee, Unit
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.naming import named
from pamong.performance.daily.queries import COUNTED
from pamong.performance.models import ActionStep, DailyEntry, Plan
from pamong.performance.periods import period_days
from pamong.ui.paging import Page, page_of

QUARTERS = (1, 2, 3, 4)
NOTHING = Value(Decimal(0))
WHO, FEW = "late", 1000
AROUND = ("result__plan__employee", "result__plan__unit", "result__plan__position")


@dataclass(frozen=True, slots=True)
class Late:
    """A step that is late, since the day after which it was owed."""

    step: ActionStep
    due_on: date
    done: Decimal

    @property
    def plan(self) -> Plan:
        """Whose it is."""
        return self.step.result.plan


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: below a unit, and people of a name or NIP."""

    unit: Unit | None = None
    name: str = ""


def due_on(step: ActionStep, ends_on: date) -> date:
    """The end of its quarter, or of a plan that ends sooner."""
    return min(period_days(step.result.plan.year, f"Q{step.quarter}")[1], ends_on)


def late_steps(year: int, on: date) -> QuerySet[ActionStep]:
    """Of a year by a day, with how much was done of each."""
    entries = DailyEntry.objects.filter(step=OuterRef("pk"), status__in=COUNTED).order_by()
    done = Subquery(entries.values("step").annotate(n=Sum("amount")).values("n"))
    over = [n for n in QUARTERS if period_days(year, f"Q{n}")[1] < on]
    due = Q(quarter__in=over) | Q(result__plan__ends_on__lt=on)
    rows = ActionStep.objects.filter(due, result__plan__year=year)
    rows = rows.annotate(done=Coalesce(done, NOTHING), begun=Exists(entries))
    return rows.filter(Q(begun=False) | Q(done__lt=F("amount")))


def people_late(
    scope: Scope, year: int, on: date, wanted: Wanted, after: str
) -> tuple[Page[Any], Gathered | None]:
    """Who has late steps in plans that one may see, by name; and as of when nobody else was found late."""
    people = _late_in(scope, year, on, wanted)
    people = named(people, wanted.name) if wanted.name else people
    held = gathered_figures(scope, WHO, on)
    few = held.found.get(year) if held else None
    people = people if few is None else people.filter(pk__in=few)
    return page_of(people.values("pk", "name"), after), held


def who_is_late(scope: Scope, on: date) -> Mapping[int, Collection[int] | None]:
    """Of a large agency who is late in this year and the last; nothing where they are not few.

    Of few a page asks each, whether it is so still; many are soon found by going through the names.
    """
    found: dict[int, Collection[int] | None] = {}
    for year in (on.year, on.year - 1):
        rows = _late_in(scope, year, on, Wanted()).order_by()
        keys = list(rows.values_list("pk", flat=True)[: FEW + 1])
        found[year] = keys if len(keys) <= FEW else None
    return found


def _late_in(scope: Scope, year: int, on: date, wanted: Wanted) -> EmployeeQuerySet:
    late = late_steps(year, on).filter(result__plan=OuterRef("pk"))
    plans = _plans(scope, year, wanted).filter(Exists(late), employee=OuterRef("pk"))
    return Employee.objects.filter(Exists(plans), agency_id=scope.agency_id)


def steps_among(
    scope: Scope, people: Collection[int], year: int, on: date, wanted: Wanted
) -> list[Late]:
    """The late steps of some people in the order of their names, the longest late first."""
    plans = _plans(scope, year, wanted).filter(employee__in=people)
    rows: Any = late_steps(year, on).filter(result__plan__in=plans)
    rows = rows.select_related(*AROUND, "result__serves__plan__employee")
    rows = rows.order_by("result__plan__employee__name", "result__plan__employee", "quarter", "pk")
    return [Late(row, due_on(row, row.result.plan.ends_on), row.done) for row in rows]


def counts_late(plans: Collection[int], year: int, on: date) -> Mapping[int, int]:
    """How many steps of each of some plans are late."""
    rows = late_steps(year, on).filter(result__plan__in=plans).order_by()
    found = rows.values("result__plan").annotate(n=Count("pk"))
    return dict(found.values_list("result__plan", "n"))


def by_due(late: Collection[Late]) -> Mapping[date, list[Late]]:
    """By the day on which they were owed, the earliest first."""
    found: dict[date, list[Late]] = defaultdict(list)
    for one in late:
        found[one.due_on].append(one)
    return dict(sorted(found.items()))


def _plans(scope: Scope, year: int, wanted: Wanted) -> QuerySet[Plan]:
    """In force, of others."""
    rows = Plan.objects.visible_to(scope).in_force().filter(year=year)
    rows = rows.exclude(employee_id=scope.employee_id)
    return rows.filter(unit__path__startswith=wanted.unit.path) if wanted.unit else rows
