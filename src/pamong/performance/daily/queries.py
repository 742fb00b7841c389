"""Reads of daily entries: a day, a month, the action plan's progress, what waits for a rater."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.people.calendar import days_of_month
from pamong.people.models import Employee
from pamong.people.person_days import PersonDays, days_of
from pamong.performance.models import ActionStep, DailyEntry, EvidenceUse, Plan
from pamong.performance.models.seeing import plan_seen, sees_all
from pamong.performance.quarters import quarter_of

BACK = timedelta(days=31)  # where the working day before may lie
COUNTED = (DailyEntry.Status.RECORDED, DailyEntry.Status.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence beside a line."""

    title: str
    uuid: str
    link: str


@dataclass(frozen=True, slots=True)
class StepProgress:
    """A step of the quarter with what its lines add up to."""

    pk: int
    text: str
    amount: Decimal | None
    unit: str
    done: Decimal


@prepared
def own_record(*, key: int) -> QuerySet[Employee]:
    """The person's own record with the agency."""
    return Employee.objects.filter(pk=key).select_related("agency", "unit")


def listed_entries(scope: Scope) -> QuerySet[DailyEntry]:
    """Those one may see, as a list by day: who sees every plan asks line by line in that order, others ask for the
    lines of their plans. Distinct holds PostgreSQL to read these first: it would look for few among the newest of all.
    """
    if sees_all(scope):
        return DailyEntry.objects.filter(plan_seen(scope, "plan__"))
    return DailyEntry.objects.filter(plan__in=Plan.objects.visible_to(scope).distinct())


@prepared
def picked(*, scope: Scope, keys: list[UUID]) -> QuerySet[DailyEntry]:
    """The lines picked of those one may see, person by person."""
    rows = DailyEntry.objects.visible_to(scope).filter(uuid__in=keys)
    rows = rows.select_related("employee", "plan__agency")
    return rows.order_by("employee__name", "on", "pk")


@prepared
def locked(*, keys: list[int]) -> QuerySet[DailyEntry]:
    """Lines with plan and person, held until the transaction ends; all who hold some take them in one order."""
    rows = DailyEntry.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return rows.select_related("plan", "employee__agency").order_by("pk")


@prepared
def locked_on(*, plan: int, day: date) -> QuerySet[DailyEntry]:
    """The lines of a day under a plan, held until the transaction ends."""
    rows = DailyEntry.objects.select_for_update().filter(plan_id=plan, on=day)
    return rows.order_by("pk")


def plan_for(employee_id: int, day: date) -> Plan | None:
    """The plan that lines of the day belong to: in force first, else the one that is being agreed."""
    rows = _covering(employee=employee_id, day=day)
    plans = sorted(rows, key=lambda plan: (not plan.is_in_force, -plan.starts_on.toordinal()))
    return plans[0] if plans else None


@prepared
def _covering(*, employee: int, day: date) -> QuerySet[Plan]:
    rows = Plan.objects.definitive().filter(employee_id=employee)
    return rows.covering(day).select_related("agency", "unit")


def entries_between(
    employee_id: int, first: date, last: date, *, with_plan: bool = False
) -> dict[date, list[DailyEntry]]:
    """The lines of some days, in their order."""
    found: dict[date, list[DailyEntry]] = defaultdict(list)
    for entry in _between(employee=employee_id, first=first, last=last, with_plan=with_plan):
        found[entry.on].append(entry)
    return found


@prepared
def _between(*, employee: int, first: date, last: date, with_plan: bool) -> QuerySet[DailyEntry]:
    rows = DailyEntry.objects.filter(employee_id=employee, on__gte=first, on__lte=last)
    rows = rows.select_related("step", "plan") if with_plan else rows.select_related("step")
    return rows.order_by("on", F("begins").asc(nulls_last=True), "pk")


def days_written(*, employee: int, days: Sequence[date]) -> list[date]:
    """Those of the days on which a line stands."""
    rows = DailyEntry.objects.filter(employee_id=employee, on__in=days).order_by("on")
    return list(rows.values_list("on", flat=True).distinct())


