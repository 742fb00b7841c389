"""The days of the demonstration: today in the middle of a cycle, a finished year behind it."""

from dataclasses import dataclass
from datetime import date, timedelta

from pamong.performance.models import Window
from pamong.performance.periods import period_days

QUARTERS = (Window.Period.Q1, Window.Period.Q2, Window.Period.Q3, Window.Period.Q4)
PLANNING_BEGINS = 11  # the month from which next year's plans are written


@dataclass(frozen=True, slots=True)
class Days:
    """Everything is told from one day; nothing that was done lies after it."""

    today: date

    @property
    def this_year(self) -> int:
        """The year of work."""
        return self.today.year

    @property
    def last_year(self) -> int:
        """The finished year."""
        return self.today.year - 1

    @property
    def next_year(self) -> int:
        """The year that is planned now; 0 outside the months of planning."""
        return self.today.year + 1 if self.today.month >= PLANNING_BEGINS else 0

    @property
    def start(self) -> date:
        """The day on which the record of people begins."""
        return date(self.last_year, 1, 1)

    def past(self, day: date) -> date:
        """The day, or today where it has not come yet."""
        return min(day, self.today)

    def after(self, day: date, days: int) -> date:
        """Some days later, but not after today."""
        return self.past(day + timedelta(days=days))


def last_day(year: int, period: str) -> date:
    """The last day of a month, of a quarter or of the year."""
    return period_days(year, period)[1]
