"""Which card a source means: by what was said once, by its code, else by its name; else what it may mean."""

from collections import defaultdict
from difflib import SequenceMatcher

from pamong.measurement.models import Card, Source
from pamong.measurement.sources.figures import Named
from pamong.people.importing.folding import folded

SUGGESTED, LIKE, LOOKED_AT, COMPARED = 5, 0.6, 20, 200


class CardFinder:
    """The cards of an agency by all that may name them: three queries, however many figures come."""

    def __init__(self, source: Source) -> None:
        rows = Card.objects.filter(agency=source.agency_id)
        self.cards = {card.pk: card for card in rows.select_related("indicator", "unit", "agency")}
        self.kept = dict(source.matches.values_list("key", "card_id"))
        self.by_code = {card.code.casefold(): card for card in self.cards.values()}
        self.by_name: dict[str, list[Card]] = defaultdict(list)
        self.by_part: dict[str, set[int]] = defaultdict(set)
        for card in self.cards.values():
            name = folded(card.indicator.name)
            self.by_name[name].append(card)
            for word in name.split():
                self.by_part[word].add(card.pk)

    def card(self, named: Named) -> Card | None:
        """The one that is meant beyond doubt."""
        if found := self.cards.get(self.kept.get(named.key, 0)):
            return found
        if named.code:
            return self._coded(named)
        return self._named(named)

    def _coded(self, named: Named) -> Card | None:
        """By its code; where a name stands beside it, both must say the same."""
        card = self.by_code.get(named.code.casefold())
        if card and named.name and folded(card.indicator.name) != folded(named.name):
            return None
        return card

    def _named(self, named: Named) -> Card | None:
        """By its name, where one card alone bears it, of the unit that is named with it."""
        found = [card for card in self.by_name.get(folded(named.name), ()) if not card.closed_on]
        if named.office:
            found = [card for card in found if _is_of(card, folded(named.office))]
        return found[0] if len(found) == 1 else None

    def suggestions(self, named: Named) -> list[Card]:
        """Those whose names are like it, the likeliest first."""
        name = folded(named.name)
        shared: dict[int, int] = defaultdict(int)
        for word in set(name.split()):
            for pk in self.by_part.get(word, ()):
                shared[pk] += 1
        near = sorted(shared, key=lambda pk: -shared[pk])[:LOOKED_AT]
        liked = [(_likeness(name, self.cards[pk]), pk) for pk in near]
        liked = [(like, pk) for like, pk in liked if like >= LIKE and not self.cards[pk].closed_on]
        liked.sort(key=lambda one: (-one[0], one[1]))
        coded = self.by_code.get(named.code.casefold())
        first = [coded] if coded and not coded.closed_on else []
        rest = [self.cards[pk] for _like, pk in liked]
        return list(dict.fromkeys([*first, *rest]))[:SUGGESTED]


def _is_of(card: Card, office: str) -> bool:
    return card.unit is not None and office in {folded(card.unit.name), folded(card.unit.code)}


def _likeness(name: str, card: Card) -> float:
    other = folded(card.indicator.name)[:COMPARED]
    return SequenceMatcher(None, name[:COMPARED], other, autojunk=False).ratio()
