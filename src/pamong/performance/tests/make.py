"""Builders of plans for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from pamong.measurement.models import Indicator, Pace, Target
from pamong.measurement.pace import STAGES
from pamong.people.models import Employee
from pamong.performance.models import Plan, PlanIndicator, Result
from pamong.performance.rules import form_of, mark_of, pack_on

YEAR = 2026


def make_plan(employee: Employee, **overrides: Any) -> Plan:
    """An empty plan of a year, under the person's rater."""
    year = overrides.pop("year", YEAR)
    starts_on = overrides.get("starts_on", date(year, 1, 1))
    assert employee.unit is not None
    assert employee.position is not None
    fields: dict[str, Any] = {
        "agency": employee.agency,
        "unit": employee.unit,
        "position": employee.position,
        "rater": employee.rater,
        "superior": employee.rater_superior,
        "year": year,
        "starts_on": starts_on,
        "ends_on": date(year, 12, 31),
        "form": form_of(employee.position, employee.unit),
        "status_on": starts_on,
        "pack": mark_of(pack_on(starts_on, local=())),
    }
    return Plan.objects.create(employee=employee, **(fields | overrides))


def make_result(
    plan: Plan, text: str = "Meningkatnya cakupan imunisasi", **overrides: Any
) -> Result:
    """A main result."""
    fields = {"place": plan.results.count() + 1} | overrides
    return Result.objects.create(plan=plan, text=text, **fields)


def make_indicator(result: Result, **overrides: Any) -> PlanIndicator:
    """An indicator with a number as target."""
    target = overrides.pop("target", Decimal(80))
    text = overrides.pop("target_text", "")
    aspect = overrides.pop("aspect", "kuantitas")
    fields = {"name": "Bayi mendapat imunisasi lengkap", "unit": "%", "source": "e-PPGBM"}
    indicator = Indicator.objects.create(agency=result.plan.agency, **(fields | overrides))
    held = dict.fromkeys(STAGES, target) | {"pace": Pace.HELD}
    Target.objects.create(
        indicator=indicator, year=result.plan.year, value=target, text=text, **held
    )
    place = result.indicators.count() + 1
    return PlanIndicator.objects.create(
        result=result, indicator=indicator, aspect=aspect, place=place
    )


def make_complete_plan(employee: Employee, **overrides: Any) -> Plan:
    """A plan that may be proposed."""
    plan = make_plan(employee, **overrides)
    make_indicator(make_result(plan))
    return plan
