"""A day begins in the agency's zone, also where the code names none."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from pamong.access.clock import today
from pamong.people.middleware import scope
from pamong.people.tests.world import World


@pytest.fixture
def turn_of_the_year(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """23.30 in Jakarta on the last evening of the year."""
    settings.TODAY = ""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 31, 16, 30, tzinfo=UTC))


def day_of_a_request(world: World, person: str) -> tuple[date, Any]:
    """The day that a view finds, and the scope it gets."""
    request = HttpRequest()
    request.user = world.user(person)  # type: ignore[assignment]
    found: list[date] = []
    middleware: scope

    def view(request: HttpRequest) -> HttpResponse:
        middleware.process_view(request)
        found.append(today())
        return HttpResponse()

    middleware = scope(view)
    middleware(request)
    return found[0], request.scope  # type: ignore[attr-defined]


@pytest.mark.usefixtures("turn_of_the_year")
@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Jakarta", date(2026, 12, 31)),
        ("Asia/Makassar", date(2027, 1, 1)),
        ("Asia/Jayapura", date(2027, 1, 1)),
    ],
)
def test_the_day_of_a_request_is_the_agencys(world: World, zone: str, day: date) -> None:
    type(world.agency).objects.filter(pk=world.agency.pk).update(time_zone=zone)
    assert day_of_a_request(world, "sari")[0] == day
    assert today() == date(2026, 12, 31)


@pytest.mark.usefixtures("turn_of_the_year")
def test_a_role_ends_at_midnight_of_the_agency(world: World) -> None:
    world.account("dewi").mandates.update(valid_to=date(2027, 1, 1))
    assert day_of_a_request(world, "dewi")[1].roles
    type(world.agency).objects.filter(pk=world.agency.pk).update(time_zone="Asia/Jayapura")
    assert not day_of_a_request(world, "dewi")[1].roles


@pytest.mark.usefixtures("turn_of_the_year")
def test_the_first_screen_greets_in_the_agencys_time(world: World, as_: Any) -> None:
    assert "31 Desember 2026" in as_("sari").get("/").content.decode()
    type(world.agency).objects.filter(pk=world.agency.pk).update(time_zone="Asia/Jayapura")
    assert "1 Januari 2027" in as_("sari").get("/").content.decode()
