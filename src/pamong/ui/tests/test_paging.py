"""Keyset pages: no row twice, none left out, whatever comes in between."""

import base64
from typing import Any

import pytest

from pamong.people.models import Employee
from pamong.people.tests.make import make_employee
from pamong.people.tests.world import World
from pamong.ui.paging import page_of


def walk(queryset: Any, by: tuple[str, ...], size: int = 3) -> list[Any]:
    found: list[Any] = []
    cursor = ""
    while True:
        page = page_of(queryset, cursor, size, by)
        found += page.rows
        cursor = page.next_cursor
        if not cursor:
            return found


@pytest.mark.parametrize(
    "by", [("name", "pk"), ("-name", "-pk"), ("unit__name", "-pk"), ("joined_on", "pk")]
)
def test_every_row_comes_once_in_order(world: World, by: tuple[str, ...]) -> None:
    make_employee(world.clinic, name="Sari Lestari")
    Employee.objects.update(joined_on="2020-01-01")
    everybody = Employee.objects.select_related("unit")
    assert walk(everybody, by) == list(everybody.order_by(*by))


def test_values_are_paged_like_rows(world: World) -> None:
    by = ("name", "pk")
    tuples = Employee.objects.values_list("pk", "name")
    assert walk(tuples, by) == list(tuples.order_by(*by))
    dicts = Employee.objects.values("id", "name")
    assert walk(dicts, by) == list(dicts.order_by(*by))


@pytest.mark.parametrize(
    "cursor", ["x", "////", "W10", "WzFd", "WyJhIiwieCJd", "bnVsbA", "W251bGwsMV0"]
)
def test_a_made_up_cursor_begins_anew(world: World, cursor: str) -> None:
    page = page_of(Employee.objects.all(), cursor, 3)
    assert list(page.rows) == list(Employee.objects.order_by("name", "pk")[:3])


def test_the_last_page_has_no_next(world: World) -> None:
    page = page_of(Employee.objects.all(), "", 100)
    assert page.next_cursor == ""


@pytest.mark.parametrize(
    "said",
    [
        "[" * 2900,
        '["\\u0000", 1]',
        '["\\ud800", 1]',
        "[5, 1]",
        '["2026-02-30", 1]',
        "[Infinity, NaN]",
        f'["2026-01-01", 1{"0" * 400}]',
        '["2026-01-01", 1e400]',
    ],
)
def test_a_cursor_that_no_field_can_hold_begins_anew(world: World, said: str) -> None:
    cursor = base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")
    Employee.objects.update(joined_on="2020-01-01")
    for by in (("name", "pk"), ("joined_on", "pk"), ("unit__name", "-pk")):
        page = page_of(Employee.objects.select_related("unit"), cursor, 3, by)
        assert len(page.rows) in {0, 3}
