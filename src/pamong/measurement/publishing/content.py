"""What a publication holds, as plain values: the card's words, the year's figure with its target, the periods."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.access.scope import Scope
from pamong.measurement.cards.figures import Figure, Figures, figures_for
from pamong.measurement.cards.periods import CardPeriod, begun, period_of
from pamong.measurement.cards.rulewords import attaining_pack
from pamong.measurement.models import Card, Indicator

Direction = Indicator.Direction
BANDED = ("band_low", "band_high")
COMPARED = ("value", "as_of", "target", "target_text", "target_due", *BANDED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of the figures that are to be published."""

    year: int
    source: str
    grade: str
    grade_reason: str
    outcome: str = ""
    note: str = ""
    has_points: bool = True
    counts_people: bool = False
    people_base: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A card's year as it is known on a day."""

    card: Card
    year: int
    figures: Figures
    figure: Figure

    @property
    def points(self) -> list[tuple[CardPeriod, date, Decimal]]:
        """The figure of each period that has one of its own."""
        card = self.card
        if card.indicator.direction == Direction.MILESTONE or card.frequency == card.Frequency.YEAR:
            return []
        if card.is_computed:
            return self._computed()
        rows = self.figures.readings.get(card.indicator_id, ())
        last = {period_of(card.frequency, row.as_of): row for row in rows}
        return [(period, row.as_of, row.value) for period, row in last.items()]

    def _computed(self) -> list[tuple[CardPeriod, date, Decimal]]:
        found = []
        for period in begun(self.card.frequency, self.year, self.figures.until):
            held = {
                key: [row for row in rows if row.as_of <= period.ends_on]
                for key, rows in self.figures.readings.items()
            }
            figure = replace(self.figures, until=period.ends_on, readings=held).of(self.card)
            day = figure.as_of
            is_own = day is not None and period_of(self.card.frequency, day) == period
            if figure.value is not None and day and is_own and not figure.is_partial:
                found.append((period, day, figure.value))
        return found


def known_of(card: Card, year: int, *, scope: Scope, on: date) -> Known:
    """The card's year, read and computed as on its own page."""
    pack = attaining_pack(on, scope.local_packs)
    figures = figures_for([card], year=year, on=on, pack=pack)
    return Known(card, year, figures, figures.of(card))


def content_of(known: Known, wanted: Wanted) -> dict[str, Any]:
    """Everything that the public gets, as JSON holds it; no person is in it."""
    card, of = known.card, known.card.indicator
    return {
        "indicator": {
            "uuid": str(card.uuid),
            "code": card.code,
            "outcome": wanted.outcome,
            "name": of.name,
            "definition": card.definition,
            "method": card.method,
            "unit": of.unit,
            "direction": of.direction,
            "office": card.unit.name if card.unit else "",
            "frequency": card.frequency,
        },
        "version": {
            "year": known.year,
            **_figure(known),
            **_aim(known),
            "source": wanted.source,
            "grade": wanted.grade,
            "grade_reason": wanted.grade_reason,
            "note": wanted.note,
        },
        "points": [
            {"period": period.code, "as_of": day.isoformat(), "value": plain(value)}
            for period, day, value in (known.points if wanted.has_points else [])
        ],
    }


def _figure(known: Known) -> dict[str, Any]:
    figure = known.figure
    reached = known.figures.reached(known.card, figure).year.uncapped
    return {
        "value": plain(figure.value),
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "attainment": plain(round(reached, 2)) if reached is not None else None,
    }


def _aim(known: Known) -> dict[str, Any]:
    of = known.card.indicator
    target = known.figures.aims.targets.get(of.pk)
    is_banded = of.direction == Direction.BAND
    return {
        "target": plain(target.value) if target and not is_banded else None,
        "target_text": target.text if target else "",
        "target_due": target.due_on.isoformat() if target and target.due_on else None,
        **{name: plain(getattr(of, name)) if is_banded else None for name in BANDED},
    }


def plain(value: Decimal | None) -> str | None:
    """A figure as a text that holds it exactly."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_same(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether figures and aims are still what they were when they were proposed."""
    same = all(frozen["version"][name] == now["version"][name] for name in COMPARED)
    points = not frozen["points"] or frozen["points"] == now["points"]
    unit = frozen["indicator"]["unit"] == now["indicator"]["unit"]
    return same and points and unit


def seal_of(content: Mapping[str, Any]) -> str:
    """The digest that the record keeps of what went out."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def decimal_of(text: str | None) -> Decimal | None:
    """The figure that such a text holds."""
    return Decimal(text) if text is not None else None
