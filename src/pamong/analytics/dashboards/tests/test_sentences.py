"""Each sentence of a dashboard is true against the table below it: its figures are read back and looked for there."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from pamong.analytics.dashboards.branches import WHOLE, People, Things
from pamong.analytics.dashboards.figures import Aimed
from pamong.analytics.dashboards.targets import (
    MOST_ROWS,
    Line,
    Paid,
    attainment_chart,
    budget_chart,
    lines_of,
    trend_chart,
)
from pamong.analytics.dashboards.words import Looks, Offices, states_chart, things_chart
from pamong.measurement.models import Indicator
from pamong.performance.rules import pack_on
from pamong.stats.margins import ALL
from pamong.ui.charts.chart import Chart
from pamong.ui.components import Meter
from pamong.ui.numbers import say_number, say_percent
from pamong.ui.tables import Cell

DAY, LOW = date(2026, 11, 25), Decimal(70)
NONE = "belum ada"
STATES = ("a", "b", "c")
LABELS = {"a": "Amat", "b": "Baik", "c": "Cukup"}
AGENCY = Offices({"1": "Kantor 1", "2": "Kantor 2", "3": "Kantor 3"}, lambda key: f"/?unit={key}")
FIRST = Offices(AGENCY.names, AGENCY.address, "1")


def said(value: Any) -> str:
    """A cell as it is read."""
    if isinstance(value, Meter):
        return NONE if value.value is None else say_percent(value.value, 1)
    if isinstance(value, Cell):
        return said(value.meter) if isinstance(value.meter, Meter) else str(value.text)
    return str(value)


def rows_of(chart: Chart) -> list[list[str]]:
    return [[said(cell) for cell in row.cells] for row in chart.table.rows]


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,−]", "", text).replace(",", ".").replace("−", "-"))


def reached(*figures: int | None, target: int = 100) -> list[Line]:
    """Indicators of the year that came to so many percent of their target, the lowest first."""
    aims, rows = [], {}
    for key, figure in enumerate(figures, 1):
        read = () if figure is None else ((date(2026, 9, 30), Decimal(figure)),)
        aims.append(Aimed(key, 1, Decimal(target), None, read))
        rows[key] = Indicator(pk=key, name=f"Indikator {key}", unit="%", direction="more")
    return lines_of(aims, rows, pack_on(DAY, local=()), DAY, 2026)


def attained(lines: Sequence[Line]) -> Chart:
    return attainment_chart(lines, LOW, lambda row: f"/?indicator={row.pk}")


@pytest.mark.parametrize(
    "figures",
    [(), (None,), (None, None), (40,), (90, 40, None), (40, 40, 90), (0, 0), (70, 100), (130,)],
)
def test_the_sentence_of_attainments_counts_its_table(figures: tuple[int | None, ...]) -> None:
    chart = attained(reached(*figures))
    rows, finding = rows_of(chart), str(chart.finding)
    known = [row for row in rows if row[3] != NONE]
    if not known:
        assert finding == "Belum ada indikator yang capaiannya dapat dihitung."
        return
    assert finding.startswith(f"Capaian terhitung untuk {len(known)} dari {len(rows)} indikator.")
    values = [number(row[3]) for row in known]
    behind = sum(value < LOW for value in values)
    told = re.search(r"(\d+) di antaranya di bawah 70%", finding)
    assert (int(told[1]) if told else 0) == behind
    least = [row for row in known if number(row[3]) == min(values)]
    if len(least) > 1:
        assert finding.endswith(f"Terendah {least[0][3]}, pada {len(least)} indikator.")
        return
    word = "Terendah" if len(known) > 1 else "Yang terhitung"
    assert finding.endswith(f"{word} “{least[0][0]}”: {least[0][3]}.")


def test_a_long_table_says_how_far_it_goes() -> None:
    chart = attained(reached(*range(30, 31 + MOST_ROWS)))
    assert len(rows_of(chart)) == MOST_ROWS
    assert str(chart.finding).endswith(f"Tabel memuat {MOST_ROWS} baris pertama.")


@pytest.mark.parametrize("figures", [(5,), (3, 4), (*range(10, 34, 2),), (7,) * 8, (5, None, 9)])
def test_the_sentence_of_a_way_names_the_last_figure_and_the_next(
    figures: tuple[int | None, ...],
) -> None:
    read = []
    for place, figure in enumerate(figures):
        year, quarter = 2024 + place // 4, place % 4
        if figure is not None:
            read.append((date(year, 3 * quarter + 1, 15), Decimal(figure)))
    row = Indicator(pk=1, name="Balita", unit="anak", direction="more")
    aimed = Aimed(1, 1, Decimal(40), None, tuple(read))
    line = lines_of([aimed], {1: row}, pack_on(DAY, local=()), DAY, 2026)[0]
    chart = trend_chart(line)
    rows, finding = rows_of(chart), str(chart.finding)
    known, then = rows[: len(figures)], rows[len(figures) :]
    assert [row[1] for row in known] == ["" if f is None else str(f) for f in figures]
    assert finding.startswith(f"Angka terakhir {known[-1][1]} anak, {known[-1][0]}.")
    if not then:
        assert finding.endswith("Angkanya belum cukup untuk perkiraan.")
        return
    when, value, low, high = then[0]
    assert f"Perkiraan {when}: {value} anak" in finding
    if low:
        assert f"antara {low} dan {high} (80%)." in finding
        assert number(low) <= number(value) <= number(high)
    else:
        assert finding.endswith(f"{value} anak.")
    rising = figures == tuple(range(10, 34, 2))
    assert not rising or number(value) > number(known[-1][1])


@pytest.mark.parametrize(
    "goals",
    [
        [],
        [(5, None)],
        [(9, 40), (5, None)],
        [(9, 40), (9, 40), (1, 100)],
        [(1, 0)],
        [(1, 70)],
    ],
)
def test_the_sentence_of_money_names_the_most_and_adds_up_no_programme_with_its_activities(
    goals: list[tuple[int, int | None]],
) -> None:
    paid = [
        Paid(f"Sasaran {n}", Decimal(money) * 1_000_000, None if came is None else Decimal(came))
        for n, (money, came) in enumerate(goals)
    ]
    chart = budget_chart(paid, LOW)
    rows, finding = rows_of(chart), str(chart.finding)
    if not rows:
        assert finding == "Belum ada sasaran yang anggarannya diisi untuk tahun ini."
        return
    known = [row for row in rows if row[2] != NONE]
    behind = [row for row in known if number(row[2]) < LOW]
    assert number(rows[0][1]) == max(number(row[1]) for row in rows)
    expected = (
        f"Anggaran terbesar “{rows[0][0]}”: {rows[0][1]}."
        f" Capaian terhitung untuk {len(known)} dari {len(rows)} sasaran."
    )
    if behind:
        most = max(behind, key=lambda row: number(row[1]))
        expected += f" {len(behind)} di bawah 70%, terbesar “{most[0]}”: {most[1]}."
    assert finding == expected


THINGS: list[tuple[dict[str, Things], Offices, str]] = [
    ({}, AGENCY, ""),
    ({WHOLE: Things(0, 0)}, AGENCY, ""),
    ({WHOLE: Things(7, 40)}, AGENCY, ""),
    ({WHOLE: Things(0, 40), "1": Things(0, 20), "2": Things(0, 20)}, AGENCY, ""),
    (
        {WHOLE: Things(7, 40), "1": Things(5, 20), "2": Things(2, 20)},
        AGENCY,
        "Bagian terbesar di Kantor 1",
    ),
    (
        {WHOLE: Things(9, 60), "1": Things(2, 20), "2": Things(5, 20)},
        AGENCY,
        "Di antara unit yang disebut, bagian terbesar di Kantor 2",
    ),
    (
        {WHOLE: Things(9, 30), "1": Things(6, 20), "2": Things(3, 10)},
        AGENCY,
        "Bagiannya sama di 2 unit yang disebut: 30,0%",
    ),
    (
        {WHOLE: Things(9, 50), "1": Things(6, 20), "2": Things(3, 10), "3": Things(0, 20)},
        AGENCY,
        "bagian terbesar di 2 unit: 30,0%",
    ),
    ({WHOLE: Things(9, 30), "1": Things(6, 20), "2": Things(3, 10)}, FIRST, ""),
    ({WHOLE: Things(9, 30), "2": Things(3, 10)}, FIRST, ""),
]


@pytest.mark.parametrize(("found", "offices", "largest"), THINGS)
def test_the_sentence_of_things_is_in_its_table(
    found: dict[str, Things], offices: Offices, largest: str
) -> None:
    chart = things_chart("bukti", "Bukti", "Hasil kerja", "Tanpa bukti", found, offices)
    rows, finding = rows_of(chart), str(chart.finding)
    if not rows:
        assert finding == "Belum ada angka yang dapat ditampilkan."
        return
    name, some, every, share = rows[0]
    assert name == ("Kantor 1" if offices.one else "Seluruh instansi")
    assert finding.startswith(f"Hasil kerja tanpa bukti: {some} dari {every} ({share}).")
    assert (largest or "terbesar") in finding or not largest
    assert largest or "terbesar" not in finding
    shares = [number(row[3]) for row in rows[1:]]
    assert shares == sorted(shares, reverse=True), "the first row of an office is the largest"


def people(**rows: Sequence[int | None]) -> People:
    """Counts of the states and their total, by office."""
    kept = {name.strip("_"): counts for name, counts in rows.items()}
    return People(
        STATES, {name: dict(zip((*STATES, ALL), n, strict=True)) for name, n in kept.items()}
    )


PEOPLE: list[tuple[People, Offices, str]] = [
    (people(whole=(0, 0, 0, 0)), AGENCY, "Belum ada yang dapat dihitung di sini."),
    (people(whole=(None, None, None, None)), AGENCY, "4 angka disamarkan"),
    (people(whole=(30, 12, 0, 42)), AGENCY, "Paling banyak “Amat”: 30 dari 42"),
    (people(whole=(20, 20, 0, 40)), AGENCY, "“Amat”, “Baik”: masing-masing 20 dari 40"),
    (people(whole=(12, None, None, 74)), AGENCY, "di antara angka yang ditampilkan “Amat”: 12"),
    (people(whole=(60, None, None, 74)), AGENCY, "Paling banyak “Amat”: 60 dari 74"),
    (people(whole=(60, 0, 14, 74), _1=(None, 0, None, 14)), FIRST, "2 angka disamarkan"),
    (people(whole=(60, 0, 14, 74)), FIRST, "Belum ada yang dapat dihitung di sini."),
    (people(whole=(9, 0, 0, 9), _1=(None,) * 4, _2=(None,) * 4), AGENCY, "8 angka disamarkan"),
]


@pytest.mark.parametrize(("counts", "offices", "finds"), PEOPLE)
def test_the_sentence_of_people_is_in_its_table(
    counts: People, offices: Offices, finds: str
) -> None:
    chart = states_chart(Looks("predikat", "Predikat", LABELS), counts, offices)
    rows, finding = rows_of(chart), str(chart.finding)
    assert finds in finding
    gone = sum(row.count("disamarkan") for row in rows)
    told = re.search(r"(\d+) angka disamarkan", finding)
    assert (int(told[1]) if told else 0) == gone
    largest = re.search(
        r"Paling banyak[^“]*“([^:]*)”: (?:masing-masing )?(\d+) dari (\d+)", finding
    )
    if largest:
        heads = [str(column.title) for column in chart.table.columns]
        whole = dict(zip(heads, rows[0], strict=True))
        for name in largest[1].split("”, “"):
            assert whole[name] == largest[2]
        assert whole["Jumlah"] == largest[3]
        shown = [number(cell) for cell in rows[0][1:-1] if cell != "disamarkan"]
        assert number(largest[2]) == max(shown)


def test_one_is_not_many_in_english() -> None:
    one = people(whole=(30, 12, 0, 42), _1=(None, 10, 0, 20))
    with override("en"):
        looks = Looks("predikat", "x", LABELS)
        assert "1 figure is withheld" in str(states_chart(looks, one, FIRST).finding)
        two = people(whole=(30, 12, 0, 42), _1=(None, None, 0, 20))
        assert "2 figures are withheld" in str(states_chart(looks, two, FIRST).finding)
        chart = attained(reached(40))
        assert str(chart.finding).startswith("Indicators whose attainment is known: 1 of 1.")
        assert say_number(1) in str(chart.finding)
