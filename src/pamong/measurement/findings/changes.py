"""Questions that the history of an entry raises: changed after closing, and another figure than its file says."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from pamong.measurement.cards.periods import LENGTHS, MONTHS
from pamong.measurement.findings.readings import label_of, period_of
from pamong.measurement.models import Card, Reading
from pamong.stats import quality
from pamong.stats.periods import Period

# The last day for figures, by the year with the first and the last month for which a window stands.
Closings = Mapping[tuple[int, int, int], date]
# Higher apps say at start-up until when figures of an agency are entered.
CLOSINGS: list[Callable[[int, Collection[int]], Closings]] = []


def history_findings(cards: Sequence[Card]) -> list[quality.Finding]:
    """What corrections of some cards raise, in one query and one for the closings."""
    by_indicator = {card.indicator_id: card for card in cards}
    changed = Reading.objects.filter(indicator__in=by_indicator, replaced_by__isnull=False)
    places = {(row.indicator_id, row.as_of) for row in changed}
    if not places:
        return []
    rows = Reading.objects.filter(
        indicator__in={indicator for indicator, _day in places},
        as_of__in={day for _indicator, day in places},
    )
    chains: dict[tuple[int, date], list[Reading]] = defaultdict(list)
    for row in rows.select_related("origin").order_by("pk"):
        chains[row.indicator_id, row.as_of].append(row)
    closings: dict[tuple[int, int, int], date] = {}
    for told in CLOSINGS:
        closings |= told(cards[0].agency_id, {day.year for _indicator, day in places})
    return [
        finding
        for place in sorted(places)
        for finding in _of_chain(by_indicator[place[0]], chains[place], closings)
    ]


def _of_chain(
    card: Card, chain: Sequence[Reading], closings: Closings
) -> Iterator[quality.Finding]:
    *before, stands = chain
    period = period_of(card, stands)
    closed = _closed(card, stands.as_of, closings)
    if closed and _entered(stands) > closed:
        known = [row for row in before if _entered(row) <= closed]
        if known and known[-1].value != stands.value:
            told = {"before": float(known[-1].value), "closed": closed.isoformat()}
            yield _about(card, stands, period, "changed", on=_entered(stands).isoformat(), **told)
    filed = [row for row in before if row.origin_id]
    if not stands.origin_id and filed and filed[-1].value != stands.value:
        told = {"other": float(filed[-1].value), "file": str(filed[-1].origin)}
        yield _about(card, stands, period, "evidence", file_line=filed[-1].line or 0, **told)


def _closed(card: Card, day: date, closings: Closings) -> date | None:
    """When the figures of the period of a day were closed: by the narrowest window that holds its last month."""
    length = LENGTHS[Card.Frequency(card.frequency)]
    month = min(-(-day.month // length) * length, MONTHS)
    found = [
        (last - first, closes_on)
        for (year, first, last), closes_on in closings.items()
        if year == day.year and first <= month <= last
    ]
    return min(found)[1] if found else None


def _entered(row: Reading) -> date:
    return timezone.localtime(row.entered_at).date()


def _about(card: Card, row: Reading, period: Period, rule: str, **figures: Any) -> quality.Finding:
    told = {"value": float(row.value), **figures}
    return quality.Finding(row.pk, rule, (label_of(card),), period.text, told)
