"""Times that say too little or too much: parts of a year without the year, spans of months, weeks, two readings."""

import re
from collections.abc import Sequence

from pamong.stats.periods import (
    COUNT,
    HALF,
    MONTH,
    QUARTER,
    YEAR,
    NoPeriod,
    Period,
    read_period,
)

NO_YEAR, WEEK, TWO_WAYS, SPAN, DAYS, NO_DAY = (
    *("no_year", "week", "two_ways", "span", "days", "no_day"),
)
_MONTHS = 12
_ANY_YEAR = 2024  # a leap year: whether a text lacks only its year is tried with it
_SPANS = {3: QUARTER, 6: HALF, 12: YEAR}
_WEEKS = re.compile(
    r"(?:minggu|pekan|week|wk)(?:[\s.\-]*ke)?[\s.\-]*"
    r"(?:\d{1,2}|[ivx]+|pertama|kedua|ketiga|keempat|kelima|terakhir)\b|(?<![a-z])w\s?\d{1,2}\b"
)
_TO = r"\s*(?:-|–|—|/|s[./]?d\.?|sampai(?: dengan)?|hingga|to)\s*"
_DAY = r"(?:\d{4}[\-/.]\d{1,2}[\-/.]\d{1,2}|\d{1,2}[\-/.]\d{1,2}[\-/.]\d{4}|\d{1,2} [a-z]{3,10}\.?(?: \d{4})?)"
_DAYS = re.compile(rf"(?:{_DAY}|\d{{1,2}}){_TO}{_DAY}")
_BARE = re.compile(r"\d{1,2}[/.\-]\d{2}")
_DAY_LIKE = re.compile(r"(?:\d{4}[\-/.]\d{1,2}[\-/.]\d{1,2}|\d{1,2}[\-/. ]\d{1,2}[\-/. ]\d{4})")
_NAMES = re.compile(
    r"(?P<first>[a-z]{3,10})\.?\s*(?P<one>(?:19|20|21)\d\d)?\s*(?:-|–|—|s[./]?d\.?|sampai|hingga|to)\s*"
    r"(?P<last>[a-z]{3,10})\.?[\s,]*(?P<year>(?:19|20|21)\d\d)"
)
# Without one of these no heading names a part of a year: looked for first, as most name none.
_HINTS = re.compile(
    r"tri|ku?w|kuar|quar|tw|q|sem|smt|half|jan|[fp]eb|mar|apr|me?[iy]|may|ju[nl]|agu|a[gu][gts]|sep|o[kc]t|no[vp]|de[sc]",
    re.IGNORECASE,
)
_MOST_NAMED, _LONGEST = 20, 5  # words of a heading that are looked at; words that say one time
_LETTER = re.compile(r"[sht][\s.\-]?\d", re.IGNORECASE)  # S1 is also a degree
# Headings under which a plain number is a part of a year.
_PARTS = re.compile(r"\b(?:bulan|month|triwulan|kuartal|quarter|tw|semester|half)\b", re.IGNORECASE)


def with_year(text: object, year: int, heading: str = "") -> Period | None:
    """The time of a part of a year in a year that stands elsewhere; a plain number by the heading of its column."""
    said = _plain(text)
    if not said or lacks_year(said):
        return _read(f"{said} {year}") if said else None
    part = _PARTS.search(heading.replace("_", " "))
    if part and re.fullmatch(r"0?\d{1,2}|iv|i{1,3}", said):
        found = _read(f"{part[0]} {said.lstrip('0')} {year}")
        return found if found and found.kind != COUNT else None
    return None


def lacks_year(text: object) -> bool:
    """Whether a text says a part of a year, and lacks the year alone: "TW I", "Maret", "Semester 2"."""
    said = _plain(text)
    if not said or said[0].isdigit() or _read(said):
        return False
    found = _read(f"{said} {_ANY_YEAR}")
    return found is not None and found.kind in (HALF, QUARTER, MONTH)


def part_in(heading: str) -> str:
    """The part of a year that a heading names without its year, as "capaian_tw_1" does; else nothing."""
    words = re.split(r"[\s_]+", heading.strip())[:_MOST_NAMED]
    if not _HINTS.search(heading):
        return ""
    for length in range(min(len(words), _LONGEST), 0, -1):
        for start in range(len(words) - length + 1):
            text = " ".join(words[start : start + length])
            found = _read(text) or span_of_months(text)
            if found and found.kind != COUNT:
                return ""
            if lacks_year(text) and not _LETTER.fullmatch(text):
                return text
    return ""


def span_of_months(text: object) -> Period | None:
    """A quarter, half-year or year that is written by its first and last month: "Jan-Mar 2024"."""
    found = _NAMES.fullmatch(_plain(text))
    if not found:
        return None
    year = int(found["year"])
    first, last = (_read(f"{found[name]} {year}") for name in ("first", "last"))
    if not first or not last or (found["one"] and int(found["one"]) != year):
        return None
    length = last.at - first.at + 1
    is_whole = length in _SPANS and first.at % length == 0
    return Period(_SPANS[length], first.at // length) if is_whole else None


def is_span_or_week(text: str) -> bool:
    """Whether a text says a week, days, or months from one to another that fill no period: not to be read by a part of it."""
    said = _plain(text)
    return bool(
        _WEEKS.search(said)
        or _DAYS.fullmatch(said)
        or (_NAMES.fullmatch(said) and not span_of_months(said))
    )


def fault_of(text: object) -> str:
    """Why a text is no time, where more can be said than that it is none."""
    said = _plain(text)
    if _WEEKS.search(said):
        return WEEK
    if lacks_year(said):
        return NO_YEAR
    if _NAMES.fullmatch(said):
        return SPAN
    if _BARE.fullmatch(said):
        return TWO_WAYS
    if _DAYS.fullmatch(said):
        return DAYS
    return NO_DAY if _DAY_LIKE.fullmatch(said) else ""


def year_in(text: object) -> int | None:
    """The year that a cell says; nothing where it says none."""
    found = _read(text)
    return found.at if found and found.kind == YEAR else None


def completed(
    texts: Sequence[object],
    found: Sequence[Period | None],
    years: Sequence[object],
    heading: str,
) -> list[Period | None]:
    """A column of times, where some lack a year with that of their own row."""
    told: list[Period | None] = []
    for text, period, cell in zip(texts, found, years, strict=True):
        year = year_in(cell) if period is None or period.kind == COUNT else None
        told.append((with_year(text, year, heading) if year else None) or period)
    return told


def _plain(text: object) -> str:
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    return " ".join(str(text).casefold().split()) if isinstance(text, str | int) else ""


def _read(text: object) -> Period | None:
    try:
        return read_period(text)
    except NoPeriod:
        return None
