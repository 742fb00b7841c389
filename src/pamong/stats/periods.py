"""Times of figures: years, half-years, quarters, months, days, instants, or plain numbers, each with its place in order."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

YEAR, HALF, QUARTER, MONTH, DAY, TIME, COUNT = (
    *("year", "half", "quarter", "month", "day", "time", "count"),
)
# How many of a kind make the cycle in which figures come back: a year, for days a week.
CYCLES = {YEAR: 1, HALF: 2, QUARTER: 4, MONTH: 12, DAY: 7, TIME: 1, COUNT: 1}
_IN_A_YEAR = {HALF: 2, QUARTER: 4, MONTH: 12}
# Days that lie so far apart are dates of months, quarters and so on.
_GAPS = {(28, 31): MONTH, (89, 92): QUARTER, (181, 184): HALF, (365, 366): YEAR}
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MONTHS = (
    *("jan", "feb peb", "mar", "apr", "mei may", "jun", "jul", "agu agt ags aug"),
    *("sep", "okt oct", "nov nop", "des dec"),
)
_MONTH_OF = {name: at for at, names in enumerate(_MONTHS, start=1) for name in names.split()}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PART = r"(?P<part>iv|i{1,3}|[1-4])"
_QUARTER = rf"(?:triwulan|kuartal|quarter|tw|kw|q|t)[\s.\-]*(?:ke[\s\-]*)?{_PART}"
_HALF = rf"(?:semester|smt|sem|half|h|s)[\s.\-]*(?:ke[\s\-]*)?{_PART}"
_WORD_YEAR = r"(?:tahun|thn|th\.?|ta\.?|fy|year)?[\s.\-/,]*"
_Y4 = r"(?P<year>(?:19|20|21)\d\d)"
_SHAPES: tuple[tuple[str, str], ...] = (
    (YEAR, rf"{_WORD_YEAR}{_Y4}(?:\.0+)?"),
    (MONTH, rf"{_Y4}[\-/. ]?m?(?P<month>0[1-9]|1[0-2])"),
    (MONTH, rf"{_Y4}[\-/. ](?P<month>[1-9])"),
    (MONTH, rf"(?P<month>0?[1-9]|1[0-2])[\-/. ]{_Y4}"),
    (MONTH, rf"(?P<name>[a-z]{{3,10}})\.?[\s\-/,.]*{_WORD_YEAR}{_Y4}"),
    (MONTH, rf"{_Y4}[\s\-/,.]*(?P<name>[a-z]{{3,10}})"),
    (MONTH, r"(?P<name>[a-z]{3,10})[\-/ ']+(?P<short>\d\d)"),
    (QUARTER, rf"{_QUARTER}[\s.\-/,]*{_WORD_YEAR}{_Y4}"),
    (QUARTER, rf"{_Y4}[\s.\-/,]*{_QUARTER}"),
    (HALF, rf"{_HALF}[\s.\-/,]*{_WORD_YEAR}{_Y4}"),
    (HALF, rf"{_Y4}[\s.\-/,]*{_HALF}"),
    (DAY, r"(?P<y>\d{4})[\-/.](?P<m>\d{1,2})[\-/.](?P<d>\d{1,2})"),
    (DAY, r"(?P<y>(?:19|20|21)\d\d)(?P<m>\d\d)(?P<d>\d\d)"),
    (DAY, r"(?P<d>\d{1,2})[\-/. ](?P<m>\d{1,2})[\-/. ](?P<y>\d{4})"),
    (DAY, r"(?P<d>\d{1,2})[\s\-/.]+(?P<name>[a-z]{3,10})\.?[\s\-/.,]+(?P<y>\d{4})"),
    (COUNT, r"(?:th|tahun|year)?[\s\-]*(?P<count>\d{1,6})(?:\.0+)?"),
)
_READERS = [(kind, re.compile(shape)) for kind, shape in _SHAPES]
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}$")
_ISO_WEEK = re.compile(r"\d{4}-?w", re.IGNORECASE)
_CENTURY, _TWELVE = 2000, 12
# Words before a time that change nothing about which one it is: "s.d. Maret 2026", "per 31 Desember 2025".
_BEFORE = re.compile(r"^(?:s[./]?d\.?|sampai(?: dengan)?|hingga|per|posisi|bulan|periode)\s+(?=\w)")
_BRACKETS = str.maketrans("()", "  ")
# Dates of spreadsheets that lost their format: days since then, for the years 1990 to 2050.
_SERIAL_FROM, _SERIALS = date(1899, 12, 30).toordinal(), range(32_874, 55_153)


class Period(NamedTuple):
    """One time: its kind, and its place among its kind, so that the next one is one further."""

    kind: str
    at: int

    @property
    def text(self) -> str:
        """As programs write it: 2024, 2024-S1, 2024-Q1, 2024-03, 2024-03-05."""
        return say(self.kind, self.at)


class NoPeriod(ValueError):
    """A text that says no time."""


def read_periods(texts: Sequence[object]) -> list[Period | None]:
    """A column of times; days are month first only where day first would make no day and month first always does."""
    is_american = _is_american([t for t in texts if isinstance(t, str)])
    found: list[Period | None] = []
    for text in texts:
        try:
            found.append(read_period(text, is_american=is_american))
        except NoPeriod:
            found.append(None)
    return _without_hours(texts, _dated(found))


def read_period(text: object, *, is_american: bool = False) -> Period:
    """One time, as a cell or a person wrote it."""
    if isinstance(text, datetime):
        return _instant(text)
    if isinstance(text, date):
        return Period(DAY, text.toordinal())
    if isinstance(text, bool) or text is None:
        raise NoPeriod(text)
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    plain = _BEFORE.sub("", " ".join(str(text).casefold().translate(_BRACKETS).split()))
    for kind, shape in _READERS:
        if found := shape.fullmatch(plain):
            try:
                return _period(kind, found, is_american=is_american)
            except ValueError:
                continue
    return _iso(str(text).strip())


def _iso(text: str) -> Period:
    if _ISO_WEEK.match(text):  # Python takes a week for its Monday
        raise NoPeriod(text)
    try:
        return _instant(datetime.fromisoformat(text))
    except ValueError:
        raise NoPeriod(text) from None


def _instant(moment: datetime) -> Period:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Period(TIME, int(aware.timestamp()))


def _period(kind: str, found: re.Match[str], *, is_american: bool) -> Period:
    said = found.groupdict()
    if kind == COUNT:
        return Period(COUNT, int(said["count"]))
    if kind == DAY:
        month = _month_named(said["name"]) if said.get("name") else int(said["m"])
        day = int(said["d"])
        if is_american and _SLASHED.fullmatch(found.string):
            day, month = month, day
        return Period(DAY, date(_year(int(said["y"])), month, day).toordinal())
    year = int(said["year"]) if said.get("year") else _CENTURY + int(said["short"])
    if kind == YEAR:
        return Period(YEAR, year)
    if kind == MONTH:
        month = _month_named(said["name"]) if said.get("name") else int(said["month"])
        return Period(MONTH, year * 12 + month - 1)
    part = _ROMAN.get(said["part"]) or int(said["part"])
    if part > _IN_A_YEAR[kind]:
        raise NoPeriod(found.string)
    return Period(kind, year * _IN_A_YEAR[kind] + part - 1)


def _year(year: int) -> int:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NoPeriod(year)
    return year


_FULL_MONTHS = frozenset(
    [
        "januari",
        "january",
        "februari",
        "february",
        "pebruari",
        "maret",
        "march",
        "april",
        "juni",
        "june",
        "juli",
        "july",
        "agustus",
        "august",
        "september",
        "sept",
        "oktober",
        "october",
        "november",
        "nopember",
        "desember",
        "december",
        "mei",
        "may",
    ]
)


def _month_named(name: str) -> int:
    """The month of a name in full or by its first letters; another word that only begins so is none."""
    if name in _FULL_MONTHS or name in _MONTH_OF:
        return _MONTH_OF[name[:3]]
    raise NoPeriod(name)


def _is_american(texts: Iterable[str]) -> bool:
    pairs = [(int(f[1]), int(f[2])) for t in texts if (f := _SLASHED.fullmatch(t.strip()))]
    return any(second > _TWELVE for _first, second in pairs) and all(
        first <= _TWELVE for first, _second in pairs
    )


def _dated(found: list[Period | None]) -> list[Period | None]:
    """Plain numbers that all are a spreadsheet's dates of our time are days."""
    read = [one for one in found if one]
    if not read or any(one.kind != COUNT or one.at not in _SERIALS for one in read):
        return found
    return [one and Period(DAY, _SERIAL_FROM + one.at) for one in found]


