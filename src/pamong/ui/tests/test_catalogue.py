"""The living catalogue shows every component, in both languages, within the weight of a first visit."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest

from pamong.ui import figures, grids, months
from pamong.ui.templatetags.ui import BLOCKS, TAGS

STATIC = Path(__file__).parents[1] / "static" / "ui"
TEMPLATE = Path(__file__).parents[1] / "templates" / "ui" / "catalogue.html"
FIRST_VISIT, AIM, OWN_SCRIPT, SCRIPT_LINES = 100_000, 60_000, 15_000, 200
# Written by the frame, or part of another component.
ELSEWHERE = {"filled", "notes", "tools", "head", "scripts", "mark", "search_box", "unread", "words"}


def zipped(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_every_component_stands_in_the_catalogue() -> None:
    source = TEMPLATE.read_text(encoding="utf-8")
    absent = {name for name in [*BLOCKS, *TAGS] if f"{{% {name}" not in source}
    assert absent <= ELSEWHERE


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Katalog komponen"), ("en", "Catalogue of components")]
)
def test_the_catalogue_is_drawn_in_both_languages(as_: Any, language: str, words: str) -> None:
    client = as_("sari")
    client.cookies["pamong_language"] = language
    html = client.get("/ui/").content.decode()
    assert words in html
    assert f'<html lang="{language}">' in html


def test_pages_hold_nothing_that_the_content_policy_refuses(as_: Any) -> None:
    html = as_("sari").get("/ui/").content.decode()
    assert " style=" not in html
    assert not re.search(r"\son\w+=", html)
    assert not re.search(r"<script(?![^>]*src=)", html)
    assert "data:image" not in html
    for css in STATIC.rglob("*.css"):
        assert "data:" not in css.read_text(encoding="utf-8").replace("data:;", ""), css


def test_no_name_is_used_twice_as_an_anchor_in_the_frame(as_: Any) -> None:
    html = as_("sari").get("/tidak-ada").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_first_visit_is_light(as_: Any) -> None:
    html = as_("sari").get("/ui/").content
    files = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"}]
    weight = zipped(*files) + len(gzip.compress(html, 6))
    assert weight <= FIRST_VISIT
    assert weight <= AIM, f"{weight} bytes: over the aim"


def test_our_own_script_stays_small() -> None:
    own = list(STATIC.glob("*.js"))
    assert zipped(*own) <= OWN_SCRIPT
    for path in own:
        assert path.read_text(encoding="utf-8").count("\n") <= SCRIPT_LINES, path


def test_a_grid_escapes_what_people_typed() -> None:
    evil = "</textarea><script>"
    html = grids.grid(
        grids.Grid(
            [grids.GridColumn(evil, evil)],
            [grids.GridRow(evil, [grids.GridCell(evil, evil, evil)], [evil], evil)],
            evil,
            totals=[evil],
        )
    )
    assert "<script>" not in html
    assert figures.quad(figures.Quad([evil], [(evil, [evil])], evil)).count("<script>") == 0
    assert figures.distribution([figures.Share(evil, 1, 1, evil)], 0).count("<script>") == 0
    assert months.month([]) == ""


def test_the_catalogue_has_its_english(as_: Any) -> None:
    client = as_("sari")
    client.cookies["pamong_language"] = "en"
    html = client.get("/ui/").content.decode()
    for word in ("boleh kosong", "Saran<", "oleh ", "Belum ", "sudah lengkap", ">Cari<"):
        assert word not in html
