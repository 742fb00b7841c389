"""`pamong reports`: the yearly report and the monthly brief into a file, or one sentence why not."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pamong.access.clock import now
from pamong.analytics.annual.tests.make import YEAR, bare_report
from pamong.analytics.snapshot.making import make_snapshot
from pamong.cli.reports import reports
from pamong.people.tests.world import World


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.DATA, settings.ANALYTICS = tmp_path, ""


def test_both_reports_are_written_in_both_forms(world: World, tmp_path: Path) -> None:
    code = world.agency.code
    bare_report(world)
    make_snapshot(world.agency, day=world.day, clock=now)
    for name, began in (("a.pdf", b"%PDF"), ("a.docx", b"PK")):
        for asked in (("yearly", "--year", str(YEAR)), ("brief", "--month", "2026-10")):
            out = tmp_path / name
            told = CliRunner().invoke(reports, [*asked, "--out", str(out), "--agency", code])
            assert told.exit_code == 0, told.output
            assert "snapshot" in told.output
            assert out.read_bytes().startswith(began)


def test_what_cannot_be_written_is_one_sentence_and_no_file(world: World, tmp_path: Path) -> None:
    code = world.agency.code
    out = str(tmp_path / "a.pdf")
    for asked, said in (
        (("yearly", "--year", "2020", "--out", out), "no report of 2020"),
        (("yearly", "--year", "2020", "--out", f"{out}.txt"), ".pdf or .docx"),
        (("brief", "--out", out), "no snapshot yet"),
    ):
        told = CliRunner().invoke(reports, [*asked, "--agency", code])
        assert (told.exit_code, said in told.output) == (2, True), told.output
    make_snapshot(world.agency, day=world.day, clock=now)
    for more, said in (
        (("--month", "2027-01"), "a month that has begun"),
        (("--unit", "NONE"), "no unit NONE"),
        (("--as", world.account("sari").sign_in_name), "may not read the figures"),
    ):
        told = CliRunner().invoke(reports, ["brief", "--out", out, "--agency", code, *more])
        assert (told.exit_code, said in told.output) == (2, True), told.output
    assert not Path(out).exists()
