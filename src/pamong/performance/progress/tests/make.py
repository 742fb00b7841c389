"""Plans in force with results and indicators, for tests of what is carried out."""

from datetime import date
from decimal import Decimal
from typing import Any

from pamong.measurement.models import Indicator, Pace, Reading, Target
from pamong.measurement.pace import STAGES
from pamong.people.models import Employee
from pamong.performance.models import Plan, PlanIndicator, Result
from pamong.performance.rules import mark_of, pack_on

YEAR = 2026


def make_plan(employee: Employee, **overrides: Any) -> Plan:
    """A plan of the year, agreed in January, with the rater whom the person has today."""
    year = overrides.pop("year", YEAR)
    first = date(year, 1, 1)
    fields: dict[str, Any] = {
        "agency": employee.agency,
        "unit": employee.unit,
        "position": employee.position,
        "rater": employee.rater,
        "superior": employee.rater_superior,
        "year": year,
        "starts_on": first,
        "ends_on": date(year, 12, 31),
        "status": Plan.Status.AGREED,
        "status_on": first,
        "agreed_on": first,
        "pack": mark_of(pack_on(date(YEAR, 1, 1), local=())),
    }
    return Plan.objects.create(employee=employee, **(fields | overrides))


def make_result(plan: Plan, text: str = "Meningkatnya cakupan pelayanan", **more: Any) -> Result:
    """A main result at the end of a plan."""
    return Result.objects.create(plan=plan, text=text, place=plan.results.count() + 1, **more)


def make_line(
    result: Result, *, target: Any = 100, due_on: date | None = None, **overrides: Any
) -> PlanIndicator:
    """An indicator of a result with the target of the plan's year."""
    fields = {"name": "Persentase ibu hamil dilayani", "unit": "%"} | overrides
    indicator = Indicator.objects.create(agency=result.plan.agency, **fields)
    value = Decimal(str(target)) if target is not None else None
    text = overrides.get("target_text", "")
    held = dict.fromkeys(STAGES, value) | {"pace": Pace.HELD}
    Target.objects.create(
        indicator=indicator, year=result.plan.year, value=value, text=text, due_on=due_on, **held
    )
    return PlanIndicator.objects.create(
        result=result, indicator=indicator, place=result.indicators.count() + 1
    )


def make_reading(line: PlanIndicator, value: Any, as_of: date, **overrides: Any) -> Reading:
    """A reading as it stands in the table."""
    return Reading.objects.create(
        indicator=line.indicator, value=Decimal(str(value)), as_of=as_of, **overrides
    )
