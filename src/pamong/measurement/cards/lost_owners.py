"""Finds people who left or moved and still answer for cards; handed to people at start-up."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from pamong.measurement.cards.queries import without_owner
from pamong.measurement.models import Card
from pamong.people.models import Agency, DataProblem
from pamong.people.problems.finding import DETAIL, Found


def find_lost_owners(
    agency: Agency,
    keys: Collection[int] | None,
    on: date,  # noqa: ARG001 — one signature
) -> Iterator[Found]:
    """One finding a person, at the unit of the first card, with the codes of all."""
    cards = Card.objects.in_use().filter(without_owner(), agency=agency, owner__isnull=False)
    if keys is not None:
        cards = cards.filter(owner__in=keys)
    lost: dict[tuple[int, str], list[tuple[int | None, str]]] = defaultdict(list)
    told = ("owner_id", "owner__name", "unit_id", "code")
    for key, name, unit, code in cards.order_by("code", "pk").values_list(*told):
        lost[key or 0, name].append((unit, code))
    for (key, name), held in lost.items():
        codes = ", ".join(code for _unit, code in held)
        yield Found(DataProblem.Kind.CARD_OWNER, key, held[0][0], name, codes[:DETAIL])
