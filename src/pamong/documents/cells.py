"""What one cell says, whatever program wrote it."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from pamong.documents.sheets import Value

EPOCH = date(1899, 12, 30)  # serial 60 is the 29 February 1900 that never was; births come later
LAST_SERIAL = 73_050  # the end of 2099
FIRST_YEAR, LAST_YEAR = 1850, 2199
MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "mei": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "agu": 8,
    "agt": 8,
    "ags": 8,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "nop": 11,
    "des": 12,
    "dec": 12,
}
YEAR_FIRST = re.compile(r"^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$")
DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
MONTH_NAMED = re.compile(r"^(\d{1,2})[-/. ]+([A-Za-z]{3,10})[-/. ,]+(\d{4})$")
TIME_OF_DAY = re.compile(r"[T ]\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$")
SCIENTIFIC = re.compile(r"^[+-]?\d+([.,]\d+)?[eE][+-]?\d+$")
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


KEEPING = ("'", "`", "’")  # before a code, so that no program takes it for a number


class NoDayError(ValueError):
    """The cell holds something, and it is no day."""


LETTERS = 26


def letter_of(place: int) -> str:
    """The name of a column as spreadsheet programs write it, counted from 0."""
    place, rest = divmod(place, LETTERS)
    return (letter_of(place - 1) if place else "") + chr(ord("A") + rest)


def is_number(value: Value) -> bool:
    """Whether the file holds a number here, with the fifteen digits that a number keeps; what overran it is none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def is_scientific(value: Value) -> bool:
    """Whether a text was a number once and lost its digits, as in 1.97E+17."""
    return isinstance(value, str) and bool(SCIENTIFIC.match(value.strip().lstrip("'")))


def text_of(value: Value) -> str:
    """One line of text; an apostrophe that kept a code from becoming a number is dropped."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if _is_clean(value) else _cleaned(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, date | datetime | time):
        return _day_only(value).isoformat()
    return _cleaned(str(value))


def _is_clean(text: str) -> bool:
    """Whether nothing is to be taken out or made one; most cells of a large file need no other look."""
    ends = text[:1] + text[-1:]
    return text.isprintable() and "  " not in text and " " not in ends and ends[:1] not in KEEPING


def _cleaned(text: str) -> str:
    text = " ".join(INVISIBLE.sub(" ", text).split())
    return text[1:].lstrip() if text.startswith(KEEPING) else text


def day_of(value: Value) -> date | None:
    """The day a cell says, nothing when it is empty."""
    try:
        return _day(value)
    except ValueError:
        raise NoDayError(text_of(value)) from None


def day_form(value: Value) -> str:
    """How a day is written where that is no day by itself: `serial`, `slashes` or `day_first`."""
    if is_number(value):
        return "serial"
    text = TIME_OF_DAY.sub("", text_of(value)) if isinstance(value, str) else ""
    if text.isdigit():
        return "serial" if len(text) != len("20261125") else ""
    if not DAY_FIRST.match(text):
        return ""
    return "slashes" if "/" in text else "day_first"


def _day(value: Value) -> date | None:
    if isinstance(value, str):
        return _day_of_text(value)
    if isinstance(value, datetime | date):
        return _within_reason(date(value.year, value.month, value.day))
    if is_number(value):
        return _from_serial(float(value))  # type: ignore[arg-type]
    return _day_of_text(text_of(value))


@lru_cache(1 << 14)  # days of birth differ, yet a register holds few of each kind
def _day_of_text(cell: str) -> date | None:
    text = TIME_OF_DAY.sub("", text_of(cell))
    if text.strip("-0/. ") == "":
        return None
    if text.isdigit() and len(text) != len("20261125"):
        return _from_serial(float(text))
    return _within_reason(_day_in(text))


def _day_only(value: date | datetime | time) -> date | time:
    return value.date() if isinstance(value, datetime) else value


def _day_in(text: str) -> date:
    if text.isdigit():
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if found := YEAR_FIRST.match(text):
        year, month, day = found.groups()
        return date(int(year), int(month), int(day))
    if found := DAY_FIRST.match(text):
        day, month, year = found.groups()
        return date(int(year), int(month), int(day))
    if (found := MONTH_NAMED.match(text)) and found[2][:3].lower() in MONTHS:
        return date(int(found[3]), MONTHS[found[2][:3].lower()], int(found[1]))
    raise ValueError(text)


def _from_serial(number: float) -> date:
    if not 1 <= number <= LAST_SERIAL:
        raise ValueError(number)
    return EPOCH + timedelta(days=int(number))


def _within_reason(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day
