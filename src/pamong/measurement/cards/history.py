"""What happened to a card, in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pamong.ledger.models import Entry
from pamong.people.trace.changes import say_changes
from pamong.people.trace.words import VERBS
from pamong.ui.components import Trace
from pamong.ui.dates import say_day
from pamong.ui.numbers import say_number

UNSAID = frozenset(
    {"reading", "origin", "confidence"}
)  # keys of other rows, and what the table tells


def traces_of(entries: Sequence[Entry], own_uuid: str) -> list[Trace]:
    """The history of a card in words."""
    return [
        Trace(
            verb=str(VERBS.get(entry.verb, entry.verb)),
            by=_("Anda") if str(entry.actor_uuid) == own_uuid else entry.actor_name,
            at=entry.recorded_at,
            note="; ".join([*say_changes(entry.subject_kind, _told(entry)), *_figures_said(entry)]),
        )
        for entry in entries
    ]


def _told(entry: Entry) -> dict[str, Any]:
    """What is worth a word: of a new card nothing, for all of it stands on the page."""
    if entry.verb == "measurement.card_added":
        return {}
    pairs = entry.changes.items()
    return {
        name: pair
        for name, pair in pairs
        if name not in UNSAID
        and pair != 0
        and not (isinstance(pair, list) and pair[0] == pair[-1] and name != "year")
    }


def _figures_said(entry: Entry) -> list[str]:
    """Which figures a source brought: the day with what stood and what stands."""
    said = []
    for kept in entry.changes.get("figures", ()):
        day, *numbers = str(kept).split()
        told = " → ".join(say_number(Decimal(one)) for one in numbers if one != "-")
        said.append(f"{say_day(date.fromisoformat(day))}: {told}")
    return said
