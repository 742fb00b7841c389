"""The days of one person: the calendar of the unit, with the own roster and leave upon it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, F, Value

from pamong.access.prepared import prepared
from pamong.people.calendar import DAY, HORIZON, Span, WorkCalendar, calendar_of, days_of_month
from pamong.people.leave.kinds import leave_pack, stops_duty
from pamong.people.models import Agency, Employee, Leave, RosterDay

LEAVE, ROSTER = "leave", "roster"
TOLD = ("what", "employee_id", "told", "begins", "ends")


@dataclass(frozen=True, slots=True)
class PersonDays:
    """Working days of one person in the days that were read; `leaves` hold the code of their kind."""

    calendar: WorkCalendar
    roster: Mapping[date, str] = field(default_factory=dict)  # day → shift
    leaves: Sequence[Span] = ()

    def leave_on(self, day: date) -> Span | None:
        """The leave on the day."""
        return next((span for span in self.leaves if span.holds(day)), None)

    def is_rostered(self, day: date) -> bool:
        """Whether a roster says who works in the month of the day."""
        return any((on.year, on.month) == (day.year, day.month) for on in self.roster)

    def is_workday(self, day: date) -> bool:
        """Whether the person's work falls on the day, on leave or not; without a roster as the office."""
        return day in self.roster if self.is_rostered(day) else self.calendar.is_workday(day)

    def is_free_choice(self, day: date) -> bool:
        """Whether any day may be one of work: in a unit of shifts, in a month without a roster."""
        return self.calendar.is_shift(day) and not self.is_rostered(day)

    def owes_day(self, day: date) -> bool:
        """Whether an empty day is a gap: a day of work, not on leave, and known beforehand."""
        is_known = not self.is_free_choice(day)
        return is_known and self.is_workday(day) and not self.leave_on(day)

    def is_at_work(self, day: date) -> bool:
        """Whether one may be spoken to of work: a day of work, or one that nobody knows, and not on leave."""
        return (self.is_workday(day) or self.is_free_choice(day)) and not self.leave_on(day)

    def workday_before(self, day: date) -> date:
        """The last working day of the person before the day, in the days that were read."""
        found = day - DAY
        for _step in range(HORIZON):
            if self.is_workday(found):
                break
            found -= DAY
        return found

    def workdays_of_month(self, day: date) -> list[date]:
        """The working days of the month, those on leave too."""
        return [found for found in days_of_month(day) if self.is_workday(found)]

    def leave_days_of_month(self, day: date) -> dict[date, str]:
        """The working days of the month that were days of leave, with the code of its kind."""
        held = ((found, self.leave_on(found)) for found in self.workdays_of_month(day))
        return {found: span.kind for found, span in held if span}

    def day_after(self, day: date, count: int, *, is_working: bool) -> date:
        """The end of a time that began on the day; it stands still on days of leave.

        Working days are those of the office: of a roster nobody knows the months to come.
        """
        found = day
        for _step in range(HORIZON):
            if count <= 0:
                break
            found += DAY
            counts = not is_working or self.calendar.is_workday(found)
            count -= counts and not self.leave_on(found)
        return found


def days_of(
    agency: Agency, path: str, employee_id: int, first: date, last: date | None = None
) -> PersonDays:
    """The days of a person in the unit at a path, in one query; rosters only up to a last day."""
    return days_of_many(agency, {employee_id: path}, first, last)[employee_id]


def days_of_many(
    agency: Agency, paths: Mapping[int, str], first: date, last: date | None = None
) -> dict[int, PersonDays]:
    """The same for many people of an agency, each with the path of the unit, in one query."""
    leaves: dict[int, list[Span]] = {}
    rosters: dict[int, dict[date, str]] = {}
    given = {"employees": list(paths), "first": first.replace(day=1)}
    rows = _apart(**given, last=last) if last else _away(**given)
    for what, employee, told, begins, ends in rows:
        if what == LEAVE and not stops_duty(told, leave_pack(begins, agency.local_packs)):
            continue
        if what == LEAVE:
            span = Span(begins, ends - DAY if ends else date.max, told, "")
            leaves.setdefault(employee, []).append(span)
        else:
            rosters.setdefault(employee, {})[begins] = told
    return {
        key: PersonDays(calendar_of(agency, path), rosters.get(key, {}), leaves.get(key, ()))
        for key, path in paths.items()
    }


@prepared
def _apart(*, employees: list[int], first: date, last: date) -> Any:
    """Leave and roster as (what, whose, kind or shift, from, until)."""
    duty = RosterDay.objects.filter(employee_id__in=employees, on__gte=first, on__lte=last)
    read = duty.annotate(
        what=Value(ROSTER, CharField()), told=F("shift"), begins=F("on"), ends=F("on")
    )
    away = _leaves(employees, first).filter(valid_from__lte=last)
    return away.union(read.values_list(*TOLD), all=True)


@prepared
def _away(*, employees: list[int], first: date) -> Any:
    return _leaves(employees, first)


def _leaves(employees: list[int], first: date) -> Any:
    rows = Leave.objects.filter(employee_id__in=employees, valid_to__gt=first).order_by()
    return rows.annotate(
        what=Value(LEAVE, CharField()), told=F("kind"), begins=F("valid_from"), ends=F("valid_to")
    ).values_list(*TOLD)


def working_days(person: Employee, day: date) -> list[date]:
    """The working days of a person in the month of the day; the person comes with agency and unit."""
    return month_of(person, day).workdays_of_month(day)


def leave_days(person: Employee, day: date) -> dict[date, str]:
    """Those of them that were leave, with the code of its kind."""
    return month_of(person, day).leave_days_of_month(day)


def month_of(person: Employee, day: date) -> PersonDays:
    """The days of a person in the month of the day."""
    return months_of([person], day)[person.pk]


def months_of(people: Iterable[Employee], day: date) -> dict[int, PersonDays]:
    """The same for many people of one agency, who come with agency and unit, in one query."""
    rows = list(people)
    if not rows:
        return {}
    paths = {row.pk: row.unit.path if row.unit else "" for row in rows}
    days = days_of_month(day)
    return days_of_many(rows[0].agency, paths, days[0], days[-1])
