"""Figures of a large agency: gathered by the round, shown with their instant, for who watches all of it."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pamong.access import kept
from pamong.access.kept import LONG, Gathered
from pamong.access.scope import Role, Scope
from pamong.people import figures
from pamong.people.figures import (
    OVERVIEW,
    Figure,
    figure_key,
    figures_for,
    gather_figures,
    gathered_figures,
)
from pamong.people.models import Agency
from pamong.people.problems.queries import WAITING, count_waits, waits_shown, who_blocks_whom
from pamong.people.tests.world import World
from pamong.performance.attendance.queries import MONTHS, months_held, months_shown
from pamong.performance.cascade.findings import FIGURE, findings_page
from pamong.performance.credit.queries import STATES
from pamong.performance.distribution.queries import sums_of
from pamong.performance.evaluation.tests.make import WHEN, level_of
from pamong.performance.history.queries import YEARS, years_held
from pamong.performance.home.ticking import gather_overviews
from pamong.performance.models import Attendance, DailyEntry, PastResult, Plan
from pamong.performance.tests.make import make_plan


@pytest.fixture
def large(world: World) -> World:
    """An agency whose figures are gathered."""
    Agency.objects.filter(pk=world.agency.pk).update(is_gathered=True)
    make_plan(world.putri, status=Plan.Status.PROPOSED, proposed_on=world.day)
    return world


def held(world: World, name: str, who: str = "dewi") -> Any:
    scope = replace(world.scope(who), is_gathered=True)
    found = gathered_figures(scope, name, world.day)
    return found.found if found else None


def names_said(world: World, counted: Any) -> list[list[tuple[str, int, Any]]]:
    found = who_blocks_whom(world.scope("dewi"), world.day, counted)
    return [[(row.person["name"], row.count, row.since) for row in rows] for _label, rows in found]


def test_nothing_is_gathered_of_an_agency_that_counts_at_once(world: World, as_: Any) -> None:
    list(gather_figures())
    assert held(world, WAITING) is None
    assert (
        "ditunggu dicari" not in as_("dewi").get(reverse("people:blocking-list")).content.decode()
    )


def test_what_is_gathered_is_what_is_counted_at_once(large: World) -> None:
    list(gather_figures())
    found = held(large, WAITING)
    assert found
    assert names_said(large, found) == names_said(large, None)
    assert any(names_said(large, found))


def test_the_page_says_as_of_when_its_figures_are(large: World, as_: Any) -> None:
    names = ("performance:distribution", "performance:cascade-findings", "performance:attendance")
    PastResult.objects.create(
        employee=large.sari,
        starts_on=date(2020, 1, 1),
        ends_on=date(2020, 12, 31),
        sourced_on=large.day,
    )
    list(gather_figures())
    for name in (*names, "performance:history"):
        assert "Angka per" in as_("dewi").get(reverse(name)).content.decode()
    waits = as_("dewi").get(reverse("people:blocking-list")).content.decode()
    assert "Siapa yang paling banyak ditunggu dicari" in waits


def test_a_units_administrator_counts_the_own_units_at_once(large: World) -> None:
    list(gather_figures())
    assert held(large, WAITING, "rini") is None


def test_gathered_findings_give_the_same_page(large: World) -> None:
    list(gather_figures())
    year = large.day.year
    known = held(large, FIGURE)[year]
    for kind in ("", "uncarried", "unserving", "overload", "circle"):
        found = findings_page(large.agency.pk, year, kind, "", known)
        assert found == findings_page(large.agency.pk, year, kind, "")


def test_gathered_months_and_years_are_those_that_are_counted_at_once(large: World) -> None:
    Attendance.objects.create(employee=large.sari, month=date(2026, 10, 1), sourced_on=large.day)
    list(gather_figures())
    scope = large.scope("dewi")
    assert held(large, MONTHS) == months_held(scope, large.day)
    assert [row.people for row in held(large, MONTHS) if row.month == date(2026, 10, 1)] == [1]
    assert held(large, YEARS) == years_held(scope)
    assert months_shown(replace(large.scope("rini"), is_gathered=True), large.day)[1] is None


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long takes long here."""
    monkeypatch.setattr(kept, "clock", time.perf_counter)


def counter(seconds: float = 0.0) -> tuple[list[Scope], Callable[[Scope, date], int]]:
    """A count that takes so long, and the scopes that it was made for."""
    asked: list[Scope] = []

    def count(scope: Scope, _day: date) -> int:
        asked.append(scope)
        time.sleep(seconds)
        return len(asked)

    return asked, count


def is_marked(world: World) -> bool:
    return Agency.objects.get(pk=world.agency.pk).is_gathered


