"""One's own data: nobody else's, once an hour, told by the record, and a ZIP that opens."""

import io
import zipfile
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from pamong.access.clock import now
from pamong.documents.workbooks import read_workbook
from pamong.ledger.models import Entry
from pamong.people.leaving.reasons import reason_label
from pamong.people.own_data.actions import take_own_data
from pamong.people.own_data.packing import packed
from pamong.people.own_data.parts import OwnFile
from pamong.people.own_data.queries import OPEN_FOR, is_ready
from pamong.people.own_data.sheets import people_sheets
from pamong.people.scope import scope_of
from pamong.people.tests.world import World


def take(world: World, who: str, whose: str, at: datetime | None = None) -> None:
    account = world.account(who)
    take_own_data(world.people[whose], by=account, on=world.day, at=at or timezone.now())


def test_the_record_says_that_one_took_the_own_data(world: World) -> None:
    take(world, "sari", "sari")
    entry = Entry.objects.get(verb="people.own_data_taken")
    assert (entry.person_name, entry.actor_name) == ("Sari Lestari, A.Md.Keb.", "Sari Lestari")


@pytest.mark.parametrize("who", ["budi", "rini", "dewi", "tono", "lina"])
def test_nobody_takes_the_data_of_another(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        take(world, who, "sari")


def test_within_the_hour_it_is_not_made_again(world: World) -> None:
    take(world, "sari", "sari")
    with pytest.raises(ValidationError, match="kurang dari satu jam"):
        take(world, "sari", "sari")
    take(world, "sari", "sari", now() + OPEN_FOR + timedelta(seconds=1))
    assert Entry.objects.filter(verb="people.own_data_taken").count() == 2


def test_the_download_is_closed_before_and_an_hour_after(world: World, as_: Any) -> None:
    client = as_("sari")
    assert client.get("/profile/data/file").status_code == 404
    assert client.post("/profile/data/take").status_code == 303
    assert client.get("/profile/data/file").status_code == 200
    assert not is_ready(world.sari, now() + OPEN_FOR)


def test_who_has_no_record_has_no_data(as_: Any) -> None:
    assert as_("outsider").get("/profile/data").status_code == 404
    assert as_("outsider").post("/profile/data/take").status_code == 404


def test_the_profile_leads_there_and_the_page_to_the_file(as_: Any) -> None:
    client = as_("sari")
    assert "/profile/data" in client.get("/profile").content.decode()
    assert "/profile/data/take" in client.get("/profile/data").content.decode()
    client.post("/profile/data/take")
    assert "/profile/data/file" in client.get("/profile/data").content.decode()


def test_a_lost_file_is_named_and_the_others_come(tmp_path: Any) -> None:
    (tmp_path / "a").write_bytes(b"x" * 700_000)

    def opened(path: str) -> Any:
        return (tmp_path / path).open("rb")

    files = [OwnFile("bukti/a.pdf", "a"), OwnFile("bukti/b.pdf", "b")]
    pieces = list(packed([("BACA.txt", "isi")], [], files, opened))
    assert max(len(piece) for piece in pieces) < 400_000
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["BACA.txt", "bukti/a.pdf", "BERKAS YANG TIDAK ADA.txt"]
        assert "bukti/b.pdf" in archive.read("BERKAS YANG TIDAK ADA.txt").decode()


def test_the_workbook_has_a_sheet_for_each_kind(world: World, as_: Any, tmp_path: Any) -> None:
    client = as_("sari")
    client.post("/profile/data/take")
    response = client.get("/profile/data/file")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in response.headers["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        words = archive.read("BACA DAHULU.txt").decode("utf-8-sig")
        path = tmp_path / "own.xlsx"
        path.write_bytes(archive.read("data saya.xlsx"))
    sheets = {sheet.name: sheet for sheet in read_workbook(path)}
    assert {"Pegawai", "Jabatan", "Penilai", "Tim", "Cuti", "Akun dan peran", "Jejak"} <= set(
        sheets
    )
    assert all(name in words for name in sheets)
    raters = [row.cell(0) for row in sheets["Penilai"].rows[1:]]
    assert raters == ["Budi Santoso", "Hadi Wijaya"]
    assert "Putri" not in str([row.cells for sheet in sheets.values() for row in sheet.rows])


def test_a_leaving_recorded_ahead_comes_with_its_reason(world: World) -> None:
    world.sari.leaves_on, world.sari.leaves_reason = world.day + timedelta(days=9), "pensiun"
    scope = scope_of(world.account("sari"), world.day)
    person = next(people_sheets(scope, world.sari))
    assert ["Alasan berhenti", reason_label("pensiun")] in list(person.rows)
