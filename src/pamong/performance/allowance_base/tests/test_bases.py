"""The table of bases is made by one and released by another; penalties follow the law."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.access.scope import Role
from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.roles.actions import give_role
from pamong.people.tests.world import World
from pamong.performance.allowance_base.actions import (
    drop_table,
    end_penalty,
    import_bases,
    make_table,
    note_penalty,
    release_table,
    set_base,
)
from pamong.performance.models import AllowancePenalty, AllowanceTable

SINCE = date(2026, 1, 1)
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def second(world: World) -> Any:
    """Wati holds the same role: the second person."""
    give_role(world.account("wati"), Role.HR, world.agency, by=SHELL, on=SINCE)
    return world.account("wati")


def made(world: World, **overrides: Any) -> AllowanceTable:
    given: dict[str, Any] = {"valid_from": SINCE, "basis": "Perbup 12/2026"}
    given["by"] = world.account("dewi")
    return make_table(world.agency, **(given | overrides), on=world.day)


def bring(world: World, table: AllowanceTable, *rows: str, by: str = "dewi") -> AllowanceTable:
    file = io.BytesIO("\n".join(["Kelas jabatan;Jabatan;TPP dasar", *rows]).encode())
    return import_bases(table, file, "dasar.csv", by=world.account(by), on=world.day)


def amounts(table: AllowanceTable) -> list[tuple[int | None, str | None, int]]:
    rows = table.rows.order_by("grade", "position__name")
    return list(rows.values_list("grade", "position__name", "amount"))


def test_a_file_takes_the_place_of_all_rows(world: World) -> None:
    table = made(world)
    set_base(table, 1, grade=5, by=world.account("dewi"), on=world.day)
    bring(world, table, "9;;Rp 3.650.000", ";Kepala Dinas;12350000")
    assert set(amounts(table)) == {(9, None, 3_650_000), (None, "Kepala Dinas", 12_350_000)}
    assert Entry.objects.get(verb="performance.bases_imported").changes["rows"] == [1, 2]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("9;;", "rupiah penuh"),
        ("9;;3650000,5", "rupiah penuh"),
        ("9;;-1", "rupiah penuh"),
        (";Juru masak;1", "tidak ada di instansi"),
        ("sembilan;;1", "kelas jabatan dari 1"),
        ("9;;2", "sudah disebut"),
    ],
)
def test_one_row_that_cannot_be_read_stops_the_file(world: World, row: str, reason: str) -> None:
    table = made(world)
    with pytest.raises(ValidationError, match=reason):
        bring(world, table, "9;;1" if reason == "sudah disebut" else "8;;1", row)
    assert amounts(table) == []


def test_one_makes_and_another_releases(world: World, second: Any) -> None:
    table = made(world)
    set_base(table, 1_000, grade=9, by=world.account("dewi"), on=world.day)
    with pytest.raises(PermissionDenied):
        release_table(table, by=world.account("dewi"), on=world.day)
    assert not AllowanceTable.objects.holding_on(OCTOBER).exists()
    release_table(table, by=second, on=world.day)
    assert AllowanceTable.objects.holding_on(OCTOBER).get() == table


def test_who_filled_it_last_is_not_the_second_person(world: World, second: Any) -> None:
    table = made(world)
    set_base(table, 1_000, grade=9, by=second, on=world.day)
    with pytest.raises(PermissionDenied):
        release_table(table, by=second, on=world.day)


def test_a_released_table_is_never_changed_and_the_next_begins_with_its_rows(
    world: World, second: Any
) -> None:
    table = made(world)
    set_base(table, 1_000, grade=9, by=world.account("dewi"), on=world.day)
    release_table(table, by=second, on=world.day)
    by = world.account("dewi")
    with pytest.raises(ValidationError, match="tidak diubah"):
        set_base(table, 2_000, grade=9, by=by, on=world.day)
    with pytest.raises(ValidationError, match="tidak diubah"):
        bring(world, table, "9;;1")
    with pytest.raises(ValidationError, match="tidak diubah"):
        drop_table(table, by=by, on=world.day)
    assert amounts(made(world)) == [(9, None, 1_000)]
    with pytest.raises(ValidationError, match="sedang disusun"):
        made(world)


def test_an_empty_table_is_not_released(world: World, second: Any) -> None:
    with pytest.raises(ValidationError, match="belum berisi"):
        release_table(made(world), by=second, on=world.day)


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono", "lina"])
def test_nobody_else_makes_one(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        made(world, by=world.account(name))


def penalty(world: World, **overrides: Any) -> AllowancePenalty:
    given: dict[str, Any] = {
        "kind": "potong_9_bulan",
        "first_month": OCTOBER,
        "reference": "SK 1/2026",
        "by": world.account("dewi"),
        "on": world.day,
    }
    return note_penalty(world.sari, **(given | overrides))


def test_a_penalty_lasts_as_long_as_the_law_says(world: World) -> None:
    found = penalty(world)
    assert found.cut_percent == Decimal(25)
    assert found.until_month == date(2027, 7, 1)
    rows = AllowancePenalty.objects
    assert rows.cutting(date(2027, 6, 1)).exists()
    assert not rows.cutting(date(2027, 7, 1)).exists()
    end_penalty(found, by=world.account("dewi"), on=world.day)
    assert not rows.cutting(OCTOBER).exists()
    assert Entry.objects.filter(verb="performance.penalty_ended").count() == 1


def test_a_penalty_without_a_cut_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="tidak memotong"):
        penalty(world, kind="teguran_lisan")


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono", "lina"])
def test_only_the_personnel_office_notes_penalties(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        penalty(world, by=world.account(name))


def test_pages_from_the_table_to_the_release(as_: Any, world: World, second: Any) -> None:
    dewi = as_("dewi")
    data = {"valid_from": "1-1-2026", "basis": "Perbup 12/2026"}
    assert dewi.post("/allowance/bases/make", data).status_code == 303
    url = f"/allowance/bases/{AllowanceTable.objects.get().uuid}"
    assert dewi.post(f"{url}/set", {"grade": "9", "amount": "3.650.000"}).status_code == 303
    assert "Rp3.650.000" in dewi.get(url).content.decode()
    file = io.BytesIO(b"Kelas jabatan;TPP dasar\n9;satu\n")
    file.name = "dasar.csv"
    answer = dewi.post(f"{url}/import", {"file": file})
    assert (answer.status_code, "rupiah penuh" in answer.content.decode()) == (422, True)
    assert dewi.post(f"{url}/release").status_code == 403
    assert as_("wati").post(f"{url}/release").status_code == 303
    sent = {"nip": world.sari.nip, "kind": "potong_6_bulan"}
    sent |= {"first_month": "2026-10", "reference": "SK 2"}
    assert dewi.post("/allowance/penalties/note", sent).status_code == 303
    assert "Sari Lestari" in dewi.get("/allowance/penalties").content.decode()
