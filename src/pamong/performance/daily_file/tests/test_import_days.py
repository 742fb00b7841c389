"""Daily entries from a table: each row is looked at first, written as by hand, and never twice."""

from datetime import date, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.models import Entry
from pamong.people.models import Leave
from pamong.people.tests.world import World
from pamong.performance.daily.actions import LineInput, save_day
from pamong.performance.daily_file.actions import import_days
from pamong.performance.daily_file.matching import sort_rows
from pamong.performance.daily_file.papers import write_template
from pamong.performance.daily_file.reading import MOST_ROWS, Said, read_rows
from pamong.performance.models import ActionStep, DailyEntry, EvidenceUse, Plan
from pamong.performance.progress.tests.make import make_plan, make_result

DAY, MONDAY, TUESDAY = date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 24)
ADDRESS, LINK = "/daily/import", "https://arsip.example.go.id/rapat"
HEAD = (
    "Tanggal;Kegiatan;Rencana aksi;Realisasi;Satuan;Jam mulai;Jam selesai;Bukti dukung;Angka benar"
)


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.sari)


@pytest.fixture
def step(plan: Plan) -> ActionStep:
    return ActionStep.objects.create(
        result=make_result(plan), quarter=4, text="Kunjungan rumah", amount=40, unit="rumah"
    )


def sent(client: Any, *lines: str) -> Any:
    text = "\n".join([HEAD, *lines])
    file = SimpleUploadedFile("progress.csv", text.encode(), content_type="text/csv")
    return client.post(ADDRESS, {"file": file})


def confirmed(client: Any, page: Any, **more: str) -> Any:
    initial = page.context["form"].initial
    return client.post(ADDRESS, {**initial, **more})


def text_of(page: Any) -> str:
    return str(page.content.decode())


def put(world: World, *rows: Said, name: str = "sari") -> int:
    return import_days(world.sari, rows, by=world.account(name), on=DAY)


def test_a_table_is_shown_first_then_written_and_the_same_again_adds_nothing(
    world: World, step: ActionStep, as_: Any
) -> None:
    client = as_("sari")
    lines = (
        f"24-11-2026;Kunjungan RT 2;kunjungan  RUMAH;2,5;;08.15;12.00;{LINK};ya",
        "2026-11-23;Rapat;;;;;;;",
        ";;;;;;;;",
    )
    page = sent(client, *lines)
    assert page.status_code == 200
    assert "2 baru, 0 diubah, 0 sudah ada, 0 tidak dibaca." in text_of(page)
    assert not DailyEntry.objects.exists()
    assert confirmed(client, page).status_code == 303
    rapat, visit = DailyEntry.objects.order_by("on")
    assert (rapat.on, rapat.text, rapat.step) == (MONDAY, "Rapat", None)
    assert (visit.step, visit.amount, visit.unit) == (step, Decimal("2.5"), "rumah")
    assert (visit.begins, visit.ends) == (time(8, 15), time(12, 0))
    assert EvidenceUse.objects.get(entry=visit).evidence.link == LINK
    entries = Entry.objects.count()
    again = sent(client, *lines)
    assert "0 baru, 0 diubah, 2 sudah ada" in text_of(again)
    assert "Tidak ada yang berubah." in text_of(again)
    assert confirmed(client, page).status_code == 422  # the first page, pressed once more
    assert (DailyEntry.objects.count(), Entry.objects.count()) == (2, entries)


def test_the_rows_that_cannot_be_written_are_named_and_the_others_go_in(
    world: World, step: ActionStep, as_: Any
) -> None:
    client = as_("sari")
    page = sent(
        client,
        "24-11-2026;Imunisasi;;;;;;;",
        "02-11-2026;Terlambat;;;;;;;",
        "26-11-2026;Besok;;;;;;;",
        "24-11-2025;Tahun lalu;;;;;;;",
        "30-02-2026;Tanggal salah;;;;;;;",
        "24-11-2026;;;5;;;;;",
        "24-11-2026;Langkah lain;Tidak ada;;;;;;",
        "24-11-2026;Mundur;;;;12.00;08.00;;",
        "24-11-2026;Jam;;;;pagi;;;",
        "24-11-2026;Angka;;banyak;;;;;",
        "24-11-2026;Tautan;;;;;;javascript:alert(1);",
        "24-11-2026;Imunisasi;;;;;;;",
        "24-11-2026;Setengah rumah;Kunjungan rumah;2,5;;;;;",
        "24-11-2026;Minus;;-1;;;;;",
    )
    said = text_of(page)
    for reason in (
        "sudah lewat",
        "belum tiba",
        "Tidak ada SKP Anda yang mencakup tanggal itu.",
        "bukan tanggal",
        "Tulis kegiatannya.",
        "tidak ada di triwulan tanggal itu",
        "Isi jam selesai sesudah jam mulai.",
        "Tulis jam dan menit",
        "Realisasi: ",
        "Tulis tautan lengkap",
        "Sama dengan baris 2 di berkas ini.",
        "kolom Angka ini benar",
    ):
        assert reason in said, reason
    assert "1 baru, 0 diubah, 0 sudah ada, 13 tidak dibaca." in said
    assert confirmed(client, page).status_code == 303
    assert DailyEntry.objects.get().text == "Imunisasi"


