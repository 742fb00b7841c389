"""A name that the agency does not know may mean a unit that it has."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pamong.ledger.actions import SHELL
from pamong.people.importing.actions import import_people
from pamong.people.importing.nearness import Nearness
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import NIPS, parsed
from pamong.people.models import Employee, Position, Unit
from pamong.people.tests.make import make_unit
from pamong.people.tests.world import World

NAMES = ("NIP", "Nama", "Jabatan", "Nama unit", "Unit induk")
CLINIC = "UPTD Puskesmas Cempaka"


def plan_of(
    world: World, unit: str, parent: str = "", same: dict[str, int] | None = None
) -> ImportPlan:
    row = (NIPS[0], "Ani", "Analis", unit, parent)
    return plan_import(world.agency, parsed(row, headings=NAMES), world.day, same=same)


def warned(plan: ImportPlan) -> list[str]:
    return [finding.about for finding in plan.findings if finding.code == "unit_near"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Dinas Kesehatn", "Dinas Kesehatan"),
        ("DINAS  KESEHATAN.", ""),  # the same but for signs: no new unit at all
        ("Dinkes", "Dinas Kesehatan"),
        ("Disdik", "Dinas Pendidikan"),
        ("Puskesmas Cempaka", CLINIC),
        ("UPTD PKM Cempaka", CLINIC),
        ("UPTD Puskesmas Cempaka 2", ""),  # a number tells one from the next
        ("UPTD Puskesmas Melati", ""),
        ("Dinas Kesejahteraan", ""),
        ("Dinas Perikanan", ""),
    ],
)
def test_a_near_name_is_asked_about(world: World, name: str, meant: str) -> None:
    about = [f"{name}. Maksudnya {meant}?"] if meant else []
    assert warned(plan_of(world, name)) == about


def test_only_neighbours_are_meant_where_the_file_says_where_the_unit_stands(world: World) -> None:
    make_unit(world.agency, world.health, name="Seksi Pelayanan")
    make_unit(world.agency, world.school, name="Bidang Guru")
    assert warned(plan_of(world, "Seksi Pelayanann", "Dinas Kesehatan"))
    assert not warned(plan_of(world, "Seksi Pelayanann", "Dinas Pendidikan"))


def test_a_closed_unit_is_not_meant(world: World) -> None:
    Unit.objects.filter(pk=world.health.pk).update(valid_to=date(2026, 1, 1))
    assert not warned(plan_of(world, "Dinas Kesehatn"))


def test_too_many_alike_say_nothing() -> None:
    units = [Unit(pk=n, code=f"U{n}", name="Seksi Pelayanan Umum") for n in range(1, 6)]
    assert Nearness(units).to("Seksi Pelayanan Umun") == []
    assert Nearness(units[:2]).to("Seksi Pelayanan Umun") == [1, 2]


def test_initials_and_codes_are_names_too() -> None:
    hospital = Unit(pk=1, code="RS-01", name="Balai Latihan Kerja")
    near = Nearness([hospital])
    assert near.to("BLK") == near.to("rs 01") == [1]


def test_whoever_is_told_which_unit_is_meant_stands_there_and_no_unit_is_made(
    world: World,
) -> None:
    first = plan_of(world, "Dinas Kesehatn")
    code = first.units[0].code
    plan = plan_of(world, "Dinas Kesehatn", same={code: world.health.pk})
    assert plan.units == []
    assert warned(plan) == []
    assert plan.near[0].name == "Dinas Kesehatn"  # still shown, so that it can be undone
    before = Unit.objects.count()
    import_people(world.agency, plan, by=SHELL, on=world.day)
    assert Unit.objects.count() == before
    assert Employee.objects.get(nip=NIPS[0]).unit == world.health


def test_the_answer_does_not_reach_beyond_the_importers_units(world: World) -> None:
    within = frozenset({world.clinic.pk})
    row = (NIPS[0], "Ani", "Analis", "Dinas Kesehatn", "")
    given = parsed(row, headings=NAMES)
    assert not warned(plan_import(world.agency, given, world.day, within=within))
    same = {"DINAS-KESEHATN": world.health.pk}
    plan = plan_import(world.agency, given, world.day, within=within, same=same)
    assert plan.rejected


def test_many_units_cost_no_more_queries(world: World) -> None:
    rows = [(NIPS[n], f"Ani {n}", "Analis", f"Dinas Kesehatn {'x' * n}", "") for n in range(9)]
    with CaptureQueriesContext(connection) as few:
        plan_import(world.agency, parsed(rows[0], headings=NAMES), world.day)
    with CaptureQueriesContext(connection) as many:
        plan_import(world.agency, parsed(*rows, headings=NAMES), world.day)
    assert len(many) == len(few)


def test_a_birth_date_is_not_missing_where_the_nip_holds_one(world: World) -> None:
    plan = plan_of(world, CLINIC)
    assert "no_birth_date" not in {finding.code for finding in plan.findings}
    odd = ("999999992006041001", "Ani", "Analis", CLINIC, "")
    other = plan_import(world.agency, parsed(odd, headings=NAMES), world.day)
    assert {"nip_birth", "no_birth_date"} <= {finding.code for finding in other.findings}


def test_a_unit_and_a_post_that_only_rejected_rows_name_are_not_made(world: World) -> None:
    within = world.scope("rini").unit_ids
    rows = (
        (NIPS[11], "Ani", "Bidan", "Poli Anak", "Poli Baru"),
        (NIPS[12], "Dedi", "Bidan", "Poli Baru", world.clinic.name),
        (world.sari.nip, world.sari.name, "Plt. Penjaga Baru", "Kantin Baru", world.school.name),
        (NIPS[14], "Eka", "Bidan", "Dinas Kesehatn", world.school.name),
    )
    made = plan_import(world.agency, parsed(*rows, headings=NAMES), world.day, within=within)
    assert [one.line for one in made.rejected] == [4, 5]
    assert {unit.name for unit in made.units} == {"Poli Anak", "Poli Baru"}
    assert [post.facts.name for post in made.posts] == ["Bidan"]
    assert not made.near
    before = Unit.objects.count()
    import_people(world.agency, made, by=world.account("rini"), on=world.day, partial=True)
    assert Unit.objects.count() == before + 2
    assert Employee.objects.get(nip=NIPS[11]).unit == Unit.objects.get(name="Poli Anak")
    assert not Position.objects.filter(name="Penjaga Baru").exists()
