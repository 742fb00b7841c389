"""Earlier years come in whole or not at all, each under the law of its period and kind of employee."""

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
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.history.actions import drop_history, import_history, receive_history
from pamong.performance.history.reading import read_history
from pamong.performance.models import HistoryUpload, PastResult

HEADINGS = (
    *("NIP", "Tahun", "Semester", "Nilai SKP", "Nilai Perilaku", "Nilai", "Ide baru", "Predikat"),
    *("Rating hasil kerja", "Rating perilaku", "Nilai konversi", "Nilai gabungan"),
)
PLACES = {name: place for place, name in enumerate(HEADINGS)}


def row(nip: str, year: Any, **said: Any) -> list[Any]:
    cells: list[Any] = [""] * len(HEADINGS)
    cells[0], cells[1] = nip, year
    for name, value in said.items():
        cells[PLACES[name.replace("_", " ")]] = value
    return cells


def file_of(*rows: Any) -> ContentFile[bytes]:
    lines = [";".join(map(str, line)) for line in (HEADINGS, *rows)]
    return ContentFile("\n".join(lines).encode(), name="riwayat.csv")


def send(world: World, *rows: Any, by: str = "dewi") -> HistoryUpload:
    return receive_history(world.agency, file_of(*rows), by=world.account(by), on=world.day)


def confirm(world: World, upload: HistoryUpload, **more: Any) -> HistoryUpload:
    given: Any = {"is_partial": False, "by": world.account("dewi"), "on": world.day} | more
    return import_history(upload, **given)


def reasons(world: World, *rows: Any) -> list[str]:
    return [reason for _line, reason, _cells in send(world, *rows).shown["rejected"]]


def test_a_year_is_shown_first_and_then_written_under_its_own_law(world: World) -> None:
    upload = send(
        world, row(world.sari.nip, 2019, Nilai_SKP="86,5", Nilai_Perilaku=84, Nilai="85,5")
    )
    assert (upload.status, upload.added, upload.rejected) == ("shown", 1, 0)
    assert not PastResult.objects.exists()
    confirm(world, upload)
    past = PastResult.objects.get()
    assert (past.starts_on, past.ends_on) == (date(2019, 1, 1), date(2019, 12, 31))
    assert past.pack == "id-pp-46-2011@1"
    assert (past.score, past.predicate) == (Decimal("85.5"), "baik")
    assert past.given == {"results_score": "86.5", "behaviour_score": "84"}
    assert Entry.objects.filter(verb="performance.history_set").count() == 1
    assert Entry.objects.filter(verb="performance.history_imported").count() == 1
    assert first_fault() is None


def test_a_formula_s_long_tail_is_rounded_half_up(world: World) -> None:
    confirm(
        world,
        send(world, row(world.sari.nip, 2019, Nilai_SKP="75,0005", Nilai_Perilaku="75,0015")),
    )
    given = PastResult.objects.get(employee=world.sari).given
    assert given == {"results_score": "75.001", "behaviour_score": "75.002"}


@pytest.mark.parametrize(
    ("year", "said", "sentence"),
    [
        (2019, {"Nilai": "123456"}, "Nilai 123456: isi angka dari 0 sampai 9.999."),
        (2019, {"Nilai": "-5"}, "Nilai −5: isi angka paling sedikit 0."),
        (2021, {"Semester": 2, "Nilai": "121"}, "Nilai 121: isi angka dari 0 sampai 120."),
        (
            2021,
            {"Semester": 1, "Nilai": "85", "Nilai_konversi": "500"},
            "Nilai konversi 500: isi angka dari 0 sampai 120.",
        ),
    ],
)
def test_a_figure_that_its_law_cannot_give_is_refused(
    world: World, year: int, said: dict[str, Any], sentence: str
) -> None:
    assert reasons(world, row(world.sari.nip, year, Predikat="Baik", **said)) == [sentence]


