"""What rows of a table are held against: plans, steps, and the lines that stand, each in one query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from pamong.people.models import Employee
from pamong.performance.models import ActionStep, DailyEntry, EvidenceUse, Plan


def plans_touched(employee: Employee, days: Sequence[date]) -> list[Plan]:
    """The plans in whose time some of the days may lie, those in force and the later ones first."""
    if not days:
        return []
    rows = Plan.objects.definitive().filter(
        employee=employee, starts_on__lte=max(days), ends_on__gte=min(days)
    )
    plans = rows.select_related("agency", "unit").order_by("pk")
    return sorted(plans, key=lambda plan: (not plan.is_in_force, -plan.starts_on.toordinal()))


def plan_of(plans: Sequence[Plan], day: date) -> Plan | None:
    """The plan that lines of the day belong to, as on the page of the day."""
    return next((plan for plan in plans if plan.starts_on <= day <= plan.ends_on), None)


def steps_of_plans(plans: Iterable[Plan]) -> list[ActionStep]:
    """The action plans, quarter by quarter."""
    rows = ActionStep.objects.filter(result__plan__in=list(plans)).select_related("result")
    return list(rows.order_by("quarter", "result__place", "pk"))


def lines_on(employee: Employee, days: Iterable[date]) -> dict[tuple[int, date], list[DailyEntry]]:
    """The lines that stand, by plan and day."""
    found: dict[tuple[int, date], list[DailyEntry]] = defaultdict(list)
    for entry in DailyEntry.objects.filter(employee=employee, on__in=set(days)).order_by("pk"):
        found[entry.plan_id, entry.on].append(entry)
    return found


def links_of(entries: Iterable[DailyEntry]) -> set[tuple[int, str]]:
    """Which line has which address as evidence."""
    rows = EvidenceUse.objects.filter(entry__in=[entry.pk for entry in entries])
    return {
        (entry, link) for entry, link in rows.values_list("entry_id", "evidence__link") if entry
    }
