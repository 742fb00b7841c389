"""What an address asks for: a year and a period, and what stands for them where it says nothing usable."""

import re
from datetime import date

from pamong.people.request import Request
from pamong.performance.addresses import YearConverter
from pamong.performance.periods import Period
from pamong.performance.rhythm import Rhythms, periods_shown, rhythms_of
from pamong.performance.rules import is_ruled
from pamong.ui.components import Tab

YEAR = re.compile(YearConverter.regex)
YEAR_DIGITS = 4


def period_asked(request: Request, day: date) -> tuple[int, str]:
    """Year and period in the address, else the ones that people rate now."""
    rhythms = rhythms_of(request.scope)
    year, period = rhythms.last(day)
    text, asked = request.GET.get("year", ""), request.GET.get("period", "")
    is_known = YEAR.fullmatch(text) and is_ruled(date(int(text), 1, 1))
    year = int(text) if is_known else year
    known = periods_shown(request.scope.agency_id, rhythms, year)
    return year, next((one for one in (asked, period) if one in known), Period.YEAR)


def period_tabs(address: str, when: tuple[int, str], agency_id: int, rhythms: Rhythms) -> list[Tab]:
    """The periods of a year as tabs over a list."""
    year, period = when
    return [
        Tab(str(one.label), f"{address}?year={year}&period={one.value}", current=one == period)
        for one in periods_shown(agency_id, rhythms, year)
    ]


def year_asked(request: Request, otherwise: int) -> int:
    """The year in the address, when it is one."""
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and len(text) == YEAR_DIGITS else otherwise
