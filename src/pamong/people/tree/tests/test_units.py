"""The tree of units is changed on pages, with what to do where it cannot be."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.people.models import Assignment, Employee, Mandate, Unit
from pamong.people.tests.make import START, make_unit
from pamong.people.tests.world import World
from pamong.people.tree.actions import (
    UnitFacts,
    add_unit,
    change_unit,
    close_unit,
    move_unit,
    reopen_unit,
)

FACTS = UnitFacts("PKM-1", "Poli Gizi", Unit.Kind.SECTION.value)


def add(world: World, parent: Unit | None = None, *, who: str = "dewi", **given: Any) -> Unit:
    facts, day = given.get("facts", FACTS), given.get("day", world.day)
    by = world.account(who)
    return add_unit(parent or world.clinic, facts, valid_from=day, by=by, on=world.day)


def test_add_unit_stands_under_its_parent_from_the_day(world: World) -> None:
    unit = add(world)
    assert unit.path == f"{world.clinic.path}{unit.pk}/"
    assert not unit.is_on(world.day - timedelta(days=1))
    entry = Entry.objects.get(verb="people.unit_added")
    assert entry.changes["parent"] == [None, str(world.clinic.uuid)]


def test_a_code_in_use_is_refused_with_its_owner(world: World) -> None:
    add(world)
    with pytest.raises(ValidationError, match="sudah dipakai Poli Gizi"):
        add(world)
    with pytest.raises(ValidationError, match="sudah dipakai"):
        change_unit(world.school, FACTS, by=world.account("dewi"), on=world.day)


def test_nothing_begins_under_a_unit_before_it_stands(world: World) -> None:
    with pytest.raises(ValidationError, match="pilih tanggal lain"):
        add(world, day=START - timedelta(days=1))


def test_a_units_administrator_works_inside_her_branch_alone(world: World) -> None:
    by = world.account("rini")
    unit = add(world, who="rini")
    with pytest.raises(PermissionDenied):
        add(world, world.health, who="rini")
    with pytest.raises(PermissionDenied):
        move_unit(unit, parent=world.health, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        close_unit(world.clinic, valid_to=world.day, by=by, on=world.day)
    until = world.day + timedelta(days=1)
    assert close_unit(unit, valid_to=until, by=by, on=world.day).valid_to == until


@pytest.mark.parametrize("who", ["sari", "budi", "joko", "tono", "lina"])
def test_nobody_else_changes_the_tree(world: World, who: str) -> None:
    by = world.account(who)
    with pytest.raises(PermissionDenied):
        add(world, who=who)
    with pytest.raises(PermissionDenied):
        change_unit(world.clinic, FACTS, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        move_unit(world.clinic, parent=world.root, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        reopen_unit(world.clinic, by=by, on=world.day)


def test_change_unit_keeps_the_former_name_in_the_record(world: World) -> None:
    facts = UnitFacts(world.clinic.code, "UPTD Puskesmas Mawar", world.clinic.kind)
    assert change_unit(world.clinic, facts, by=world.account("rini"), on=world.day).name == (
        "UPTD Puskesmas Mawar"
    )
    assert set(Entry.objects.get(verb="people.unit_changed").changes) == {"name"}
    change_unit(world.clinic, facts, by=world.account("rini"), on=world.day)
    assert Entry.objects.filter(verb="people.unit_changed").count() == 1


def test_move_unit_takes_everything_below_along(world: World) -> None:
    below = add(world)
    move_unit(world.clinic, parent=world.school, by=world.account("dewi"), on=world.day)
    below.refresh_from_db()
    world.clinic.refresh_from_db()
    assert world.clinic.path == f"{world.school.path}{world.clinic.pk}/"
    assert below.path == f"{world.clinic.path}{below.pk}/"
    entry = Entry.objects.get(verb="people.unit_moved")
    assert entry.changes["parent"] == [str(world.health.uuid), str(world.school.uuid)]


def test_a_move_that_makes_no_sense_is_refused(world: World) -> None:
    by = world.account("dewi")
    with pytest.raises(ValidationError, match="di luar cabang"):
        move_unit(world.health, parent=world.clinic, by=by, on=world.day)
    with pytest.raises(ValidationError, match="sudah berada"):
        move_unit(world.clinic, parent=world.health, by=by, on=world.day)
    closed = make_unit(world.agency, world.root, name="Lama", valid_to=world.day)
    with pytest.raises(ValidationError, match="tidak berlaku pada tanggal itu"):
        move_unit(world.clinic, parent=closed, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        move_unit(world.root, parent=world.health, by=by, on=world.day)


def test_a_unit_that_is_not_empty_is_not_closed(world: World) -> None:
    by = world.account("dewi")
    with pytest.raises(ValidationError, match="4 pegawai"):
        close_unit(world.clinic, valid_to=world.day, by=by, on=world.day)
    with pytest.raises(ValidationError, match="1 unit"):
        close_unit(world.health, valid_to=world.day, by=by, on=world.day)
    unit = add(world, day=date(world.day.year, 1, 1))
    Mandate.objects.create(
        user=world.account("rini"),
        role=Role.UNIT_ADMIN,
        unit=unit,
        agency=world.agency,
        valid_from=START,
    )
    with pytest.raises(ValidationError, match="administrator"):
        close_unit(unit, valid_to=world.day, by=by, on=world.day)


def test_people_who_move_away_before_the_day_hinder_nothing(world: World) -> None:
    unit, day = add(world, day=date(world.day.year, 1, 1)), world.day + timedelta(days=9)
    Employee.objects.filter(pk=world.sari.pk).update(unit=unit)
    own = world.sari.assignments.get()
    Assignment.objects.filter(pk=own.pk).update(unit=unit, valid_to=day)
    with pytest.raises(ValidationError, match="1 pegawai"):
        close_unit(unit, valid_to=day, by=world.account("dewi"), on=world.day)
    Assignment.objects.create(
        employee=world.sari, unit=world.clinic, position=own.position, valid_from=day
    )
    closed = close_unit(unit, valid_to=day, by=world.account("dewi"), on=world.day)
    assert closed.valid_to == day


def test_reopen_unit_takes_the_end_back(world: World) -> None:
    by, unit = world.account("dewi"), add(world)
    close_unit(unit, valid_to=world.day + timedelta(days=1), by=by, on=world.day)
    assert reopen_unit(unit, by=by, on=world.day).valid_to is None
    assert Entry.objects.filter(verb="people.unit_reopened").exists()


def test_the_pages_add_change_move_close_and_reopen(world: World, as_: Any) -> None:
    client, day = as_("dewi"), world.day.strftime("%d-%m-%Y")
    page = client.get(reverse("people:unit-detail", args=[world.clinic.uuid])).content.decode()
    address = reverse("people:unit-add", args=[world.clinic.uuid])
    assert address in page
    given = {"name": "Poli Gizi", "code": "PKM-1", "kind": "section", "valid_from": day}
    assert client.post(address, {}).status_code == 422
    assert client.post(address, given).status_code == 303
    unit = Unit.objects.get(code="PKM-1")
    change = reverse("people:unit-change", args=[unit.uuid])
    assert client.post(change, given | {"name": "Poli Gizi dan Ibu"}).status_code == 303
    move = reverse("people:unit-move", args=[unit.uuid])
    assert "Dinas Pendidikan" in client.get(f"{move}?unit=dinas").content.decode()
    parent = {"parent": str(world.school.uuid), "valid_from": day}
    assert client.post(f"{move}?unit=dinas", parent).status_code == 303
    close = reverse("people:unit-close", args=[unit.uuid])
    tomorrow = (world.day + timedelta(days=1)).strftime("%d-%m-%Y")
    assert client.post(close, {"valid_to": tomorrow}).status_code == 303
    page = client.get(reverse("people:unit-detail", args=[unit.uuid])).content.decode()
    assert "Buka kembali unit" in page
    assert client.post(reverse("people:unit-reopen", args=[unit.uuid])).status_code == 303
    unit.refresh_from_db()
    assert (unit.name, unit.parent, unit.valid_to) == ("Poli Gizi dan Ibu", world.school, None)
    page = client.post(reverse("people:unit-close", args=[world.clinic.uuid]), {"valid_to": day})
    assert page.status_code == 422
    assert "catat dahulu mutasinya" in page.content.decode()
