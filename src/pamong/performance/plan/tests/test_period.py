"""“Ganti periode”: every year and quarter is one press away, for oneself and for one's team."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.tests.make import make_plan

As = Callable[[str], Client]
ADDRESS = reverse("performance:period")


def test_each_of_ones_plans_leads_to_its_quarters(world: World, as_: As) -> None:
    first = make_plan(world.sari, ends_on=date(2026, 6, 30))
    second = make_plan(world.sari, starts_on=date(2026, 7, 1))
    page = as_("sari").get(ADDRESS).content.decode()
    readings = reverse("performance:readings-enter", args=[first.uuid])
    assert f"{readings}?q=2" in page
    assert f"{readings}?q=3" not in page
    assert reverse("performance:steps-save", args=[second.uuid]) + "?q=4" in page
    assert reverse("performance:daily-month", args=["2026-12"]) in page


def test_a_set_evaluation_is_found_under_its_period(
    world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    evaluation = final(world, "rini")
    client = as_("rini")
    with django_assert_max_num_queries(12):
        page = client.get(ADDRESS).content.decode()
    assert reverse("performance:evaluation-detail", args=[evaluation.uuid]) in page


def test_a_leader_finds_the_years_of_the_team(world: World, as_: As) -> None:
    make_plan(world.sari, year=2025)
    page = as_("budi").get(ADDRESS).content.decode()
    assert "year=2025&amp;period=Q3" in page
    assert "year=2025" not in as_("sari").get(ADDRESS).content.decode()


def test_the_frame_of_every_page_leads_there(world: World, as_: As) -> None:
    assert f'href="{ADDRESS}"' in as_("sari").get(reverse("home")).content.decode()
