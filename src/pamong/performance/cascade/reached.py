"""What the indicators of goals came to in a year, held against that year's targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pamong.measurement.attainment import Attainment, attain, standings
from pamong.measurement.models import Pace
from pamong.policy.pack import Pack


@dataclass(frozen=True, slots=True)
class Aim:
    """What an indicator of a goal aims at in a year: the cascade has no quarters, days or bands."""

    direction: str
    baseline: Decimal | None
    target: Decimal | None
    unit: str
    target_text: str
    q1: Decimal | None = None
    q2: Decimal | None = None
    q3: Decimal | None = None
    pace: str = Pace.NONE
    due_on: date | None = None
    band_low: Decimal | None = None
    band_high: Decimal | None = None
    tolerance: Decimal | None = None


def reached_in(year: int, aims: Mapping[int, Aim], pack: Pack) -> dict[int, Attainment]:
    """The attainment of each indicator that was measured in the year, in one query."""
    last = date(year, 12, 31)
    found = standings(aims, year=year, until=last)
    return {
        key: attain(aims[key], standing, pack, until=last, trace=False)
        for key, standing in found.items()
    }


def latest_of(keys: Sequence[int], year: int) -> dict[int, Decimal]:
    """The last figure of each indicator in the year, in one query."""
    found = standings(keys, year=year, until=date(year, 12, 31))
    return {key: standing.value for key, standing in found.items()}