def _without_hours(texts: Sequence[object], found: list[Period | None]) -> list[Period | None]:
    """Instants of which no two fall on one day, as the day is written where they were taken, are days."""
    written = {
        at: text if isinstance(text, datetime) else datetime.fromisoformat(str(text).strip())
        for at, (text, period) in enumerate(zip(texts, found, strict=True))
        if period and period.kind == TIME
    }
    days = {moment.date() for moment in written.values()}
    if len(days) != len({found[at] for at in written}):
        return found
    return [
        Period(DAY, written[at].toordinal()) if at in written else period
        for at, period in enumerate(found)
    ]


def say(kind: str, at: int) -> str:
    """The time as programs write it."""
    if kind in (YEAR, COUNT):
        return str(at)
    if kind == DAY:
        return date.fromordinal(at).isoformat()
    if kind == TIME:
        return datetime.fromtimestamp(at, tz=UTC).isoformat()
    year, part = divmod(at, _IN_A_YEAR[kind])
    mark = {HALF: "S", QUARTER: "Q", MONTH: "0"}[kind]
    return f"{year}-{part + 1:02}" if kind == MONTH else f"{year}-{mark}{part + 1}"


def day_of(kind: str, at: int) -> tuple[date, date] | None:
    """The first and the last day of a time; none for instants and plain numbers."""
    if kind == DAY:
        return date.fromordinal(at), date.fromordinal(at)
    months = {YEAR: 12, HALF: 6, QUARTER: 3, MONTH: 1}.get(kind)
    if months is None:
        return None
    return _month_start(at * months), _month_start((at + 1) * months) - timedelta(days=1)


