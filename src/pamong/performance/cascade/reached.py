"""What the indicators of goals came to in a year, held against that year's targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pamong.measurement.attainment import Attainment, Standing, attain, standings
from pamong.measurement.cards.figures import figures_over
from pamong.measurement.models import Card, Pace, Reading
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


def latest_of(keys: Sequence[int], year: int) -> dict[int, Decimal]:
    """The last figure of each indicator in the year, in one query."""
    found = standings(keys, year=year, until=date(year, 12, 31))
    return {key: standing.value for key, standing in found.items()}


@dataclass(frozen=True, slots=True)
class Came:
    """What an indicator came to in a year and in the one before, read or computed by its card."""

    reached: Attainment | None  # in the year before
    now: Decimal | None
    lacks_before: bool = False  # whether something is missing from the figure
    lacks_now: bool = False


def came_to(
    year: int, aims: Mapping[int, Aim], cards: Sequence[Card], pack: Pack
) -> dict[int, Came]:
    """Of indicators with a card and of those without (`aims`, of the year before), in one read of both."""
    last, years = date(year, 12, 31), (year - 1, year)
    figures = figures_over(cards, years=years, on=last, pack=pack, beside=list(aims))
    found: dict[int, Came] = {}
    for card in cards:
        before, now = (figures[one].of(card) for one in years)
        reached = figures[year - 1].reached(card, before).year
        found[card.indicator_id] = Came(reached, now.value, before.is_partial, now.is_partial)
    for key, aim in aims.items():
        first, now_read = (_last(figures[one].readings.get(key, ())) for one in years)
        until = date(year - 1, 12, 31)
        of_year = attain(aim, first, pack, until=until, trace=False) if first else None
        found[key] = Came(of_year, now_read.value if now_read else None)
    return found


def _last(readings: Sequence[Reading]) -> Standing | None:
    return Standing(readings[-1].value, readings[-1].as_of) if readings else None