def test_the_halves_of_2021_stand_under_two_laws(world: World) -> None:
    nip = world.sari.nip
    rows = [
        row(nip, 2021, Semester=1, Nilai_SKP=85, Nilai_Perilaku=85, Nilai_konversi="96,5"),
        row(nip, 2021, Semester=2, Nilai_SKP=112, Nilai_Perilaku=112, Ide_baru="tidak"),
    ]
    confirm(world, send(world, *rows))
    packs = PastResult.objects.order_by("starts_on").values_list("pack", "predicate", "converted")
    assert list(packs) == [
        ("id-pp-46-2011@1", "baik", Decimal("96.500")),
        ("id-permenpanrb-8-2021@1", "baik", None),
    ]


def test_a_year_of_two_laws_in_one_row_is_refused_with_the_mend(world: World) -> None:
    (reason,) = reasons(world, row(world.sari.nip, 2021, Predikat="Baik"))
    assert "Aturan berganti pada 1 Juli 2021" in reason
    assert "dua baris" in reason


def test_the_law_follows_the_kind_of_employee(world: World) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(kind=Employee.Kind.PPPK)
    (reason,) = reasons(world, row(world.sari.nip, 2019, Predikat="Baik"))
    assert "Tidak ada aturan penilaian untuk PPPK" in reason
    ratings = {"Rating_hasil_kerja": "Sesuai ekspektasi", "Rating_perilaku": "Di atas ekspektasi"}
    confirm(world, send(world, row(world.sari.nip, 2023, **ratings)))
    assert PastResult.objects.get().predicate == "baik"


def test_a_difference_is_named_and_what_the_file_says_is_kept(world: World) -> None:
    told = {"Nilai_SKP": 90, "Nilai_Perilaku": 90, "Nilai": 91, "Predikat": "Sangat Baik"}
    upload = send(world, row(world.sari.nip, 2019, **told))
    assert "90, Baik, berbeda dari berkas" in upload.shown["findings"][0]
    confirm(world, upload)
    past = PastResult.objects.get()
    assert (past.score, past.predicate) == (Decimal(91), "sangat_baik")


def test_the_same_file_twice_changes_nothing_and_a_mended_one_only_what_differs(
    world: World,
) -> None:
    told = {"Nilai_SKP": 85, "Nilai_Perilaku": 84}
    confirm(world, send(world, row(world.sari.nip, 2019, **told)))
    again = send(world, row(world.sari.nip, 2019, **told))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    mended = send(world, row(world.sari.nip, 2019, **(told | {"Nilai_SKP": 86})))
    assert (mended.added, mended.changed) == (0, 1)
    confirm(world, mended)
    assert PastResult.objects.get().given["results_score"] == "86"


def test_rejected_rows_stop_everything_unless_the_rest_is_asked_for(world: World) -> None:
    rows = [
        row(world.sari.nip, 2019, Predikat="Baik"),
        row("198001011999011001", 2019, Predikat="Baik"),
    ]
    upload = send(world, *rows)
    assert upload.rejected == 1
    with pytest.raises(ValidationError, match="ditolak"):
        confirm(world, upload)
    assert not PastResult.objects.exists()
    assert confirm(world, upload, is_partial=True).status == "done"
    assert PastResult.objects.count() == 1


