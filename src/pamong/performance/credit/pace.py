"""When a threshold is reached at the present pace: a forecast, with the assumption that it rests on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from pamong.performance.credit.account import Account, state_value
from pamong.performance.credit.conversions import Counted
from pamong.performance.credit.rules import (
    convert,
    figure_of,
    inputs_of_conversion,
    usual_predicate,
)
from pamong.policy.evaluate import Outcome

MONTHS = 12
NEAR = 12  # months
MOST = 50 * MONTHS


@dataclass(frozen=True, slots=True)
class Pace:
    """The predicate that is assumed for the years to come, and what a year of it gives."""

    predicate: str
    is_own: bool  # the person's last one; else the usual one is assumed
    outcome: Outcome

    @property
    def yearly(self) -> Decimal:
        """Angka kredit of a whole year."""
        return figure_of(self.outcome)


@dataclass(frozen=True, slots=True)
class Reach:
    """What is missing to a threshold, and the month in which it is reached at the pace."""

    missing: Decimal  # as shown
    months: int
    month: date  # its first day

    @property
    def is_near(self) -> bool:
        """Whether a year of the same pace is enough."""
        return self.months <= NEAR


def pace_of(account: Account) -> Pace | None:
    """By the last yearly predicate of the level."""
    if account.pack is None or account.standing is None:
        return None
    yearly = [one for one in account.counted(Counted.YES, Counted.INCLUDED) if one.is_yearly]
    predicate = yearly[-1].predicate if yearly else usual_predicate(account.pack)
    inputs = inputs_of_conversion(account.level, predicate, MONTHS)
    return Pace(predicate, bool(yearly), convert(account.pack, inputs))


def reach(account: Account, pace: Pace, threshold: str) -> Reach | None:
    """When the next rank or level is reached; nothing where it has been, or where there is none."""
    missing = state_value(account.standing, f"{threshold}_missing")
    if not missing or account.until is None:
        return None
    assert account.standing is not None, "something is missing of it"
    steps = {step.step: step.value for step in account.standing.because}
    exact = Fraction(steps[f"{threshold}_standing"]["missing"])
    months = ceil(exact * MONTHS / Fraction(pace.yearly))
    return Reach(missing, months, _month_after(account.until, months)) if months < MOST else None


def _month_after(day: date, months: int) -> date:
    """The month in which the last of so many months after the day lies."""
    place = day.year * MONTHS + day.month - 1 + months
    return date(place // MONTHS, place % MONTHS + 1, 1)
