"""The committed data: whole, as its page of origin says, and fit for every job."""

import hashlib
import re
from datetime import date

import pytest

from pamong.demo.files import FOLDER, cascade_files, rows, table
from pamong.demo.library import families, family_of
from pamong.demo.seats import Chart
from pamong.performance.cascade.sheet import offices_in
from pamong.performance.rules import pack_on

ORIGIN = (FOLDER / "ORIGIN.md").read_text(encoding="utf-8")
LISTED = re.findall(r"^\| ([\w.]+) \|.*\| ([0-9a-f]{64}) \|$", ORIGIN, re.MULTILINE)


@pytest.mark.parametrize(("name", "digest"), LISTED)
def test_each_file_is_the_one_whose_origin_is_told(name: str, digest: str) -> None:
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_every_file_has_its_origin() -> None:
    there = {path.name for path in FOLDER.iterdir() if path.is_file()} - {"ORIGIN.md"}
    assert there == {name for name, _digest in LISTED}


def test_the_data_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 250_000


def test_the_offices_are_those_of_the_planning_table() -> None:
    named = {name.casefold() for name in offices_in(cascade_files()[0])}
    assert {row["name"].casefold() for row in rows("offices")} == named


def test_every_job_has_results_to_owe_and_days_to_fill() -> None:
    for seat in Chart(2000).build():
        if seat.job:
            assert len(family_of(seat.job).results) >= 3
            assert family_of(seat.job).days


def test_every_mark_and_value_is_one_of_the_rule_pack(today: date) -> None:
    scales = pack_on(today, local=()).scales
    marks = {*scales["aspect"].codes, *scales["perspective"].codes}
    for family in families().values():
        assert {line.mark for result in family.results for line in result.indicators} <= marks
    words = table("words")
    assert set(words["perspectives"]) == set(scales["perspective"].codes)
    assert set(words["marks"]) == marks
    agreed = table("agreements")
    for work in (*agreed["works"], "office"):
        assert set(agreed[work]["annexes"]) == set(scales["annex"].codes)
        assert set(agreed[work]["expectations"]) == set(scales["behaviour_value"].codes)
    assert set(words["levels"]) <= set(scales["organisation"].codes)
    assert words["texts"]["approach"] in scales["approach"].codes
