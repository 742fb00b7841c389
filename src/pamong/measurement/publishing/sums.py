"""The sums of an agency with their parts, and what is or was published of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pamong.measurement.cards.compose_actions import ADDED
from pamong.measurement.models import Card, CardPart, Publication

FULL = Decimal(100)
Content = Mapping[str, Any]


class Sums:
    """The sums of an agency with their parts, and what is published of them by card, then by period."""

    def __init__(self, agency: int) -> None:
        self.parts: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
        self.shown: dict[int, dict[str, Decimal]] = {}
        rows = CardPart.objects.filter(card__agency=agency, card__operator__in=ADDED)
        for row in rows.select_related("card"):
            is_rolled = row.card.way == Card.Way.ROLLUP
            share = row.weight / FULL if is_rolled else row.card.factor
            taken = row.is_below and row.card.operator == Card.Operator.DIFFERENCE
            self.parts[row.card_id].append((row.child_id, -share if taken else share))

    def above(self, card: int) -> set[int]:
        """The sums into which a card goes at any depth, with itself where it is one."""
        found = {card}
        while more := {one for one in self.parts if self._names(one) & found} - found:
            found |= more
        return found & self.parts.keys()

    def below(self, wholes: set[int]) -> set[int]:
        """Those sums with all their parts at any depth."""
        found = set(wholes)
        while more := {name for one in found for name in self._names(one)} - found:
            found |= more
        return found

    def given(self, whole: int, at: str) -> tuple[Decimal, bool]:
        """What the published parts of a sum come to, those of its unpublished sums too; and whether any is kept back."""
        value, hides = Decimal(0), False
        for part, share in self.parts.get(whole, ()):
            told = self.shown.get(part, {}).get(at)
            if told is not None:
                value += told * share
            elif part in self.parts:
                more, inside = self.given(part, at)
                value, hides = value + more * share, hides or inside
            else:
                hides = True
        return value, hides

    def _names(self, whole: int) -> set[int]:
        return {part for part, _share in self.parts.get(whole, ())}


def told_in(content: Content) -> dict[str, Decimal]:
    """The figures that go out: the year's under no name, the others by their period."""
    told = {"": Decimal(content["version"]["value"])}
    return told | {point["period"]: Decimal(point["value"]) for point in content["points"]}


def shown(cards: Iterable[int], year: int) -> dict[int, dict[str, Decimal]]:
    """What stands of cards in a year."""
    rows = Publication.objects.standing().filter(card__in=list(cards), year=year)
    return {row.card_id: told_in(row.content) for row in rows}


def earlier(cards: Iterable[int], year: int) -> list[dict[int, dict[str, Decimal]]]:
    """What the public read of cards before it read what stands now."""
    rows = Publication.objects.filter(card__in=list(cards), year=year, number__gt=0)
    rows = rows.exclude(status=Publication.Status.PUBLISHED).order_by("pk")
    return [{row.card_id: told_in(row.content)} for row in rows]
