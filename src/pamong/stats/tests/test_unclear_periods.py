"""Times that lack their year, span months, or are none: read where clear, else named for what they are."""

from datetime import date

import pytest

from pamong.stats.periods import HALF, MONTH, QUARTER, YEAR, Period, read_periods
from pamong.stats.unclear_periods import (
    DAYS,
    NO_DAY,
    NO_YEAR,
    SPAN,
    TWO_WAYS,
    WEEK,
    fault_of,
    is_span_or_week,
    lacks_year,
    part_in,
    span_of_months,
    with_year,
)


@pytest.mark.parametrize(
    ("text", "heading", "period"),
    [
        ("TW I", "", Period(QUARTER, 2024 * 4)),
        ("triwulan 2", "", Period(QUARTER, 2024 * 4 + 1)),
        ("Semester II", "", Period(HALF, 2024 * 2 + 1)),
        ("Maret", "", Period(MONTH, 2024 * 12 + 2)),
        ("3", "Bulan", Period(MONTH, 2024 * 12 + 2)),
        ("03", "bulan_ke", Period(MONTH, 2024 * 12 + 2)),
        ("III", "Triwulan", Period(QUARTER, 2024 * 4 + 2)),
        ("5", "Triwulan", None),
        ("3", "Nomor", None),
        ("entah", "Bulan", None),
    ],
)
def test_a_part_of_a_year_is_complete_with_the_year(
    text: str, heading: str, period: Period | None
) -> None:
    assert with_year(text, 2024, heading) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Jan-Mar 2024", Period(QUARTER, 2024 * 4)),
        ("Oktober s.d. Desember 2024", Period(QUARTER, 2024 * 4 + 3)),
        ("Januari – Juni 2024", Period(HALF, 2024 * 2)),
        ("Jan 2024 - Des 2024", Period(YEAR, 2024)),
        ("Feb-Apr 2024", None),
        ("Des 2023 - Feb 2024", None),
        ("Mar-Jan 2024", None),
        ("Maret 2024", None),
    ],
)
def test_a_span_of_months_is_the_period_that_it_fills(text: str, period: Period | None) -> None:
    assert span_of_months(text) == period


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("TW I", NO_YEAR),
        ("Agustus", NO_YEAR),
        ("Minggu ke-1", WEEK),
        ("Minggu ke-2 Januari 2025", WEEK),
        ("Feb-Apr 2024", SPAN),
        ("01/25", TWO_WAYS),
        ("2026-02-30", NO_DAY),
        ("31/04/2025", NO_DAY),
        ("entah", ""),
        ("", ""),
    ],
)
def test_what_is_no_time_is_named_for_what_it_is(text: str, fault: str) -> None:
    assert fault_of(text) == fault


def test_a_heading_names_a_part_of_a_year_by_whole_words() -> None:
    assert part_in("capaian_tw_1") == "tw 1"
    assert part_in("Realisasi Maret") == "Maret"
    for heading in (
        "Target",
        "capaian_tahun_2018",
        "Maret 2024",
        "rpjmd_th1_target",
        "Maretnya",
        "S1",
    ):
        assert part_in(heading) == ""
    assert not lacks_year(3)
    assert not lacks_year(None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *((text, WEEK) for text in ("2026-W07", "2026W07", "2026-W07-1", "W07 2026", "2026 W 7")),
        *((text, WEEK) for text in ("minggu ke-7 2026", "Pekan VII 2026", "Week 7, 2026", "wk 7")),
        *((text, WEEK) for text in ("Minggu pertama Februari 2026", "Minggu I Februari 2026")),
        *((text, DAYS) for text in ("2026-02-09 s.d. 2026-02-15", "9-15 Februari 2026")),
        *((text, DAYS) for text in ("09/02/2026 - 15/02/2026", "9 Feb – 15 Feb 2026")),
        *((text, DAYS) for text in ("2026-02-09/2026-02-15", "28 Jan sampai dengan 3 Feb 2026")),
        *((text, "") for text in ("TW 5 2026", "KW7 2026", "kapan-kapan")),
    ],
)
def test_a_week_and_a_span_of_days_are_no_period_whoever_writes_them(text: str, why: str) -> None:
    assert read_periods([text, "2026-02-28"])[0] is None
    assert fault_of(text) == why
    assert is_span_or_week(text) == bool(why)


@pytest.mark.parametrize(
    "text", ["2026-02-09", "09-02-2026", "9 Februari 2026", "2026-02-09T07:30"]
)
def test_a_day_is_no_span(text: str) -> None:
    assert read_periods([text]) == [Period("day", date(2026, 2, 9).toordinal())]
