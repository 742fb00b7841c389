"""Quarters of a year, and those that a plan touches."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pamong.measurement.pace import QUARTERS, ROMAN
from pamong.performance.models import Plan

MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, MONTHS * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = MONTHS * self.number
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def period(self) -> str:
        """Its code in windows and evaluations."""
        return f"Q{self.number}"

    @property
    def name(self) -> str:
        """`triwulan III`."""
        return _("triwulan %(number)s") % {"number": ROMAN[self.number]}


def quarter_of(day: date) -> Quarter:
    """The quarter that holds the day."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def quarters_of(plan: Plan) -> list[Quarter]:
    """The quarters that the plan's period touches."""
    found = [Quarter(plan.year, number) for number in QUARTERS]
    return [q for q in found if q.first <= plan.ends_on and q.last >= plan.starts_on]


def quarter_asked(plan: Plan, text: str, day: date) -> Quarter:
    """The quarter in the address when the plan has it, else the one of the day."""
    quarters = quarters_of(plan)
    asked = [q for q in quarters if str(q.number) == text]
    nearest = quarter_of(min(max(day, plan.starts_on), plan.ends_on))
    return asked[0] if asked else nearest


def last_day(plan: Plan, quarter: Quarter, day: date) -> date:
    """The last day of the quarter that both the plan and the calendar have reached."""
    return max(min(quarter.last, plan.ends_on, day), plan.starts_on)


def quarter_numbers(starts_on: date, ends_on: date) -> range:
    """The quarters that a period within one year touches; the last one has the period's target."""
    return range(quarter_of(starts_on).number, quarter_of(ends_on).number + 1)
