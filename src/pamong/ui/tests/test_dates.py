"""Days and times as typed, understood and said back (screens.md, section 6)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pamong.ui import dates
from pamong.ui.fields import DayField

DAY = date(2026, 11, 25)
ANY_DAY = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "25-11-2026",
            "25/11/2026",
            "25.11.2026",
            "25 11 2026",
            "25 Nov 2026",
            "25 November 2026",
        ),
        *("25 nopember 2026", "25nov2026", "25-Nov-2026", " 25  Nov.  2026 ", "2026-11-25"),
    ],
)
def test_a_day_is_read_in_every_usual_writing(typed: str) -> None:
    assert dates.parse_date(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    ["31-02-2026", "25-13-2026", "0-1-2026", "25 Foo 2026", "25-11-26", "besok", "", "11/25/2026"],
)
def test_what_is_no_day_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        dates.parse_date(typed)
    assert "25-11-2026" in refused.value.messages[0]


@pytest.mark.parametrize("typed", ["25-11-0206", "31-12-9999", "1899-12-31", "1 Jan 2200"])
def test_a_year_far_off_is_a_slip(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        dates.parse_date(typed)
    assert "1900" in refused.value.messages[0]


@given(ANY_DAY)
def test_a_day_said_is_read_as_the_same_day(day: date) -> None:
    with translation.override("id"):
        assert dates.parse_date(dates.say_day_full(day)) == day
    assert dates.parse_date(DayField().say(day)) == day
    assert dates.parse_date(day.isoformat()) == day


@given(ANY_DAY)
def test_a_day_said_in_english_is_read_too(day: date) -> None:
    with translation.override("en"):
        assert dates.parse_date(dates.say_day_full(day)) == day


@pytest.mark.parametrize("typed", ["15.42", "15:42", "1542", "pukul 15.42", "Jam 15.42"])
def test_a_time_is_read_in_every_usual_writing(typed: str) -> None:
    assert dates.parse_time(typed) == time(15, 42)


@given(st.times())
def test_a_time_said_is_read_as_the_same_minute(at: time) -> None:
    assert dates.parse_time(dates.say_time(at)) == at.replace(second=0, microsecond=0, tzinfo=None)


@pytest.mark.parametrize("typed", ["25.00", "12.60", "1.2.3", "siang", "", "12345"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        dates.parse_time(typed)


def test_days_are_said_as_the_place_needs_them() -> None:
    assert dates.say_day(DAY, DAY) == "25 November"
    assert dates.say_day(date(2025, 3, 9), DAY) == "9 Maret 2025"
    assert dates.say_day_long(date(2026, 11, 30)) == "Senin, 30 November 2026"
    assert dates.say_month(DAY) == "November 2026"
    assert dates.say_span(time(8, 15), time(12)) == "08.15–12.00"


def test_an_instant_is_said_on_the_clocks_of_the_office() -> None:
    at = datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert dates.say_moment(at) == "Rabu, 25 November 2026, pukul 06.30"
    assert dates.say_instant(at, DAY) == "25 November, pukul 06.30"


@pytest.mark.parametrize(
    ("days", "said"), [(0, "hari ini"), (1, "kemarin"), (22, "22 hari lalu"), (-1, "besok")]
)
def test_the_past_is_counted_in_days(days: int, said: str) -> None:
    assert dates.say_ago(DAY - timedelta(days=days), DAY) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "hari ini"), (1, "besok"), (5, "5 hari lagi"), (-3, "lewat 3 hari")]
)
def test_a_deadline_is_counted_in_days(days: int, said: str) -> None:
    assert dates.say_left(DAY + timedelta(days=days), DAY) == said


def test_what_ends_before_a_day_has_the_day_before_as_its_last() -> None:
    assert dates.say_last(date(2026, 12, 1)) == "30 November 2026"
    assert dates.say_last(None) == "sekarang"
