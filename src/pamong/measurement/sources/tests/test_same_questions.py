"""A file is read the same where it is uploaded and where the command reads it: rows that stay out, questions, notes."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pamong.cli.figures import analytics
from pamong.measurement.figure_files.reasons import reason_said
from pamong.measurement.models import SourceRun
from pamong.measurement.sources.mapping import Brings, Mapping, Mark
from pamong.measurement.sources.presentation import notes_said
from pamong.measurement.sources.questions import kept_said
from pamong.measurement.sources.tests.make import SHARED, make_source, mapped
from pamong.people.tests.world import World

MONTHS = [f"2025-{at:02}" for at in range(1, 13)]
STEADY = [81.2, 79.8, 80.4, 82.1, 80.9, 79.3, 81.7, 80.2, 81.1, 79.9, 80.6, 81.4]
BY_MONTH = Mapping(name="Indikator", measure="Satuan", time="Bulan", values=("Nilai",))
LPPD = ("capaian_tahun_2018", "capaian_tahun_2019")
RPJMD = tuple(f"target_{year}" for year in range(2019, 2024))
POINTS: dict[str, Any] = {"mark": Mark.POINT, "brings": Brings.TARGET}
REAL = {
    "id-lppd-semarang/lppd_semarang_2018_2019.csv": Mapping(name="indikator_kinerja", values=LPPD),
    "id-iku-bawas-ma/indikator_kinerja.csv": Mapping(
        *("indikator", "", "unit_pemilik", "tipe_target", "", ("target",), "2026"), **POINTS
    ),
    "id-rpjmd-renstra-sumedang/rpjmd_program_2019_2023.csv": Mapping(
        *("indikator", "", "perangkat_daerah", "satuan", "", RPJMD), **POINTS
    ),
    "id-rpjmd-renstra-sumedang/rpjmd_program_2019_2023_grid.csv": Mapping(
        *("Indikator Program (outcome)", "", "Perangkat Daerah Penanggungjawab", "Satuan", ""),
        tuple(f"Tahun {year}" for year in range(2019, 2024)),
        **POINTS,
    ),
    "id-rpjmd-renstra-sumedang/rpjmd_matrik_program_2021_2023_grid.csv": Mapping(
        *("Indikator Program (outcome)", "", "Perangkat Daerah Penanggungjawab", "", ""),
        tuple(
            f"Capaian Kinerja Program dan Kerangka Pendanaan Tahun {year} Target"
            for year in range(2021, 2024)
        ),
        brings=Brings.TARGET,
    ),
    "id-pk-dukcapil-konkep/rpjmd_sasaran_indikator.csv": Mapping(
        name="rpjmd_sasaran_indikator_nama",
        values=("rpjmd_sasaran_indikator_th1_target_kinerja",),
        fixed_time="2020",
        **POINTS,
    ),
}


def rows(*lines: str) -> str:
    return "\n".join(["Indikator;Satuan;Bulan;Nilai", *lines]) + "\n"


def series(*values: object, name: str = "Cakupan layanan", months: list[str] = MONTHS) -> list[str]:
    return [f"{name};%;{month};{value}" for month, value in zip(months, values, strict=False)]


def commas(values: list[float]) -> list[str]:
    return [str(value).replace(".", ",") for value in values]


MADE = {
    "cannot be": rows(*series(*commas(STEADY[:11]), 180)),
    "jumps": rows(*series(*commas(STEADY[:6]), "8,1", *commas(STEADY[7:]))),
    "repeats": rows(*series(*commas(STEADY)), *series("81,2", "12,5")),
    "two meanings": rows(*series("1.234", "1.250", "1.300", "1.280")),
    "fillers": rows(*series(*commas(STEADY[:5]), 999999, *commas(STEADY[6:]))),
    "tried": rows(
        *series(*commas(STEADY)),
        *series(1, name="coba saja"),
        "Lain;%;test;3",
        "Mencoba AB;%;2025-01;4",
    ),
    "wishes": rows(*series(1, 2, name="Menciptakan daerah yang bersih")),
    "the other mark": rows(*series(*commas(STEADY[:8]), "80.6", "1.234", "81,4", "80.99")),
    "grouped both ways": rows(
        *series("1.234.567", "1,234,567", "1.234,5", "1,234.5", "2.000", "0,5")
    ),
    "points": rows(*series(*STEADY[:10], "1,5", "12,500")),
    "signs": rows(
        *series("Rp 5", "10000%", "(7)", "1e3", "5 orang", "9" * 40, "-", "ya"), *series("80%")
    ),
    "no rows": rows(
        ";%;2025-01;3",
        "-;%;2025-02;4",
        "Lain;%;entah;5",
        "Judul;%;2025-03;judul",
        "Kosong;%;2025-04;",
    ),
    "gap": rows(*series(*commas(STEADY[:8])), "Cakupan layanan;%;2025-11;99999"),
}


QUARTERS = """Indikator;Tahun;Triwulan;Nilai
A;2024;TW I;1,5
A;2024;2;2,5
A;2024;Minggu ke-1;3
A;2024;01/25;3
A;2024;Jan-Mar 2023;3
A;;TW IV;3
A;2024;2026-02-30;3
A;2024;Feb-Apr 2024;3
A;2024;2024-W07;3
A;2024;5-11 Februari 2024;3
"""
WIDE = "Indikator;Tahun;Jan;Feb;Mar\nA;2024;1;2;tes\nA;2025;4,5;;6.75\nA;;1;2;3\n"
PARTS = {
    QUARTERS: Mapping(name="Indikator", time="Triwulan", values=("Nilai",)),
    WIDE: Mapping(name="Indikator", time="Tahun", values=("Jan", "Feb", "Mar")),
}
AGAINST_CARDS = {"filler", "sum", "closed", "computed", "repeated", "contradicted", "torn", "early"}


def by_command(file: Path, mapping: Mapping) -> dict[str, Any]:
    """What the command says of a file, every row and every finding of it."""
    told = [str(file), "--json", *(f"--value={text}" for text in mapping.values)]
    told += [f"--series={text}" for text in (mapping.code, mapping.name, mapping.office) if text]
    told += [f"--time={mapping.time}"] if mapping.time else []
    told += [f"--period={mapping.fixed_time}"] if mapping.fixed_time else []
    told += [f"--unit={mapping.measure}"] if mapping.measure else []
    done = CliRunner().invoke(analytics, ["quality", *told])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    names = ("line", "rule", "question", "series", "time", "figures")
    return {
        "findings": [tuple(one[name] for name in names) for one in answer["findings"]],
        "rejected": [(one["line"], one["reason"]) for one in answer["rejected"]],
        "notes": answer["notes"],
    }


def in_browser(run: SourceRun) -> dict[str, Any]:
    """What the page of a run says of its file; what stands of cards is no matter of the file."""
    rejected = [
        (line, reason_said(reason))
        for line, reason, *_cells in run.shown["rejected"]
        if reason[0] not in AGAINST_CARDS
    ]
    return {
        "findings": [
            (one[0], one[1], kept_said(one), " | ".join(one[2]), one[3], one[4])
            for one in run.shown["questions"]
        ],
        "rejected": rejected,
        "notes": notes_said(run.shown),
    }


def asked_of(run: SourceRun) -> list[Any]:
    """Line, rule and question of each finding."""
    return [one[:3] for one in in_browser(run)["findings"]]


def mark_of(name: str) -> str:
    """As it is proposed to the person: by the figures that leave no doubt."""
    return Mark.POINT if name == "points" else Mark.COMMA


@pytest.mark.parametrize("name", MADE)
def test_a_made_up_file_raises_the_same_questions_both_ways(
    world: World, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "angka.csv"
    file.write_text(MADE[name], encoding="utf-8")
    run = mapped(world, make_source(world), MADE[name], replace(BY_MONTH, mark=mark_of(name)))
    found = in_browser(run)
    assert any(found.values())
    assert found == by_command(file, BY_MONTH)


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_a_real_file_raises_the_same_questions_both_ways(world: World, name: str) -> None:
    file = SHARED / name
    if not file.exists():
        pytest.skip(f"{name} is not beside this repository: it may not be committed")
    run = mapped(world, make_source(world), file.read_bytes(), REAL[name])
    assert in_browser(run) == by_command(file, REAL[name])


@pytest.mark.shared
def test_rows_that_a_developer_tried_are_named_and_not_taken_in_silence(world: World) -> None:
    name = "id-pk-dukcapil-konkep/rpjmd_sasaran_indikator.csv"
    if not (SHARED / name).exists():
        pytest.skip("the file is not beside this repository: it may not be committed")
    run = mapped(world, make_source(world), (SHARED / name).read_bytes(), REAL[name])
    (asked,) = asked_of(run)
    assert asked[:2] == (4, "wish")
    assert "“Maningkatkan angka kelahiran” menyebut yang diinginkan" in asked[2]


def test_a_name_that_a_developer_typed_to_try_is_kept_out_and_asked_about(world: World) -> None:
    run = mapped(world, make_source(world), MADE["tried"], BY_MONTH)
    asked = {line for line, rule, _said in asked_of(run) if rule == "test_row"}
    rejected = {line for line, *_rest in run.shown["rejected"]}
    assert asked == {14, 16}
    assert rejected == {14, 15, 16}


def test_a_gap_before_a_figure_that_fills_in_is_missing_and_the_filler_is_not_taken(
    world: World,
) -> None:
    run = mapped(world, make_source(world), MADE["gap"], BY_MONTH)
    asked = {(line, rule): said for line, rule, said in asked_of(run)}
    assert "September 2025 sampai Oktober 2025 (2 kali)" in asked[10, "missing"]
    assert (10, "test_row") in asked
    (line, reason, *_rest) = run.shown["rejected"][0]
    assert (line, reason_said(reason)) == (10, "Angka 99.999 tampak seperti pengisi sementara.")


def test_a_figure_that_plainly_uses_the_other_mark_is_taken_and_told(world: World) -> None:
    run = mapped(world, make_source(world), MADE["the other mark"], BY_MONTH)
    assert (run.read, run.rejected) == (12, 0)
    said, guessed = notes_said(run.shown)
    assert said.startswith("2 angka memakai tanda desimal lain daripada kolomnya")
    assert said.endswith("“80.6” di baris 10 dibaca 80,6; “80.99” di baris 13 dibaca 80,99.")
    assert guessed.startswith("1 angka dapat dibaca dua cara; titik")
    kept = {one["count"] for one in run.shown["unknown"]}
    assert kept == {12}


@pytest.mark.parametrize("text", PARTS)
def test_parts_of_years_are_read_the_same_both_ways(
    world: World, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "angka.csv"
    file.write_text(text, encoding="utf-8")
    run = mapped(world, make_source(world), text, PARTS[text])
    assert in_browser(run) == by_command(file, PARTS[text])


def test_a_period_that_is_none_says_what_to_write_instead(world: World) -> None:
    run = mapped(world, make_source(world), QUARTERS, PARTS[QUARTERS])
    said = {line: reason_said(reason) for line, reason, *_rest in run.shown["rejected"]}
    assert run.read == 3
    assert "Tulis tanggalnya" in said[4]
    assert "Januari 2025 atau 2025-01" in said[5]
    assert "“TW IV” tidak menyebut tahunnya" in said[7]
    assert said[8] == "Tanggal “2026-02-30” tidak ada. Periksa hari, bulan, dan tahunnya."
    assert "triwulan, semester, atau tahun yang utuh" in said[9]
    assert "minggu tidak dibaca sebagai periode" in said[10]
    assert "adalah rentang hari. Tulis satu tanggal" in said[11]
