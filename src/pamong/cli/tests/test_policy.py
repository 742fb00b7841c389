"""`pamong policy`: JSON lines in and out, in order; a bad line never stops the rest."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from pamong.cli.policy import policy
from pamong.policy.choose import pack_on
from pamong.policy.load import PACKS
from pamong.policy.tests.make import make_local, make_pack

YEAR = "id-permenpanrb-6-2022"
GOOD = '{"level": "Ahli Pertama", "predicate": "Baik", "months": 2}'


def run(*arguments: str, lines: str | bytes = "") -> Result:
    return CliRunner().invoke(policy, list(arguments), input=lines)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line, parse_float=Decimal) for line in result.stdout.splitlines()]


def test_a_line_in_gives_a_line_out_with_value_reasons_and_open_clauses() -> None:
    result = run("eval", "credit", lines=GOOD + "\n")
    (answer,) = answers(result)
    assert result.exit_code == 0
    assert answer["ok"] is True
    assert answer["value"]["credit"] == Decimal("2.08")
    assert str(answer["value"]["exact"]).startswith("2.083333333")
    assert {"step", "inputs", "citation"} <= set(answer["because"][0])
    assert answer["unconfirmed"] == []


def test_bad_lines_are_told_in_their_place_and_do_not_stop_the_rest() -> None:
    bad: list[str | bytes] = [
        "",
        "not json",
        "[1]",
        '{"level": NaN}',
        '{"level": 1, "level": 2}',
        '{"level": "mahir", "predicate": "baik", "months": 1' + "0" * 5000 + "}",
        "[" * 100_000,
        b'{"level": "\xff"}',
        '{"level": "\\ud800", "predicate": "baik"}',
    ]
    lines = b"".join(
        (line.encode() if isinstance(line, str) else line) + b"\n" + GOOD.encode() + b"\r\n"
        for line in bad
    )
    result = run("eval", "credit", "--no-because", lines=b"\xef\xbb\xbf" + lines[1:])
    found = answers(result)
    assert result.exit_code == 1
    assert found[0]["ok"] is True
    assert [answer["ok"] for answer in found[1:]] == [False, True] * (len(bad) - 1)
    assert all(answer["error"] for answer in found if not answer["ok"])
    assert "because" not in found[0]


def test_asking_for_json_changes_nothing() -> None:
    assert (
        run("eval", "credit", "--json", lines=GOOD).output
        == run("eval", "credit", lines=GOOD).output
    )


def test_nothing_in_is_nothing_out() -> None:
    result = run("eval", "credit")
    assert (result.exit_code, result.output) == (0, "")


def test_many_lines_stay_in_order() -> None:
    lines = "".join(f'{{"target": 1, "actual": {n}}}\n' for n in range(2500))
    found = answers(run("eval", "attainment", "--no-because", lines=lines))
    assert [answer["value"]["uncapped"] for answer in found] == [100 * n for n in range(2500)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["eval", "horoscope"], "horoscope: no pack has this rule; expected one of .*predicate"),
        (["eval", "kredit_year"], "no pack has this rule; expected one of credit_year"),
        (["eval", "credit", "--pack", "x"], f"x: expected one of .*{YEAR}"),
        (["eval", "horoscope", "--pack", YEAR], f"{YEAR}: expected one of .*predicate"),
        (["eval", "credit", "--on", "today"], "--on: expected a day as YYYY-MM-DD, got today"),
        (["eval", "credit", "--on", "2022-06-01"], "credit: no pack holds on 2022-06-01"),
        (["eval", "credit", "--on", "2022-06-01", "--pack", YEAR], "no pack holds on 2022-06-01"),
        (["check", "/no/such/folder"], "/no/such/folder: expected a folder"),
    ],
)
def test_a_wrong_command_is_one_sentence_and_status_2(arguments: list[str], sentence: str) -> None:
    result = run(*arguments, lines=GOOD)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.search(sentence, result.stderr)


def test_the_day_chooses_the_pack_and_what_is_due() -> None:
    line = '{"direction": "milestone", "target": "2026-06-30"}\n'
    before = run("eval", "attainment", "--on", "2026-06-30", lines=line)
    after = run("eval", "attainment", "--on", "2026-07-01", lines=line)
    assert answers(before)[0]["value"]["attainment"] is None
    assert answers(after)[0]["value"]["attainment"] == 0


def test_a_pack_of_ones_own_is_named_by_its_folder(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "t")
    result = run("eval", "scaled", "--pack", str(folder), lines='{"value": 1.2}')
    assert answers(result)[0]["value"] == {"scaled": 3, "label": "Low", "price": 1}
    assert answers(result)[0]["unconfirmed"] == ["prices.low"]


def test_rules_are_listed_with_their_inputs() -> None:
    found: list[dict[str, Any]] = json.loads(run("rules", "--json").stdout)
    credit = next(schema for schema in found if schema["rule"] == "credit")
    assert credit["inputs"]["months"]["to"] == 12
    assert credit["from"] == "2023-01-01"
    table = run("rules").output
    assert "credit  id-permenpanrb-6-2022, from 2023-01-01" in table
    assert "months?: integer" in table


def test_a_good_pack_is_in_order(tmp_path: Path) -> None:
    assert run("check", str(PACKS / YEAR)).output == f"{YEAR}: in order\n"
    result = run("check", str(make_local(tmp_path / "agency", "")), "--json")
    assert answers(result) == [{"ok": True, "pack": "agency", "problems": []}]


def test_a_broken_pack_is_refused_with_file_key_and_what_was_expected(tmp_path: Path) -> None:
    folder = make_local(tmp_path / "agency", "[number.objection_days]\nvalue = 'x'")
    result = run("check", str(folder))
    assert result.exit_code == 1
    assert result.output == "rules.toml: number.objection_days.value: expected a number\n"


def test_open_clauses_are_listed() -> None:
    names = [clause["clause"] for clause in json.loads(run("unconfirmed", "--json").output)]
    assert {"row_bands", "distribution_pattern.rounds"} <= set(names)
    assert "row_bands  (" in run("unconfirmed").output
    lines = run("unconfirmed").output.splitlines()
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("command", ["eval", "rules", "check", "unconfirmed"])
def test_help_shows_an_example(command: str) -> None:
    assert isinstance(policy, click.Group)
    assert "pamong policy " in run(command, "--help").output.split("Example:")[1]


def test_the_kind_of_employee_chooses_the_law() -> None:
    score = '{"results_score": 80, "behaviour_score": 80}\n'
    day = ("eval", "predicate", "--on", "2021-08-01")
    assert run(*day, "--employee", "pns", lines=score).exit_code == 0
    assert run(*day, "--employee", "PNS", lines=score).exit_code == 0
    refused = run(*day, "--employee", "pppk", lines=score)
    assert refused.exit_code == 2
    only = "no pack holds on 2021-08-01 for pppk, only id-permenpanrb-6-2022 (from 2022-01-01)"
    assert f"{only}\n" in refused.stderr
    unknown = run(*day, "--employee", "guru", lines=score)
    assert "--employee: expected one of cpns, pns, pppk, pppk_paruh_waktu" in unknown.stderr


@pytest.mark.parametrize(
    ("kind", "day", "pack"),
    [
        ("cpns", "2020-06-30", "id-pp-46-2011"),
        ("cpns", "2021-08-01", "id-permenpanrb-8-2021"),
        ("CPNS", "2026-01-01", "id-permenpanrb-6-2022"),
        ("pppk_paruh_waktu", "2026-01-01", "id-permenpanrb-6-2022"),
    ],
)
def test_probation_and_part_time_have_the_law_of_their_kind(kind: str, day: str, pack: str) -> None:
    found = run("eval", "predicate", "--on", day, "--employee", kind, lines="")
    assert found.exit_code == 0
    holding = pack_on("predicate", date.fromisoformat(day), employee=kind.casefold())
    assert holding.id == pack


def test_part_time_has_no_law_before_2022() -> None:
    early = ("eval", "predicate", "--on", "2021-08-01", "--employee", "pppk_paruh_waktu")
    refused = run(*early, lines="")
    assert refused.exit_code == 2
    assert "no pack holds on 2021-08-01 for pppk_paruh_waktu" in refused.stderr
