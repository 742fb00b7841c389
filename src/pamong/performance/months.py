"""Calendar months as attendance and allowance keep them: by their first day."""

import calendar
import re
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

WRITTEN = re.compile(r"(\d{4})-(\d{2})")
FIRST_YEAR, LAST_YEAR = 2000, 2199


def last_of(month: date) -> date:
    """The last day of the month that holds the day."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def before(month: date) -> date:
    """The first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def first_from(day: date) -> date:
    """The first month that begins on the day or later."""
    return day if day.day == 1 else last_of(day) + timedelta(days=1)


def months_back(day: date, count: int) -> list[date]:
    """The month that holds the day and those before it, the newest first."""
    found = [day.replace(day=1)]
    while len(found) < count:
        found.append(before(found[-1]))
    return found


def say_month(month: date) -> str:
    """November 2026."""
    return f"{MONTHS[month.month]} {month.year}"


def month_choices(day: date, count: int = 13) -> list[tuple[str, Any]]:
    """The months of the last year, for a form."""
    return [(f"{month:%Y-%m}", say_month(month)) for month in months_back(day, count)]


def parse_month(text: str) -> date:
    """The first day of a month written as 2026-10."""
    found = WRITTEN.fullmatch(text)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12:  # noqa: PLR2004
        return date(int(found[1]), int(found[2]), 1)
    raise ValidationError(_("Tulis bulan sebagai 2026-10."))
