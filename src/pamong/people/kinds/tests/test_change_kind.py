"""Another kind of employee from a day on: recorded by who keeps the person, and kept by date."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.kinds.actions import change_kind
from pamong.people.models import Employee, FormerKind, kind_on
from pamong.people.own_data.sheets import people_sheets
from pamong.people.tests.world import World

AUGUST = date(2026, 8, 16)
Kind = Employee.Kind


@pytest.fixture
def part_timer(world: World) -> Employee:
    world.sari.kind = Kind.PPPK_PART_TIME
    world.sari.save(update_fields=["kind"])
    return world.sari


def change(world: World, kind: str = Kind.PPPK, since: date = AUGUST, by: str = "dewi") -> Employee:
    return change_kind(world.sari, kind=kind, since=since, by=world.account(by), on=world.day)


def test_what_one_was_keeps_its_days(world: World, part_timer: Employee) -> None:
    person = change(world)
    assert (person.kind, person.kind_since) == (Kind.PPPK, AUGUST)
    assert kind_on(person, AUGUST - timedelta(days=1)) == Kind.PPPK_PART_TIME
    assert kind_on(person, AUGUST) == Kind.PPPK


def test_the_ledger_has_both_kinds_and_the_day(world: World, part_timer: Employee) -> None:
    change(world)
    entry = Entry.objects.get(verb="people.kind_changed")
    assert entry.changes["kind"] == ["pppk_paruh_waktu", "pppk"]
    assert entry.changes["kind_since"] == [None, "2026-08-16"]


@pytest.mark.parametrize("by", ["sari", "budi", "tono", "lina"])
def test_only_who_keeps_the_person_may(world: World, part_timer: Employee, by: str) -> None:
    with pytest.raises(PermissionDenied):
        change(world, by=by)
    assert not FormerKind.objects.exists()


def test_nobody_changes_the_own_kind(world: World) -> None:
    with pytest.raises(PermissionDenied):
        change_kind(
            world.dewi, kind=Kind.CPNS, since=AUGUST, by=world.account("dewi"), on=world.day
        )


@pytest.mark.parametrize(
    ("kind", "since", "said"),
    [
        (Kind.PPPK, date(2026, 11, 26), "belum tiba"),
        (Kind.PPPK_PART_TIME, AUGUST, "sudah tercatat sebagai PPPK paruh waktu"),
        (Kind.POLITICAL, AUGUST, "tidak berlaku"),
    ],
)
def test_what_cannot_be_is_refused(
    world: World, part_timer: Employee, kind: str, since: date, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        change(world, kind, since)
    assert Employee.objects.get(pk=part_timer.pk).kind == Kind.PPPK_PART_TIME


def test_a_day_is_mended_by_recording_it_again(world: World, part_timer: Employee) -> None:
    change(world)
    change(world, Kind.PPPK_PART_TIME, date(2026, 1, 1))
    person = change(world, since=date(2026, 9, 1))
    assert person.kind_since == date(2026, 9, 1)
    assert [row.until for row in FormerKind.objects.all()] == [date(2026, 9, 1)]


def test_it_is_recorded_on_its_page_and_shown_on_the_persons(
    world: World, part_timer: Employee, as_: Any
) -> None:
    rini: Client = as_("rini")
    url = reverse("people:kind-change", args=[part_timer.uuid])
    detail = reverse("people:employee-detail", args=[part_timer.uuid])
    assert url in rini.get(detail).content.decode()
    late = rini.post(url, {"kind": Kind.PPPK, "since": "26-11-2026"})
    assert late.status_code == 422
    assert "belum tiba" in late.content.decode()
    done = rini.post(url, {"kind": Kind.PPPK, "since": "16-08-2026"}, follow=True)
    page = done.content.decode()
    assert "dicatat sebagai PPPK." in page
    assert "sejak 16 Agustus 2026, sebelumnya PPPK paruh waktu" in page


def test_ones_own_data_tells_what_one_was(world: World, part_timer: Employee) -> None:
    person = change(world)
    sheet = next(iter(people_sheets(world.scope("sari"), person)))
    assert ["Jenis pegawai sampai 15 Agustus 2026", "PPPK paruh waktu"] in list(sheet.rows)
