"""A month's attendance comes in whole or not at all, and what is missing stays missing."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from pamong.cli.imports import imports
from pamong.documents.sheets import UnusableFileError
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.documents.writing import Heading, write_xlsx
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.tests.world import World
from pamong.performance.attendance.actions import (
    choose_attendance_columns,
    drop_attendance,
    import_attendance,
    receive_attendance,
)
from pamong.performance.attendance.reading import read_attendance
from pamong.performance.models import Attendance, AttendanceUpload

MONTH = date(2026, 10, 1)
HEADINGS = ("NIP", "Nama", "Hari kerja", "Hadir", "Tanpa keterangan", "Menit terlambat")


def file_of(*rows: Any, headings: Any = HEADINGS) -> ContentFile[bytes]:
    lines = [";".join(map(str, row)) for row in (headings, *rows)]
    return ContentFile("\n".join(lines).encode(), name="oktober.csv")


def read(*rows: Any, headings: Any = HEADINGS) -> Any:
    return read_attendance(io.BytesIO(file_of(*rows, headings=headings).read()), "x.csv", MONTH)


def send(world: World, *rows: Any, by: str = "dewi", **more: Any) -> AttendanceUpload:
    file = file_of(*rows, **more)
    return receive_attendance(world.agency, file, month=MONTH, by=world.account(by), on=world.day)


def confirm(world: World, upload: AttendanceUpload, **more: Any) -> AttendanceUpload:
    given: Any = {"is_partial": False, "by": world.account("dewi"), "on": world.day} | more
    return import_attendance(upload, **given)


def test_a_month_is_shown_first_and_then_written(world: World) -> None:
    upload = send(world, (world.sari.nip, "Sari", 22, 20, 2, 15))
    assert (upload.status, upload.added, upload.rejected) == ("shown", 1, 0)
    assert not Attendance.objects.exists()
    confirm(world, upload)
    row = Attendance.objects.get()
    assert (row.employee, row.month, row.present_days) == (world.sari, MONTH, Decimal(20))
    assert row.percent is None
    assert row.leave_days is None
    assert row.late_minutes == 15
    entry = Entry.objects.get(verb="performance.attendance_set")
    assert entry.changes["absent_days"] == [None, "2.0"]
    assert Entry.objects.filter(verb="performance.attendance_imported").count() == 1
    assert first_fault() is None


def test_the_same_file_twice_changes_nothing(world: World) -> None:
    rows = [(world.sari.nip, "Sari", 22, 20, 2, 15)]
    confirm(world, send(world, *rows))
    again = send(world, *rows)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    confirm(world, again)
    assert Entry.objects.filter(verb="performance.attendance_set").count() == 1


def test_an_empty_cell_leaves_what_stood_and_is_never_nought(world: World) -> None:
    confirm(world, send(world, (world.sari.nip, "Sari", 22, 20, 2, 15)))
    upload = send(world, (world.sari.nip, "Sari", 22, 21, 1, ""))
    assert "tidak dihitung nol" in upload.shown["findings"][0]
    confirm(world, upload)
    row = Attendance.objects.get()
    assert (row.absent_days, row.late_minutes) == (Decimal(1), 15)


def test_rejected_rows_stop_everything_unless_the_rest_is_asked_for(world: World) -> None:
    rows = [(world.sari.nip, "Sari", 22, 20, 2, 0), ("198001011999011001", "Orang", 22, 22, 0, 0)]
    upload = send(world, *rows)
    assert upload.rejected == 1
    with pytest.raises(ValidationError, match="ditolak"):
        confirm(world, upload)
    assert not Attendance.objects.exists()
    assert confirm(world, upload, is_partial=True).status == "done"
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("1.97E+17", "A", 22, 20, 0, 0), "ubah format kolom NIP"),
        (("", "A", 22, 20, 0, 0), "NIP kosong"),
        (("198001011999011001", "A", 22, 20, 9, 0), "lebih dari 22 hari kerja"),
        (("198001011999011001", "A", 32, 20, 0, 0), "0 sampai 31"),
        (("198001011999011001", "A", 22, "dua", 0, 0), "bukan angka"),
        (("198001011999011001", "A", 22, 20, -1, 0), "0 sampai 31"),
        (("198001011999011001", "A", 22, 20, 0, "1,5"), "angka bulat"),
        (("198001011999011001", "A", 22, "20,25", 0, 0), "setengah hari"),
        (("198001011999011001", "A", "", "", "", ""), "tidak berisi angka"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cells: Any, reason: str) -> None:
    found = read(cells)
    assert reason in found.rejected[0].reason
    assert not found.rows


def test_a_percentage_written_as_a_fraction_is_asked_back() -> None:
    headings = ("NIP", "Persentase kehadiran")
    nip = "198001011999011001"
    assert "98,5" in read((nip, "0,985"), headings=headings).rejected[0].reason
    assert read((nip, "98,5%"), headings=headings).rows[0].figures == {"percent": Decimal("98.50")}
    long = read((nip, "95,65217391"), headings=headings)
    assert long.rows[0].figures == {"percent": Decimal("95.65")}


def test_two_rows_for_one_person_are_both_set_apart() -> None:
    nip = "198001011999011001"
    found = read((nip, "A", 22, 20, 0, 0), (nip, "A", 22, 21, 0, 0))
    assert [row.line for row in found.rejected] == [2, 3]
    assert not found.rows


def test_the_row_of_column_numbers_is_passed_over() -> None:
    found = read(("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"))
    assert (found.rows, found.rejected) == ([], [])


def test_the_agencys_own_columns_are_proposed_next_time(world: World) -> None:
    headings = ("Nomor", "Pegawai", "Skor mesin")
    first = send(world, (world.sari.nip, "Sari", 97), headings=headings)
    assert first.plan_digest == ""
    by, on = world.account("dewi"), world.day
    choose_attendance_columns(first, {"nip": 0, "percent": 2}, by=by, on=on)
    first.refresh_from_db()
    confirm(world, first)
    second = send(world, (world.sari.nip, "Sari", 98), headings=headings)
    assert (second.changed, second.shown["places"]) == (1, {"nip": 0, "percent": 2})


def test_a_unit_administrator_reaches_her_own_units_only(world: World) -> None:
    rows = [(world.sari.nip, "Sari", 22, 20, 2, 0), (world.wati.nip, "Wati", 22, 22, 0, 0)]
    upload = send(world, *rows, by="rini")
    assert (upload.added, upload.rejected) == (1, 1)
    assert "unit Anda" in upload.shown["rejected"][0][1]


@pytest.mark.parametrize("name", ["sari", "budi", "tono", "lina", "outsider"])
def test_nobody_else_brings_attendance_in(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        send(world, (world.sari.nip, "Sari", 22, 20, 2, 0), by=name)


def test_another_persons_file_cannot_be_confirmed(world: World) -> None:
    upload = send(world, (world.sari.nip, "Sari", 22, 20, 2, 0))
    with pytest.raises(PermissionDenied):
        confirm(world, upload, by=world.account("rini"))


def test_a_month_that_has_not_begun_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="belum mulai"):
        receive_attendance(
            *(world.agency, file_of((world.sari.nip, "Sari", 22, 20, 2, 0))),
            month=date(2026, 12, 1),
            by=world.account("dewi"),
            on=world.day,
        )


def test_what_would_now_do_something_else_is_shown_anew(world: World) -> None:
    old = send(world, (world.sari.nip, "Sari", 22, 20, 2, 0))
    confirm(world, send(world, (world.sari.nip, "Sari", 22, 22, 0, 0)))
    again = confirm(world, old)
    assert (again.status, again.shown["is_stale"], again.changed) == ("shown", True, 1)
    assert Attendance.objects.get().absent_days == Decimal(0)


def test_dropping_deletes_the_file(world: World) -> None:
    upload = send(world, (world.sari.nip, "Sari", 22, 20, 2, 0))
    drop_attendance(upload, by=world.account("dewi"), on=world.day)
    upload.refresh_from_db()
    assert (upload.status, upload.file.name) == ("dropped", "")
    with pytest.raises(ValidationError):
        confirm(world, upload)


def test_a_picture_is_no_table() -> None:
    with pytest.raises(UnusableFileError, match="gambar"):
        read_attendance(io.BytesIO(b"\x89PNG" + b"x" * 99), "a.xlsx", MONTH)


def test_pages_from_the_file_to_the_rejected_rows(as_: Any, world: World) -> None:
    dewi = as_("dewi")
    assert "belum ada" in dewi.get("/attendance").content.decode().lower()
    stream = io.BytesIO()
    rows: list[list[Any]] = [[world.sari.nip, "=2+2", 22, 20, 2, 0], ["", "Tanpa NIP", 22, 1, 0, 0]]
    write_xlsx(stream, [Heading(text) for text in HEADINGS], rows)
    stream.seek(0)
    stream.name = "oktober.xlsx"
    answer = dewi.post("/attendance/receive", {"month": "2026-10", "file": stream})
    assert answer.status_code == 303
    upload = AttendanceUpload.objects.get()
    page = dewi.get(f"/attendance/{upload.uuid}").content.decode()
    assert "1 ditambahkan, 1 ditolak" in page
    rejected = b"".join(dewi.get(f"/attendance/{upload.uuid}/rejected").streaming_content)
    lines = read_spreadsheet(io.BytesIO(rejected))[0].rows
    assert lines[1].cells[:2] == [3, "NIP kosong: isi 18 angka."]
    assert dewi.post(f"/attendance/{upload.uuid}/import").status_code == 422
    answer = dewi.post(f"/attendance/{upload.uuid}/import", {"is_partial": "on"})
    assert answer.status_code == 303
    assert Attendance.objects.get().employee == world.sari
    assert "1 dari" in dewi.get("/attendance").content.decode()


def test_one_sees_the_own_attendance_and_nobody_elses(world: World) -> None:
    for person in (world.sari, world.wati):
        Attendance.objects.create(employee=person, month=MONTH, percent=98, sourced_on=world.day)

    def seen(name: str) -> set[str]:
        rows = Attendance.objects.visible_to(world.scope(name)).select_related("employee")
        return {row.employee.name for row in rows}

    assert seen("sari") == {"Sari Lestari"}
    assert seen("rini") == {"Sari Lestari"}
    assert seen("budi") == set()
    assert seen("dewi") == {"Sari Lestari", "Wati Kusuma"}
    assert seen("lina") == set()


def test_the_command_says_what_the_page_says(world: World, tmp_path: Path) -> None:
    path = tmp_path / "oktober.csv"
    path.write_bytes(file_of((world.sari.nip, "Sari", 22, 20, 2, 0)).read())
    arguments = ["attendance", str(path), "--month", "2026-10", "--agency", world.agency.code]
    dry = CliRunner().invoke(imports, [*arguments, "--dry-run"])
    assert dry.stdout.splitlines()[-1] == "added 1, changed 0, unchanged 0, rejected 0"
    assert not Attendance.objects.exists()
    done = CliRunner().invoke(imports, arguments)
    assert (done.exit_code, Attendance.objects.count()) == (0, 1)
    again = CliRunner().invoke(imports, arguments)
    assert again.stdout.splitlines()[-1] == "added 0, changed 0, unchanged 1, rejected 0"
    wrong = CliRunner().invoke(imports, [*arguments[:3], "oktober"])
    assert wrong.exit_code == 2
