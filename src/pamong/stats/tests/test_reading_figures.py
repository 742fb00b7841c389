"""Times and figures as people and programs write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from pamong.stats.periods import NoPeriod, coarsened, day_of, last_over, read_period, read_periods
from pamong.stats.written import read_column


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024", "2024"),
        ("Tahun 2024", "2024"),
        (2024.0, "2024"),
        ("2024-Q1", "2024-Q1"),
        ("TW I 2024", "2024-Q1"),
        ("Triwulan IV Tahun 2024", "2024-Q4"),
        ("Q3/2024", "2024-Q3"),
        ("Semester II 2024", "2024-S2"),
        ("2024-03", "2024-03"),
        (202403, "2024-03"),
        ("Maret 2024", "2024-03"),
        ("Nopember 2024", "2024-11"),
        ("mar-24", "2024-03"),
        ("03/2024", "2024-03"),
        ("5 Maret 2024", "2024-03-05"),
        ("05/03/2024", "2024-03-05"),
        ("s.d. Maret 2024", "2024-03"),
        ("s/d 5 Maret 2024", "2024-03-05"),
        ("per Maret (2024)", "2024-03"),
        (date(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, 7, 30), "2024-03-05T07:30:00+00:00"),  # noqa: DTZ001 — as a cell has it
        ("th3", "3"),
    ],
)
def test_a_time_is_read_in_any_usual_writing(text: object, meant: str) -> None:
    assert read_period(text).text == meant


@pytest.mark.parametrize(
    "text", ["", "abc", "31/02/2024", "Triwulan V 2024", "Jumlah 2024", None, True]
)
def test_what_says_no_time_is_none(text: object) -> None:
    with pytest.raises(NoPeriod):
        read_period(text)


def test_days_are_month_first_only_where_day_first_is_impossible() -> None:
    assert [one and one.text for one in read_periods(["03/25/2024", "04/05/2024"])] == [
        *("2024-03-25", "2024-04-05"),
    ]
    assert [one and one.text for one in read_periods(["03/04/2024"])] == ["2024-04-03"]


def test_instants_of_one_hour_are_days() -> None:
    found = read_periods(["2024-03-05 00:00:00", "2024-03-06T00:00:00", "x"])
    assert [one and one.text for one in found] == ["2024-03-05", "2024-03-06", None]


def test_instants_keep_the_day_on_which_they_were_written() -> None:
    """Midnight in Jakarta is still the day before elsewhere; and two on one day stay instants."""
    read = read_periods(["2024-01-01T00:00:00+07:00", "2024-02-01T09:30:00+07:00"])
    assert [one and one.text for one in read] == ["2024-01-01", "2024-02-01"]
    read = read_periods(["2024-01-01T08:00:00", "2024-01-01T09:00:00", "2024-01-02T09:00:00"])
    assert [one and one.kind for one in read] == ["time"] * 3


def test_dates_that_a_spreadsheet_left_as_numbers_are_days() -> None:
    """Only where all are such; a running number is none."""
    assert [one and one.text for one in read_periods(["45292", 45323.0, None])] == [
        *("2024-01-01", "2024-02-01", None),
    ]
    assert [one and one.text for one in read_periods(["1", "45323"])] == ["1", "45323"]


def test_days_that_come_once_a_month_are_months() -> None:
    days = [date(2024, month, 1).toordinal() for month in range(1, 7)]
    kind, places = coarsened(days)
    assert (kind, places[1] - places[0]) == ("month", 1)
    assert coarsened([1, 2, 3])[0] == "day"
    assert day_of("quarter", 2024 * 4 + 3) == (date(2024, 10, 1), date(2024, 12, 31))
    assert last_over("month", date(2024, 3, 30)) == 2024 * 12 + 1


def read(*cells: object) -> list[float | None]:
    return [one.value if one else None for one in read_column(cells).figures]


def test_the_column_tells_what_a_point_means() -> None:
    assert read("75,57", "1.234", "-5,5") == [75.57, 1234, -5.5]
    assert read("0.5", "1,234", "1.234") == [0.5, 1234, 1.234]
    assert read("1.234.567", "1,234") == [1234567, 1.234]


def test_a_mark_that_nothing_explains_is_a_guess() -> None:
    column = read_column(["1.234", "950"])
    assert [(one.value, one.is_guess) for one in column.figures if one] == [
        *((1234, True), (950, False)),
    ]
    mixed = read_column(["75,5", "75.5", "1.234"])
    assert mixed.is_mixed
    assert mixed.figures[2]
    assert mixed.figures[2].is_guess


def test_a_figure_too_large_to_reckon_with_is_none() -> None:
    column = read_column(["1e308", 1e200, float("inf"), "'50", "\N{RIGHT SINGLE QUOTATION MARK}-7"])
    assert [one and one.value for one in column.figures] == [None, None, None, 50.0, -7.0]


def test_dress_and_signs_are_taken_off() -> None:
    assert read("Rp 1.000,00", "80%", "(3)", "−2", "1E+05", "12 345") == [
        *(1000, 80, -3, -2, 100000, 12345),
    ]
    assert read("WTP", "85-90", "", None, "n/a", "2 laporan", "1.2.3", "9" * 40) == [None] * 8
    assert read_column(["80%"]).figures[0] == (80.0, 0, True, False, Decimal(80))


def test_a_long_figure_keeps_every_digit() -> None:
    (one,) = read_column(["12.345.678.901.234,567891"]).figures
    assert one
    assert one.exact == Decimal("12345678901234.567891")


def test_a_cell_that_plainly_uses_the_other_mark_is_read_by_its_own_and_named() -> None:
    column = read_column(["75,5", "80,1", "3.2", "1.234", "1,234,567"], told=",")
    assert [one and one.value for one in column.figures] == [75.5, 80.1, 3.2, 1234, 1234567]
    assert column.contrary == {2, 4}
