"""Who is rated by quarter and who by month, by the agency's choice, the kind of employee and the day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamong.people.models import Employee, FormerKind, kind_on
from pamong.people.tests.world import World
from pamong.performance.due import due_plans
from pamong.performance.models import Plan
from pamong.performance.periods import (
    EVERY_QUARTER,
    MONTHS,
    QUARTERS,
    Period,
    parts_in,
    period_days,
    period_of,
    period_on,
)
from pamong.performance.quarters import parts_of
from pamong.performance.rhythm import (
    PLAIN,
    Rhythms,
    has_others,
    owners_rhythms,
    periods_of,
    periods_shown,
    rhythm_of,
    rhythms_of,
)
from pamong.performance.rhythm_said import kinds_said, whose_said
from pamong.performance.tests.make import make_plan
from pamong.performance.tests.make_rhythm import PART_TIME, make_kind, make_monthly, turn_kind

MONTHLY = Rhythms(frozenset({2026}))
AUGUST = date(2026, 8, 16)
PPPK = Employee.Kind.PPPK


@pytest.fixture
def monthly(world: World) -> World:
    return make_monthly(world)


def agreed(person: Employee, **more: Any) -> Plan:
    return make_plan(person, status=Plan.Status.AGREED, **more)


def due(plan: Plan, rhythms: Rhythms) -> list[str]:
    """The periods in whose list the plan stands, asked of the database."""
    periods = (*MONTHS, *QUARTERS)
    return [str(p) for p in periods if due_plans((2026, p), rhythms).filter(pk=plan.pk).exists()]


def own(plan: Plan) -> list[str]:
    """The same from the plan itself."""
    return [part.period for part in parts_of(plan, rhythm_of(plan))]


def test_part_time_is_rated_by_quarter_where_the_agency_rates_by_month() -> None:
    assert MONTHLY.others(2026) == (PART_TIME,)
    assert MONTHLY.others(2025) == ()
    assert PLAIN.others(2026) == ()


def test_before_the_rules_of_today_nobody_is_rated_otherwise() -> None:
    assert Rhythms(frozenset({2019, 2021})).others(2019) == ()
    assert Rhythms(frozenset({2019, 2021})).others(2021) == ()


def test_the_table_says_where_it_comes_from() -> None:
    (said,) = kinds_said(2026, MONTHLY)
    assert str(said.text) == "PPPK paruh waktu: triwulan."
    assert said.citation == "KepmenPANRB 16/2025"


def test_a_period_of_few_says_of_whom() -> None:
    assert "PPPK paruh waktu" in whose_said((2026, "Q3"), MONTHLY)
    assert whose_said((2026, "10"), MONTHLY) == ""
    assert whose_said((2026, "Y"), MONTHLY) == ""
    assert whose_said((2026, "Q3"), PLAIN) == ""


def test_in_a_year_by_month_the_part_timer_has_quarters(monthly: World) -> None:
    sari = agreed(make_kind(monthly.sari, PART_TIME))
    budi = agreed(monthly.budi)
    assert due(sari, rhythms_of(monthly.agency)) == own(sari) == ["Q1", "Q2", "Q3", "Q4"]
    assert due(budi, rhythms_of(monthly.agency)) == own(budi) == [str(p) for p in MONTHS]
    assert periods_of(sari) == (*QUARTERS, Period.YEAR)


def test_in_a_year_by_quarter_all_have_quarters(world: World) -> None:
    sari, budi = agreed(make_kind(world.sari, PART_TIME)), agreed(world.budi)
    for plan in (sari, budi):
        assert own(plan) == ["Q1", "Q2", "Q3", "Q4"]
        assert due_plans((2026, "Q3"), rhythms_of(world.agency)).filter(pk=plan.pk).exists()


def test_for_the_year_everybody_is_due(monthly: World) -> None:
    plans = {agreed(make_kind(monthly.sari, PART_TIME)), agreed(monthly.budi)}
    assert set(due_plans((2026, "Y"), rhythms_of(monthly.agency))) == plans


def test_a_full_post_within_the_quarter_begins_by_month_with_the_next(monthly: World) -> None:
    plan = agreed(turn_kind(make_kind(monthly.sari, PART_TIME), PPPK, AUGUST))
    assert own(plan) == ["Q1", "Q2", "Q3", "10", "11", "12"]
    assert sorted(due(plan, MONTHLY)) == sorted(own(plan))


def test_a_new_plan_for_the_full_post_is_by_month_at_once(monthly: World) -> None:
    sari = make_kind(monthly.sari, PART_TIME)
    old = agreed(sari, ends_on=date(2026, 8, 15))
    new = agreed(sari, starts_on=AUGUST)
    turn_kind(sari, PPPK, AUGUST)
    for plan in (old, new):
        plan.refresh_from_db()
        assert sorted(due(plan, MONTHLY)) == sorted(own(plan))
    assert own(old) == ["Q1", "Q2", "Q3"]
    assert own(new) == ["08", "09", "10", "11", "12"]


def test_part_time_from_a_day_on_is_by_quarter_from_the_next(monthly: World) -> None:
    plan = agreed(turn_kind(make_kind(monthly.sari, PPPK), PART_TIME, AUGUST))
    assert own(plan) == [*(f"{n:02}" for n in range(1, 10)), "Q4"]
    assert sorted(due(plan, MONTHLY)) == sorted(own(plan))


def test_who_changed_twice_was_what_one_was(monthly: World) -> None:
    sari = turn_kind(make_kind(monthly.sari, PART_TIME), PPPK, date(2026, 4, 1))
    turn_kind(sari, PART_TIME, date(2026, 10, 1))
    assert [kind_on(sari, date(2026, month, 1)) for month in (1, 5, 11)] == [
        PART_TIME,
        PPPK,
        PART_TIME,
    ]
    plan = agreed(sari)
    assert own(plan) == ["Q1", *(f"{n:02}" for n in range(4, 10)), "Q4"]
    assert sorted(due(plan, MONTHLY)) == sorted(own(plan))


def test_a_change_recorded_for_an_earlier_day_takes_the_place_of_the_later(world: World) -> None:
    sari = turn_kind(make_kind(world.sari, PART_TIME), PPPK, AUGUST)
    turn_kind(sari, Employee.Kind.PNS, date(2026, 3, 1))
    assert sari.kind_since == date(2026, 3, 1)
    assert [row.kind for row in FormerKind.objects.filter(employee=sari)] == [PART_TIME]


def test_a_kind_that_was_recorded_wrongly_leaves_nothing_behind(world: World) -> None:
    sari = make_kind(world.sari, PART_TIME)
    sari.joined_on = date(2026, 1, 1)
    turn_kind(sari, PPPK, date(2026, 1, 1))
    assert sari.kind_since is None
    assert not FormerKind.objects.exists()


def test_plans_read_together_have_the_same_rhythm_as_each(
    monthly: World, django_assert_num_queries: Any
) -> None:
    changed = turn_kind(make_kind(monthly.sari, PART_TIME), PPPK, AUGUST)
    plans = [agreed(changed), agreed(make_kind(monthly.budi, PART_TIME)), agreed(monthly.joko)]
    rows = [
        (one.pk, one.starts_on, one.employee_id, one.employee.kind, one.employee.kind_since)
        for one in plans
    ]
    with django_assert_num_queries(1):
        found = owners_rhythms(rows, 2026, MONTHLY)
    assert found == {plan.pk: rhythm_of(plan) for plan in plans}
    with django_assert_num_queries(0):
        owners_rhythms(rows[1:], 2026, MONTHLY)


def test_what_somebody_was_is_read_once_and_of_nobody_who_never_changed(
    monthly: World, django_assert_num_queries: Any
) -> None:
    sari = agreed(turn_kind(make_kind(monthly.sari, PART_TIME), PPPK, AUGUST))
    budi = agreed(make_kind(monthly.budi, PART_TIME))
    with django_assert_num_queries(1):
        assert [rhythm_of(sari, MONTHLY) for _again in range(3)] == [{4}] * 3
    with django_assert_num_queries(0):
        rhythm_of(budi, MONTHLY)


def test_quarters_are_offered_only_where_somebody_is_rated_so(monthly: World) -> None:
    rhythms, key = rhythms_of(monthly.agency), monthly.agency.pk
    assert not has_others(key, rhythms, 2026)
    assert len(periods_shown(monthly.other_agency.pk, rhythms, 2026)) == 13
    make_kind(monthly.sari, PART_TIME)
    assert has_others(key, rhythms, 2026)
    assert len(periods_shown(key, rhythms, 2026)) == 17
    turn_kind(monthly.sari, PPPK, AUGUST)
    assert has_others(key, rhythms, 2026)
    assert len(periods_shown(key, PLAIN, 2026)) == 5


def days() -> Iterable[date]:
    return [date(2026, month, day) for month in range(1, 13) for day in (1, 15, 28)]


@given(st.frozensets(st.sampled_from(sorted(EVERY_QUARTER))))
def test_the_parts_of_a_year_leave_no_day_out_and_hold_none_twice(by_month: frozenset[int]) -> None:
    parts = parts_in(by_month)
    for day in days():
        holding = [p for p in parts if period_days(2026, p)[0] <= day <= period_days(2026, p)[1]]
        assert holding == [period_of(day, by_month)]
        when = period_on(day, by_month)
        assert when[1] == Period.YEAR or period_days(*when)[1] < day


def test_the_periods_of_now_are_two_where_there_are_two_rhythms() -> None:
    day = date(2026, 11, 25)
    assert (MONTHLY.last(day), MONTHLY.last_other(day)) == ((2026, "10"), (2026, "Q3"))
    assert (MONTHLY.running(day), MONTHLY.running_other(day)) == ((2026, "11"), (2026, "Q4"))
    early = date(2026, 2, 10)
    assert (MONTHLY.last(early), MONTHLY.last_other(early)) == ((2026, "01"), None)
    assert PLAIN.last_other(day) is None


def test_who_asks_and_the_agency_have_the_same_rhythms(world: World) -> None:
    held = replace(world.scope("sari"), monthly_years=frozenset({2026}))
    assert rhythms_of(held) == MONTHLY
