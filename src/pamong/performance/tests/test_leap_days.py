"""29 February: the last day of a period, of a window, of a plan; a birthday; a date a year on."""

from datetime import date
from typing import Any

import pytest

from pamong.people.models import Employee
from pamong.people.nip import birth_in, oddities
from pamong.people.tests.world import World
from pamong.performance.follow_up.queries import due_of
from pamong.performance.models import Plan, Window
from pamong.performance.periods import EVERY_QUARTER, part_in, period_days, period_of
from pamong.performance.plan.actions import draft_plan
from pamong.performance.plan.copying import copy_results
from pamong.performance.rules import pack_on
from pamong.performance.tests.make import make_complete_plan
from pamong.performance.windows.actions import set_windows
from pamong.performance.windows.queries import proposal_for, window_state
from pamong.policy.pack import Row

LEAP = date(2028, 2, 29)


@pytest.mark.parametrize(("year", "last"), [(2027, 28), (2028, 29), (2100, 28)])
def test_february_ends_where_it_ends(year: int, last: int) -> None:
    assert period_days(year, "02") == (date(year, 2, 1), date(year, 2, last))
    assert period_of(date(year, 2, last), EVERY_QUARTER) == "02"
    assert period_of(date(year, 2, last), frozenset()) == "Q1"


def test_a_plan_that_ends_on_the_day_is_whole_in_its_month(world: World) -> None:
    assert part_in("02", date(2028, 1, 1), LEAP) == part_in(
        "02", date(2027, 1, 1), date(2027, 2, 28)
    )
    plan = draft_plan(
        world.sari,
        starts_on=date(2028, 1, 1),
        ends_on=LEAP,
        approach="quantitative",
        by=world.account("sari"),
        on=date(2028, 1, 3),
    )
    assert list(Plan.objects.covering(LEAP)) == [plan]
    assert not Plan.objects.covering(date(2028, 3, 1))


@pytest.mark.parametrize(
    ("nip", "odd"),
    [("200002292024011001", []), ("200102292024011001", ["nip_birth"])],
)
def test_a_nip_may_begin_with_the_day_in_a_year_that_has_it(nip: str, odd: list[str]) -> None:
    assert (birth_in(nip) is None) == bool(odd)
    assert oddities(nip, Employee.Kind.PNS, on=LEAP) == odd


def test_a_window_that_ends_on_the_day_is_open_on_it(world: World) -> None:
    where = (Window.Stage.EVALUATION, Window.Period.YEAR)
    days = (date(2028, 1, 3), LEAP)
    set_windows(world.agency, 2027, {where: days}, by=world.account("dewi"), on=days[0])
    states = [
        window_state(world.agency, where[0], 2027, where[1], day).is_open
        for day in (date(2028, 2, 28), LEAP, date(2028, 3, 1))
    ]
    assert states == [True, True, False]


@pytest.mark.parametrize("year", [2027, 2028])
def test_every_window_that_is_proposed_around_february_is_on_a_day(year: int) -> None:
    pack = pack_on(date(year, 1, 1), local=())
    for stage in Window.Stage.values:
        for period in ("01", "02", "Q1"):
            proposal = proposal_for(pack, stage, period, year)
            assert proposal is None or proposal.opens_on <= proposal.closes_on


@pytest.mark.parametrize(
    ("on", "months", "due"),
    [
        (LEAP, 12, date(2029, 2, 28)),
        (LEAP, 48, date(2032, 2, 29)),
        (date(2028, 1, 31), 1, LEAP),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
    ],
)
def test_so_many_months_later_is_a_day_that_the_month_has(on: date, months: int, due: date) -> None:
    assert due_of(Row(cells={"months": months}), on) == due


def test_what_is_copied_into_the_next_year_has_no_day_of_the_last(world: World) -> None:
    last = make_complete_plan(world.sari, year=2028, starts_on=date(2028, 1, 1), ends_on=LEAP)
    plan = make_complete_plan(
        world.sari, year=2029, starts_on=date(2029, 1, 1), ends_on=date(2029, 12, 31)
    )
    copies: Any = copy_results(
        plan, list(last.results.all()), by=world.account("sari"), on=date(2029, 1, 5)
    )
    assert len(copies) == last.results.count()