def last_over(kind: str, day: date) -> int | None:
    """The last time of a kind that is over on a day; none for instants and plain numbers."""
    if kind == DAY:
        return day.toordinal()
    if kind not in (YEAR, *_IN_A_YEAR):
        return None
    at = _in_kind(day, kind)
    days = day_of(kind, at)
    return at if days and days[1] <= day else at - 1


def _month_start(at: int) -> date:
    return date(at // 12, at % 12 + 1, 1)


def coarsened(days: Sequence[int]) -> tuple[str, list[int]]:
    """Days that come once a month, quarter, half-year or year, as those; else as days."""
    ordered = sorted(set(days))
    gaps = [after - before for before, after in pairwise(ordered)]
    middle = median(gaps) if gaps else 0
    for (least, most), kind in _GAPS.items():
        if least <= middle <= most:
            found = [_in_kind(date.fromordinal(day), kind) for day in days]
            if len(set(found)) == len(ordered):
                return kind, found
    return DAY, list(days)


def _in_kind(day: date, kind: str) -> int:
    if kind == YEAR:
        return day.year
    size = _IN_A_YEAR[kind]
    return day.year * size + (day.month - 1) * size // 12


def styled(days: Sequence[int]) -> str:
    """How dates stand for their months: by the first day ("first"), the last ("last"), or neither ("")."""
    found = [date.fromordinal(day) for day in days]
    if all(day.day == 1 for day in found):
        return "first"
    return "last" if all((day + timedelta(days=1)).day == 1 for day in found) else ""


def say_styled(kind: str, at: int, style: str) -> str:
    """The time as text; where the file wrote days for it, as such a day."""
    days = day_of(kind, at)
    if not style or not days:
        return say(kind, at)
    return days[0 if style == "first" else 1].isoformat()
