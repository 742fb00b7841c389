"""`pamong import people`: the last line, the exit code, what is said, and for whom."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pamong.cli.imports import imports
from pamong.people.importing.parsing import read_people_file
from pamong.people.importing.tests.files import NIPS, csv_file, xlsx_file
from pamong.people.models import Agency, Employee
from pamong.people.tests.make import make_agency
from pamong.people.tests.world import World

GOOD = (NIPS[0], "Ani", "Analis", "U1", "Dinas", "")
BAD = ("1.97E+17", "Budi", "Analis", "U1", "Dinas", "")


@pytest.fixture
def agency(db: None) -> Agency:
    return make_agency(code="uji", name="Kabupaten Uji")


def pamong_import(folder: Path, *rows: Any, options: tuple[str, ...] = ()) -> Result:
    path = folder / "people.csv"
    path.write_bytes(csv_file(*rows).getvalue())
    return CliRunner().invoke(imports, ["people", str(path), *options])


def last(result: Result) -> str:
    return result.stdout.splitlines()[-1]


def test_the_last_line_counts_and_a_clean_run_ends_with_0(agency: Agency, tmp_path: Path) -> None:
    result = pamong_import(tmp_path, GOOD)
    assert (last(result), result.exit_code) == ("added 1, changed 0, unchanged 0, rejected 0", 0)
    assert last(pamong_import(tmp_path, GOOD)) == "added 0, changed 0, unchanged 1, rejected 0"


def test_a_dry_run_lists_what_would_be_made_and_writes_nothing(
    agency: Agency, tmp_path: Path
) -> None:
    result = pamong_import(tmp_path, GOOD, BAD, options=("--dry-run",))
    assert (last(result), result.exit_code) == ("added 1, changed 0, unchanged 0, rejected 1", 1)
    for words in ("new unit: U1 Dinas", "new position: Analis", "added: line 2: Ani", "line 3"):
        assert words in result.stdout
    assert not Employee.objects.exists()


def test_a_dry_run_names_the_acting_post_beside_the_own_one(agency: Agency, tmp_path: Path) -> None:
    acting = (NIPS[0], "Ani", "Plt. Kepala Dinas", "U1", "Dinas", "")
    dry = ("--dry-run",)
    told = "Plt. Kepala Dinas, Dinas, sejak"
    assert (
        f"added: line 2: Ani; {told}" in pamong_import(tmp_path, GOOD, acting, options=dry).stdout
    )
    pamong_import(tmp_path, GOOD)
    shown = pamong_import(tmp_path, GOOD, acting, options=dry).stdout
    assert f"Plt. atau Plh.: – → {told}" in shown
    pamong_import(tmp_path, GOOD, acting)
    assert "Plt." not in pamong_import(tmp_path, GOOD, acting, options=dry).stdout


def test_a_rejected_row_holds_all_back_unless_partial(agency: Agency, tmp_path: Path) -> None:
    result = pamong_import(tmp_path, GOOD, BAD)
    assert (last(result), result.exit_code) == ("added 0, changed 0, unchanged 0, rejected 1", 1)
    assert not Employee.objects.exists()
    paper = tmp_path / "rejected.xlsx"
    options = ("--partial", "--rejected", str(paper))
    result = pamong_import(tmp_path, GOOD, BAD, options=options)
    assert (last(result), result.exit_code) == ("added 1, changed 0, unchanged 0, rejected 1", 1)
    with paper.open("rb") as stream:
        again = read_people_file(stream)
    assert [row.line for row in again.rejected] == [2]


def test_an_unusable_file_is_one_sentence_and_ends_with_2(agency: Agency, tmp_path: Path) -> None:
    for data in (b"", b"PK\x03\x04broken", b"a;b\n1;2\n"):
        path = tmp_path / "people.xlsx"
        path.write_bytes(data)
        result = CliRunner().invoke(imports, ["people", str(path)])
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert CliRunner().invoke(imports, ["people", str(tmp_path / "none")]).exit_code == 2


def test_several_agencies_need_a_name(world: World, tmp_path: Path) -> None:
    assert pamong_import(tmp_path, GOOD).exit_code == 2
    assert pamong_import(tmp_path, GOOD, options=("--agency", "wanasari")).exit_code == 0
    assert pamong_import(tmp_path, GOOD, options=("--agency", "none")).exit_code == 2


def test_one_imports_in_an_accounts_name(world: World, tmp_path: Path) -> None:
    options = ("--agency", "wanasari", "--as")
    assert pamong_import(tmp_path, GOOD, options=(*options, world.sari.nip)).exit_code == 2
    assert pamong_import(tmp_path, GOOD, options=(*options, "nobody")).exit_code == 2
    assert pamong_import(tmp_path, GOOD, options=(*options, world.dewi.nip)).exit_code == 0


def test_a_workbook_is_read_like_text(agency: Agency, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(xlsx_file(GOOD).getvalue())
    result = CliRunner().invoke(imports, ["people", str(path)])
    assert last(result) == "added 1, changed 0, unchanged 0, rejected 0"


def test_a_dry_run_asks_about_a_near_unit_and_takes_the_answer(
    world: World, tmp_path: Path
) -> None:
    row = (NIPS[0], "Ani", "Analis", "", "Dinas Kesehatn", "")
    given = ("--agency", "wanasari", "--dry-run")
    asked = pamong_import(tmp_path, row, options=given)
    assert "new unit: DINAS-KESEHATN Dinas Kesehatn" in asked.stdout
    answer = f"DINAS-KESEHATN={world.health.code}"
    assert f"Dinas Kesehatan? then: --unit {answer}" in asked.stdout
    assert "Dinas Kesehatn. Maksudnya Dinas Kesehatan?" in asked.stdout
    told = pamong_import(tmp_path, row, options=(*given, "--unit", answer))
    assert "new unit" not in told.stdout
    wrong = pamong_import(tmp_path, row, options=(*given, "--unit", "X=NOWHERE"))
    assert wrong.exit_code == 2
    assert "write NEW=CODE" in wrong.stderr
