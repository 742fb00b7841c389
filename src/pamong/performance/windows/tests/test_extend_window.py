"""A window that stays open longer for one unit: two people, a reason, and nobody else's days change."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.people.models import Unit
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import (
    give_role,
    level_of,
    make_rated_plan,
    opened,
    rated,
)
from pamong.performance.models import Reopening, Window
from pamong.performance.progress.actions import ReadingInput, enter_readings
from pamong.performance.windows.actions import ask_extension, grant_reopening, set_windows
from pamong.performance.windows.queries import check_open, readings_closed, window_state
from pamong.performance.windows.tests.test_set_window import Q3, STAGE, set_one
from pamong.ui.dates import say_day_full

As = Callable[[str], Client]
UNTIL = date(2026, 12, 5)


@pytest.fixture
def closed(world: World) -> Window:
    give_role(world, "joko", Role.AGENCY_HEAD)
    return set_one(world, (date(2026, 10, 1), date(2026, 10, 31)))


def ask(
    world: World,
    window: Window,
    unit: Unit | None = None,
    by: str = "dewi",
    until: date = UNTIL,
) -> Reopening:
    return ask_extension(
        window,
        unit or world.clinic,
        reason="Banjir di wilayah puskesmas.",
        until=until,
        by=world.account(by),
        on=world.day,
    )


def granted(world: World, window: Window, unit: Unit | None = None) -> Reopening:
    reopening = ask(world, window, unit)
    return grant_reopening(reopening, by=world.account("joko"), on=world.day)


def state(world: World, unit: Unit | None = None, on: date | None = None) -> str:
    paths = [unit.path] if unit else []
    return window_state(world.agency, STAGE, 2026, Q3, on or world.day, paths).state


def test_one_unit_gets_more_days_and_the_others_do_not(world: World, closed: Window) -> None:
    granted(world, closed)
    assert state(world, world.clinic) == "open"
    assert state(world, world.clinic, UNTIL + timedelta(days=1)) == "closed"
    assert state(world, world.school) == "closed"
    assert state(world) == "closed"


def test_what_is_below_the_unit_goes_with_it(world: World, closed: Window) -> None:
    granted(world, closed, world.health)
    assert state(world, world.clinic) == "open"


def test_nothing_is_open_before_the_second_person_grants(world: World, closed: Window) -> None:
    ask(world, closed)
    assert state(world, world.clinic) == "closed"


def test_nobody_grants_the_own_request(world: World, closed: Window) -> None:
    with pytest.raises(PermissionDenied):
        grant_reopening(ask(world, closed), by=world.account("dewi"), on=world.day)


def test_the_ledger_says_which_unit_and_keeps_no_words(world: World, closed: Window) -> None:
    granted(world, closed)
    asked = Entry.objects.get(verb="performance.extension_asked")
    assert asked.changes["unit"][1] == str(world.clinic.uuid)
    assert asked.changes["reason"][1].startswith("sha256:")
    answer = Entry.objects.get(verb="performance.reopening_granted")
    assert answer.changes["unit"][1] == str(world.clinic.uuid)


def test_the_administrator_asks_for_the_own_units_only(world: World, closed: Window) -> None:
    ask(world, closed, by="rini")
    with pytest.raises(PermissionDenied):
        ask(world, closed, world.school, by="rini")
    with pytest.raises(PermissionDenied):
        ask(world, closed, by="budi")


def test_one_request_for_a_unit_waits_at_a_time(world: World, closed: Window) -> None:
    ask(world, closed)
    with pytest.raises(ValidationError, match="menunggu persetujuan"):
        ask(world, closed)
    assert ask(world, closed, world.school).pk


@pytest.mark.parametrize("until", [date(2026, 10, 31), date(2026, 11, 20)])
def test_the_day_lies_after_today_and_after_everybodys_last_day(
    world: World, closed: Window, until: date
) -> None:
    with pytest.raises(ValidationError, match="hari terakhir bagi semua unit"):
        ask(world, closed, until=until)


def test_an_open_window_is_made_longer_as_well(world: World) -> None:
    give_role(world, "joko", Role.AGENCY_HEAD)
    window = set_one(world, (date(2026, 10, 1), date(2026, 11, 30)))
    granted(world, window)
    found = window_state(world.agency, STAGE, 2026, Q3, world.day, [world.clinic.path])
    assert found.closes_on == UNTIL
    assert "untuk unit ini" in found.sentence
    assert window_state(world.agency, STAGE, 2026, Q3, world.day).closes_on == date(2026, 11, 30)
    late = UNTIL + timedelta(days=9)
    ours = window_state(world.agency, STAGE, 2026, Q3, late, [world.clinic.path]).sentence
    others = window_state(world.agency, STAGE, 2026, Q3, late).sentence
    assert f"Ditutup sejak {say_day_full(UNTIL + timedelta(days=1))}" in ours
    assert "Ditutup sejak 1 Desember 2026" in others


def test_the_people_there_are_rated_and_others_are_not(world: World, closed: Window) -> None:
    granted(world, closed)
    level_of(world)
    assert rated(world, opened(world)).predicate
    with pytest.raises(ValidationError, match="Ditutup sejak"):
        check_open(world.agency, STAGE, 2026, Q3, world.day, [world.school.path])


def test_readings_of_the_unit_are_taken_again(world: World) -> None:
    give_role(world, "joko", Role.AGENCY_HEAD)
    place = (Window.Stage.READINGS, Q3)
    days = (date(2026, 7, 1), date(2026, 10, 10))
    window = set_windows(world.agency, 2026, {place: days}, by=world.account("dewi"), on=world.day)[
        0
    ]
    plan = make_rated_plan(world.sari, None)
    assert readings_closed(plan, world.day)
    granted(world, window)
    assert not readings_closed(plan, world.day)
    line = plan.results.get().indicators.get()
    given = ReadingInput(Decimal(80), date(2026, 9, 30))
    assert enter_readings(plan, {line.pk: given}, by=world.account("sari"), on=world.day)


def test_personnel_asks_on_a_page_and_everybody_reads_it(
    world: World, closed: Window, as_: As
) -> None:
    page = as_("dewi").get(f"/windows/{closed.uuid}/extend?q={world.clinic.name}")
    assert world.clinic.name in page.content.decode()
    form = {"unit": world.clinic.uuid, "reason": "Banjir.", "until": "5-12-2026"}
    assert as_("dewi").post(f"/windows/{closed.uuid}/extend", form).status_code == 303
    text = as_("joko").get("/windows/?year=2026").content.decode()
    assert f"dibuka lebih lama untuk {world.clinic.name}" in text
    reopening = Reopening.objects.get()
    as_("joko").post(f"/windows/reopenings/{reopening.uuid}/grant")
    text = as_("sari").get("/windows/?year=2026").content.decode()
    assert f"{world.clinic.name}: sampai 5 Desember" in text
    assert "Banjir." in text


def test_the_level_of_the_unit_is_set_on_its_page_again(
    world: World, closed: Window, as_: As
) -> None:
    address = f"/levels/{world.clinic.uuid}/2026/Q3"
    assert address not in as_("joko").get("/levels/").content.decode()
    granted(world, closed)
    text = as_("joko").get("/levels/").content.decode()
    assert address in text
    assert f"/levels/{world.school.uuid}/" not in text


def test_a_wrong_unit_is_told_and_nothing_is_written(world: World, closed: Window, as_: As) -> None:
    form = {"unit": "lain", "reason": "Banjir.", "until": "5-12-2026"}
    page = as_("dewi").post(f"/windows/{closed.uuid}/extend", form)
    assert page.status_code == 422
    assert not Reopening.objects.exists()


def test_the_first_screen_tells_the_unit_and_nobody_else(
    world: World, closed: Window, as_: As
) -> None:
    granted(world, closed)
    make_rated_plan(world.sari)
    assert "lebih lama untuk unit Anda" in as_("sari").get("/").content.decode()
    make_rated_plan(world.wati)
    assert "lebih lama untuk unit Anda" not in as_("wati").get("/").content.decode()
