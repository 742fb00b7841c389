"""A file is received and shown for what it would do; nothing is written before the confirmation."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.models import Entry
from pamong.people.importing.tests.files import NIPS, OWN, csv_file, xlsx_file
from pamong.people.models import Employee, PeopleUpload
from pamong.people.tests.world import World
from pamong.people.uploads import running, tasks
from pamong.people.uploads.actions import receive_upload

ROW = (NIPS[20], "Ratna Dewi", "Bidan Terampil", "PM", "UPTD Puskesmas Melati", "")


def send(client: Client, data: bytes, name: str = "pegawai.csv") -> Any:
    return client.post("/imports/receive", {"file": SimpleUploadedFile(name, data)})


def send_rows(client: Client, *rows: Any, headings: Any = OWN) -> PeopleUpload:
    answer = send(client, csv_file(*rows, headings=headings).getvalue())
    assert answer.status_code == 303
    return PeopleUpload.objects.latest("pk")


def words(client: Client, upload: PeopleUpload) -> str:
    answer = client.get(f"/imports/{upload.uuid}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_says_what_would_change_before_anything_is_written(
    as_: Any, world: World, settings: Any, tmp_path: Any
) -> None:
    dewi, before = as_("dewi"), Employee.objects.count()
    upload = send_rows(dewi, ROW, (world.sari.nip, "Sari Lestari Indah", "", "", "", ""))
    page = words(dewi, upload)
    assert "1 ditambahkan, 1 diubah" in page
    assert "Ratna Dewi" in page
    assert "Sari Lestari → Sari Lestari Indah" in page
    assert "PM UPTD Puskesmas Melati" in page
    assert "Impor 2 pegawai" in page
    assert "B · Nama" in page
    assert Employee.objects.count() == before
    assert [entry.verb for entry in Entry.objects.all()] == ["people.upload_received"]


def test_posts_and_raters_hold_from_the_day_that_was_given(as_: Any, world: World) -> None:
    dewi, file = as_("dewi"), csv_file((world.sari.nip, "Sari Lestari", "Bidan", "", "", ""))
    sent = {"file": SimpleUploadedFile("pegawai.csv", file.getvalue()), "valid_from": "01-01-2027"}
    assert dewi.post("/imports/receive", sent).status_code == 303
    upload = PeopleUpload.objects.latest("pk")
    page = words(dewi, upload)
    assert "berlaku sejak 1 Januari 2027" in page
    assert "1 pegawai berpindah jabatan" in page
    dewi.post(f"/imports/{upload.uuid}/confirm")
    old, new = world.sari.assignments.order_by("valid_from")
    assert (old.valid_to, new.valid_from) == (date(2027, 1, 1), date(2027, 1, 1))
    world.sari.refresh_from_db()
    assert world.sari.position == old.position
    assert world.sari.sourced_on == world.day


def test_a_day_more_than_a_year_off_is_taken_for_a_slip(as_: Any, world: World) -> None:
    file = SimpleUploadedFile("pegawai.csv", csv_file(ROW).getvalue())
    page = as_("dewi").post("/imports/receive", {"file": file, "valid_from": "01-01-2029"})
    assert page.status_code == 422
    assert "paling jauh setahun" in page.content.decode()


def test_rejected_rows_can_be_taken_home_with_the_reason(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW, ("1,97E+17", "Notasi Ilmiah", "", "", "", ""), (*ROW[:1], "Dua"))
    page = words(dewi, upload)
    assert "3 ditolak" in page
    assert "NIP tertulis sebagai 1,97E+17" in page
    file = io.BytesIO(b"".join(dewi.get(f"/imports/{upload.uuid}/rejected").streaming_content))
    sheet = read_spreadsheet(file)[0]
    assert sheet.rows[0].cells[:2] == ["Baris", "Alasan"]
    assert "juga ada di baris" in str(sheet.rows[1].cells[1])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Berkas ini kosong"),
        (b"%PDF-1.7 x", "Berkas ini PDF"),
        (b"\x89PNG\r\n", "Berkas ini gambar"),
        (b"<html><table>", "halaman web"),
        (b"\x1f\x8b\x08", "terkompresi"),
    ],
)
def test_what_is_no_table_is_refused_beside_the_field(as_: Any, data: bytes, said: str) -> None:
    answer = send(as_("dewi"), data, "pegawai.xlsx")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PeopleUpload.objects.exists()


def test_nothing_chosen_is_said_beside_the_field(as_: Any) -> None:
    answer = as_("dewi").post("/imports/receive", {})
    assert answer.status_code == 422
    assert "Unggah berkas pegawai" in answer.content.decode()


def test_an_oversized_file_is_refused(as_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pamong.documents.fields.MAX_BYTES", 1024)
    answer = send(as_("dewi"), b"NIP;Nama\n" * 200)
    assert answer.status_code == 422
    assert "bagi menjadi beberapa berkas" in answer.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 not a workbook at all",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken",
        b"\xff\xfeN\x00I\x00P",
        b"\xff\xfe\x00",
        b"satu sel saja",
        b"\x00\x01\x02\x03" * 20,
        b"NIP;Nama\n",
        ";".join(["NIP", "Nama"] * 200).encode(),
        b'NIP;Nama\n"' + b"x" * 40_000,
    ],
)
def test_a_broken_file_gets_a_page_and_changes_nothing(as_: Any, world: World, data: bytes) -> None:
    dewi, before = as_("dewi"), Employee.objects.count()
    assert send(dewi, data, "rusak.xlsx").status_code == 303
    assert words(dewi, PeopleUpload.objects.get())
    assert Employee.objects.count() == before


def test_odd_cells_are_findings_or_rejects_and_never_a_fault(as_: Any, world: World) -> None:
    rows = (
        (NIPS[30], "Ayu 😀 Lestari", "31-02-1990"),
        (NIPS[31], "\u202eسعيد\u202c", "0000-00-00"),
        (NIPS[32], '=HYPERLINK("http://x")', "1990-01-01"),
        ("'" + NIPS[33], "Nol\x00Byte", "99999999"),
        (NIPS[34], "Kembar Satu", ""),
        (NIPS[34], "Kembar Dua", ""),
        ("198", "Pendek", ""),
        (NIPS[35], "x" * 5000, "besok"),
        (NIPS[36], "Ayu Lestari", "31-02-1990"),
    )
    dewi = as_("dewi")
    upload = send_rows(dewi, *rows, headings=("NIP", "Nama", "Tanggal lahir"))
    assert (upload.status, upload.added, upload.rejected) == ("shown", 1, 8)
    page = words(dewi, upload)
    assert "Nama berisi rumus" in page
    assert "juga ada di baris" in page
    assert "Tidak terbaca, tidak diimpor: Tanggal lahir." in page


def test_a_number_cell_as_nip_is_rejected_with_the_mend(as_: Any, world: World) -> None:
    data = xlsx_file((1.97503e17, "Angka"), headings=("NIP", "Nama")).getvalue()
    dewi = as_("dewi")
    assert send(dewi, data, "pegawai.xlsx").status_code == 303
    assert "ubah format kolom NIP menjadi teks" in words(dewi, PeopleUpload.objects.get())


def test_a_file_name_of_any_letters_is_kept_and_no_path(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    data = csv_file(ROW).getvalue()
    assert send(dewi, data, "../../😀 \u202eexe.csv" + "n" * 300).status_code == 303
    upload = PeopleUpload.objects.get()
    assert upload.file.name == f"imports/{upload.uuid.hex}"
    assert "\u202e" not in upload.name


@pytest.mark.parametrize(
    ("name", "status"),
    [("budi", 403), ("sari", 403), ("tono", 403), ("lina", 303), ("outsider", 404), ("rini", 303)],
)
def test_only_who_keeps_people_sends_files(as_: Any, name: str, status: int) -> None:
    assert send(as_(name), csv_file(ROW).getvalue()).status_code == status


def test_a_units_administrator_stays_inside_her_units(as_: Any, world: World) -> None:
    rini = as_("rini")
    inside = (NIPS[21], "Bidan Baru", "Bidan Terampil", world.clinic.code, "", "")
    outside = (NIPS[22], "Guru Baru", "Guru Ahli Muda", world.school.code, "", "")
    upload = send_rows(rini, inside, outside)
    assert (upload.added, upload.rejected) == (1, 1)
    assert "di luar unit yang Anda kelola" in words(rini, upload)


def test_nobody_else_sees_the_file(as_: Any, world: World) -> None:
    upload = send_rows(as_("rini"), ROW)
    for name in ("dewi", "lina", "budi", "outsider"):
        assert as_(name).get(f"/imports/{upload.uuid}").status_code == 404
        assert as_(name).get(f"/imports/{upload.uuid}/rejected").status_code == 404


def test_a_large_file_is_looked_at_by_the_worker(
    as_: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SMALL", 10)
    dewi = as_("dewi")
    upload = send_rows(dewi, ROW)
    assert upload.status == "received"
    assert "Menunggu giliran" in words(dewi, upload)
    waiting = dewi.get(f"/imports/{upload.uuid}", headers={"HX-Request": "true"})
    assert "Sedang diperiksa" in waiting.content.decode()
    assert DBTaskResult.objects.get().task_path == "pamong.people.uploads.tasks.check_file"
    tasks.check_file.func(str(upload.uuid))
    tasks.check_file.func(str(upload.uuid))
    assert "Impor 1 pegawai" in words(dewi, upload)
    done = dewi.get(f"/imports/{upload.uuid}", headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == f"/imports/{upload.uuid}"


def test_a_file_sent_twice_by_a_double_click_is_one(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    for _again in range(2):
        file = SimpleUploadedFile("pegawai.csv", csv_file(ROW).getvalue())
        answer = dewi.post("/imports/receive", {"file": file, "_once": "a"})
        assert answer.status_code == 303
    assert PeopleUpload.objects.count() == 1


def test_the_list_names_ones_own_files(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    send_rows(dewi, ROW)
    page = dewi.get("/imports").content.decode()
    assert "pegawai.csv" in page
    assert "Menunggu Anda" in page
    assert "pegawai.csv" not in as_("rini").get("/imports").content.decode()


def test_the_empty_table_is_read_by_the_import(as_: Any) -> None:
    answer = as_("dewi").get("/imports/template")
    sheet = read_spreadsheet(io.BytesIO(b"".join(answer.streaming_content)))[0]
    assert "NIP" in sheet.rows[0].cells


def test_the_record_keeps_no_name_of_a_file(world: World, today: date) -> None:
    file = ContentFile(b"NIP;Nama\n", name="rahasia.csv")
    upload = receive_upload(
        world.agency, file, by=world.account("dewi"), on=today, at=timezone.now()
    )
    entry = Entry.objects.get(verb="people.upload_received")
    assert entry.subject_uuid == upload.uuid
    assert set(entry.changes) == {"file", "bytes", "valid_from"}
    assert default_storage.exists(upload.file.name)


def test_a_file_whose_rows_are_all_rejected_waits_for_nobody(as_: Any) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ("5", *ROW[1:]))
    assert (upload.added, upload.rejected) == (0, 1)
    page, listed = words(dewi, upload), dewi.get("/imports").content.decode()
    for text in (listed, page):
        assert "Tidak dapat diimpor" in text
        assert "Menunggu Anda" not in text
    assert "Giliran Anda" not in page
    assert "Batalkan unggahan" in page


def test_a_file_that_makes_units_waits_although_its_rows_of_people_are_rejected(as_: Any) -> None:
    dewi = as_("dewi")
    upload = send_rows(dewi, ("5", *ROW[1:]))
    upload.shown |= {"units": {"count": 1, "first": ["Bidang Mutu"]}}
    upload.save()
    page, listed = words(dewi, upload), dewi.get("/imports").content.decode()
    assert "Menunggu Anda" in listed
    assert "Giliran Anda" in page
    assert "Impor unit dan jabatan" in page
