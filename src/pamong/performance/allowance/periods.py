"""The periods whose predicate a month's performance part rests on, for each kind of employee."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pamong.performance.periods import ByMonth, Period, period_days, period_of
from pamong.performance.rhythm import Rhythms, When

PREVIOUS_YEAR, PREVIOUS = "previous_year", "previous_period"  # sources, as the pack calls them
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PeriodsPaid:
    """What a month rests on, by the source that the agency chose.

    Whoever is rated by quarter in an agency that rates by month is paid by the quarter before.
    """

    rhythms: Rhythms
    month: date
    source: str

    @property
    def differs(self) -> bool:
        """Whether the period depends on the kind of employee."""
        return self.source == PREVIOUS and bool(self.rhythms.others(self.month.year))

    def all(self) -> list[When]:
        """Every period that counts for somebody."""
        year = self.month.year
        if self.source == PREVIOUS_YEAR:
            return [(year - 1, Period.YEAR)]
        if self.source == PREVIOUS and not self.differs:
            return [self._before(self.rhythms.usual(year), self.rhythms.usual(year - 1))]
        ended: list[When] = [
            (one, part)
            for one in (year - 1, year)
            for part in self.rhythms.periods(one)
            if part != Period.YEAR and period_days(one, part)[1] < self.month
        ]
        return ended if self.source != PREVIOUS else [w for w in ended if self._is_near(w)]

    def counts(self, when: When, starts_on: date, kind_on: Callable[[date], str]) -> bool:
        """Whether a period under a plan that began on the day is the one of its owner's kind."""
        if not self.differs:
            return True
        year = self.month.year
        since = max(starts_on, date(year, 1, 1))
        now = self.rhythms.of_kinds(year, since, kind_on)
        return when == self._before(now, self.rhythms.of_kinds(year - 1, starts_on, kind_on))

    def _before(self, now: ByMonth, last_year: ByMonth) -> When:
        """The part before the one that holds the month."""
        first = period_days(self.month.year, period_of(self.month, now))[0]
        end = first - DAY
        return end.year, period_of(end, now if end.year == first.year else last_year)

    def _is_near(self, when: When) -> bool:
        """Whether it ended within the quarter before the month's, or in the month's own."""
        first = period_days(self.month.year, period_of(self.month, frozenset()))[0]
        return period_days(*when)[1] >= first - DAY
