"""Working days: weekends by the agency's week, national holidays and joint leave by the calendar kept for us."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

FIVE_DAYS, SATURDAY, SUNDAY = 5, 5, 6


@lru_cache(maxsize=32)
def holidays_of(year: int) -> dict[date, str]:
    """National holidays and joint leave (cuti bersama) of a year, by name."""
    found = holidays.country_holidays(
        "ID", years=year, language="id", categories=("public", "government")
    )
    return {day: name for day, name in found.items() if day.year == year}


def holiday_name(day: date) -> str:
    """The holiday on the day, or nothing."""
    return holidays_of(day.year).get(day, "")


def is_workday(day: date, workdays: int = FIVE_DAYS) -> bool:
    """Whether an agency with so many days a week works on the day."""
    is_weekend = day.weekday() == SUNDAY or (day.weekday() == SATURDAY and workdays <= FIVE_DAYS)
    return not is_weekend and not holiday_name(day)


def workday_after(day: date, count: int, workdays: int = FIVE_DAYS) -> date:
    """The day that lies so many working days later."""
    found = day
    while count > 0:
        found += timedelta(days=1)
        count -= is_workday(found, workdays)
    return found


def workday_before(day: date, workdays: int = FIVE_DAYS) -> date:
    """The last working day before the day."""
    found = day - timedelta(days=1)
    while not is_workday(found, workdays):
        found -= timedelta(days=1)
    return found


def workdays_of_month(day: date, workdays: int = FIVE_DAYS) -> list[date]:
    """The working days of the month that holds the day."""
    return [found for found in days_of_month(day) if is_workday(found, workdays)]


def days_of_month(day: date) -> list[date]:
    """Every day of the month that holds the day."""
    found = day.replace(day=1)
    days = []
    while found.month == day.month:
        days.append(found)
        found += timedelta(days=1)
    return days
