"""A new head who comes by the file gets back whom somebody stood in for: shown before, all or nothing."""

from datetime import date, timedelta
from typing import Any

import pytest

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.importing.actions import StalePlanError, import_people
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import parsed
from pamong.people.models import Assignment, Delegation, Employee, Supervision
from pamong.people.raters.actions import set_raters
from pamong.people.tests.world import World
from pamong.people.uploads.showing import shown_plan
from pamong.people.uploads.tables import return_table
from pamong.people.vacancies.actions import take_over_rater
from pamong.performance.models import Plan
from pamong.performance.tests.make import make_plan

HEADINGS = ("NIP", "Nama", "Jabatan", "Kode unit", "NIP penilai")
NEW = "198003142006041999"
GIVEN = "people.people_given_back"


@pytest.fixture
def vacant(world: World) -> World:
    """Budi left the clinic a week ago; Joko rates his people in his place since yesterday."""
    Delegation.objects.all().delete()
    gone = world.day - timedelta(days=7)
    Employee.objects.filter(pk=world.budi.pk).update(left_on=gone)
    Assignment.objects.filter(employee=world.budi).update(valid_to=gone)
    day = world.day - timedelta(days=1)
    take_over_rater(world.budi, valid_from=day, by=world.account("joko"), on=day)
    return world


def head_row(world: World, nip: str = "", name: str = "") -> tuple[str, ...]:
    nip, name = nip or world.agus.nip, name or world.agus.name
    return nip, name, "Kepala UPTD Puskesmas", world.clinic.code, world.joko.nip


def read(world: World, *rows: Any, on: date | None = None) -> ImportPlan:
    return plan_import(world.agency, parsed(*rows, headings=HEADINGS), on or world.day)


def rater_of(person: Employee, on: date) -> Employee:
    return Supervision.objects.on(on).get(employee=person).rater


def test_the_dry_run_says_who_gets_whom_back_and_the_import_does_it(vacant: World) -> None:
    plan = make_plan(vacant.sari, rater=vacant.joko, status=Plan.Status.AGREED)
    made = read(vacant, head_row(vacant))
    (given,) = made.returns
    people = {vacant.sari, vacant.putri, vacant.rini}
    assert (given.name, given.unit, set(given.people)) == (
        vacant.agus.name,
        vacant.clinic.name,
        people,
    )
    shown = shown_plan(made)
    assert shown["returning"] == 3
    assert vacant.sari.full_name in str(return_table(shown["returns"]).rows[0].cells)
    assert rater_of(vacant.sari, vacant.day) == vacant.joko
    import_people(vacant.agency, made, by=SHELL, on=vacant.day)
    for one in people:
        one.refresh_from_db()
        row = Supervision.objects.on(vacant.day).get(employee=one)
        assert (one.rater, row.rater, row.instead_of) == (vacant.agus, vacant.agus, None)
    plan.refresh_from_db()
    assert plan.rater == vacant.agus
    assert Entry.objects.get(verb=GIVEN).changes["people"] == [None, 3]


def test_a_head_who_is_new_in_the_agency_gets_them_too(vacant: World) -> None:
    made = read(vacant, head_row(vacant, NEW, "Kepala Baru"))
    import_people(vacant.agency, made, by=SHELL, on=vacant.day)
    assert rater_of(vacant.putri, vacant.day).nip == NEW


def test_who_gets_another_rater_or_unit_by_the_file_goes_there(vacant: World) -> None:
    sari, putri = vacant.sari, vacant.putri
    rows = (
        head_row(vacant),
        (sari.nip, sari.name, "", "", vacant.hadi.nip),
        (putri.nip, putri.name, "", vacant.health.code, ""),
        (vacant.rini.nip, vacant.rini.name, "", "", ""),
    )
    made = read(vacant, *rows)
    assert [set(given.people) for given in made.returns] == [{vacant.rini}]
    import_people(vacant.agency, made, by=SHELL, on=vacant.day)
    assert rater_of(sari, vacant.day) == vacant.hadi
    assert rater_of(vacant.rini, vacant.day) == vacant.agus


def test_a_day_to_come_leaves_the_stand_in_until_then(vacant: World) -> None:
    later = vacant.day + timedelta(days=5)
    made = read(vacant, head_row(vacant), on=later)
    import_people(vacant.agency, made, by=SHELL, on=vacant.day)
    assert rater_of(vacant.sari, later - timedelta(days=1)) == vacant.joko
    assert rater_of(vacant.sari, later) == vacant.agus


def test_a_head_who_began_before_the_stand_in_did_gets_them_as_well(vacant: World) -> None:
    made = read(vacant, head_row(vacant), on=vacant.day - timedelta(days=3))
    assert made.returning == 3


def test_a_rater_who_is_recorded_for_later_stays(vacant: World) -> None:
    later = vacant.day + timedelta(days=9)
    by = vacant.account("dewi")
    set_raters([vacant.sari], rater=vacant.hadi, valid_from=later, by=by, on=vacant.day)
    made = read(vacant, head_row(vacant))
    assert vacant.sari not in made.returns[0].people


def test_a_post_that_leads_nothing_gives_nobody_back(vacant: World) -> None:
    row = (vacant.agus.nip, vacant.agus.name, "Perawat Mahir", vacant.clinic.code, "")
    assert not read(vacant, row).returns


def test_what_was_shown_is_what_is_written_or_nothing(vacant: World) -> None:
    made = read(vacant, head_row(vacant))
    by = vacant.account("dewi")
    set_raters([vacant.sari], rater=vacant.hadi, valid_from=vacant.day, by=by, on=vacant.day)
    with pytest.raises(StalePlanError):
        import_people(vacant.agency, made, by=SHELL, on=vacant.day)
    assert rater_of(vacant.putri, vacant.day) == vacant.joko
    assert not Entry.objects.filter(verb=GIVEN).exists()
