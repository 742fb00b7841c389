"""Working days: the week of a place, its own days, national holidays and joint leave.

`calendar_of` gives the calendar of a unit; what an agency says of its own is read once and kept until
the agency's mark changes. Nothing here asks who may see what: on which days one works is no secret.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays

from pamong.people.models import Agency, OwnDay, WorkWeek

FIVE_DAYS, SATURDAY, SUNDAY = 5, 5, 6
DAY = timedelta(days=1)
FITRI, MONTH_OF_FAST = "Idul Fitri", 30
ROOT = 0  # the agency's own place among its units
HORIZON = 3660  # days after which a calendar without working days is given up


@lru_cache(maxsize=32)
def holidays_of(year: int) -> dict[date, str]:
    """National holidays and joint leave (cuti bersama) of a year, by name."""
    found = holidays.country_holidays(
        "ID", years=year, language="id", categories=("public", "government")
    )
    return {day: name for day, name in found.items() if day.year == year}


@lru_cache(maxsize=32)
def ramadan_of(year: int) -> tuple[date, date] | None:
    """About when Ramadan is, counted back from Idul Fitri; an agency writes the days of its own year."""
    fitri = next((day for day, name in sorted(holidays_of(year).items()) if _is_fitri(name)), None)
    return (fitri - MONTH_OF_FAST * DAY, fitri - DAY) if fitri else None


def _is_fitri(name: str) -> bool:
    return FITRI in name and not name.startswith("Cuti")


@dataclass(frozen=True, slots=True)
class Week:
    """How a place works, from a day up to but not including another."""

    pattern: str
    hours: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    since: date = date.min
    until: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether it holds on the day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def is_shift(self) -> bool:
        """Whether a roster says who works when."""
        return self.pattern == WorkWeek.Pattern.SHIFT

    def has(self, weekday: int) -> bool:
        """Whether the office is open on such a day."""
        return weekday < int(self.pattern)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last, both included, with what they are and their name."""

    first: date
    last: date
    kind: str
    name: str

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Place:
    """What one unit, or the agency, says of its own."""

    weeks: Sequence[Week] = ()
    days: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days of one unit: `places` from the unit up to the agency; the nearest that speaks counts."""

    default: Week
    places: Sequence[Place] = ()

    def week_on(self, day: date) -> Week:
        """How the unit works on the day."""
        return self._week(day, is_office=False)

    def _week(self, day: date, *, is_office: bool) -> Week:
        for place in self.places:
            for week in place.weeks:
                if week.is_on(day) and not (is_office and week.is_shift):
                    return week
        return self.default

    def is_shift(self, day: date) -> bool:
        """Whether rosters say who works on the day."""
        return self.week_on(day).is_shift

    def own_day(self, day: date) -> Span | None:
        """What the unit, or one above it, says of this very day."""
        return self._span(day, (OwnDay.Kind.OFF, OwnDay.Kind.WORK))

    def _span(self, day: date, kinds: Sequence[str]) -> Span | None:
        spans = (span for place in self.places for span in place.days)
        return next((span for span in spans if span.kind in kinds and span.holds(day)), None)

    def holiday_name(self, day: date) -> str:
        """Why the day is free, where it is no mere weekend; nothing on a day of work."""
        own = self.own_day(day)
        if own:
            return own.name if own.kind == OwnDay.Kind.OFF else ""
        return holiday_name(day)

    def is_workday(self, day: date) -> bool:
        """Whether the office works; where rosters hold, the office of the units above is meant.

        Deadlines count these days: nobody knows a roster of the months to come.
        """
        own = self.own_day(day)
        if own:
            return own.kind == OwnDay.Kind.WORK
        is_open = self._week(day, is_office=True).has(day.weekday())
        return is_open and not holiday_name(day)

    def workday_after(self, day: date, count: int) -> date:
        """The day that lies so many working days later."""
        found = day
        for _step in range(HORIZON):
            if count <= 0:
                break
            found += DAY
            count -= self.is_workday(found)
        return found

    def workday_before(self, day: date) -> date:
        """The last working day before the day."""
        found = day - DAY
        for _step in range(HORIZON):
            if self.is_workday(found):
                break
            found -= DAY
        return found

    def workdays_of_month(self, day: date) -> list[date]:
        """The working days of the month that holds the day."""
        return [found for found in days_of_month(day) if self.is_workday(found)]

    def is_ramadan(self, day: date) -> bool:
        """Whether the hours of Ramadan hold: as the agency wrote, else about then."""
        spans = [s for p in self.places for s in p.days if s.kind == OwnDay.Kind.RAMADAN]
        own = [span for span in spans if span.first.year <= day.year <= span.last.year]
        if own:
            return any(span.holds(day) for span in own)
        about = ramadan_of(day.year)
        return bool(about and about[0] <= day <= about[1])


def calendar_of(agency: Agency, path: str = "") -> WorkCalendar:
    """The calendar of the unit at a path, or of the agency; read once as long as it holds."""
    default = Week(str(agency.workdays))
    if not agency.calendar_mark:
        return WorkCalendar(default)
    held = _KEPT.get(agency.pk)
    if held is None or held[0] != agency.calendar_mark:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        held = _KEPT[agency.pk] = agency.calendar_mark, _places_of(agency)
    keys = [int(part) for part in reversed(path.split("/")) if part]
    places = [held[1][key] for key in [*keys, ROOT] if key in held[1]]
    return WorkCalendar(default, tuple(places))


MOST_KEPT = 500  # agencies
_KEPT: dict[int, tuple[str, Mapping[int, Place]]] = {}


def _places_of(agency: Agency) -> Mapping[int, Place]:
    weeks: dict[int, list[Week]] = {}
    days: dict[int, list[Span]] = {}
    rows = WorkWeek.objects.filter(agency=agency).order_by("-valid_from", "-pk")
    told: Any
    for unit, *told in rows.values_list("unit_id", "pattern", "hours", "valid_from", "valid_to"):
        weeks.setdefault(unit or ROOT, []).append(Week(*told))
    spans = OwnDay.objects.filter(agency=agency).order_by("-pk")  # of two the newer counts
    for unit, *told in spans.values_list("unit_id", "first", "last", "kind", "name"):
        days.setdefault(unit or ROOT, []).append(Span(*told))
    return {key: Place(weeks.get(key, ()), days.get(key, ())) for key in weeks.keys() | days}


def holiday_name(day: date) -> str:
    """The national holiday on the day, or nothing."""
    return holidays_of(day.year).get(day, "")


def is_workday(day: date, workdays: int = FIVE_DAYS) -> bool:
    """Whether an office with so many days a week and nothing of its own works on the day."""
    return WorkCalendar(Week(str(workdays))).is_workday(day)


def workday_after(day: date, count: int, workdays: int = FIVE_DAYS) -> date:
    """The day that lies so many working days later in such an office."""
    return WorkCalendar(Week(str(workdays))).workday_after(day, count)


def workday_before(day: date, workdays: int = FIVE_DAYS) -> date:
    """The last working day before the day in such an office."""
    return WorkCalendar(Week(str(workdays))).workday_before(day)


def days_of_month(day: date) -> list[date]:
    """Every day of the month that holds the day."""
    found = day.replace(day=1)
    days = []
    while found.month == day.month:
        days.append(found)
        found += DAY
    return days
