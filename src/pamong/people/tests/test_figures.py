"""Figures of a large agency: gathered by the round, shown with their instant, for who watches all of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from pamong.people.figures import gather_figures, gathered_figures
from pamong.people.models import Agency
from pamong.people.problems.queries import WAITING, who_blocks_whom
from pamong.people.tests.world import World
from pamong.performance.attendance.queries import MONTHS, months_gathered, months_held
from pamong.performance.cascade.findings import FIGURE, findings_page
from pamong.performance.history.queries import YEARS, years_held
from pamong.performance.models import Attendance, PastResult, Plan
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
    assert "Angka per" not in as_("dewi").get(reverse("people:blocking-list")).content.decode()


def test_what_is_gathered_is_what_is_counted_at_once(large: World) -> None:
    list(gather_figures())
    found = held(large, WAITING)
    assert found
    assert names_said(large, found) == names_said(large, None)
    assert any(names_said(large, found))


def test_the_page_says_as_of_when_its_figures_are(large: World, as_: Any) -> None:
    names = ("people:blocking-list", "performance:cascade-findings", "performance:attendance")
    PastResult.objects.create(
        employee=large.sari,
        starts_on=date(2020, 1, 1),
        ends_on=date(2020, 12, 31),
        sourced_on=large.day,
    )
    list(gather_figures())
    for name in (*names, "performance:history"):
        assert "Angka per" in as_("dewi").get(reverse(name)).content.decode()


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
    assert months_gathered(replace(large.scope("rini"), is_gathered=True), large.day) is None
