"""Tables keep their meaning when they become cards on a phone."""

import re
import timeit
from decimal import Decimal

from django.utils.safestring import SafeString

from pamong.ui.components import Meter
from pamong.ui.tables import LONG, Cell, Column, Row, Table, table

EVIL = "<b>\"x'</b>"
COLUMNS = [
    Column("Pilih", kind="pick"),
    Column("Pegawai", kind="row"),
    Column("SKP", kind="tag"),
    Column("Realisasi", kind="num"),
    Column("Capaian", kind="meter"),
    Column("Menunggu"),
    Column("Tindakan", kind="actions"),
]


def rows(number: int) -> list[Row]:
    return [
        Row(
            cells=[
                f"u{n}",
                Cell(f"Sari {n}", url=f"/employees/{n}", sub="Bidan Terampil"),
                Cell("Diajukan", tag="proposed"),
                "80,4%",
                Meter(Decimal("88.1"), Decimal(90)),
                Cell("Anda", sub="9 hari"),
                Cell(html=SafeString("<a href='/x'>Buka</a>")),
            ]
        )
        for n in range(number)
    ]


def test_each_row_has_a_header_and_each_value_its_label() -> None:
    html = table(Table(COLUMNS, rows(2), caption="Dua pegawai"))
    assert html.count('role="rowheader"') == 2
    assert html.count('role="columnheader"') == 7
    assert html.count('data-l="Realisasi"') == 2
    assert 'role="table"' in html
    assert html.count('role="rowgroup"') == 2
    assert len(re.findall(r'role="cell"', html)) == 12
    assert '<a href="/employees/0">Sari 0</a>' in html
    assert "Pilih Sari 1" in html


def test_rows_of_a_long_table_open_on_a_phone_and_keep_their_state_in_sight() -> None:
    columns = [Column("Unit", kind="row"), Column("Baik", kind="num"), Column("Keadaan")]
    row = Row(["Dinas", "12", Cell("Berbeda", tag="wait")])
    assert "is-short" not in table(Table(columns, [row] * LONG))
    html = table(Table(columns, [row] * (LONG + 1)))
    assert html.count('class="is-short"') == html.count('class="pm-more"') == LONG + 1
    assert html.count('pm-in" data-l="Baik"') == LONG + 1
    assert 'pm-in" data-l="Keadaan"' not in html
    assert "is-short" not in table(Table(columns[:2], [Row(["Dinas", "12"])] * 50)), (
        "says one thing"
    )
    said = Row(row.cells, short=False)
    assert "is-short" not in table(Table(columns, [said] * 50)), "a row may say it itself"


def test_a_short_row_keeps_in_sight_what_stays_and_opens_the_rest() -> None:
    columns = [Column("Pegawai", kind="row"), Column("SKP", stays=True), Column("Capaian")]
    cells = [Cell(EVIL, url="/x"), "Disusun", Cell("71%")]
    html = table(Table(columns, [Row(cells, short=True), Row(cells)]))
    assert html.count('class="is-short"') == html.count('class="pm-more"') == 1
    assert html.count('class="pm-in" data-l="Capaian"') == 1
    assert 'class="pm-in" data-l="SKP"' not in html
    assert EVIL not in html
    late = table(Table(columns, [Row([*cells[:2], Cell("71%", stays=True)], short=True)]))
    assert "pm-in" not in late


def test_what_is_wide_is_said_in_one_line_on_a_card() -> None:
    columns = [Column("Kegiatan", kind="row"), Column("Tanggal", wide=True)]
    html = table(Table(columns, [Row([Cell("Rapat", card=EVIL), "23 November"])]))
    assert '<td role="cell" class="pm-no-card" data-l="Tanggal">23 November</td>' in html
    assert html.count("pm-card-only") == 1
    assert EVIL not in html


def test_values_are_escaped_unless_marked_safe() -> None:
    html = table(
        Table(
            [Column(EVIL, kind="row"), Column(EVIL), Column(EVIL, kind="tag")],
            [
                Row([EVIL], group=True),
                Row([EVIL, EVIL, Cell(EVIL, tag=EVIL)], id=EVIL),
                Row([Cell(EVIL, url=EVIL, sub=EVIL), Cell(html=EVIL), EVIL]),
                Row([EVIL], joined=True),
            ],
            caption=EVIL,
        )
    )
    assert "<b>" not in html
    assert '"x' not in html


def test_a_row_without_the_verb_has_no_box() -> None:
    columns = [Column("Pilih", kind="pick"), Column("Nama", kind="row")]
    html = table(Table(columns, [Row(["", "Suharti"]), Row(["u1", "Teguh"], picked=True)]))
    assert html.count('type="checkbox"') == 1
    assert html.count("checked") == 1
    assert "is-picked" in html


def test_a_missing_value_is_a_dash() -> None:
    html = table(Table([Column("A", kind="row"), Column("B")], [Row(["x", None]), Row(["y", ""])]))
    assert html.count(">–</td>") == 2


def test_twenty_five_rows_cost_well_under_a_millisecond() -> None:
    many = Table(COLUMNS[1:], [Row(row.cells[1:]) for row in rows(25)], caption="Pegawai")
    best = min(timeit.repeat(lambda: table(many), number=20, repeat=7)) / 20
    assert best < 0.002, f"{best * 1000:.2f} ms"


def test_a_figure_that_is_missing_keeps_its_dash_at_a_desk_and_leaves_the_card() -> None:
    columns = [Column("Pegawai", kind="row"), Column("Kurang", kind="num", desk=True)]
    text = table(Table(columns, [Row(["Sari", None]), Row(["Budi", "5,00"])]))
    assert '<td role="cell" class="pm-num pm-no-card">–</td>' in text
    assert '<td role="cell" class="pm-num" data-l="Kurang">5,00</td>' in text