@pytest.mark.parametrize(
    ("year", "said", "reason"),
    [
        (
            2019,
            {"Nilai_SKP": 85, "Nilai_Perilaku": 101},
            "Nilai perilaku 101: isi angka dari 0 sampai 100",
        ),
        (2019, {"Predikat": "Hebat"}, "tulis Buruk, Kurang, Cukup, Baik, Sangat Baik"),
        (
            2019,
            {"Rating_hasil_kerja": "Sesuai ekspektasi"},
            "tidak dikenal dalam Penilaian prestasi",
        ),
        (2019, {"Nilai": 80}, "Isi Predikat, atau semua nilai"),
        (2019, {"Predikat": "Baik", "Nilai_konversi": 90}, "hanya untuk tahun yang digabung"),
        (2023, {"Predikat": "Baik", "Nilai": 90}, "tidak mengenal nilai angka"),
        (2019, {"Nilai_SKP": "baik", "Nilai_Perilaku": 80}, "bukan angka"),
        (2019, {"Predikat": "Baik", "Semester": 3}, "tulis 1 atau 2"),
        (2021, {"Predikat": "Baik", "Semester": 2, "Ide_baru": "mungkin"}, "tulis ya atau tidak"),
        ("19", {"Predikat": "Baik"}, "tulis empat angka"),
        (2009, {"Predikat": "Baik"}, "Tidak ada aturan penilaian untuk PNS"),
        (2030, {"Predikat": "Baik"}, "belum selesai"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(
    world: World, year: Any, said: Any, reason: str
) -> None:
    (found,) = reasons(world, row(world.sari.nip, year, **said))
    assert reason in found


def test_no_day_is_judged_twice(world: World) -> None:
    nip = world.sari.nip
    twice = reasons(world, row(nip, 2019, Predikat="Baik"), row(nip, 2019, Predikat="Cukup"))
    assert twice == ["Periode pegawai ini ada lebih dari satu kali dalam berkas."] * 2
    crossed = reasons(
        world, row(nip, 2019, Predikat="Baik"), row(nip, 2019, Semester=1, Predikat="Baik")
    )
    assert "bertumpang tindih" in crossed[0]


def test_only_the_personnel_side_brings_earlier_years_in(world: World) -> None:
    with pytest.raises(PermissionDenied):
        send(world, row(world.sari.nip, 2019, Predikat="Baik"), by="sari")


def test_a_dropped_file_leaves_nothing(world: World) -> None:
    upload = send(world, row(world.sari.nip, 2019, Predikat="Baik"))
    drop_history(upload, by=world.account("dewi"), on=world.day)
    assert not PastResult.objects.exists()
    assert Entry.objects.filter(verb="performance.history_dropped").exists()


def test_a_file_without_known_headings_says_which_are_needed() -> None:
    with pytest.raises(UnusableFileError, match="Perlu NIP"):
        read_history(io.BytesIO(b"Nama;Umur\nSari;40\n"), "x.csv")


def test_the_command_does_the_same(world: World, tmp_path: Path) -> None:
    path = tmp_path / "riwayat.csv"
    path.write_bytes(file_of(row(world.sari.nip, 2019, Nilai_SKP=85, Nilai_Perilaku=84)).read())
    dry = CliRunner().invoke(
        imports, ["history", str(path), "--dry-run", "--agency", world.agency.code]
    )
    assert dry.stdout.splitlines()[-1] == "added 1, changed 0, unchanged 0, rejected 0"
    assert not PastResult.objects.exists()
    done = CliRunner().invoke(imports, ["history", str(path), "--agency", world.agency.code])
    assert done.exit_code == 0
    assert PastResult.objects.get().source == "riwayat.csv"
    again = CliRunner().invoke(imports, ["history", str(path), "--agency", world.agency.code])
    assert again.stdout.splitlines()[-1] == "added 0, changed 0, unchanged 1, rejected 0"


def test_pages_of_an_upload_from_file_to_rejected_rows(world: World, as_: Any) -> None:
    client = as_("dewi")
    assert client.get("/history").status_code == 200
    rows = [
        row(world.sari.nip, 2019, Nilai_SKP=85, Nilai_Perilaku=84, Nilai=91),
        row("198001011999011001", 2019, Predikat="Baik"),
    ]
    sent = client.post("/history/receive", {"file": file_of(*rows)})
    assert sent.status_code == 303
    place = sent["Location"]
    page = client.get(place).content.decode()
    assert "berbeda dari berkas" in page
    assert "Centang" not in page
    sheet = b"".join(client.get(f"{place}/rejected"))
    assert read_spreadsheet(io.BytesIO(sheet), "x.xlsx")[0].rows[1].cells[2] == "198001011999011001"
    assert client.post(f"{place}/import").status_code == 422
    assert client.post(f"{place}/import", {"is_partial": "on"}).status_code == 303
    assert "Impor selesai" in client.get(place).content.decode()
    assert PastResult.objects.count() == 1
    assert client.get("/history/template").status_code == 200


def test_two_rows_about_the_same_year_are_both_rejected(world: World) -> None:
    rows = [
        row(world.sari.nip, 2019, Predikat="Baik"),
        row(world.sari.nip, 2019, Predikat="Cukup"),
    ]
    told = reasons(world, *rows)
    assert len(told) == 2
    assert all("lebih dari satu kali" in reason for reason in told)
    halves = [
        row(world.sari.nip, 2019, Semester=2, Predikat="Baik"),
        row(world.sari.nip, 2019, Predikat="Baik"),
    ]
    assert len(reasons(world, *halves)) == 2


def test_what_the_file_has_no_column_for_stays(world: World) -> None:
    nip = world.sari.nip
    told = {"Nilai_SKP": 85, "Nilai_Perilaku": 85, "Nilai": 85, "Nilai_konversi": "96,5"}
    confirm(world, send(world, row(nip, 2021, Semester=1, **told)))
    lines = f"NIP;Tahun;Semester;Predikat\n{nip};2021;1;Baik"
    file = ContentFile(lines.encode(), name="riwayat.csv")
    upload = receive_history(world.agency, file, by=world.account("dewi"), on=world.day)
    assert (upload.changed, upload.unchanged, upload.rejected) == (0, 1, 0)
    emptied = send(world, row(nip, 2021, Semester=1, **(told | {"Nilai_konversi": ""})))
    assert (emptied.changed, emptied.unchanged) == (0, 1)
    assert "Nilai konversi" in emptied.shown["findings"][0]


def test_an_empty_cell_takes_no_figure_away_and_that_is_said(world: World) -> None:
    nip = world.sari.nip
    confirm(world, send(world, row(nip, 2019, Nilai_SKP=84, Nilai_Perilaku=89, Nilai=86)))
    upload = send(world, row(nip, 2019, Predikat="Baik"))
    assert (upload.changed, upload.unchanged) == (0, 1)
    (told,) = upload.shown["findings"]
    assert "kosong di berkas" in told
    assert "Nilai SKP" in told
    past = PastResult.objects.get()
    assert past.given == {"results_score": "84", "behaviour_score": "89"}
    assert past.score == 86


def test_each_figure_that_changes_is_shown_before_and_after(world: World) -> None:
    nip = world.sari.nip
    confirm(world, send(world, row(nip, 2019, Nilai_SKP=84, Nilai_Perilaku=89, Nilai=86)))
    upload = send(world, row(nip, 2019, Nilai_SKP=80, Nilai="83,6"))
    (change,) = upload.shown["changes"]
    assert any(line.endswith("84 → 80") for line in change["lines"])
    assert any(line.endswith("86 → 83,6") for line in change["lines"])
    assert not any("89" in line for line in change["lines"])
    confirm(world, upload)
    given = {name: Decimal(text) for name, text in PastResult.objects.get().given.items()}
    assert given == {"results_score": 80, "behaviour_score": 89}


def test_a_year_before_the_service_began_or_after_it_ended_is_told(world: World) -> None:
    began, left = date(2023, 6, 1), date(2024, 2, 1)
    Employee.objects.filter(pk=world.sari.pk).update(joined_on=began, left_on=left)
    told = {"Rating_hasil_kerja": "Sesuai Ekspektasi", "Rating_perilaku": "Sesuai Ekspektasi"}
    rows = [row(world.sari.nip, year, **told) for year in (2022, 2023, 2024, 2025)]
    upload = send(world, *rows)
    early, late = upload.shown["findings"]
    assert early.startswith("Baris 2, Sari Lestari, A.Md.Keb. 1 Januari sampai 31 Desember 2022")
    assert "baru mulai bekerja 1 Juni 2023" in early
    assert late.startswith("Baris 5")
    assert "sudah berhenti 1 Februari 2024" in late
    assert upload.added == 4
