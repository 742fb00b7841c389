from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import give_role
from pamong.performance.models import Reopening, Window
from pamong.performance.windows.actions import ask_reopening, grant_reopening
from pamong.performance.windows.queries import window_state
from pamong.performance.windows.tests.test_set_window import Q3, STAGE, set_one

UNTIL = date(2026, 11, 30)


@pytest.fixture
def closed(world: World) -> Window:
    give_role(world, "joko", Role.AGENCY_HEAD)
    return set_one(world, (date(2026, 10, 1), date(2026, 10, 31)))


def ask(world: World, window: Window, by: str = "dewi", until: date = UNTIL) -> Reopening:
    return ask_reopening(
        window, reason="Jaringan putus tiga hari.", until=until, by=world.account(by), on=world.day
    )


def test_two_people_open_a_closed_window_until_a_day(world: World, closed: Window) -> None:
    reopening = ask(world, closed)
    assert window_state(world.agency, STAGE, 2026, Q3, world.day).state == "closed"
    grant_reopening(reopening, by=world.account("joko"), on=world.day)
    state = window_state(world.agency, STAGE, 2026, Q3, world.day)
    assert (state.state, state.closes_on) == ("open", UNTIL)
    after = window_state(world.agency, STAGE, 2026, Q3, UNTIL + timedelta(days=1))
    assert after.state == "closed"
    verbs = set(Entry.objects.filter(verb__startswith="performance.reopening").values_list("verb"))
    assert verbs == {("performance.reopening_asked",), ("performance.reopening_granted",)}


def test_the_ledger_keeps_only_the_mark_of_the_reason(world: World, closed: Window) -> None:
    ask(world, closed)
    entry = Entry.objects.get(verb="performance.reopening_asked")
    assert entry.changes["reason"][1].startswith("sha256:")


def test_nobody_grants_the_own_request(world: World, closed: Window) -> None:
    with pytest.raises(PermissionDenied):
        grant_reopening(ask(world, closed), by=world.account("dewi"), on=world.day)


def test_the_unit_administrator_asks_but_does_not_grant(world: World, closed: Window) -> None:
    ask(world, closed, by="rini")
    second = Reopening(window=closed, asked_by=world.account("dewi"), asked_on=world.day)
    second.until, second.reason = UNTIL, "Lain."
    second.save()
    with pytest.raises(PermissionDenied):
        grant_reopening(second, by=world.account("rini"), on=world.day)


@pytest.mark.parametrize("name", ["sari", "budi", "lina", "tono"])
def test_others_do_not_ask(world: World, closed: Window, name: str) -> None:
    with pytest.raises(PermissionDenied):
        ask(world, closed, by=name)


def test_an_open_window_needs_no_reopening(world: World) -> None:
    with pytest.raises(ValidationError, match="masih terbuka"):
        ask(world, set_one(world))


def test_a_request_waits_once(world: World, closed: Window) -> None:
    ask(world, closed)
    with pytest.raises(ValidationError, match="Sudah ada permintaan"):
        ask(world, closed)


def test_a_request_is_granted_once_and_in_time(world: World, closed: Window) -> None:
    reopening = ask(world, closed)
    with pytest.raises(ValidationError, match="sudah lewat"):
        grant_reopening(reopening, by=world.account("joko"), on=UNTIL + timedelta(days=1))
    grant_reopening(reopening, by=world.account("joko"), on=world.day)
    with pytest.raises(ValidationError, match="sudah disetujui"):
        grant_reopening(reopening, by=world.account("joko"), on=world.day)


def test_a_reason_and_a_day_to_come_are_needed(world: World, closed: Window) -> None:
    with pytest.raises(ValidationError, match="belum lewat"):
        ask(world, closed, until=date(2026, 11, 24))
    with pytest.raises(ValidationError, match="Tulis alasan"):
        ask_reopening(closed, reason=" ", until=UNTIL, by=world.account("dewi"), on=world.day)


def test_one_person_does_not_reopen_by_moving_the_last_day(world: World) -> None:
    window = set_one(world, (date(2026, 10, 1), date(2026, 11, 24)))
    with pytest.raises(ValidationError, match="orang kedua menyetujui"):
        set_one(world, (date(2026, 10, 1), date(2026, 12, 31)))
    window.refresh_from_db()
    assert window.closes_on == date(2026, 11, 24)
