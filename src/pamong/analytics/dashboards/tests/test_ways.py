"""What a way is drawn from: figures by quarter, what a year adds up, and which target a line stands for."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pamong.analytics.dashboards.figures import Aimed, Came
from pamong.analytics.dashboards.indicators import Line, lines_of
from pamong.analytics.dashboards.quarters import aims_of, figures_of, totals_of
from pamong.analytics.dashboards.running_total import total_chart
from pamong.analytics.dashboards.tests.truth import a_total_is_true, a_way_is_true, rows_of
from pamong.analytics.dashboards.trend import trend_chart
from pamong.measurement.models import Card, Indicator
from pamong.performance.rules import pack_on
from pamong.ui.charts.chart import Chart

DAY = date(2026, 11, 25)
STEPS = (Decimal(200), Decimal(400), Decimal(600))
HELD = (Decimal(800),) * 3
NONE = (None, None, None)


def measured(
    *figures: tuple[date, int],
    counting: str = "own",
    frequency: str = "quarter",
    stages: Any = STEPS,
    missing: int = 0,
) -> Line:
    """An indicator with a card that aims at 800 in the year."""
    row = Indicator(pk=1, name="Guru dilatih", unit="orang", direction="more")
    row.card = Card(counting=counting, frequency=frequency)
    read = tuple((on, Decimal(value)) for on, value in figures)
    came = Came(sum((v for _on, v in read), Decimal(0)), read[-1][0], missing=missing)
    aimed = Aimed(1, 1, Decimal(800), None, read, came=came, stages=stages)
    return lines_of([aimed], {1: row}, pack_on(DAY, local=()), DAY, 2026)[0]


def ends(*months: int, year: int = 2026) -> list[date]:
    return [date(year, month, 28) for month in months]


def by_quarter(*values: int, **how: Any) -> Line:
    return measured(*zip(ends(3, 6, 9), values, strict=False), **how)


def drawn(chart: Chart) -> Sequence[Any]:
    rows: Sequence[Any] = chart.wide["data"]["values"]
    return rows


def test_what_a_year_adds_up_stands_beside_the_target_of_each_quarter() -> None:
    line = by_quarter(90, 160, 195)
    chart = total_chart(line, 2026)
    a_total_is_true(chart, " orang")
    assert [row[1:] for row in rows_of(chart)] == [
        ["90", "200"],
        ["250", "400"],
        ["445", "600"],
        ["", "800"],
    ]
    assert str(chart.finding) == (
        "Terkumpul 445 orang sampai triwulan III 2026. Target triwulan III 2026: 600 orang. "
        "Target tahun 2026: 800 orang."
    )
    assert [row["aim"] for row in drawn(chart)] == [200, 400, 600, 800]
    assert str(chart.key).endswith("Yang di triwulan IV: target tahun 2026.")


def test_a_total_that_lacks_a_period_says_so() -> None:
    line = measured(*zip(ends(3, 9), (90, 195), strict=True), missing=1)
    chart = total_chart(line, 2026)
    a_total_is_true(chart, " orang")
    assert [row["marked"] for row in drawn(chart)] == [False, True, True, False]
    assert str(chart.finding).endswith("1 periode belum ada angkanya.")
    assert str(chart.key).endswith("Belah ketupat: jumlahnya belum lengkap.")


def test_a_total_begins_anew_each_january_and_needs_a_figure() -> None:
    line = measured((date(2025, 12, 31), 500), (date(2026, 3, 31), 90))
    assert [one.value for one in totals_of(line, 2026)] == [Decimal(90)]
    assert [one.value for one in totals_of(line, 2025)] == [Decimal(500)]
    assert totals_of(line, 2027) == []
    assert totals_of(by_quarter(90, counting="running"), 2026) == []


def test_months_that_count_for_themselves_make_a_quarter_once_all_three_are_there() -> None:
    months = [10, 20, 30, 40, 50]
    line = measured(*zip(ends(1, 2, 3, 4, 5), months, strict=True), frequency="month")
    assert figures_of(line) == {(2026, 1): Decimal(60)}
    assert [one.value for one in totals_of(line, 2026)] == [Decimal(60), Decimal(150)]
    assert not totals_of(line, 2026)[-1].is_short, "June is not over"
    state = measured(
        *zip(ends(1, 2, 3, 4, 5), months, strict=True), frequency="month", counting="state"
    )
    assert figures_of(state) == {(2026, 1): Decimal(30), (2026, 2): Decimal(50)}


def test_each_quarters_target_is_a_line_of_its_own_and_the_years_one_is_not_drawn_across() -> None:
    chart = trend_chart(by_quarter(190, 390, 610, counting="running"), 2026)
    a_way_is_true(chart, " orang", 3)
    assert [row["aim"] for row in drawn(chart)][:3] == [200, 400, 600]
    assert [row[2] for row in rows_of(chart)][:3] == ["200", "400", "600"]
    assert "Target triwulan III 2026: 600 orang. Target tahun 2026: 800 orang." in str(
        chart.finding
    )
    assert str(chart.key).startswith("Garis pendek: target sampai triwulan itu.")
    assert chart.draw.keywords["target"] is None  # type: ignore[attr-defined]


@pytest.mark.parametrize("stages", [HELD, NONE])
def test_a_target_of_the_whole_year_is_one_line_over_that_year_alone(stages: Any) -> None:
    before = list(zip(ends(3, 6, 9, 12, year=2025), (100, 200, 300, 400), strict=True))
    line = measured(*before, (date(2026, 3, 28), 500), counting="state", stages=stages)
    chart = trend_chart(line, 2026)
    a_way_is_true(chart, " orang", 5)
    target = chart.draw.keywords["target"]  # type: ignore[attr-defined]
    assert (target.said, target.first) == ("Target 2026: 800 orang", 4)
    assert {row["aim"] for row in drawn(chart)} == {None}
    assert "Garis titik-titik: target tahun 2026." in str(chart.key)
    assert chart.wide["layer"]


def test_a_year_without_figures_has_no_line_of_its_target() -> None:
    chart = trend_chart(measured((date(2024, 3, 31), 5), counting="state", stages=NONE), 2026)
    assert chart.draw.keywords["target"] is None  # type: ignore[attr-defined]


def test_a_range_is_no_line() -> None:
    line = by_quarter(90)
    line.row.direction = "band"
    read = lines_of([line.aimed], {1: line.row}, pack_on(DAY, local=()), DAY, 2026)[0]
    assert aims_of(read, 2026) == {}