def proofs_of(entry_ids: Iterable[int]) -> dict[int, list[Proof]]:
    """The evidence beside lines, in one query."""
    found: dict[int, list[Proof]] = defaultdict(list)
    for key, title, uuid, link in _proofs(entries=list(entry_ids)):
        found[key].append(Proof(title, str(uuid), link))
    return found


@prepared
def _proofs(*, entries: list[int]) -> QuerySet[EvidenceUse, tuple[Any, ...]]:
    rows = EvidenceUse.objects.filter(entry_id__in=entries).order_by("pk")
    return rows.values_list("entry_id", "evidence__title", "evidence__uuid", "evidence__link")


def days_around(employee: Employee, plan: Plan | None, day: date, now: date) -> PersonDays:
    """The person's days as a page of the day needs them: its month, and those up to today.

    They are those of the unit that the plan is made in; without a plan those of today's unit.
    """
    unit = plan.unit if plan else employee.unit
    path, last = unit.path if unit else "", days_of_month(max(day, now))[-1]
    return days_of(employee.agency, path, employee.pk, min(day, now) - BACK, last)


def month_states(
    employee_id: int, day: date, *, today: date, own: PersonDays, starts: date
) -> dict[date, str]:
    """The state of each day: full, part (a line without evidence), miss, todo, later, leave, off."""
    days = days_of_month(day)
    rows = _written(employee=employee_id, first=days[0], last=days[-1])
    written = {on: (lines, proven) for on, lines, proven in rows}
    return {one: _state(one, written.get(one), today=today, own=own, starts=starts) for one in days}


@prepared
def _written(*, employee: int, first: date, last: date) -> QuerySet[DailyEntry, tuple[Any, ...]]:
    rows = DailyEntry.objects.filter(employee_id=employee, on__gte=first, on__lte=last).order_by()
    return rows.values_list("on").annotate(
        lines=Count("pk", distinct=True), proven=Count("evidence_uses__entry", distinct=True)
    )


def _state(
    day: date, lines: tuple[int, int] | None, *, today: date, own: PersonDays, starts: date
) -> str:
    if lines:
        return "full" if lines[0] == lines[1] else "part"
    if own.leave_on(day):
        return "leave"
    if day < starts or not (own.is_free_choice(day) or own.is_workday(day)):
        return "off"
    if day > today or own.is_free_choice(day):
        return "later"
    return "todo" if day == today else "miss"


def steps_progress(plan: Plan, day: date) -> list[StepProgress]:
    """The action plan of the day's quarter with what was done so far; returned lines do not count."""
    quarter = quarter_of(day)
    days = {"first": quarter.first, "last": quarter.last}
    return [StepProgress(*row) for row in _steps(plan=plan.pk, quarter=quarter.number, **days)]


@prepared
def _steps(
    *, plan: int, quarter: int, first: date, last: date
) -> QuerySet[ActionStep, tuple[Any, ...]]:
    counted = Q(entries__status__in=COUNTED, entries__on__gte=first, entries__on__lte=last)
    rows = ActionStep.objects.filter(result__plan_id=plan, quarter=quarter)
    rows = rows.annotate(done=Coalesce(Sum("entries__amount", filter=counted), Decimal(0)))
    rows = rows.order_by("result__place", "pk")
    return rows.values_list("pk", "text", "amount", "unit", "done")


def waiting_entries(scope: Scope) -> "QuerySet[DailyEntry]":
    """Lines that the person has to look at, by person and day."""
    return DailyEntry.objects.filter(
        plan__rater_id__in=scope.review_ids, status=DailyEntry.Status.RECORDED
    ).exclude(employee_id=scope.employee_id)


def returned_entries(employee_id: int) -> "QuerySet[DailyEntry]":
    """Lines that came back to their owner."""
    return DailyEntry.objects.filter(
        employee_id=employee_id, status=DailyEntry.Status.RETURNED
    ).order_by("on", "pk")
