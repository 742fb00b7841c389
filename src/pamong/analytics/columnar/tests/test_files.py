"""`pamong policy columns`: a file in, the same file with its answers out."""

from __future__ import annotations

import csv
from pathlib import Path

from click.testing import CliRunner, Result

from pamong.cli.policy import policy


def run(*arguments: object) -> Result:
    return CliRunner().invoke(policy, ["columns", *map(str, arguments)])


def test_every_row_comes_back_with_its_answer_in_order(tmp_path: Path) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_text(
        "results,behaviour\nDi atas ekspektasi,SESUAI EKSPEKTASI\nhebat,sesuai_ekspektasi\n"
    )
    done = run("predicate", given, "--out", out, "--on", "2024-01-01")
    assert done.exit_code == 1
    assert "2 rows, 1 refused" in done.stdout
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert [(row["predicate"], row["label"], row["problem"]) for row in rows] == [
        ("baik", "Baik", ""),
        ("", "", "results"),
    ]


def test_the_day_chooses_the_law_and_open_clauses_are_named(tmp_path: Path) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.parquet"
    given.write_text("results_score,behaviour_score\n90.5,90.5\n")
    done = run("predicate", given, "--out", out, "--on", "2019-12-31")
    assert done.exit_code == 0
    assert "predicate_bands.baik" in done.stdout
    assert out.exists()


def test_a_file_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    given = tmp_path / "in.csv"
    given.write_text("results\nx\n")
    assert (
        "behaviour: expected a column"
        in run("predicate", given, "--out", tmp_path / "o.csv").stderr
    )
    assert run("predicate", given, "--out", tmp_path / "o.doc").exit_code == 2
    assert (
        "expected a file"
        in run("predicate", tmp_path / "no.csv", "--out", tmp_path / "o.csv").stderr
    )


def test_a_survey_is_a_list_in_a_cell(tmp_path: Path) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_text(
        "answers,weight\n"
        '"[[4, 3, null], [3, 3, null]]",\n'
        '"[[4, 4, 4, 4, 4, 4, 4, 4, 4]]",printed\n'
        '"[[4, 3], [3]]",exact\n'
        "4,exact\n"
    )
    done = run("satisfaction", given, "--out", out)
    assert "4 rows, 2 refused" in done.stdout
    assert "elements_may_be_left_out" in done.stdout
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert [(row["converted"], row["grade"], row["problem"]) for row in rows] == [
        ("81.25", "B", ""),
        ("99.00", "A", ""),
        ("", "", "answers"),
        ("", "", "answers"),
    ]
    assert rows[0]["nrr"] == "[3.5000, 3.0000, NULL]"


def test_an_answer_named_like_an_input_is_told_apart(tmp_path: Path) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_text("converted\n88.305\n64.99\n")
    assert run("satisfaction_grade", given, "--out", out).exit_code == 0
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert [(row["converted"], row["answer_converted"], row["grade"]) for row in rows] == [
        ("88.305", "88.31", "A"),
        ("64.99", "64.99", "D"),
    ]


def test_two_columns_of_lists_give_the_gaps(tmp_path: Path) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_text('reached,required,use\n"[3, 2, 4]","[3, 3, 3]",structural\n')
    assert run("job_person_match", given, "--out", out).exit_code == 0
    (row,) = csv.DictReader(out.read_text().splitlines())
    assert (row["percent"], row["capped_percent"]) == ("100.00", "88.89")
    assert row["gaps"] == "[0.00, -1.00, 1.00]"
