"""Charts: what a specification says, what becomes of a drawing, and how a page shows it."""

import json
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from pamong.ui.catalogue_charts import sample_charts
from pamong.ui.charts import drawing, store
from pamong.ui.charts.drawing import NoDrawing, digest_of, svg_of, tidied
from pamong.ui.charts.framing import NARROW, WIDE
from pamong.ui.charts.showing import figure
from pamong.ui.charts.specs import Bar, Dot, bars, dots
from pamong.ui.charts.trends import Aim, Point, trend
from pamong.ui.tables import Column, Table

EVIL = "</text><script>alert('x')</script>\"]; \u2028 \x00"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def rows_of(spec: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = spec["data"]["values"]
    return found


def test_a_bar_without_a_value_has_only_its_words() -> None:
    spec = bars(
        [Bar("Dinas", Decimal("92.5"), "92,5%"), Bar("Badan", None, "belum ada")], width=WIDE
    )
    assert [(row["value"], row["said"]) for row in rows_of(spec)] == [
        (92.5, "92,5%"),
        (0, "belum ada"),
    ]
    assert [row["words"] for row in rows_of(spec)] == ["Dinas: 92,5%", "Badan: belum ada"]


def test_two_bars_of_one_name_stay_two_and_names_are_whole() -> None:
    name = "Kepala Bidang Pembinaan Pendidikan Anak Usia Dini dan Pendidikan Nonformal"
    given = [Bar(name, 1, "1"), Bar(name, 2, "2")]
    narrow = rows_of(bars(given, width=NARROW))
    assert [row["n"] for row in narrow] == [0, 1]
    assert [f"{row['name1']} {row['name0']}" for row in narrow] == [name, name], "above its bar"
    spec = bars(given, width=WIDE)
    said = spec["encoding"]["y"]["axis"]["labelExpr"].removesuffix("[datum.value]")
    assert [" ".join(lines) for lines in json.loads(said)] == [name, name]


@pytest.mark.parametrize(("count", "drawn"), [(1, 1), (3, 3), (12, 12), (40, 12)])
def test_on_a_screen_the_first_bars_are_drawn_that_have_room(count: int, drawn: int) -> None:
    spec = bars([Bar(f"Dinas {n}", n, str(n)) for n in range(count)], width=440, height=350)
    assert [row["words"] for row in rows_of(spec)] == [f"Dinas {n}: {n}" for n in range(drawn)]
    assert drawn * spec["height"]["step"] <= 350
    assert bars([], width=440, height=350)["data"]["values"] == []


def test_no_bars_make_a_drawing_too() -> None:
    for spec in (
        bars([], width=WIDE),
        trend([], width=WIDE),
        dots([], width=WIDE, across="", up=""),
    ):
        ET.fromstring(svg_of(spec))


def test_what_is_expected_is_dashed_and_joins_the_last_measured_point() -> None:
    known = [Point("1", Decimal(4), "4"), Point("2", None), Point("3", Decimal(6), "6")]
    spec = trend(
        [*known, Point("4", Decimal(7), "7", Decimal(5), Decimal(9), is_expected=True)], width=WIDE
    )
    dashed = [layer for layer in spec["layer"] if "strokeDash" in layer["mark"]]
    assert [layer["transform"] for layer in dashed] == [
        [{"filter": "datum.expected || datum.n == 2"}]
    ]
    assert rows_of(spec)[1]["value"] is None, "a gap, never nought"
    svg = svg_of(spec)
    assert 'stroke-dasharray="6,4"' in svg
    assert svg.count("<title>") == 4 - 1, "each point that is there is said"


def of_years(*values: int, odd: int = -1) -> list[Point]:
    return [
        Point(f"triwulan {n % 4 + 1} {2020 + n // 4}", value, f"{value}.000", is_odd=n == odd)
        for n, value in enumerate(values)
    ]


def test_names_below_a_line_keep_their_words_whole_however_many_there_are() -> None:
    spec = trend(of_years(*range(24)), width=NARROW)
    axis = spec["layer"][0]["encoding"]["x"]["axis"]
    lines = json.loads(axis["labelExpr"].removesuffix("[datum.value]"))
    assert {word for one in lines for line in one for word in line.split()} <= {
        "triwulan",
        *"1234",
        *map(str, range(2020, 2026)),
    }
    assert axis["values"][0] == 23, "the last is named"
    assert len(axis["values"]) < 6


def test_where_numbers_would_run_into_each_other_those_that_stand_out_are_written() -> None:
    wide = rows_of(trend(of_years(1, 2, 3), width=WIDE))
    assert [row["said"] for row in wide] == ["1.000", "2.000", "3.000"]
    many = rows_of(trend(of_years(*range(24), odd=7), width=NARROW))
    assert [row["said"] for row in many if row["said"]] == ["7.000", "23.000"]
    assert [row["n"] for row in many if row["marked"]] == [7]
    assert many[3]["words"] == "triwulan 4 2020: 3.000", "each is said to who does not see it"


def test_limits_stand_across_the_line_with_their_words() -> None:
    spec = trend(of_years(4, 5, 6), width=WIDE, limits=[Aim(Decimal(9), "batas atas 9")])
    assert ">batas atas 9<" in svg_of(spec)


def test_what_was_to_be_reached_by_a_moment_is_a_short_line_and_no_number_hides_it() -> None:
    points = [
        Point("1", Decimal(4), "4", aim=Decimal(5)),
        Point("2", Decimal(9), "9", aim=Decimal(8)),
    ]
    spec = trend(points, width=WIDE)
    assert [row["below"] for row in rows_of(spec)] == [True, False]
    ET.fromstring(svg_of(spec))
    assert not any(
        layer["mark"].get("type") == "tick" for layer in trend(of_years(1), width=WIDE)["layer"]
    )


@pytest.mark.parametrize(("width", "first"), [(WIDE, 3), (NARROW, 1), (WIDE, 0)])
def test_a_line_for_some_moments_has_its_words_before_it_where_there_is_room(
    width: int, first: int
) -> None:
    target = Aim(Decimal(5), "Target 2026: 5 orang per kelompok", first, 3)
    spec = trend(of_years(1, 2, 3, 4), width=width, target=target)
    rule, words, *_others = spec["layer"][-1]["layer"]
    assert rule["encoding"]["x2"] == {"field": "last", "bandPosition": 1}
    assert words["mark"]["align"] == ("right" if first == 3 else "left")
    svg = svg_of(spec)
    assert "Target 2026" in svg


def test_names_from_people_stay_text() -> None:
    svg = svg_of(bars([Bar(EVIL, 3, EVIL, url="/x?a=1&b=2")], width=NARROW), EVIL)
    assert "<script" not in svg
    assert "javascript" not in svg_of(
        bars([Bar("a", 3, "3", url="javascript:alert(1)")], width=WIDE)
    )


def test_no_character_ends_the_process_that_draws() -> None:
    for first in (*range(0, 0x300, 0x80), 0x2000, 0xD7C0, 0xFDC0, 0xFF80, 0x1F400, 0xFFFC0):
        text = "".join(map(chr, range(first, first + 0x80)))
        shown = [Bar(text, 3, text, url=f"/{text}")]
        ET.fromstring(svg_of(bars(shown, width=NARROW), text))
        ET.fromstring(svg_of(trend([Point(text, Decimal(1), text)], width=NARROW), text))


def test_links_lead_to_our_own_pages_alone_and_say_where() -> None:
    shown = [
        Bar("Dinas", 3, "3", url="/capaian?unit=1&year=2026"),
        Bar("Lain", 2, "2", url="?unit=2"),
    ]
    away = [
        Bar("Luar", 1, "1", url="https://example.com/"),
        Bar("Sini", 1, "1", url="//example.com/x"),
    ]
    svg = svg_of(bars([*shown, *away], width=WIDE), "Capaian")
    assert 'href="/capaian?unit=1&amp;year=2026" aria-label="Dinas: 3"' in svg
    assert 'href="?unit=2"' in svg
    assert "example.com" not in svg
    assert svg.startswith('<svg role="group" aria-label="Capaian"')
    assert svg_of(bars([Bar("a", 1, "1")], width=WIDE), "b").startswith(
        '<svg role="img" aria-label="b"'
    )


def test_a_drawing_holds_nothing_that_the_policy_refuses() -> None:
    for chart in sample_charts():
        for spec in (chart.wide, chart.narrow):
            svg = svg_of(spec)
            assert " style=" not in svg
            assert "aria-roledescription" not in svg
            assert "vega" not in svg


def test_numbers_along_an_axis_follow_the_language() -> None:
    given = [Dot("a", Decimal(1_200_000), Decimal("2.5"))]
    assert "200.000" in svg_of(dots(given, width=WIDE, across="Rupiah", up="%"))
    with translation.override("en"):
        assert "200,000" in svg_of(dots(given, width=WIDE, across="Rupiah", up="%"))


def test_equal_figures_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = bars([Bar("a", 1, "1")], width=WIDE)
    first = svg_of(spec)
    monkeypatch.setattr(drawing, "find_spec", lambda _name: None)
    assert svg_of(bars([Bar("a", 1, "1")], width=WIDE)) == first
    assert digest_of(bars([Bar("a", 1, "2")], width=WIDE)) != digest_of(spec)
    with pytest.raises(NoDrawing):
        svg_of(bars([Bar("a", 1, "2")], width=WIDE))


def test_the_store_lets_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST", 4)
    monkeypatch.setattr(store, "LEFT", 2)
    for name in "abcde":
        assert store.kept(name, name.upper) == name.upper()
    assert len(list(store.folder().iterdir())) == 2
    assert store.folder().stat().st_mode & 0o077 == 0


def test_a_disk_that_takes_nothing_still_draws(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.DATA = tmp_path / "file"
    assert store.kept("a", lambda: "drawn") == "drawn"


def test_what_is_no_svg_of_the_drawer_is_an_error_and_kept_nowhere() -> None:
    with pytest.raises(ET.ParseError):
        tidied("<svg>")


def test_a_page_has_the_table_at_once_and_the_drawing_at_its_own_address(as_: Any) -> None:
    client = as_("sari")
    html = client.get("/ui/?after=1&x=1").content.decode()
    assert 'hx-get="/ui/?x=1&amp;grafik=capaian-contoh" hx-trigger="load"' in html
    assert '<img src="/ui/?x=1&amp;grafik=capaian-contoh&amp;unduh=svg"' in html
    assert "<svg role" not in html
    piece = client.get("/ui/?grafik=capaian-contoh", HTTP_HX_REQUEST="true").content.decode()
    assert piece.count('<svg role="group"') == 2
    assert "<html" not in piece
    assert client.get("/ui/?grafik=lain").status_code == 404


def test_the_picture_and_the_figures_are_taken_along(as_: Any) -> None:
    client = as_("sari")
    picture = client.get("/ui/?grafik=arah-contoh&unduh=svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "arah-contoh.svg" in picture.headers["Content-Disposition"]
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert "xmlns" in picture.content.decode()[:300]
    figures = client.get("/ui/?unduh=csv&tabel=charts-arah-contoh")
    assert b"".join(figures.streaming_content).decode("utf-8-sig").splitlines()[-1].endswith("61")


def test_without_the_drawer_the_page_says_so(as_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "find_spec", lambda _name: None)
    client = as_("sari")
    assert "vl-convert-python" in client.get("/ui/?grafik=arah-contoh").content.decode()
    assert client.get("/ui/?grafik=arah-contoh&unduh=svg").status_code == 404


def test_a_chart_without_figures_is_its_sentence_alone(rf: Any) -> None:
    chart = replace(sample_charts()[0], table=Table([Column("Dinas")]), finding="Belum ada angka.")
    shown = figure({"request": rf.get("/")}, chart)
    assert "Belum ada angka." in shown
    assert "pm-drawing" not in shown
    assert "unduh=" not in shown


def test_what_shapes_mean_is_said_below_the_drawing(rf: Any) -> None:
    chart = replace(sample_charts()[0], key="Garis tegak: target.")
    assert "Garis tegak: target." in figure({"request": rf.get("/")}, chart)


def test_rows_without_a_figure_are_a_table_and_no_empty_picture(rf: Any) -> None:
    chart = replace(sample_charts()[0], draw=partial(bars, []))
    shown = figure({"request": rf.get("/")}, chart)
    assert "<table" in shown
    assert "pm-drawing" not in shown
    assert "unduh=svg" not in shown


@pytest.mark.parametrize(
    ("values", "zero"), [((5, 12, 19), True), ((80, 84, 83), False), ((-2, 9, 4), False)]
)
def test_an_axis_begins_at_nought_where_figures_come_near_it_and_none_is_below(
    values: tuple[int, ...], zero: bool
) -> None:
    spec = trend(of_years(*values), width=WIDE)
    assert spec["layer"][0]["encoding"]["y"]["scale"]["zero"] is zero
    assert ("−5" in svg_of(spec)) is False


@pytest.mark.parametrize(
    ("width", "written"), [(NARROW, ["10", "10000", "10000000"]), (WIDE, 7 * [""])]
)
def test_numbers_along_an_axis_of_tens_do_not_touch_on_a_phone(
    width: int, written: list[str]
) -> None:
    given = [Dot("Kecil", Decimal(15), None), Dot("Besar", Decimal(4_000_000), Decimal(90))]
    spec = dots(given, width=width, across="Anggaran", up="Capaian")
    values = spec["layer"][0]["encoding"]["x"]["axis"]["values"]
    assert len(values) == len(written)
    assert width == WIDE or [f"{value:.0f}" for value in values] == written
