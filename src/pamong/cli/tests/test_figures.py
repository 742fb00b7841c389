"""`pamong analytics quality` and `forecast`: files in, questions and forecasts out, whatever the file looks like."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pamong.cli.figures import analytics

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
    assert [one["line"] for one in answer["rejected"]] == [7, 8]
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


def test_too_short_a_series_is_said_and_not_guessed(tmp_path: Path) -> None:
    file = table(tmp_path / "x.csv", "t,v", "2022,5", "2023,6", "2024,")
    answer = told("forecast", file, "--time", "t", "--value", "v")
    assert answer["forecast"][0] == {"time": "2024", "mean": None, "low": None, "high": None}
    assert answer["backtest"]["coverage"] is None
    assert answer["reason"]


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
