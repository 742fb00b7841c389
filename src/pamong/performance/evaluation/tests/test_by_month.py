"""A year that an agency rates by month, from the list to the annual rating."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pamong.measurement.models import Pace, Target
from pamong.people.scope import scope_of
from pamong.people.tests.world import World
from pamong.performance.due import due_plans
from pamong.performance.evaluation.actions import open_evaluations
from pamong.performance.evaluation.queries import worklist
from pamong.performance.evaluation.suggestion import attained
from pamong.performance.evaluation.tests.make import (
    level_of,
    make_rated_plan,
    make_reading,
    rated,
)
from pamong.performance.models import Evaluation, Plan
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.progress.queries import results_of
from pamong.performance.rhythm import BY_MONTH, rhythms_of
from pamong.performance.team.queries import waiting_counts
from pamong.performance.tests.make import make_indicator, make_result
from pamong.performance.windows.actions import choose_rhythm

As = Callable[[str], Client]
OCTOBER = "10"


@pytest.fixture
def monthly(world: World) -> World:
    """The world in an agency that rates by month in 2026."""
    world.agency = choose_rhythm(
        world.agency, 2026, BY_MONTH, by=world.account("dewi"), on=world.day
    )
    return world


def growing(plan: Plan, *stages: str | None, target: str = "120", **more: Any) -> Any:
    """An indicator that is counted up through the year."""
    line = make_indicator(make_result(plan), unit="kunjungan", target=Decimal(target), **more)
    named = dict(zip(("q1", "q2", "q3"), stages or ("30", "60", "90"), strict=True))
    Target.objects.filter(indicator=line.indicator).update(pace=Pace.OWN, **named)
    return line


def attainment(plan: Plan, period: str) -> Any:
    parts, _rows = attained(plan, period, results_of(plan))
    return next(iter(parts.values()))


def test_the_month_that_ended_last_is_rated(monthly: World, as_: As) -> None:
    make_rated_plan(monthly.sari)
    page = as_("budi").get("/evaluations/").content.decode()
    assert "Oktober 2026" in page
    assert "period=Q3" not in page


def test_a_person_is_rated_for_a_month(monthly: World) -> None:
    plan = make_rated_plan(monthly.sari, "80")
    unit = monthly.clinic.__class__.objects.get(pk=monthly.clinic.pk)
    level_of(monthly, unit=unit, period=OCTOBER)
    by: Any = {"by": monthly.account("budi"), "on": monthly.day}
    (evaluation,) = open_evaluations([plan], OCTOBER, **by)
    rated(monthly, evaluation)
    set_predicates(monthly.budi, (2026, OCTOBER), reason="Beda.", **by)
    evaluation.refresh_from_db()
    assert evaluation.predicate == "baik"
    assert evaluation.period == OCTOBER


def test_a_quarter_cannot_be_opened_in_a_year_by_month(monthly: World) -> None:
    plan = make_rated_plan(monthly.sari)
    with pytest.raises(ValidationError, match="tiap bulan"):
        open_evaluations([plan], "Q3", by=monthly.account("budi"), on=monthly.day)
    assert not Evaluation.objects.exists()


def test_a_month_cannot_be_opened_in_a_year_by_quarter(world: World) -> None:
    plan = make_rated_plan(world.sari)
    with pytest.raises(ValidationError, match="tiap triwulan"):
        open_evaluations([plan], OCTOBER, by=world.account("budi"), on=world.day)


def test_a_plan_is_due_in_the_months_that_it_touches(monthly: World) -> None:
    make_rated_plan(monthly.sari, starts_on=date(2026, 3, 16))
    rhythms = rhythms_of(monthly.agency)
    assert not due_plans((2026, "02"), rhythms).exists()
    assert due_plans((2026, "03"), rhythms).exists()
    assert [line.name for line in worklist([monthly.budi.pk], (2026, "03"), rhythms)]


def test_what_grows_is_held_against_its_share_of_the_way_through_the_quarter(
    monthly: World,
) -> None:
    plan = make_rated_plan(monthly.sari, starts_on=date(2026, 1, 1))
    plan.results.get().indicators.all().delete()
    line = growing(plan)
    make_reading(line, "70", date(2026, 7, 31))
    part = attainment(plan, "07")
    assert (part.target, part.month, part.uncapped) == (Decimal(70), 7, Decimal(100))
    assert attainment(plan, "09").target == Decimal(90)
    assert attainment(plan, "09").month == 0
    assert attainment(plan, "11").target == Decimal(110)


def test_what_is_measured_anew_is_held_against_the_same_target_every_month(
    monthly: World,
) -> None:
    plan = make_rated_plan(monthly.sari, None)
    part = attainment(plan, "07")
    assert (part.target, part.month) == (Decimal(80), 0)


def test_a_month_whose_quarter_has_no_target_is_shown_and_not_computed(monthly: World) -> None:
    plan = make_rated_plan(monthly.sari, None)
    plan.results.get().indicators.all().delete()
    line = growing(plan, "30", None, None)
    make_reading(line, "70", date(2026, 7, 31))
    part = attainment(plan, "07")
    assert part.actual == Decimal(70)
    assert part.uncapped is None
    assert "tidak dapat diusulkan" in part.reason
    assert attainment(plan, "10").uncapped is None


def test_only_readings_until_the_end_of_the_month_count(monthly: World) -> None:
    plan = make_rated_plan(monthly.sari, None)
    line = plan.results.get().indicators.get()
    make_reading(line, "40", date(2026, 7, 31))
    make_reading(line, "80", date(2026, 8, 31))
    assert attainment(plan, "07").actual == Decimal(40)
    assert attainment(plan, "08").actual == Decimal(80)


def test_the_people_of_the_month_wait_on_the_first_screen(monthly: World, as_: As) -> None:
    make_rated_plan(monthly.sari)
    page = as_("budi").get("/").content.decode()
    assert "Nilai 1 pegawai untuk Oktober 2026" in page
    assert "November berakhir" in page
    scope = scope_of(monthly.account("budi"), monthly.day)
    assert waiting_counts(scope, monthly.day)["performance:evaluation-list"] == 1


def test_ones_months_stand_under_ganti_periode(monthly: World, as_: As) -> None:
    make_rated_plan(monthly.sari)
    page = as_("sari").get("/periods/").content.decode()
    assert "Oktober" in page
    assert "?q=10" in page
    assert "Bulan dalam SKP ini" in page


def test_readings_are_entered_by_month(monthly: World, as_: As) -> None:
    plan = make_rated_plan(monthly.sari, None)
    page = as_("sari").get(f"/plans/{plan.uuid}/readings?q=10").content.decode()
    assert "Realisasi Oktober 2026" in page
    assert "?q=09" in page


def test_an_address_of_a_quarter_leads_to_the_month_of_now(monthly: World, as_: As) -> None:
    make_rated_plan(monthly.sari)
    page = as_("budi").get("/evaluations/?year=2026&period=Q3")
    assert page.status_code == 200
    assert "Oktober 2026" in page.content.decode()
