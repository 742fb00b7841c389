"""What differs from the last file: shown after the dry run, taken home, and seen on the person's page."""

import io
from datetime import date, timedelta
from typing import Any

import pytest

from pamong.documents.spreadsheets import read_spreadsheet
from pamong.people.importing.tests.files import NIPS
from pamong.people.models import PeopleUpload
from pamong.people.tests.world import World
from pamong.people.uploads.tests.test_receive_upload import send_rows, words

HEADINGS = ("NIP", "Nama", "Golongan", "Kedudukan hukum")


def imported(client: Any, *rows: Any) -> None:
    upload = send_rows(client, *rows, headings=HEADINGS)
    assert client.post(f"/imports/{upload.uuid}/confirm").status_code == 303


def page_of(client: Any, upload: PeopleUpload) -> str:
    answer = client.get(f"/imports/{upload.uuid}/differences")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def upload(as_: Any, world: World) -> PeopleUpload:
    """The second of two files: Sari changed, Budi is named no more, Ratna came."""
    dewi = as_("dewi")
    first = [(world.sari.nip, world.sari.name, "III/a", "Aktif"), (NIPS[21], "Budi", "", "Aktif")]
    imported(dewi, *first)
    second = [(world.sari.nip, world.sari.name, "III/b", "Aktif"), (NIPS[22], "Ratna", "", "CLTN")]
    return send_rows(dewi, *second, headings=HEADINGS)


def test_the_dry_run_leads_to_who_came_who_left_and_what_changed(
    as_: Any, upload: PeopleUpload
) -> None:
    dewi = as_("dewi")
    shown = words(dewi, upload)
    assert "1 datang, 1 tidak ada lagi, 1 berubah" in shown
    assert "Kedudukan hukum CLTN" in shown
    assert "Kolom dipisah dengan tanda ;" in shown
    page = page_of(dewi, upload)
    assert "Tidak ada lagi (1)" in page
    assert "Budi" in page
    assert "Masih aktif" in page
    assert "Golongan: III/a → III/b" in page
    assert "Ratna" in page


def test_all_differences_can_be_taken_home(as_: Any, upload: PeopleUpload) -> None:
    answer = as_("dewi").get(f"/imports/{upload.uuid}/differences/file")
    (sheet,) = read_spreadsheet(io.BytesIO(b"".join(answer.streaming_content)))
    told = [[row.cell(place) for place in (0, 2, 4, 5, 6)] for row in sheet.rows[1:]]
    assert told[0][:2] == ["Datang, baru", "Ratna"]
    assert told[1][:2] == ["Tidak ada lagi", "Budi"]
    assert told[2][2:] == ["Golongan", "III/a", "III/b"]


def test_who_is_named_no_more_stays(as_: Any, upload: PeopleUpload, world: World) -> None:
    dewi = as_("dewi")
    dewi.post(f"/imports/{upload.uuid}/confirm")
    assert "1 datang, 1 tidak ada lagi" in words(dewi, upload)
    answer = dewi.get("/search?q=Budi")
    assert "Budi" in answer.content.decode()


def test_others_may_not_know_of_it(as_: Any, upload: PeopleUpload) -> None:
    for who in ("sari", "wati", "rini"):
        assert as_(who).get(f"/imports/{upload.uuid}/differences").status_code == 404
        assert as_(who).get(f"/imports/{upload.uuid}/differences/file").status_code == 404


def test_the_first_file_has_nothing_to_differ_from(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, (world.sari.nip, world.sari.name, "III/a", ""), headings=HEADINGS)
    assert "Dibanding berkas terakhir" not in words(dewi, upload)
    answer = dewi.get(f"/imports/{upload.uuid}/differences")
    assert answer.status_code == 303
    assert dewi.get(f"/imports/{upload.uuid}/differences/file").status_code == 404


def test_a_dropped_upload_takes_its_differences_along(as_: Any, upload: PeopleUpload) -> None:
    as_("dewi").post(f"/imports/{upload.uuid}/drop")
    assert as_("dewi").get(f"/imports/{upload.uuid}/differences/file").status_code == 404


@pytest.mark.parametrize("days", [40, -20])
def test_what_ends_with_a_leaving_was_not_changed_after_the_file(
    as_: Any, world: World, today: date, days: int
) -> None:
    """Of one who has left, and of one whose leaving is recorded ahead."""
    dewi = as_("dewi")
    headings = ("NIP", "Nama", "Jabatan", "Nama unit", "NIP penilai", "Berhenti", "Alasan berhenti")
    assert world.sari.position
    assert world.sari.unit
    assert world.sari.rater
    left = f"{today - timedelta(days=days):%d-%m-%Y}"
    place = (world.sari.position.name, world.sari.unit.name, world.sari.rater.nip)
    row = (world.sari.nip, world.sari.name, *place, left, "Pensiun")
    sent = send_rows(dewi, row, headings=headings)
    assert dewi.post(f"/imports/{sent.uuid}/confirm").status_code == 303
    world.sari.refresh_from_db()
    assert world.sari.serves_until
    page = " ".join(dewi.get(f"/people/{world.sari.uuid}").content.decode().split())
    assert "Sumber data" in page
    assert "Diubah sesudah berkas" not in page


def test_the_persons_page_names_file_and_day_of_each_field(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    imported(dewi, (world.sari.nip, world.sari.name, "III/a", ""))
    one = send_rows(dewi, (world.sari.nip, world.sari.name), headings=("NIP", "Nama"))
    dewi.post(f"/imports/{one.uuid}/confirm")
    world.sari.refresh_from_db()
    world.sari.rank = "III/d"
    world.sari.save()
    page = " ".join(dewi.get(f"/people/{world.sari.uuid}").content.decode().split())
    assert "Sumber data" in page
    assert "pegawai.csv" in page
    assert "Diubah sesudah berkas" in page
