"""A file may give a unit that exists another name or place, with the day since which it holds."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.importing.actions import import_people
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import NIPS, parsed
from pamong.people.importing.unit_updates import unit_change_said
from pamong.people.models import Unit, UnitChange
from pamong.people.tests.world import World

NAMES = (
    *("NIP", "Nama", "Jabatan", "Kode unit", "Nama unit", "Kode unit induk"),
    "Unit berlaku sejak",
)


def plan_of(
    world: World, name: str, parent: str = "", days: int | None = 5, *, unit: Unit | None = None
) -> ImportPlan:
    since = "" if days is None else f"{world.day - timedelta(days=days):%d-%m-%Y}"
    row = (NIPS[0], "Ani", "Analis", (unit or world.clinic).code, name, parent, since)
    return plan_import(world.agency, parsed(row, headings=NAMES), world.day)


def take_in(world: World, plan: ImportPlan) -> None:
    import_people(world.agency, plan, by=SHELL, on=world.day)


def test_another_name_writes_its_history_once(world: World) -> None:
    former = world.clinic.name
    plan = plan_of(world, "Puskesmas Baru")
    (said,) = [unit_change_said(update) for update in plan.unit_updates]
    assert f"{former} → Puskesmas Baru" in said
    take_in(world, plan)
    unit = Unit.objects.get(pk=world.clinic.pk)
    assert unit.name == "Puskesmas Baru"
    assert unit.name_on(world.day - timedelta(days=6)) == former
    assert Entry.objects.filter(verb="people.unit_changed").count() == 1
    assert not plan_of(world, "Puskesmas Baru").unit_updates


def test_another_parent_moves_the_unit_from_the_day(world: World) -> None:
    take_in(world, plan_of(world, world.clinic.name, world.school.code, -3))
    row = UnitChange.objects.get()
    assert (row.was_parent, row.parent, row.is_begun) == (world.health, world.school, False)
    assert Entry.objects.filter(verb="people.unit_moved").count() == 1


def test_without_a_day_nothing_of_the_unit_changes(world: World) -> None:
    assert not plan_of(world, "Puskesmas Baru", world.school.code, None).unit_updates


def test_a_day_out_of_reach_is_a_finding(world: World) -> None:
    plan = plan_of(world, "Puskesmas Baru", days=3000)
    assert not plan.unit_updates
    assert "unit_day" in {finding.code for finding in plan.findings}


def test_a_unit_above_that_is_closed_is_a_finding(world: World) -> None:
    world.school.valid_to = world.day - timedelta(days=1)
    world.school.save(update_fields=["valid_to"])
    plan = plan_of(world, world.clinic.name, world.school.code)
    assert not plan.unit_updates
    (found,) = [finding.about for finding in plan.findings if finding.code == "unit_day"]
    assert f"{world.school.name} tidak berlaku pada tanggal itu" in found


def test_a_unit_under_itself_refuses_the_file(world: World) -> None:
    plan = plan_of(world, world.health.name, world.clinic.code, unit=world.health)
    with pytest.raises(ValidationError, match="di luar cabang"):
        take_in(world, plan)
    assert not UnitChange.objects.exists()
