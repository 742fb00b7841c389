"""The frame of a page as people of several duties see it."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from pamong.config.context import frame
from pamong.people.tests.world import World

PAGE = "{% extends 'ui/page.html' %}{% block heading %}Papan tim{% endblock %}"


def page(world: World | None, name: str = "") -> str:
    request = RequestFactory().get("/")
    if world:
        request.user = world.account(name)
        request.scope = world.scope(name)  # type: ignore[attr-defined]
    return Template(PAGE).render(Context({"request": request, **frame(request)}))


def test_a_page_that_names_no_other_title_has_its_heading_as_title(world: World) -> None:
    html = page(world, "budi")
    assert "<title>Papan tim · Pamong</title>" in html
    assert "<h1>Papan tim" in html


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "dewi", "tono"])
def test_the_frame_names_the_person_and_the_agency(world: World, name: str) -> None:
    html = page(world, name)
    assert world.scope(name).name in html
    assert "Kabupaten Wanasari" in html
    assert "2026, triwulan IV" in html


def test_the_frame_costs_one_query_beyond_the_scope(
    world: World, django_assert_max_num_queries: Any
) -> None:
    world.scope("sari")
    with django_assert_max_num_queries(6):
        page(world, "budi")


def test_a_page_nobody_is_signed_in_on_asks_nothing(
    django_assert_num_queries: Any, db: None
) -> None:
    with django_assert_num_queries(0):
        assert "Papan tim" in page(None)


def test_an_empty_block_leaves_no_empty_element(world: World) -> None:
    html = page(world, "sari")
    assert "pm-lead" not in html
