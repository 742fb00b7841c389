"""New cards of the indicators that a source names and nobody knows, in one step."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from pamong.access.permissions import require
from pamong.ledger.actions import Actor
from pamong.measurement.cards.actions import CardInput, add_card
from pamong.measurement.models import Card, SourceMatch, SourceRun
from pamong.measurement.models.card import LONGEST_CODE
from pamong.measurement.sources import permissions as may
from pamong.measurement.sources.actions import locked
from pamong.people.importing.folding import folded
from pamong.people.models import Unit
from pamong.people.scope import scope_for
from pamong.stats import periods

FREQUENCIES = {
    periods.YEAR: Card.Frequency.YEAR,
    periods.HALF: Card.Frequency.HALF,
    periods.QUARTER: Card.Frequency.QUARTER,
    periods.MONTH: Card.Frequency.MONTH,
}
MOST, NAME_LENGTH, PREFIX = 500, 1000, 24


@transaction.atomic
def make_cards(run: SourceRun, keys: Collection[str], *, by: Actor, on: date) -> list[Card]:
    """A card for each of the chosen names, which the source then means for ever; owners come later."""
    source = locked(run.source)
    require(may.can_make_cards(scope_for(by, on), source))
    wanted = [one for one in run.shown.get("unknown", ()) if one["key"] in keys]
    known = set(source.matches.values_list("key", flat=True))
    wanted = [one for one in wanted if one["key"] not in known]  # a second press makes nothing
    units = _units(source.agency_id, on)
    codes, twins = _Codes(source.agency_id, source.name), _twins(run)
    made = []
    for one in wanted[:MOST]:  # the next press makes the rest
        unit = units.get(folded(one["office"]))
        given = CardInput(
            code=codes.next(one["code"]),
            name=_name(one, is_told_apart=unit is None and folded(one["name"]) in twins),
            measure=one["measure"][:60],
            source=source.name,
            unit=unit,
            frequency=FREQUENCIES.get(one["kind"], Card.Frequency.MONTH),
            counting=_counting(one),
        )
        card = add_card(source.agency, given, by=by, on=on)
        SourceMatch.objects.create(source=source, key=one["key"], card=card)
        made.append(card)
    return made


def _twins(run: SourceRun) -> set[str]:
    """Names that several cards would bear."""
    said = [one["name"] for one in run.shown.get("unknown", ())]
    held = Card.objects.filter(agency=run.agency_id).values_list("indicator__name", flat=True)
    return {name for name, count in Counter(map(folded, (*said, *held))).items() if count > 1}


def _name(one: dict[str, Any], *, is_told_apart: bool) -> str:
    """As the source says it; of names alike, with the unit that it names and nobody here has."""
    parts = (one["name"], one["office"]) if is_told_apart else (one["name"],)
    return ", ".join(filter(None, parts))[:NAME_LENGTH]


def _counting(one: dict[str, Any]) -> str:
    """A year's figure is the year's; of shorter periods the card says it, and its keeper looks."""
    return Card.Counting.STATE if one["kind"] == periods.YEAR else Card.Counting.RUNNING


def _units(agency_id: int, on: date) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for unit in Unit.objects.on(on).filter(agency=agency_id):
        for name in (unit.name, unit.code):
            found.setdefault(folded(name), unit)
    found.pop("", None)
    return found


class _Codes:
    """Codes that no card has yet: the source's own, else its name and a number."""

    def __init__(self, agency_id: int, name: str) -> None:
        held = Card.objects.filter(agency=agency_id).values_list("code", flat=True)
        self.taken = {code.casefold() for code in held}
        self.prefix, self.number = folded(name)[:PREFIX].replace(" ", "-"), 0

    def next(self, own: str) -> str:
        """The next one."""
        tries = [own[:LONGEST_CODE], f"{self.prefix}-{own}"[:LONGEST_CODE]] if own else []
        for code in tries:
            if code.casefold() not in self.taken:
                break
        else:
            code = self._numbered()
        self.taken.add(code.casefold())
        return code

    def _numbered(self) -> str:
        while True:
            self.number += 1
            code = f"{self.prefix}-{self.number:03d}"
            if code.casefold() not in self.taken:
                return code
