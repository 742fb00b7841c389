from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.ledger.models import Entry
from pamong.people.models import Agency
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import level_of, opened
from pamong.performance.models import Evaluation, Window
from pamong.performance.rhythm import BY_MONTH, BY_QUARTER
from pamong.performance.windows.actions import choose_rhythm, set_windows
from pamong.performance.windows.queries import check_open, windows_of

As = Callable[[str], Client]
STAGE = Window.Stage.EVALUATION


def choose(world: World, rhythm: str = BY_MONTH, year: int = 2026, by: str = "dewi") -> Agency:
    return choose_rhythm(world.agency, year, rhythm, by=world.account(by), on=world.day)


def test_an_agency_rates_by_month_from_the_year_that_it_chooses(world: World) -> None:
    agency = choose(world, year=2027)
    assert agency.monthly_years == [2027]
    periods = [line.period for line in windows_of(agency, 2027, world.day) if line.stage == STAGE]
    assert periods == [f"{n:02}" for n in range(1, 13)] + ["Y"]
    before = [line.period for line in windows_of(agency, 2026, world.day) if line.stage == STAGE]
    assert before == ["Q1", "Q2", "Q3", "Q4", "Y"]


def test_the_choice_stands_in_the_ledger(world: World) -> None:
    choose(world)
    entry = Entry.objects.get(verb="performance.rhythm_chosen")
    assert entry.subject_uuid == world.agency.uuid
    assert entry.changes == {"year": [2026, 2026], "rhythm": [BY_QUARTER, BY_MONTH]}


def test_what_is_chosen_already_is_written_once(world: World) -> None:
    choose(world)
    choose(world)
    assert Entry.objects.filter(verb="performance.rhythm_chosen").count() == 1


def test_the_choice_may_be_taken_back_before_anybody_is_rated(world: World) -> None:
    choose(world)
    assert choose(world, BY_QUARTER).monthly_years == []


def test_a_begun_evaluation_of_a_quarter_keeps_the_rhythm(world: World) -> None:
    opened(world)
    with pytest.raises(ValidationError, match="sudah dimulai"):
        choose(world)


def test_a_units_level_of_a_quarter_keeps_the_rhythm(world: World) -> None:
    level_of(world)
    with pytest.raises(ValidationError, match="sudah dimulai"):
        choose(world)


def test_an_evaluation_of_the_year_leaves_the_choice_open(world: World) -> None:
    evaluation = opened(world)
    Evaluation.objects.filter(pk=evaluation.pk).update(period="Y")
    assert choose(world).monthly_years == [2026]


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono"])
def test_only_who_sets_windows_chooses(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        choose(world, by=name)


def test_an_unknown_rhythm_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="daftar"):
        choose(world, "mingguan")


def test_a_quarter_is_no_period_of_a_year_by_month(world: World) -> None:
    agency = choose(world)
    with pytest.raises(ValidationError, match="tiap bulan"):
        check_open(agency, STAGE, 2026, "Q3", world.day)
    with pytest.raises(ValidationError, match="tiap triwulan"):
        check_open(agency, STAGE, 2025, "10", world.day)


def test_windows_of_months_are_proposed_and_set(world: World) -> None:
    agency = choose(world)
    line = next(
        line
        for line in windows_of(agency, 2026, world.day)
        if (line.stage, line.period) == (STAGE, "02")
    )
    assert line.proposal
    assert (line.proposal.opens_on, line.proposal.closes_on) == (
        date(2026, 3, 1),
        date(2026, 3, 15),
    )
    days = (date(2026, 12, 1), date(2026, 12, 15))
    window = set_windows(
        agency, 2026, {(STAGE, "11"): days}, by=world.account("dewi"), on=world.day
    )[0]
    assert str(window) == "Penilaian 2026 November"
    with pytest.raises(ValidationError, match="tidak ada"):
        set_windows(agency, 2026, {(STAGE, "Q4"): days}, by=world.account("dewi"), on=world.day)


def test_personnel_chooses_on_the_page_of_windows(world: World, as_: As) -> None:
    page = as_("dewi").get("/windows/?year=2027").content.decode()
    assert "Simpan frekuensi" in page
    saved = as_("dewi").post("/windows/2027/rhythm", {"rhythm": BY_MONTH})
    assert saved.status_code == 303
    page = as_("dewi").get("/windows/?year=2027").content.decode()
    assert 'name="evaluation-02-opens"' in page
    assert 'name="evaluation-Q1-opens"' not in page


def test_once_begun_the_page_says_so_and_offers_nothing(world: World, as_: As) -> None:
    opened(world)
    page = as_("dewi").get("/windows/?year=2026").content.decode()
    assert "sudah dimulai" in page
    assert "Simpan frekuensi" not in page
    refused = as_("dewi").post("/windows/2026/rhythm", {"rhythm": BY_MONTH})
    assert refused.status_code == 422


def test_others_read_the_rhythm_and_cannot_choose(world: World, as_: As) -> None:
    page = as_("sari").get("/windows/?year=2026").content.decode()
    assert "Frekuensi penilaian berkala" in page
    assert "Simpan frekuensi" not in page
    assert as_("sari").post("/windows/2026/rhythm", {"rhythm": BY_MONTH}).status_code == 403
