"""`pamong analytics quality` and `forecast`: files in, questions and forecasts out, whatever the file looks like."""

import gzip
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pamong.cli.figures import analytics
from pamong.documents.writing import Heading, Page, write_book

RISING = [52, 50, 55, 49, 53, 51, 54, 50, 52, 56]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(analytics, [str(one) for one in arguments])


def told(*arguments: object) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def months(tmp_path: Path) -> Path:
    rows = [f"2024-{at:02},{value}" for at, value in enumerate(RISING, start=1)]
    return table(tmp_path / "bulan.csv", "bulan,nilai", *rows)


def test_the_control_chart_is_that_of_the_measures(months: Path) -> None:
    answer = told("quality", months, "--time", "bulan", "--value", "nilai")
    chart = answer["control"]["nilai"]
    assert [round(chart[key], 2) for key in ("centre", "low", "high")] == [52.2, 42.74, 61.66]
    assert (answer["findings"], answer["by_rule"], answer["rejected"]) == ([], {}, [])


def test_what_a_clerk_writes_is_read_and_asked_about(tmp_path: Path) -> None:
    file = table(
        tmp_path / "capaian.csv",
        "\ufeffTahun;Indikator;Satuan;Capaian",
        '2022;"Cakupan\nimunisasi";%;"95,57"',
        '2023;"Cakupan\nimunisasi";%;105,2',
        "2022;Desa;desa;1.234",
        "2023;Desa;desa;WTP",
        "abad ini;Desa;desa;7",
        "2023;tes;;1",
    )
    answer = told(
        *("quality", file, "--time", "tahun", "--value", "Capaian", "--series", "Indikator"),
    )
    found = [(one["line"], one["rule"]) for one in answer["findings"]]
    assert found == [(4, "range"), (9, "test_row")]
    assert "105,2% pada 2023" in answer["findings"][0]["question"]
    assert [one["line"] for one in answer["rejected"]] == [7, 8, 9]
    assert "WTP" in answer["rejected"][0]["reason"]


def test_sentences_are_english_when_asked(months: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = table(months.with_name("x.csv"), "t,v", "2023,5", "2024,120%")
    asked = ("quality", file, "--time", "t", "--value", "v")
    english = told(*asked, "--lang", "en")["findings"][0]["question"]
    assert "more than 100%" in english
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert told(*asked)["findings"][0]["question"] == english
    assert told(*asked, "--lang", "id")["findings"][0]["question"] != english


def test_times_side_by_side_are_read_from_their_headings(tmp_path: Path) -> None:
    file = table(
        tmp_path / "lppd.csv",
        "no,indikator,capaian_tahun_2018,capaian_tahun_2019",
        '1,Ruang kelas,"93,87","0,00"',
        "2,URUSAN,,",
    )
    values = ("--value", "capaian_tahun_2018", "--value", "capaian_tahun_2019")
    answer = told("quality", file, *values, "--series", "indikator")
    assert [(one["line"], one["rule"], one["time"]) for one in answer["findings"]] == [
        (2, "nought", "2019")
    ]
    assert [one["line"] for one in answer["rejected"]] == [3]


def test_a_packed_file_is_read_as_it_is(months: Path) -> None:
    packed = months.with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(months.read_bytes()))
    asked = ("--time", "bulan", "--value", "nilai")
    assert told("forecast", packed, *asked) == told("forecast", months, *asked)


def test_a_forecast_says_how_well_it_would_have_done(months: Path) -> None:
    answer = told("forecast", months, "--time", "bulan", "--value", "nilai", "--horizon", 3)
    assert [one["time"] for one in answer["forecast"]] == ["2024-11", "2024-12", "2025-01"]
    for one in answer["forecast"]:
        assert one["low"] < one["mean"] < one["high"]
    assert set(answer["backtest"]) >= {"coverage", "mae", "mase"}
    assert answer["level"] == 0.95


def test_days_of_months_go_on_as_days(tmp_path: Path) -> None:
    rows = [f"2024-{at:02}-01,{value}" for at, value in enumerate(RISING, start=1)]
    file = table(tmp_path / "x.csv", "t,v", *rows)
    answer = told("forecast", file, "--time", "t", "--value", "v", "--horizon", 1)
    assert answer["forecast"][0]["time"] == "2024-11-01"


def test_working_days_go_on_as_working_days(tmp_path: Path) -> None:
    days = [date(2024, 1, 1) + timedelta(days=at) for at in range(40)]
    rows = [f"{day},{20 + day.weekday()}" for day in days if day.weekday() < 5]
    rows.remove("2024-01-10,22")  # a feast is missing; the weekends are not
    file = table(tmp_path / "x.csv", "t,v", *rows)
    answer = told("forecast", file, "--time", "t", "--value", "v", "--horizon", 6)
    ahead = [date.fromisoformat(one["time"]) for one in answer["forecast"]]
    assert ahead == [date(2024, 2, at) for at in (12, 13, 14, 15, 16, 19)]
    assert (answer["missing"], answer["season"]) == (["2024-01-10"], 5)
    assert answer["weekdays"] == [1, 2, 3, 4, 5]
    assert "hanya berisi hari Senin, Selasa, Rabu, Kamis, Jumat" in answer["notes"][0]


