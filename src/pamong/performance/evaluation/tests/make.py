"""The clinic in the middle of a rating: agreed plans with readings, and the unit's level."""

from datetime import date
from decimal import Decimal
from typing import Any

from pamong.access.scope import Role
from pamong.measurement.models import Reading
from pamong.people.models import Employee, Mandate
from pamong.people.tests.make import START
from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import (
    Given,
    RatingInput,
    open_evaluations,
    rate_evaluation,
)
from pamong.performance.levels.actions import set_level
from pamong.performance.models import Evaluation, Plan, PlanIndicator, Result, UnitLevel
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.tests.make import make_indicator, make_plan, make_result

WHEN = (2026, "Q3")
BELOW, AS_EXPECTED, ABOVE = "di_bawah_ekspektasi", "sesuai_ekspektasi", "di_atas_ekspektasi"
IN_QUARTER = date(2026, 9, 30)


def make_reading(
    line: PlanIndicator, value: str, as_of: date = IN_QUARTER, **overrides: Any
) -> Reading:
    """A figure as of a day."""
    return Reading.objects.create(
        indicator=line.indicator, value=Decimal(value), as_of=as_of, **overrides
    )


def make_rated_plan(employee: Employee, *values: str | None, **overrides: Any) -> Plan:
    """An agreed plan with one result and indicator for each value; None leaves it without."""
    fields = {"status": Plan.Status.AGREED, "agreed_on": date(2026, 1, 20)} | overrides
    plan = make_plan(employee, **fields)
    for number, value in enumerate(values or ("80",), start=1):
        line = make_indicator(make_result(plan, text=f"Hasil kerja {number}"))
        if value is not None:
            make_reading(line, value)
    return plan


def level_of(
    world: World,
    level: str = "baik",
    unit: Any = None,
    by: str = "joko",
    period: str = WHEN[1],
) -> UnitLevel:
    """The clinic's level, set by Joko."""
    return set_level(
        unit or world.clinic,
        (WHEN[0], period),
        level=level,
        reason="Capaian perjanjian kinerja triwulan III.",
        by=world.account(by),
        on=world.day,
    )


def opened(world: World, name: str = "sari", *values: str | None, by: str = "budi") -> Evaluation:
    """An opened evaluation of one of the cast."""
    plan = make_rated_plan(getattr(world, name), *values)
    return open_evaluations([plan], WHEN[1], by=world.account(by), on=world.day)[0]


def ratings(work: str = AS_EXPECTED, conduct: str = AS_EXPECTED, **overrides: Any) -> RatingInput:
    """What a leader gives."""
    return RatingInput(results_rating=work, behaviour_rating=conduct, **overrides)


def rated(
    world: World, evaluation: Evaluation, given: RatingInput | None = None, by: str = "budi"
) -> Evaluation:
    """The same after the leader rated it."""
    return rate_evaluation(
        evaluation,
        given or ratings(),
        seen=evaluation.version,
        by=world.account(by),
        on=world.day,
    )


def final(world: World, name: str = "sari", *values: str | None, **more: Any) -> Evaluation:
    """One of the clinic's people with a predicate that was set."""
    if not UnitLevel.objects.filter(unit=world.clinic, year=WHEN[0], period=WHEN[1]).exists():
        level_of(world, more.pop("level", "istimewa"))
    evaluation = rated(world, opened(world, name, *values), ratings(**more) if more else None)
    set_predicates(world.budi, WHEN, reason="Beda.", by=world.account("budi"), on=world.day)
    evaluation.refresh_from_db()
    return evaluation


def row(plan: Plan, number: int = 1) -> Result:
    """One of a plan's results by its number."""
    return plan.results.get(place=number)


def word(rating: str, feedback: str = "") -> Given:
    """A rating with a word beside it."""
    return Given(rating, feedback)


def give_role(world: World, name: str, role: Role) -> None:
    """One more duty over the agency."""
    Mandate.objects.create(
        user=world.account(name), role=role, agency=world.agency, valid_from=START
    )
