"""What each card came to in each year, computed as its page computes it, and what that rests on."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.measurement.cards.confirmed import confirmed_in
from pamong.measurement.cards.figures import Figure, figures_over, is_withheld
from pamong.measurement.cards.rulewords import attaining_pack
from pamong.measurement.models import Card
from pamong.people.models import Agency

FIGURES, PARTS = "card_figures", "card_parts"
FIGURE = "DECIMAL(38,12)"  # a quotient has more places than what is typed
LARGEST = 25  # digits before the point; what is longer is no figure that anybody reads
# Of one that would look better than it is, `withheld` says so; `missing` counts what it lacks; of the readings
# that it rests on some are confirmed by somebody else.
COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    FIGURES: (
        ("year", "SMALLINT"),
        ("id", "BIGINT"),
        ("indicator_id", "BIGINT"),
        ("unit_id", "BIGINT"),
        ("value", FIGURE),
        ("as_of", "DATE"),
        ("parts", "SMALLINT"),
        ("missing", "SMALLINT"),
        ("withheld", "BOOLEAN"),
        ("read", "INTEGER"),
        ("confirmed", "INTEGER"),
    ),
    # What a figure was made of: the figures of other cards, or readings.
    PARTS: (
        ("year", "SMALLINT"),
        ("card_id", "BIGINT"),
        ("place", "SMALLINT"),
        ("part_id", "BIGINT"),
        ("reading_id", "BIGINT"),
        ("weight", "DECIMAL(20,6)"),
        ("below", "BOOLEAN"),
        ("value", FIGURE),
        ("as_of", "DATE"),
    ),
}
Rows = list[tuple[Any, ...]]


def card_rows(agency: Agency, years: Sequence[int], day: date) -> dict[str, Rows]:
    """Both tables, in a handful of queries for all years together."""
    found: dict[str, Rows] = {FIGURES: [], PARTS: []}
    cards = list(
        Card.objects.filter(agency=agency).select_related("indicator", "unit").order_by("pk")
    )
    if not cards or not years:
        return found
    pack = attaining_pack(day, agency.local_packs)
    for year, figures in figures_over(cards, years=years, on=day, pack=pack).items():
        for card in cards:
            figure = figures.of(card)
            whose = (year, card.pk, card.indicator_id, card.unit_id)
            came = (_written(figure.value), figure.as_of, len(figure.parts), len(figure.missing))
            sure = confirmed_in(figure)
            proved = (is_withheld(card, figure), sure.count, sure.confirmed)
            found[FIGURES].append((*whose, *came, *proved))
            found[PARTS] += _parts(year, card, figure)
    return found


def _parts(year: int, card: Card, figure: Figure) -> Iterator[tuple[Any, ...]]:
    for place, part in enumerate(figure.parts):
        came = (_written(part.figure.value), part.figure.as_of)
        yield (year, card.pk, place, part.card.pk, None, part.weight, part.is_below, *came)
    for place, one in enumerate(figure.readings):
        yield (year, card.pk, place, None, one.pk, None, False, _written(one.value), one.as_of)


def _written(value: Decimal | None) -> str | None:
    """In digits alone, where it has room."""
    return None if value is None or value.adjusted() >= LARGEST else f"{value:f}"
