"""The yearly report as a text to edit: all that the PDF says, in the styles of Word, the same bytes each time."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from pamong.analytics.annual.issuing import text_of_report
from pamong.analytics.annual.papers import ANNUAL_REPORT
from pamong.analytics.annual.tests.make import bare_report, opened_report
from pamong.analytics.engines.opening import DuckDB
from pamong.analytics.models import AnnualText
from pamong.analytics.snapshot.sources import SOURCES
from pamong.documents import blocks, editable
from pamong.documents.unsealed import Unsealed
from pamong.people.tests.world import World

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = ("text", "label", "items", "columns", "rows")  # of a block that somebody reads
CELLS = ("heading", "lines", "origin", "unconfirmed", "blocks")


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def said_in(value: Any) -> Iterator[str]:
    """Every text of a content that somebody reads."""
    if isinstance(value, str):
        yield from (line for line in value.split("\n") if line.strip())
    elif isinstance(value, dict):
        for name in (*PARTS, *CELLS):
            yield from said_in(value.get(name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from said_in(one)


def parts_of(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def body_of(made: bytes) -> ET.Element:
    return ET.fromstring(parts_of(made)["word/document.xml"])


def lines_of(body: ET.Element) -> list[str]:
    return ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in body.iter(f"{W}p")]


def test_the_text_to_edit_says_all_that_the_pdf_says_and_is_the_same_bytes_again(
    world: World,
) -> None:
    report = opened_report(world)
    AnnualText.objects.create(
        report=report, section="isu", text="Stunting\nAir bersih & gizi <3", written_on=world.day
    )
    (made, name), (again, _name) = text_of_report(report), text_of_report(report)
    assert made == again
    assert name == "Laporan kinerja instansi 2025 Kabupaten Wanasari"
    writing = ANNUAL_REPORT.one(str(report.uuid))
    assert writing
    lines = lines_of(body_of(made))
    whole = "\n".join(lines)
    wanted = list(said_in(writing.content))
    assert "90,00%" in wanted
    assert [said for said in wanted if said not in lines and said not in whole] == []
    assert {"Stunting", "Air bersih & gizi <3"} <= set(lines)


def test_headings_tables_captions_and_contents_are_those_of_word(world: World) -> None:
    made, _name = text_of_report(opened_report(world))
    parts, body = parts_of(made), body_of(made)
    styles = [one.get(f"{W}val") for one in body.iter(f"{W}pStyle")]
    assert {"Heading1", "Heading2", "Heading3", "Caption", "ListBullet"} <= set(styles)
    asked = [one.text for one in body.iter(f"{W}instrText")]
    assert any("TOC" in str(one) for one in asked)
    assert any("SEQ Gambar" in str(one) for one in asked)
    tables = list(body.iter(f"{W}tbl"))
    captions = sum("SEQ Tabel" in str(one) for one in asked)
    assert (
        len(list(body.iter(f"{W}tblHeader"))) == captions == len(tables) - 1
    )  # one is of those who sign
    begun = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    assert begun.count("begin") == begun.count("end") == begun.count("separate")
    (picture,) = (one for one in body.iter() if one.tag.endswith("}docPr"))
    assert "90,00%" in picture.get("descr", "")
    assert any(name.startswith("word/media/") for name in parts)
    assert b'w:val="id-ID"' in parts["word/styles.xml"]
    core = parts["docProps/core.xml"].decode()
    assert "Kabupaten Wanasari" in core
    assert "2026-11-25T12:00:00Z" in core
    assert "PAGE" in parts["word/footer1.xml"].decode()
    assert "DRAF" in parts["word/header1.xml"].decode()
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(part)


def test_what_no_file_holds_is_shown_as_such_and_names_may_be_long() -> None:
    odd = "\x00\ufffe\ud800".replace("\ud800", "") + "😀" + "W" * 300
    content = {
        "heading": odd,
        "lines": [odd],
        "origin": odd,
        "blocks": [
            blocks.section(odd),
            blocks.table(
                [blocks.column(odd), blocks.column("Nilai", 2, blocks.RIGHT)], [[odd, odd]]
            ),
            blocks.chart("gone", odd, odd, {"not": "a drawing"}),
        ],
    }
    from pamong.documents.word_files import word_file

    told = Unsealed(odd, odd, content, made_on=date(2026, 1, 1), mark="x")
    made = word_file(told, {}, editable.words())
    assert any("😀" in line for line in lines_of(body_of(made)))


def test_where_nothing_writes_such_files_the_page_says_what_is_missing(
    world: World, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"/reports/yearly/{bare_report(world).uuid}/text"
    client = as_("dewi")
    made = client.get(url)
    assert made.headers["Content-Type"].endswith("wordprocessingml.document")
    assert ".docx" in made.headers["Content-Disposition"]
    monkeypatch.setattr(editable, "WRITER", "nothing_of_that_name")
    page = client.get(url, follow=True)
    assert page.status_code == 200
    assert "python-docx belum terpasang" in page.content.decode()
    assert as_("sari").get(url).status_code == 404


def test_the_report_asks_a_snapshot_for_nothing_that_tells_of_people(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is read of one by one is in none of its tables, so nobody can be counted out of what it says."""
    asked: set[str] = set()
    lay = DuckDB.lay

    def noted(self: DuckDB, name: str, files: Any) -> None:
        asked.add(name)
        lay(self, name, files)

    monkeypatch.setattr(DuckDB, "lay", noted)
    opened_report(world)
    of_people = {name for name, source in SOURCES.items() if source.person}
    assert {"plans", "evaluations", "steps"} <= of_people
    assert asked
    assert not asked & of_people
