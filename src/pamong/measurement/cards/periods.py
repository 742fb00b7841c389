"""The periods of a year in which a card is measured: months, quarters, half-years or the year."""

import calendar
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pamong.measurement.models import Card
from pamong.ui.dates import ROMAN, say_month

MONTHS = 12
LENGTHS = {  # months of one period
    Card.Frequency.MONTH: 1,
    Card.Frequency.QUARTER: 3,
    Card.Frequency.HALF: 6,
    Card.Frequency.YEAR: 12,
}
MARKS = {
    Card.Frequency.MONTH: "M",
    Card.Frequency.QUARTER: "Q",
    Card.Frequency.HALF: "H",
    Card.Frequency.YEAR: "Y",
}


@dataclass(frozen=True, slots=True)
class CardPeriod:
    """One period of a year, by how long it is and which of its kind it is."""

    frequency: str
    year: int
    number: int

    @property
    def code(self) -> str:
        """As a form and an address say it: 2026-Q3."""
        return f"{self.year}-{MARKS[Card.Frequency(self.frequency)]}{self.number}"

    @property
    def starts_on(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * self._length + 1, 1)

    @property
    def ends_on(self) -> date:
        """The last day."""
        month = self.number * self._length
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def _length(self) -> int:
        return LENGTHS[Card.Frequency(self.frequency)]

    def said(self) -> str:
        """Triwulan III 2026."""
        if self.frequency == Card.Frequency.MONTH:
            return say_month(self.starts_on)
        if self.frequency == Card.Frequency.YEAR:
            return _("Tahun %(year)d") % {"year": self.year}
        named = {"number": ROMAN[self.number], "year": self.year}
        if self.frequency == Card.Frequency.HALF:
            return _("Semester %(number)s %(year)d") % named
        return _("Triwulan %(number)s %(year)d") % named


def periods_of(frequency: str, year: int) -> list[CardPeriod]:
    """All of a year, in their order."""
    count = MONTHS // LENGTHS[Card.Frequency(frequency)]
    return [CardPeriod(frequency, year, number) for number in range(1, count + 1)]


def period_of(frequency: str, day: date) -> CardPeriod:
    """The one in which a day lies."""
    length = LENGTHS[Card.Frequency(frequency)]
    return CardPeriod(frequency, day.year, (day.month - 1) // length + 1)


def begun(frequency: str, year: int, on: date) -> list[CardPeriod]:
    """Those of a year that have begun by a day."""
    return [period for period in periods_of(frequency, year) if period.starts_on <= on]


def ended(frequency: str, year: int, on: date) -> list[CardPeriod]:
    """Those of a year that are over on a day: of these a figure is due."""
    return [period for period in periods_of(frequency, year) if period.ends_on < on]


def period_coded(code: str) -> CardPeriod | None:
    """The period of a code, as 2026-Q3; nothing of what is none."""
    year, _dash, part = code.partition("-")
    kinds = {mark: frequency for frequency, mark in MARKS.items()}
    if part[:1] not in kinds or not part[1:].isdecimal():
        return None
    return CardPeriod(kinds[part[:1]], int(year), int(part[1:]))
