"""Which days are days of work: the week, national and own days, rosters and leave."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from pamong.people.calendar import calendar_of, ramadan_of
from pamong.people.models import Agency, Leave, OwnDay, RosterDay, WorkWeek
from pamong.people.person_days import PersonDays, days_of, leave_days, months_of, working_days
from pamong.people.tests.world import World

FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)
MONDAY, NOVEMBER = date(2026, 11, 30), date(2026, 11, 1)
CHRISTMAS = date(2026, 12, 25)


def week(world: World, pattern: str, unit: Any = None, **more: Any) -> WorkWeek:
    fields = {"valid_from": date(2026, 1, 1)} | more
    row = WorkWeek.objects.create(agency=world.agency, unit=unit, pattern=pattern, **fields)
    mark(world)
    return row


def own(world: World, kind: str, day: date, unit: Any = None, last: date | None = None) -> OwnDay:
    row = OwnDay.objects.create(
        agency=world.agency, unit=unit, kind=kind, first=day, last=last or day, name="Hari jadi"
    )
    mark(world)
    return row


def mark(world: World) -> None:
    world.agency.calendar_mark = uuid4().hex
    Agency.objects.filter(pk=world.agency.pk).update(calendar_mark=world.agency.calendar_mark)


def days(world: World, name: str = "sari", first: date = NOVEMBER) -> PersonDays:
    person = getattr(world, name)
    return days_of(world.agency, person.unit.path, person.pk, first, date(2026, 12, 31))


def leave(world: World, first: date, last: date, kind: str = "cuti_tahunan") -> Leave:
    return Leave.objects.create(
        employee=world.sari, kind=kind, valid_from=first, valid_to=last + timedelta(days=1)
    )


def test_without_anything_of_its_own_an_agency_costs_no_query(
    world: World, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        calendar = calendar_of(world.agency, world.clinic.path)
        assert [calendar.is_workday(day) for day in (FRIDAY, SATURDAY)] == [True, False]


def test_the_week_of_the_nearest_unit_counts_from_its_day(world: World) -> None:
    week(world, "5")
    week(world, "6", world.health, valid_from=date(2026, 11, 23))
    clinic = calendar_of(world.agency, world.clinic.path)
    assert clinic.is_workday(SATURDAY)
    assert not clinic.is_workday(SATURDAY - timedelta(days=7))
    assert not clinic.is_workday(SUNDAY)
    assert not calendar_of(world.agency, world.school.path).is_workday(SATURDAY)


def test_what_was_read_is_kept_until_the_agency_changes_something(
    world: World, django_assert_num_queries: Any
) -> None:
    week(world, "6")
    with django_assert_num_queries(2):
        assert calendar_of(world.agency).is_workday(SATURDAY)
    with django_assert_num_queries(0):
        assert calendar_of(world.agency, world.clinic.path).is_workday(SATURDAY)
    own(world, "off", SATURDAY)
    assert not calendar_of(world.agency).is_workday(SATURDAY)


def test_own_days_come_before_weekends_and_national_holidays(world: World) -> None:
    own(world, "work", CHRISTMAS, world.clinic)
    own(world, "off", FRIDAY)
    clinic, school = (calendar_of(world.agency, u.path) for u in (world.clinic, world.school))
    assert clinic.is_workday(CHRISTMAS)
    assert clinic.holiday_name(CHRISTMAS) == ""
    assert not school.is_workday(CHRISTMAS)
    assert school.holiday_name(CHRISTMAS)
    assert (school.is_workday(FRIDAY), school.holiday_name(FRIDAY)) == (False, "Hari jadi")


def test_of_a_unit_and_the_agency_the_unit_is_heard_first(world: World) -> None:
    own(world, "work", FRIDAY, world.clinic)
    own(world, "off", FRIDAY)
    assert calendar_of(world.agency, world.clinic.path).is_workday(FRIDAY)


def test_shifts_leave_deadlines_to_the_office_week_above(world: World) -> None:
    week(world, "6", world.health)
    week(world, "shift", world.clinic)
    clinic = calendar_of(world.agency, world.clinic.path)
    assert clinic.is_shift(FRIDAY)
    assert clinic.is_workday(SATURDAY)
    assert not clinic.is_workday(SUNDAY)


def test_with_a_roster_its_days_are_those_of_work(world: World) -> None:
    for day in (SATURDAY, SUNDAY):
        RosterDay.objects.create(employee=world.sari, on=day, shift="P")
    found = days(world)
    assert working_days(world.sari, FRIDAY) == [SATURDAY, SUNDAY]
    assert not found.owes_day(FRIDAY)
    assert found.owes_day(SUNDAY)
    assert found.owes_day(date(2026, 12, 1)), "December has no roster"
    assert days(world, "putri").owes_day(FRIDAY)


def test_in_a_unit_of_shifts_without_a_roster_no_day_is_a_gap(world: World) -> None:
    week(world, "shift", world.clinic)
    found = days(world)
    assert found.is_free_choice(FRIDAY)
    assert not found.owes_day(FRIDAY)
    assert FRIDAY in working_days(world.sari, FRIDAY), "for a count the office days stand in"


def test_leave_stops_the_duty_and_is_counted_in_days_of_work(world: World) -> None:
    leave(world, FRIDAY, MONDAY)
    assert not days(world).owes_day(FRIDAY)
    assert leave_days(world.sari, FRIDAY) == {FRIDAY: "cuti_tahunan", MONDAY: "cuti_tahunan"}
    assert FRIDAY in working_days(world.sari, FRIDAY)


def test_times_stand_still_on_leave(world: World) -> None:
    before = days(world)
    assert before.day_after(FRIDAY, 2, is_working=True) == date(2026, 12, 1)
    assert before.day_after(FRIDAY, 2, is_working=False) == SUNDAY
    leave(world, SATURDAY, MONDAY)
    held = days(world)
    assert held.day_after(FRIDAY, 2, is_working=True) == date(2026, 12, 2)
    assert held.day_after(FRIDAY, 2, is_working=False) == date(2026, 12, 2)


def test_many_people_cost_one_query(world: World, django_assert_num_queries: Any) -> None:
    leave(world, FRIDAY, FRIDAY)
    people = [world.sari, world.putri, world.budi]
    with django_assert_num_queries(1):
        found = months_of(people, FRIDAY)
    assert [bool(found[person.pk].leaves) for person in people] == [True, False, False]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_ramadan_lies_before_idul_fitri_until_the_agency_writes_its_days(
    world: World, year: int
) -> None:
    about = ramadan_of(year)
    assert about is not None
    first, last = about
    calendar = calendar_of(world.agency)
    assert calendar.is_ramadan(last)
    assert not calendar.is_ramadan(last + timedelta(days=1))
    own(world, "ramadan", first + timedelta(days=1), last=last)
    calendar = calendar_of(world.agency)
    assert not calendar.is_ramadan(first)
    assert calendar.is_ramadan(last)
