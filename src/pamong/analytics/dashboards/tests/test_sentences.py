"""Each sentence of a dashboard is true against the table below it, whatever the figures are."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from pamong.analytics.dashboards.attainment import attainment_chart
from pamong.analytics.dashboards.budget import Paid, budget_chart
from pamong.analytics.dashboards.figures import Aimed
from pamong.analytics.dashboards.indicators import MOST_ROWS, Line, lines_of
from pamong.analytics.dashboards.offices import People, Things
from pamong.analytics.dashboards.tests.truth import (
    a_way_is_true,
    attainments_are_true,
    money_is_true,
    number,
    people_are_true,
    rows_of,
    things_are_true,
)
from pamong.analytics.dashboards.told import WHOLE
from pamong.analytics.dashboards.trend import trend_chart
from pamong.analytics.dashboards.words import Looks, Offices, states_chart, things_chart
from pamong.measurement.models import Indicator
from pamong.performance.rules import pack_on
from pamong.stats.rows import ALL
from pamong.ui.charts.chart import Chart
from pamong.ui.listing import Sheet
from pamong.ui.numbers import say_number
from pamong.ui.said import values_kept

DAY, LOW = date(2026, 11, 25), Decimal(70)
STATES = ("a", "b", "c")
LABELS = {"a": "Amat", "b": "Baik", "c": "Cukup"}
AGENCY = Offices({"1": "Kantor 1", "2": "Kantor 2", "3": "Kantor 3"}, lambda key: f"/?unit={key}")
FIRST = Offices(AGENCY.names, AGENCY.address, "1")


def reached(*figures: int | None, target: int = 100, running: int = 0) -> list[Line]:
    """Indicators that came to so many percent of their quarter's target, the lowest first; the first few have the year's alone."""
    aims, rows = [], {}
    for key, figure in enumerate(figures, 1):
        read = () if figure is None else ((date(2026, 9, 30), Decimal(figure)),)
        stages = (None, None, None if key <= running else Decimal(target))
        aims.append(Aimed(key, 1, Decimal(2 * target), None, read, stages=stages))
        rows[key] = Indicator(pk=key, name=f"Indikator {key}", unit="%", direction="more")
    return lines_of(aims, rows, pack_on(DAY, local=()), DAY, 2026)


def attained(lines: Sequence[Line]) -> Chart:
    return attainment_chart(lines, LOW, lambda row: f"/?indicator={row.pk}", 2026)


@pytest.mark.parametrize(
    "figures",
    [(), (None,), (None, None), (40,), (90, 40, None), (40, 40, 90), (0, 0), (70, 100), (130,)],
)
def test_the_sentence_of_attainments_counts_its_table(figures: tuple[int | None, ...]) -> None:
    attainments_are_true(attained(reached(*figures)), LOW)


@pytest.mark.parametrize(("figures", "running"), [((40,), 1), ((40, 90), 2), ((40, 90, 20, 60), 2)])
def test_what_has_the_years_target_alone_is_not_called_behind_before_the_year_ends(
    figures: tuple[int, ...], running: int
) -> None:
    chart = attained(reached(*figures, running=running))
    attainments_are_true(chart, LOW)
    assert "baru dapat dibandingkan dengan target akhir tahun" in str(chart.finding)
    held = rows_of(chart)[-running:]
    assert [row[1] for row in held] == [""] * running, "no target of a quarter, and it stands last"


def test_a_figure_of_a_quarter_meets_that_quarters_target_with_the_years_beside_it() -> None:
    (row,) = rows_of(attained(reached(80)))
    assert row[1:5] == ["100%", "200%", "80%", "80,0%"]
    assert not attained(reached(80)).wide["data"]["values"][0]["open"]


def test_a_range_is_said_as_what_is_aimed_at() -> None:
    band = {"band_low": Decimal(10), "band_high": Decimal(20), "tolerance": Decimal(5)}
    row = Indicator(pk=1, name="Hari layanan", unit="hari", direction="band", **band)
    aimed = Aimed(1, 1, None, None, ((date(2026, 9, 30), Decimal(12)),))
    (line,) = lines_of([aimed], {1: row}, pack_on(DAY, local=()), DAY, 2026)
    (cells,) = rows_of(attained([line]))
    assert cells[1:5] == ["10 sampai 20", "10 sampai 20", "12 hari", "100,0%"]


def test_a_progress_far_beyond_the_whole_says_why() -> None:
    row = Indicator(pk=1, name="Cakupan", unit="%", direction="more", baseline=Decimal(98))
    read = ((date(2026, 9, 30), Decimal(60)),)
    aimed = Aimed(1, 1, Decimal(99), None, read)
    (line,) = lines_of([aimed], {1: row}, pack_on(DAY, local=()), DAY, 2026)
    (made,) = attained([line]).table.rows
    assert str(made.cells[5]) == "−3.800,0%"
    assert made.cells[0].sub == (
        "Kemajuan −3.800,0%. Menjauh dari target: bermula dari 98, target 99."
    )


def test_a_long_table_says_how_far_it_goes() -> None:
    chart = attained(reached(*range(30, 31 + MOST_ROWS)))
    assert len(rows_of(chart)) == MOST_ROWS
    assert chart.told.endswith(f"Tabel memuat {MOST_ROWS} baris pertama.")
    assert "Tabel" not in str(chart.finding), "where there is no table it is not said"


@pytest.mark.parametrize(
    ("count", "running", "drawn", "said"),
    [
        (20, 0, 20, ""),
        (25, 0, 25, ""),
        (26, 0, 20, "6 yang capaiannya tertinggi tidak digambar."),
        (28, 2, 20, "8 yang urutannya lebih akhir tidak digambar."),
    ],
)
def test_bars_are_left_out_only_where_they_are_many_and_then_counted(
    count: int, running: int, drawn: int, said: str
) -> None:
    chart = attained(reached(*range(75, 75 + count), running=running))
    attainments_are_true(chart, LOW)
    assert len(chart.wide["data"]["values"]) == drawn
    assert chart.told.endswith(said)
    assert ("tidak digambar" in chart.told) == bool(said)


@pytest.mark.parametrize("language", ["id", "en"])
def test_in_a_file_figures_are_numbers_beside_their_unit_and_a_milestone_is_words(
    language: str,
) -> None:
    day = date(2026, 9, 30)
    rows = {
        1: Indicator(pk=1, name="A", unit="orang", direction="more"),
        2: Indicator(pk=2, name="B", unit="%", direction="more"),
        3: Indicator(pk=3, name="C", unit="", direction="milestone"),
    }
    aims = [
        Aimed(1, 1, Decimal(9622), None, ((day, Decimal("4811.5")),)),
        Aimed(2, 1, Decimal(80), None, ((day, Decimal(60)),)),
        Aimed(3, 1, None, date(2026, 6, 30), ((day, Decimal(1)),)),
    ]
    with override(language), values_kept():
        lines = lines_of(aims, rows, pack_on(DAY, local=()), DAY, 2026)
        sheet = Sheet()
        sheet.add(attained(lines).table)
        headings, written = sheet.finished()
        found = {str(cells[0]): cells for cells in written}
        heads = [one.text for one in headings]
    unit, year, actual = 1, 3, 4
    assert "%" not in "".join(heads[unit : actual + 1])
    assert found["A"][unit] == "orang"
    assert (found["A"][year], found["A"][actual]) == (Decimal(9622), Decimal("4811.5"))
    assert found["B"][unit] == "%"
    assert (found["B"][year], found["B"][actual]) == (Decimal(80), Decimal(60))
    assert found["C"][unit] == ""
    assert found["C"][year] == date(2026, 6, 30)
    assert found["C"][actual] == {"id": "Selesai", "en": "Done"}[language]


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
    chart = trend_chart(line, 2026)
    a_way_is_true(chart, " anak", len(figures))
    rows = rows_of(chart)
    known, then = rows[: len(figures)], rows[len(figures) :]
    assert [row[1] for row in known] == ["" if f is None else str(f) for f in figures]
    rising = figures == tuple(range(10, 34, 2))
    assert not rising or number(then[0][1]) > number(known[-1][1])


@pytest.mark.parametrize(
    "goals",
    [
        [],
        [(5, None)],
        [(9, 40), (5, None)],
        [(9, 40), (9, 40), (1, 100)],
        [(1, 0)],
        [(1, 70)],
        [(9, None), (5, 40)],
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
    money_is_true(chart, LOW)
    drawn = chart.wide["data"]["values"]
    assert len(drawn) == len(paid), "the axis reaches the one of most money"


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
    things_are_true(chart, "tanpa bukti", "Kantor 1" if offices.one else "Seluruh instansi")
    finding = str(chart.finding)
    assert largest in finding
    assert largest or "terbesar" not in finding


@pytest.mark.parametrize(("count", "drawn"), [(31, 31), (32, 25)])
def test_offices_without_a_bar_are_counted(count: int, drawn: int) -> None:
    found = {str(n): Things(n, 50) for n in range(count)} | {WHOLE: Things(9, 50 * count)}
    chart = things_chart("bukti", "Bukti", "Hasil kerja", "Tanpa bukti", found, AGENCY)
    assert len(chart.wide["data"]["values"]) == drawn
    left = "" if count == drawn else f"{count - drawn} baris terakhir tabel tidak digambar."
    assert chart.cut == left


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
    assert finds in str(chart.finding)
    people_are_true(chart)


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


def test_an_office_that_stands_as_of_an_earlier_day_says_so() -> None:
    rows = {WHOLE: {"a": 30, "b": 12, "c": 0, ALL: 42}, "1": {"a": 12, "b": 12, "c": 0, ALL: 24}}
    held = People(STATES, rows, {"1": date(2026, 11, 3)})
    said = "Angka 1 unit masih per 3 November"
    looks = Looks("predikat", "x", LABELS)
    assert said in str(states_chart(looks, held, AGENCY).finding)
    assert said in str(states_chart(looks, held, FIRST).finding)
    assert said not in str(states_chart(looks, People(STATES, rows), AGENCY).finding)


@pytest.mark.parametrize(
    ("counts", "finds"),
    [
        ((0, 0, 42, 42), "Tidak satu pun dari 42 yang menunggu."),
        ((3, 0, 39, 42), "“Amat”: 3 dari 42 (7,1%). “Baik”: 0 dari 42 (0,0%)."),
        ((None, 0, 20, 42), "“Amat”: disamarkan."),
    ],
)
def test_what_waits_for_nobody_is_said_at_once(counts: tuple[int | None, ...], finds: str) -> None:
    looks = Looks("skp", "SKP", LABELS, waits=("a", "b"))
    assert str(states_chart(looks, people(whole=counts), AGENCY).finding).startswith(finds)
