"""Readings of cards as the rules take them: one a period, with its target, the key of its row as its line."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from pamong.measurement.cards.periods import LENGTHS, MONTHS
from pamong.measurement.models import Card, Indicator, Reading, Target
from pamong.stats import quality
from pamong.stats.periods import HALF, MONTH, QUARTER, YEAR, Period

KINDS = {
    Card.Frequency.MONTH: MONTH,
    Card.Frequency.QUARTER: QUARTER,
    Card.Frequency.HALF: HALF,
    Card.Frequency.YEAR: YEAR,
}
Direction = Indicator.Direction
COUNTED = (
    Direction.MORE,
    Direction.LESS,
    Direction.BAND,
)  # a state or a rank has no history to jump from


def asked_cards(agency_id: int) -> "QuerySet[Card]":
    """Cards whose figures somebody enters: those that are computed have the questions of their parts."""
    rows = Card.objects.in_use().filter(agency_id=agency_id, way=Card.Way.READ)
    return rows.filter(indicator__direction__in=COUNTED).select_related("indicator", "owner")


def label_of(card: Card) -> str:
    """The name of the series; its words tell what figures are possible."""
    return f"{card.code} {card.indicator.name}"


def quality_readings(cards: Sequence[Card]) -> list[quality.Reading]:
    """All that stands of some cards, in two queries."""
    by_indicator = {card.indicator_id: card for card in cards}
    rows = Reading.objects.standing().filter(indicator__in=by_indicator)
    targets = {
        (one.indicator_id, one.year): one
        for one in Target.objects.filter(indicator__in=by_indicator)
    }
    return last_of_periods(rows.order_by("as_of", "pk"), by_indicator, targets)


def last_of_periods(
    rows: Iterable[Reading],
    cards: Mapping[int, Card],
    targets: Mapping[tuple[int, int], Target],
) -> list[quality.Reading]:
    """The last figure of each period of each card."""
    found = {}
    for row in rows:
        card = cards[row.indicator_id]
        period = period_of(card, row)
        target = _aim(card, period, targets.get((row.indicator_id, row.as_of.year)))
        found[card.pk, period] = _reading(card, row, period, target)
    return list(found.values())


def period_of(card: Card, row: Reading) -> Period:
    """The period that a day lies in."""
    a_year = MONTHS // LENGTHS[Card.Frequency(card.frequency)]
    part = (row.as_of.month - 1) * a_year // MONTHS
    return Period(KINDS[Card.Frequency(card.frequency)], row.as_of.year * a_year + part)


def _aim(card: Card, period: Period, target: Target | None) -> float | None:
    """What the period was aimed at, where the year or its quarters say so."""
    if target is None or card.frequency not in (Card.Frequency.YEAR, Card.Frequency.QUARTER):
        return None
    value = target.value
    if card.frequency == Card.Frequency.QUARTER:
        value = (target.q1, target.q2, target.q3, target.value)[period.at % 4]
    return None if value is None else float(value)


def _reading(card: Card, row: Reading, period: Period, target: float | None) -> quality.Reading:
    exponent = row.value.normalize().as_tuple().exponent
    return quality.Reading(
        *(row.pk, (label_of(card),), period, float(row.value)),
        places=max(0, -exponent) if isinstance(exponent, int) else 0,
        unit=card.indicator.unit,
        target=target,
        entered=timezone.localtime(row.entered_at).date(),
        less=card.indicator.direction == Direction.LESS,
    )
