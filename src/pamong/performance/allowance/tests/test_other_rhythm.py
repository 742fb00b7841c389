"""Pay by the predicate before: part-timers by quarter in an agency that rates by month."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from pamong.people.contracts.actions import ContractFacts, add_contract
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.allowance.periods import PREVIOUS, PREVIOUS_YEAR, PeriodsPaid
from pamong.performance.allowance.tests.make import (
    answer,
    drafted,
    make_paying_world,
    make_predicate,
)
from pamong.performance.models import AllowanceLine, AllowanceSheet, Evaluation
from pamong.performance.rhythm import PLAIN, Rhythms, kind_at
from pamong.performance.tests.make_rhythm import PART_TIME, make_kind, make_monthly, turn_kind

MONTHLY = Rhythms(frozenset({2025, 2026}))
NOVEMBER = date(2026, 11, 1)
PPPK, START = Employee.Kind.PPPK, date(2026, 1, 1)


@pytest.fixture
def monthly(world: World) -> World:
    """Sari works part time, and was rated for the third quarter; Budi for September."""
    make_kind(world.sari, PART_TIME)
    make_paying_world(make_monthly(world))
    Evaluation.objects.exclude(plan__employee=world.sari).update(period="09")
    return world


def line(world: World, person: Employee, month: date = NOVEMBER) -> AllowanceLine:
    sheet = AllowanceSheet.objects.filter(month=month).first() or drafted(world, month)
    return AllowanceLine.objects.get(sheet=sheet, employee=person)


def paid_by(paid: PeriodsPaid, kind: str, former: Any = ()) -> list[str]:
    """The periods of the year that count for somebody whose plan is of the whole year."""
    on = partial(kind_at, kind, former)
    return [when[1] for when in paid.all() if paid.counts(when, START, on)]


def set_source(world: World, code: str) -> None:
    answer(world, "allowance_basis", {"rows__performance__allowance_source": code})


def test_the_part_timer_is_paid_by_the_quarter_before_and_others_by_the_month(
    monthly: World,
) -> None:
    rows = {
        one: line(monthly, getattr(monthly, one), date(2026, 10, 1)) for one in ("sari", "budi")
    }
    assert (rows["sari"].predicate, rows["budi"].predicate) == ("baik", "sangat_baik")


def test_a_predicate_of_the_month_before_last_is_none_of_the_one_before(monthly: World) -> None:
    assert line(monthly, monthly.budi).predicate == ""
    make_predicate(monthly.budi, "baik", "10")
    AllowanceSheet.objects.all().delete()
    assert line(monthly, monthly.budi).predicate == "baik"


@pytest.mark.parametrize(
    ("month", "kind", "former", "period"),
    [
        (10, PART_TIME, (), "Q3"),
        (12, PART_TIME, (), "Q3"),
        (11, PPPK, (), "10"),
        (7, PART_TIME, (), "Q2"),
        (1, PPPK, (), "12"),
        (2, PART_TIME, (), "Q4"),
        # full since August: of the quarter that had begun the predicate is that of the quarter
        (8, PPPK, ((date(2026, 8, 16), PART_TIME),), "Q2"),
        (10, PPPK, ((date(2026, 8, 16), PART_TIME),), "Q3"),
        (11, PPPK, ((date(2026, 8, 16), PART_TIME),), "10"),
        # part time since August: by quarter from October on
        (9, PART_TIME, ((date(2026, 8, 16), PPPK),), "08"),
        (12, PART_TIME, ((date(2026, 8, 16), PPPK),), "09"),
    ],
)
def test_each_kind_has_one_period_before(month: int, kind: str, former: Any, period: str) -> None:
    paid = PeriodsPaid(MONTHLY, date(2026, month, 1), PREVIOUS)
    assert paid_by(paid, kind, former) == [period]


def test_where_all_are_alike_one_period_is_read() -> None:
    assert PeriodsPaid(PLAIN, NOVEMBER, PREVIOUS).all() == [(2026, "Q3")]
    assert PeriodsPaid(MONTHLY, NOVEMBER, PREVIOUS_YEAR).all() == [(2025, "Y")]
    assert not PeriodsPaid(PLAIN, NOVEMBER, PREVIOUS).differs


def test_the_latest_is_the_latest_of_ones_own(monthly: World) -> None:
    found = PeriodsPaid(MONTHLY, NOVEMBER, "latest_period").all()
    assert {(2026, "Q3"), (2026, "10"), (2025, "Q4"), (2025, "12")} <= set(found)
    assert (2026, "11") not in found
    set_source(monthly, "latest_period")
    assert line(monthly, monthly.sari).predicate == "baik"
    assert line(monthly, monthly.budi).predicate == "sangat_baik"


def test_who_changed_is_paid_by_the_quarter_until_the_first_month(monthly: World) -> None:
    turn_kind(monthly.sari, PPPK, date(2026, 8, 16))
    assert line(monthly, monthly.sari, date(2026, 10, 1)).predicate == "baik"
    assert line(monthly, monthly.sari).predicate == ""


def test_hours_are_those_of_the_kind_of_the_day(monthly: World) -> None:
    """Part time by the rules until 15 October, then full under a contract that names no share."""
    facts = [
        ContractFacts(date(2026, 1, 1), date(2026, 10, 15), Decimal(50)),
        ContractFacts(date(2026, 10, 16), date(2027, 10, 15)),
    ]
    for one in facts:
        add_contract(monthly.sari, one, by=monthly.account("dewi"), on=monthly.day)
    turn_kind(monthly.sari, PPPK, date(2026, 10, 16))
    rows = AllowanceLine.objects.filter(
        sheet=drafted(monthly, date(2026, 10, 1)), employee=monthly.sari
    )
    told = rows.order_by("first_day").values_list("first_day", "hours_share")
    assert list(told) == [(date(2026, 10, 1), Decimal(50)), (date(2026, 10, 16), Decimal(100))]