def test_what_nobody_gathered_yet_is_gathered_by_the_first_who_asks(large: World) -> None:
    asked, count = counter()
    for who in ("tono", "dewi"):  # the auditor gathers it as the personnel office sees it
        scope = replace(large.scope(who), is_gathered=True)
        found, held = figures_for(scope, "some", large.day, count)
        assert (found, held and held.found) == (1, 1)
    assert [scope.has(Role.HR) for scope in asked] == [True]


def test_who_does_not_watch_the_agency_counts_the_own_part(large: World) -> None:
    asked, count = counter()
    scope = replace(large.scope("rini"), is_gathered=True)
    assert [figures_for(scope, "some", large.day, count) for _n in range(2)] == [
        (1, None),
        (2, None),
    ]
    assert asked == [scope, scope]


@pytest.mark.usefixtures("clock")
def test_an_agency_of_many_that_takes_long_is_large_from_then_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _asked, count = counter(LONG * 1.5)
    assert figures_for(world.scope("dewi"), "some", world.day, count) == (1, None)
    assert not is_marked(world)  # few people on a slow machine
    monkeypatch.setattr(figures, "LARGE", 3)
    assert figures_for(world.scope("dewi"), "some", world.day, count) == (2, None)
    assert is_marked(world)


@pytest.mark.usefixtures("clock")
def test_an_agency_is_large_until_nothing_takes_long(
    large: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = Gathered(None, timezone.now(), seconds=0)
    caches["default"].set(figure_key(OVERVIEW, large.agency.pk, large.day), quick)
    slow = [Figure("slow", counter(LONG * 1.5)[1])]
    for found, marked in ((slow, True), ([], False)):
        monkeypatch.setattr(figures, "FIGURES", found)
        list(gather_overviews())
        list(gather_figures())
        assert is_marked(large) == marked


def test_who_answered_since_is_not_named_as_the_one_to_remind(large: World, as_: Any) -> None:
    list(gather_figures())
    page = reverse("people:blocking-list")
    assert "Budi Santoso" in as_("dewi").get(page).content.decode()
    Plan.objects.update(status=Plan.Status.AGREED)
    make_plan(large.agus, status=Plan.Status.PROPOSED, proposed_on=large.day)
    counted, known = waits_shown(replace(large.scope("dewi"), is_gathered=True), large.day)
    assert known
    assert [len(rows) for rows in counted] == [0, 0, 0]
    assert known.found != counted


def test_those_found_before_are_counted_as_they_stand_now(large: World) -> None:
    DailyEntry.objects.create(
        plan=make_plan(large.sari, status=Plan.Status.AGREED),
        employee=large.sari,
        on=large.day,
        text="Posyandu",
    )
    list(gather_figures())
    make_plan(large.rini, status=Plan.Status.PROPOSED, proposed_on=large.day)
    scope = replace(large.scope("dewi"), is_gathered=True)
    assert waits_shown(scope, large.day)[0] == count_waits(large.scope("dewi"), large.day)


def test_sums_of_every_period_are_those_that_are_counted_at_once(large: World) -> None:
    level_of(large, "baik")
    list(gather_figures())
    scope = replace(large.scope("dewi"), is_gathered=True)
    for period in ("Q2", WHEN[1]):
        at_once = sums_of(replace(scope, is_gathered=False), (WHEN[0], period), large.day)
        found = sums_of(scope, (WHEN[0], period), large.day)
        assert found.held
        assert replace(found, held=None) == at_once
    assert sums_of(scope, WHEN, large.day, large.health.path).held is None
    assert sums_of(scope, (WHEN[0] - 4, "Q1"), large.day).held is None


@pytest.mark.parametrize(
    ("page", "name"), [("performance:history", YEARS), ("performance:credit-list", STATES)]
)
def test_the_first_who_opens_a_page_of_a_large_agency_counts_for_the_others(
    large: World, as_: Any, page: str, name: str
) -> None:
    assert held(large, name) is None
    assert as_("dewi").get(reverse(page)).status_code == 200
    assert held(large, name) is not None


@pytest.mark.parametrize(
    "name", ["people:blocking-list", "performance:distribution", "performance:attendance"]
)
def test_pages_of_a_large_agency_count_nothing_over_all_of_it(
    large: World, as_: Any, name: str
) -> None:
    list(gather_figures())
    with CaptureQueriesContext(connection) as asked:
        assert as_("dewi").get(reverse(name)).status_code == 200
    said = [one["sql"] for one in asked if "COUNT(" in (one["sql"] or "")]
    bounded = (
        " IN (",
        " = ANY(",
        "dataproblem",
    )  # some people by key; kept for PostgreSQL; counted up to a bound
    assert all(any(part in sql for part in bounded) for sql in said), said
