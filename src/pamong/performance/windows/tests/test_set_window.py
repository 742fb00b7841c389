from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import give_role
from pamong.performance.models import Window
from pamong.performance.rhythm import PLAIN
from pamong.performance.windows.actions import set_windows
from pamong.performance.windows.queries import check_open, window_state, windows_of

STAGE, Q3 = Window.Stage.EVALUATION, Window.Period.Q3
DAYS = (date(2026, 10, 1), date(2026, 11, 30))


def set_one(
    world: World, days: tuple[date, date] = DAYS, by: str = "dewi", period: str = Q3
) -> Window:
    return set_windows(
        world.agency, 2026, {(STAGE, period): days}, by=world.account(by), on=world.day
    )[0]


def test_the_personnel_office_sets_when_a_stage_is_open(world: World) -> None:
    window = set_one(world)
    assert window_state(world.agency, STAGE, 2026, Q3, world.day).state == "open"
    entry = Entry.objects.get(verb="performance.window_set")
    assert entry.subject_uuid == window.uuid
    assert entry.changes["closes_on"] == [None, "2026-11-30"]


def test_the_agency_head_sets_it_too(world: World) -> None:
    give_role(world, "joko", Role.AGENCY_HEAD)
    assert set_one(world, by="joko").pk


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono", "lina"])
def test_others_do_not(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        set_one(world, by=name)


def test_a_stage_does_not_close_before_it_opens(world: World) -> None:
    with pytest.raises(ValidationError, match="isi tanggal tutup sesudah tanggal buka"):
        set_one(world, (date(2026, 11, 30), date(2026, 10, 1)))


def test_the_same_days_again_leave_no_entry(world: World) -> None:
    set_one(world)
    set_one(world)
    assert Entry.objects.filter(verb="performance.window_set").count() == 1


def test_several_are_set_or_none(world: World) -> None:
    days: dict[tuple[str, str], tuple[date, date]] = {
        (STAGE, Q3): DAYS,
        (Window.Stage.PLANNING, Q3): DAYS,
    }
    with pytest.raises(ValidationError, match="tidak ada pada periode"):
        set_windows(world.agency, 2026, days, by=world.account("dewi"), on=world.day)
    assert not Window.objects.exists()


def test_without_a_window_the_stage_is_open_and_says_so(world: World) -> None:
    state = window_state(world.agency, STAGE, 2026, Q3, world.day)
    assert (state.state, state.is_open) == ("none", True)
    assert "belum ditetapkan" in state.sentence


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ((date(2026, 11, 25), date(2026, 11, 25)), "open"),
        ((date(2026, 11, 26), date(2026, 11, 27)), "not_yet"),
        ((date(2026, 11, 1), date(2026, 11, 24)), "closed"),
    ],
)
def test_both_days_belong_to_the_window(world: World, days: tuple[date, date], state: str) -> None:
    set_one(world, days)
    assert window_state(world.agency, STAGE, 2026, Q3, world.day).state == state


def test_a_closed_window_says_who_can_open_it(world: World) -> None:
    set_one(world, (date(2026, 11, 1), date(2026, 11, 24)))
    with pytest.raises(ValidationError, match="Dua orang dapat membukanya kembali"):
        check_open(world.agency, STAGE, 2026, Q3, world.day)


def test_the_year_stands_on_one_screen_with_what_the_pack_proposes(world: World) -> None:
    set_one(world)
    lines = {(line.stage, line.period): line for line in windows_of(world.agency, 2026, world.day)}
    assert len(lines) == 16
    assert lines[STAGE, Q3].window
    yearly = lines[STAGE, Window.Period.YEAR]
    assert yearly.proposal
    assert yearly.proposal.closes_on == date(2027, 1, 31)
    assert yearly.proposal.is_unconfirmed
    readings = lines[Window.Stage.READINGS, Q3].proposal
    assert readings
    assert (readings.opens_on, readings.closes_on) == (date(2026, 7, 1), date(2026, 10, 10))


def test_every_stage_of_an_unset_year_is_proposed_in_its_order(world: World) -> None:
    lines = {(line.stage, line.period): line for line in windows_of(world.agency, 2027, world.day)}
    assert all(line.proposal for line in lines.values())
    ends = [lines[STAGE, period].proposal for period in PLAIN.periods(2027)]
    assert [day.closes_on for day in ends if day] == [
        date(2027, 4, 30),
        date(2027, 7, 31),
        date(2027, 10, 31),
        date(2028, 1, 31),
        date(2028, 1, 31),
    ]
