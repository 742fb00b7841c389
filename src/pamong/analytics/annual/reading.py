"""What a snapshot says of goals and cards, in the shapes by which measurement computes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.analytics.engines.opening import Engine, opened
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.measurement.cards.aims import Aims
from pamong.measurement.models import Reading, Target

TARGETS, READINGS = ("goal_targets", "card_targets"), ("goal_readings", "card_readings")
AIMED = ("id", "indicator_id", "year", "value", "stretch", "q1", "q2", "q3", "pace", "due_on")
READ = ("id", "indicator_id", "as_of", "value", "confidence")
Rows = Iterable[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """Targets by year and indicator, readings by indicator in their order, and money by goal and year."""

    targets: Mapping[int, Mapping[int, Target]] = field(default_factory=dict)
    readings: Mapping[int, Sequence[Reading]] = field(default_factory=dict)
    money: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)

    def aims(self, year: int, texts: Mapping[tuple[int, int], str]) -> Aims:
        """The targets of a year; those in words come from beside the snapshot, which holds no text."""
        held = dict(self.targets.get(year, {}))
        for (indicator, of_year), text in texts.items():
            if of_year == year and text:
                bare = Target(indicator_id=indicator, year=year)
                held.setdefault(indicator, bare).text = text
        return Aims(year, held)

    def within(self, year: int) -> dict[int, list[Reading]]:
        """The readings of a year by indicator, oldest first."""
        found = {
            key: [one for one in rows if one.as_of.year == year]
            for key, rows in self.readings.items()
        }
        return {key: rows for key, rows in found.items() if rows}


def told_by(snapshot: Snapshot) -> Told:
    """Everything of goals and cards; `NoEngine` where nothing is installed that reads it."""
    with opened() as engine:
        return Told(
            _targets(_rows(engine, snapshot, TARGETS, AIMED)),
            _readings(_rows(engine, snapshot, READINGS, READ)),
            _money(_rows(engine, snapshot, ("goals",), ("id", "year", "budget"))),
        )


def _rows(
    engine: Engine, snapshot: Snapshot, tables: Sequence[str], columns: Sequence[str]
) -> list[tuple[Any, ...]]:
    """The columns of some tables in the order of their keys; a row in two of them once."""
    found: dict[tuple[Any, ...], None] = {}
    for table in tables:
        if files := snapshot.files(table):
            engine.lay(table, files)
            rows = engine.ask(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
            found.update(dict.fromkeys(rows))
    return sorted(found, key=lambda row: row[0])


def _targets(rows: Rows) -> dict[int, dict[int, Target]]:
    found: dict[int, dict[int, Target]] = defaultdict(dict)
    for row in rows:
        said = dict(zip(AIMED, row, strict=True))
        target = Target(**said | {"pace": said["pace"] or ""})
        found[target.year][target.indicator_id] = target
    return dict(found)


def _readings(rows: Rows) -> dict[int, list[Reading]]:
    found: dict[int, list[Reading]] = defaultdict(list)
    for row in rows:
        said = dict(zip(READ, row, strict=True))
        reading = Reading(**said | {"confidence": said["confidence"] or ""})
        found[reading.indicator_id].append(reading)
    for some in found.values():
        some.sort(key=_in_time)
    return dict(found)


def _in_time(reading: Reading) -> tuple[date, int]:
    return reading.as_of, reading.pk


def _money(rows: Rows) -> dict[tuple[int, int], Decimal]:
    return {(goal, year): money for goal, year, money in rows if money is not None}
