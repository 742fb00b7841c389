"""Names and places of units hold from a day: past, present or to come."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.models import Assignment, Unit, UnitChange, name_then
from pamong.people.tests.make import make_unit
from pamong.people.tests.world import World
from pamong.people.tree.actions import (
    UnitFacts,
    cancel_unit_change,
    change_unit,
    close_unit,
    move_unit,
)
from pamong.people.tree.dating import begin_due
from pamong.ui.dates import say_day_full

DAY = timedelta(days=1)


def rename(world: World, name: str, day: date | None) -> Unit:
    facts = UnitFacts(world.clinic.code, name, world.clinic.kind)
    by = world.account("dewi")
    return change_unit(world.clinic, facts, valid_from=day, by=by, on=world.day)


def move(world: World, unit: Unit, parent: Unit, day: date) -> Unit:
    return move_unit(unit, parent=parent, valid_from=day, by=world.account("dewi"), on=world.day)


def fresh(unit: Unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


def test_a_name_holds_from_a_past_day_and_the_former_one_until_then(world: World) -> None:
    former, day = world.clinic.name, world.day - 30 * DAY
    rename(world, "Puskesmas Baru", day)
    unit = fresh(world.clinic)
    assert (unit.name, unit.name_on(day), unit.name_on(day - DAY)) == (
        *("Puskesmas Baru", "Puskesmas Baru"),
        former,
    )
    row = UnitChange.objects.get()
    assert (row.made_by, row.made_on, row.is_begun) == (
        world.account("dewi").name,
        world.day,
        True,
    )
    assert Entry.objects.get(verb="people.unit_changed").changes["valid_from"][1] == str(day)


def test_a_name_for_a_day_to_come_waits_for_it(world: World) -> None:
    former, day = world.clinic.name, world.day + 10 * DAY
    rename(world, "Puskesmas Baru", day)
    assert fresh(world.clinic).name == former
    assert begin_due(world.agency, day - DAY) == 0
    assert begin_due(world.agency, day) == 1
    unit = fresh(world.clinic)
    assert (unit.name, unit.name_on(day - DAY)) == ("Puskesmas Baru", former)
    assert begin_due(world.agency, day) == 0


def test_a_name_between_two_others_leaves_the_later_one(world: World) -> None:
    former = world.clinic.name
    rename(world, "Ketiga", world.day)
    rename(world, "Kedua", world.day - 20 * DAY)
    unit = fresh(world.clinic)
    days = (30, 20, 1, 0)
    said = [unit.name_on(world.day - n * DAY) for n in days]
    assert said == [former, "Kedua", "Kedua", "Ketiga"]


def test_the_same_name_from_an_earlier_day_takes_the_place_of_the_later(world: World) -> None:
    rename(world, "Baru", world.day)
    rename(world, "Baru", world.day - 5 * DAY)
    assert UnitChange.objects.get().valid_from == world.day - 5 * DAY
    with pytest.raises(ValidationError, match="sudah bernama"):
        rename(world, world.clinic.name, world.day - 9 * DAY)


def test_a_slip_is_mended_for_all_days(world: World) -> None:
    rename(world, "Puskesmas Mwar", world.day - 5 * DAY)
    rename(world, "Puskesmas Melati", world.day + 5 * DAY)
    rename(world, "Puskesmas Mawar Baru", None)
    rows = UnitChange.objects.order_by("valid_from")
    assert [(row.name, row.was_name) for row in rows][1] == (
        *("Puskesmas Melati",),
        "Puskesmas Mawar Baru",
    )
    assert rows[0].name == fresh(world.clinic).name == "Puskesmas Mawar Baru"


def test_a_day_out_of_reach_is_refused(world: World) -> None:
    for day in (world.day + 400 * DAY, date(world.day.year - 3, 1, 1)):
        with pytest.raises(ValidationError, match="Pilih tanggal berlaku"):
            rename(world, "Baru", day)
        with pytest.raises(ValidationError, match="Pilih tanggal berlaku"):
            move(world, world.clinic, world.school, day)


def test_a_query_names_units_as_they_were_called_on_its_rows_days(world: World) -> None:
    former = world.clinic.name
    Assignment.objects.filter(unit=world.clinic).update(valid_from=world.day - 20 * DAY)
    rename(world, "Baru", world.day - 5 * DAY)
    rows = Assignment.objects.filter(unit=world.clinic).annotate(then=name_then("valid_from"))
    assert set(rows.values_list("then", flat=True)) == {former}
    Assignment.objects.filter(unit=world.clinic).update(valid_from=world.day)
    assert set(rows.all().values_list("then", flat=True)) == {"Baru"}


def test_a_branch_moves_by_itself_on_its_day(world: World) -> None:
    below = make_unit(world.agency, world.clinic, name="Poli")
    day = world.day + 3 * DAY
    move(world, world.clinic, world.school, day)
    assert fresh(world.clinic).parent == world.health
    begin_due(world.agency, day)
    clinic = fresh(world.clinic)
    assert clinic.path == f"{fresh(world.school).path}{clinic.pk}/"
    assert fresh(below).path == f"{clinic.path}{below.pk}/"
    row = UnitChange.objects.get()
    assert (row.was_parent, row.parent) == (world.health, world.school)


def test_two_units_may_change_places_on_one_day(world: World) -> None:
    below = make_unit(world.agency, world.clinic, name="Poli")
    day = world.day + 3 * DAY
    move(world, below, world.health, day)
    move(world, world.clinic, below, day)
    begin_due(world.agency, day)
    assert fresh(below).path == f"{world.health.path}{below.pk}/"
    assert fresh(world.clinic).path == f"{fresh(below).path}{world.clinic.pk}/"


def test_a_circle_that_would_close_on_a_day_to_come_is_refused(world: World) -> None:
    move(world, world.school, world.clinic, world.day + 5 * DAY)
    with pytest.raises(ValidationError, match="di luar cabang"):
        move(world, world.clinic, world.school, world.day)
    assert fresh(world.clinic).parent == world.health
    assert UnitChange.objects.count() == 1


def test_a_change_that_waits_is_taken_back(world: World) -> None:
    rename(world, "Kedua", world.day + 2 * DAY)
    rename(world, "Ketiga", world.day + 4 * DAY)
    first, last = UnitChange.objects.order_by("valid_from")
    with pytest.raises(PermissionDenied):
        cancel_unit_change(first, by=world.account("sari"), on=world.day)
    cancel_unit_change(first, by=world.account("rini"), on=world.day)
    last.refresh_from_db()
    assert last.was_name == world.clinic.name
    assert Entry.objects.filter(verb="people.unit_change_cancelled").count() == 1
    with pytest.raises(ValidationError, match="sudah berlaku"):
        cancel_unit_change(last, by=world.account("rini"), on=last.valid_from)


def test_a_unit_that_another_waits_to_join_is_not_closed(world: World) -> None:
    empty = make_unit(world.agency, world.root, name="Kosong")
    move(world, world.clinic, empty, world.day + 5 * DAY)
    with pytest.raises(ValidationError, match="batalkan dahulu"):
        close_unit(empty, valid_to=world.day + 2 * DAY, by=SHELL, on=world.day)


def test_the_page_tells_the_history_and_takes_back_what_waits(world: World, as_: Any) -> None:
    client, former = as_("rini"), world.clinic.name
    change = reverse("people:unit-change", args=[world.clinic.uuid])
    given = {"name": "Puskesmas Baru", "code": world.clinic.code, "kind": world.clinic.kind}
    day = world.day + 9 * DAY
    assert client.post(change, given | {"valid_from": f"{day:%d-%m-%Y}"}).status_code == 303
    page = reverse("people:unit-detail", args=[world.clinic.uuid])
    text = client.get(page).content.decode()
    assert all(said in text for said in ("Puskesmas Baru", "belum berlaku", former))
    assert f"Sejak {say_day_full(day)} bernama Puskesmas Baru." in text
    cancel = reverse("people:unit-change-cancel", args=[UnitChange.objects.get().uuid])
    assert cancel in text
    assert cancel not in as_("budi").get(page).content.decode()
    assert as_("rini").post(cancel).status_code == 303
    assert not UnitChange.objects.exists()