@pytest.mark.parametrize("left_out", [(), (6,), (1, 3)])
def test_days_of_the_week_are_recognised_from_the_days_themselves(
    tmp_path: Path, left_out: tuple[int, ...]
) -> None:
    days = [date(2024, 1, 1) + timedelta(days=at) for at in range(42)]
    rows = [f"{day},{at % 7}" for at, day in enumerate(days) if day.weekday() not in left_out]
    file = table(tmp_path / "x.csv", "t,v", *rows)
    answer = told("forecast", file, "--time", "t", "--value", "v", "--horizon", 14)
    ahead = {date.fromisoformat(one["time"]).weekday() for one in answer["forecast"]}
    assert ahead == set(range(7)) - set(left_out)
    assert answer["missing"] == []


def test_too_short_a_series_is_said_and_not_guessed(tmp_path: Path) -> None:
    file = table(tmp_path / "x.csv", "t,v", "2022,5", "2023,6", "2024,")
    answer = told("forecast", file, "--time", "t", "--value", "v")
    assert answer["forecast"][0] == {"time": "2024", "mean": None, "low": None, "high": None}
    assert answer["backtest"]["coverage"] is None
    assert answer["reason"]


@pytest.mark.parametrize("values", [[5] * 12, range(12), [0] * 9])
def test_what_never_missed_is_carried_on_without_a_false_certainty(
    tmp_path: Path, values: list[int]
) -> None:
    rows = [f"{2000 + at},{value}" for at, value in enumerate(values)]
    answer = told(
        "forecast", table(tmp_path / "x.csv", "t,v", *rows), "--time", "t", "--value", "v"
    )
    step = values[1] - values[0]
    (first, *_rest) = answer["forecast"]
    assert first["mean"] == pytest.approx(values[-1] + step)
    assert (first["low"], first["high"]) == (None, None)
    assert "tidak pernah meleset" in answer["reason"]


def test_a_horizon_beyond_the_history_is_said(months: Path) -> None:
    asked = ("forecast", months, "--time", "bulan", "--value", "nilai", "--horizon")
    assert told(*asked, 10)["notes"] == []
    (said,) = told(*asked, 11)["notes"]
    assert said.startswith("11 waktu ke depan lebih jauh daripada riwayatnya (10 waktu)")
    assert run(*asked, 0).exit_code == run(*asked, 601).exit_code == 2


@pytest.mark.parametrize("rows", [[], ["2020,entah", "2021,belum"]])
def test_a_file_without_a_figure_is_said_and_its_rows_are_named(
    tmp_path: Path, rows: list[str]
) -> None:
    file = table(tmp_path / "x.csv", "t,v", *rows)
    answer = told("forecast", file, "--time", "t", "--value", "v")
    assert (answer["forecast"], answer["n"], answer["method"]) == ([], 0, None)
    assert answer["reason"] == "Berkas ini tidak berisi angka pada kolom itu."
    assert [one["line"] for one in answer["rejected"]] == [at + 2 for at, _row in enumerate(rows)]
    assert run("forecast", file, "--time", "t", "--value", "v").exit_code == 0