def test_a_row_of_an_activity_that_stands_mends_it_and_empty_cells_change_nothing(
    world: World, plan: Plan
) -> None:
    line = LineInput("Rapat", amount=Decimal(1), unit="dokumen", begins=time(9))
    [entry] = save_day(plan, MONDAY, [line], by=world.account("sari"), on=DAY)
    assert put(world, Said(2, MONDAY, "Rapat")) == 0
    assert put(world, Said(2, MONDAY, "rapat", amount=Decimal(3), link=LINK)) == 1
    assert put(world, Said(2, MONDAY, "rapat", amount=Decimal(3), link=LINK)) == 0
    entry.refresh_from_db()
    assert (entry.amount, entry.unit, entry.begins) == (Decimal(3), "dokumen", time(9))
    assert EvidenceUse.objects.filter(entry=entry).count() == 1
    DailyEntry.objects.update(status=DailyEntry.Status.CONFIRMED)
    with pytest.raises(ValidationError, match="sudah dikonfirmasi"):
        put(world, Said(2, MONDAY, "Rapat", amount=Decimal(4)), Said(3, TUESDAY, "Lain"))
    assert DailyEntry.objects.count() == 1


def test_two_lines_of_one_wording_stay_two_in_either_order(world: World, plan: Plan) -> None:
    rows = [Said(2, MONDAY, "Loket", begins=time(8)), Said(3, MONDAY, "Loket")]
    assert put(world, *rows) == 2
    assert put(world, *reversed(rows)) == 0
    assert DailyEntry.objects.count() == 2


def test_what_changed_between_the_look_and_the_press_is_shown_anew(
    world: World, plan: Plan, as_: Any
) -> None:
    client = as_("sari")
    page = sent(client, "24-11-2026;Imunisasi;;2;anak;;;;")
    save_day(plan, TUESDAY, [LineInput("Imunisasi")], by=world.account("sari"), on=DAY)
    answer = confirmed(client, page)
    assert answer.status_code == 422
    assert "Keadaannya berubah" in text_of(answer)
    assert DailyEntry.objects.get().amount is None
    for broken in ("[", "[1]", '[{"line": 1}]', "null", '{"a": 1}'):
        assert confirmed(client, page, rows=broken).status_code == 422
    assert DailyEntry.objects.get().amount is None


def test_a_day_of_leave_is_taken_as_on_its_own_page_and_says_so(
    world: World, plan: Plan, as_: Any
) -> None:
    Leave.objects.create(employee=world.sari, kind="cuti_sakit", valid_from=TUESDAY, valid_to=DAY)
    page = sent(as_("sari"), "24-11-2026;Rapat daring;;;;;;;", "22-11-2026;Posko;;;;;;;")
    said = text_of(page)
    assert "Cuti sakit" in said
    assert "bukan hari kerja" in said
    assert "2 baru" in said


def test_nobody_writes_lines_of_somebody_else(world: World, plan: Plan) -> None:
    with pytest.raises(PermissionDenied):
        put(world, Said(2, MONDAY, "Rapat"), name="budi")
    assert not DailyEntry.objects.exists()


def test_the_cost_of_looking_does_not_grow_with_the_rows(
    world: World, step: ActionStep, django_assert_max_num_queries: Any
) -> None:
    rows = [Said(n, MONDAY, f"Kerja {n}", step="Kunjungan rumah") for n in range(2, 30)]
    put(world, *rows)
    with django_assert_max_num_queries(6):
        read = sort_rows(world.sari, rows, DAY)
    assert len(read.lines) == len(rows)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_empty_table_names_open_days_and_own_steps_and_is_read_back(
    world: World, step: ActionStep, as_: Any, language: str
) -> None:
    stream = BytesIO()
    with translation.override(language):
        write_template(stream, [MONDAY, TUESDAY], [step])
    stream.seek(0)
    days, steps = read_spreadsheet(stream, "progress.xlsx")
    assert [row.cells[0] for row in days.rows[1:]] == [MONDAY, TUESDAY]
    assert steps.rows[1].cells[:2] == ["Kunjungan rumah", step.result.text]
    text = ";".join(str(cell) for cell in days.rows[0].cells)
    line = f"\n2026-11-24;Kunjungan;Kunjungan rumah;2;rumah;08.00;09.00;{LINK};ya"
    said, rejected = read_rows(BytesIO((text + line).encode()), "p.csv")
    assert not rejected
    assert said == [
        Said(
            2,
            TUESDAY,
            "Kunjungan",
            "Kunjungan rumah",
            Decimal(2),
            "rumah",
            time(8),
            time(9),
            LINK,
            True,
        )
    ]
    assert as_("sari").get("/daily/template").status_code == 200


def test_a_file_without_rows_or_with_too_many_is_refused_whole(
    world: World, plan: Plan, as_: Any
) -> None:
    client = as_("sari")
    empty, long = sent(client, "24-11-2026;;;;;;;;"), ["24-11-2026;Kerja;;;;;;;"] * (MOST_ROWS + 1)
    assert "tidak berisi baris kegiatan" in text_of(empty)
    assert "unggah per bulan" in text_of(sent(client, *long))
    assert not DailyEntry.objects.exists()
