"""Quarters and months of a year, and those that a plan touches."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.translation import gettext as _

from pamong.measurement.pace import QUARTERS
from pamong.performance.models import Plan
from pamong.performance.periods import ByMonth
from pamong.ui.dates import ROMAN

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
    def code(self) -> str:
        """As it stands in an address."""
        return str(self.number)

    @property
    def name(self) -> str:
        """`triwulan III`."""
        return _("triwulan %(number)s") % {"number": ROMAN[self.number]}


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def period(self) -> str:
        """Its code in windows and evaluations."""
        return f"{self.number:02}"

    @property
    def code(self) -> str:
        """As it stands in an address."""
        return self.period

    @property
    def name(self) -> str:
        """`November`."""
        return str(MONTH_NAMES[self.number])


Stretch = Quarter | Month


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


def part_of(day: date, by_month: ByMonth) -> Stretch:
    """The quarter that holds the day, or the month where that quarter is rated by month."""
    quarter = quarter_of(day)
    return Month(day.year, day.month) if quarter.number in by_month else quarter


def parts_of(plan: Plan, by_month: ByMonth) -> list[Stretch]:
    """The quarters or months that the plan's period touches."""
    found: list[Stretch] = []
    for quarter in quarters_of(plan):
        first, last = max(quarter.first, plan.starts_on), min(quarter.last, plan.ends_on)
        months = [Month(plan.year, number) for number in range(first.month, last.month + 1)]
        found += months if quarter.number in by_month else [quarter]
    return found


def part_asked(plan: Plan, text: str, day: date, by_month: ByMonth) -> Stretch:
    """The part in the address when the plan has it, else the one of the day."""
    asked = [part for part in parts_of(plan, by_month) if part.code == text]
    nearest = min(max(day, plan.starts_on), plan.ends_on)
    return asked[0] if asked else part_of(nearest, by_month)


def last_day(plan: Plan, quarter: Stretch, day: date) -> date:
    """The last day of the quarter that both the plan and the calendar have reached."""
    return max(min(quarter.last, plan.ends_on, day), plan.starts_on)


def quarter_numbers(starts_on: date, ends_on: date) -> range:
    """The quarters that a period within one year touches; the last one has the period's target."""
    return range(quarter_of(starts_on).number, quarter_of(ends_on).number + 1)