def test_a_time_with_two_figures_counts_as_missing(tmp_path: Path) -> None:
    rows = [f"{2010 + at},{value}" for at, value in enumerate(RISING)]
    file = table(tmp_path / "x.csv", "t,v", *rows, "2012,99")
    answer = told("forecast", file, "--time", "t", "--value", "v")
    assert answer["missing"] == ["2012"]
    assert [one["line"] for one in answer["rejected"]] == [4, 12]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Two offices with headings of two rows, beside a sheet that holds no figures."""
    path = tmp_path / "kinerja.xlsx"
    rows: list[list[Any]] = [
        ["", "Target", "Rp", "Target", "Rp"],
        ["Cakupan (%)", 80, 1000, 85, 2000],
        ["Persentase selesai", 90, 1000, "185%", 2000],
    ]
    # As a workbook keeps cells that are one over several columns: the first says it, the others are empty.
    merged = [Heading(text) for text in ("Indikator", "Tahun 2019", "", "Tahun 2020", "")]
    pages = [Page("Catatan", [Heading("Perihal"), Heading("Isi")], [])]
    pages += [Page(office, merged, rows) for office in ("Dinas A", "Dinas B")]
    with path.open("wb") as stream:
        write_book(stream, pages)
    return path


def test_headings_of_two_rows_name_each_column(workbook: Path) -> None:
    columns = ("--value", "Tahun 2019 Target", "--value", "tahun 2020 target")
    answer = told("quality", workbook, *columns, "--series", "Indikator")
    found = [(one["sheet"], one["line"], one["rule"]) for one in answer["findings"]]
    assert found == [("Dinas A", 4, "range"), ("Dinas B", 4, "range")]
    assert (answer["n"], answer["notes"]) == (8, [])
    alone = told("quality", workbook, *columns, "--series", "Indikator", "--sheet", "dinas b")
    assert [one["sheet"] for one in alone["findings"]] == ["Dinas B"]
    ahead = told("forecast", workbook, *columns, "--where", "Indikator=Persentase selesai")
    assert "Lembar lain dengan kolom yang sama tidak dibaca: Dinas B" in ahead["notes"][0]


def test_a_heading_over_two_columns_is_never_read_in_silence(tmp_path: Path) -> None:
    file = table(tmp_path / "x.csv", "Nama,Tahun 2019,Tahun 2019", "A,1,2000", "B,3,4000")
    answer = told("quality", file, "--value", "Tahun 2019", "--series", "Nama")
    (said,) = answer["notes"]
    assert said.startswith("Judul “Tahun 2019” ada di kolom B, C; yang dibaca kolom B.")


def test_without_columns_they_are_recognised_and_named(workbook: Path, tmp_path: Path) -> None:
    answer = told("quality", workbook)
    assert answer["columns"]["value"] == ["Tahun 2019 Target", "Tahun 2020 Target"]
    assert answer["columns"]["series"] == ["Indikator"]
    assert answer["by_rule"] == {"range": 2}
    months = table(tmp_path / "y.csv", "Indikator,Tahun,Jan,Feb", "A,2024,1,2", "A,2025,3,4")
    answer = told("quality", months)
    assert (answer["columns"]["value"], answer["columns"]["time"]) == (["Jan", "Feb"], ["Tahun"])
    assert answer["n"] == 4
    assert "Tahun" in run("quality", months).stdout.splitlines()[0]


def test_a_folder_no_file_no_sheet_and_no_figures_are_a_sentence_each(
    workbook: Path, tmp_path: Path
) -> None:
    words = table(tmp_path / "z.csv", "a,b", "x,y")
    for asked, said in (
        ((tmp_path, "--value", "v"), "Ini folder: sebutkan satu berkas"),
        ((tmp_path / "none.csv", "--value", "v"), "Berkas ini tidak ada"),
        ((workbook, "--sheet", "Nol"), "lembarnya: Catatan, Dinas A, Dinas B"),
        ((words,), "sebutkan dengan --value. Kolomnya: a, b"),
        ((words, "--value", "b"), "waktu semua baris dengan --period"),
    ):
        done = run("quality", *asked)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        (b"", ("--time", "t", "--value", "v")),
        (b"%PDF-1.7", ("--time", "t", "--value", "v")),
        (b"\x1f\x8bbroken", ("--time", "t", "--value", "v")),
        (b"t,v\n1,2\n", ("--time", "nothing", "--value", "v")),
        (b"t,v\n1,2\n", ("--value", "v")),
        (b"t,v\n1,2\n", ("--time", "t", "--value", "v", "--where", "t")),
        (b"t,v\n1,2\n", ("--time", "t", "--value", "v", "--value", "t")),
        (b"t,v\n\n", ("--time", "t", "--value", "v", "--on", "tomorrow")),
    ],
)
def test_an_unusable_file_is_one_sentence(
    tmp_path: Path, content: bytes, asked: tuple[str, ...]
) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    done = run("quality", file, *asked)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_table_can_be_read_by_people(months: Path) -> None:
    shown = run("quality", months, "--time", "bulan", "--value", "nilai").stdout
    assert "52.2" in shown
    shown = run("forecast", months, "--time", "bulan", "--value", "nilai").stdout
    assert shown.splitlines()[0].split() == ["time", "mean", "low", "high"]


def test_no_settings_and_no_folder_are_needed(months: Path, tmp_path: Path) -> None:
    environment = {
        **{name: one for name, one in os.environ.items() if not name.startswith("DJANGO_")},
        "PAMONG_DATA": str(tmp_path / "none"),
        "DATABASE_URL": "nonsense",
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, "-m", "pamong.cli", "analytics", "quality", str(months)]
    done = subprocess.run(
        [*command, "--time", "bulan", "--value", "x"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "Kolom x tidak ada" in done.stderr
    assert not (tmp_path / "none").exists()


def test_what_stays_out_is_no_figure_and_a_row_without_an_indicator_no_series(
    tmp_path: Path,
) -> None:
    file = table(
        tmp_path / "rpjmd.csv",
        "indikator,program,target_2019,target_2020,target_2021",
        ",PROGRAM PENDIDIKAN,,,",
        "Angka partisipasi,PROGRAM PENDIDIKAN,90%,10000%,95%",
        "Angka partisipasi,PROGRAM PENDIDIKAN,91%,,95%",
    )
    columns = [part for year in (2019, 2020, 2021) for part in ("--value", f"target_{year}")]
    series = ("--series", "indikator", "--series", "program")
    answer = told("quality", file, *columns, *series)
    assert [one["line"] for one in answer["rejected"]] == [2, 3]
    assert "range" not in answer["by_rule"]
    assert not [one for one in answer["findings"] if 2 in one.get("lines", [])]
    said = [one["question"] for one in answer["findings"] if one["rule"] == "contradiction"]
    assert [one for one in said if "90; 91 (baris 3, 4)" in one], answer["findings"]
