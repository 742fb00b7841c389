"""Making a snapshot: what moved since the last one is read in one moment, written, and only then holds.

Years are read whole once a day where something moved in them, and the running year in any case, for it grows by
itself. In between only the people whom the record names since are read anew; the rest of the rows is taken over.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pamong.analytics.snapshot.computed import card_rows
from pamong.analytics.snapshot.keeping import (
    Snapshot,
    alone,
    clean,
    folder_of,
    id_of,
    snapshot_of,
    switch_to,
)
from pamong.analytics.snapshot.laid import goal_rows, months_of, unit_rows
from pamong.analytics.snapshot.moved import MOST, is_swept, moved_people
from pamong.analytics.snapshot.sources import SOURCES
from pamong.analytics.snapshot.taking import lay, take
from pamong.ledger.models import Entry, Head
from pamong.ledger.moment import one_moment
from pamong.people.models import Agency
from pamong.performance.models import Plan

if TYPE_CHECKING:
    from pamong.analytics.snapshot.writing import Desk

PEOPLE_PREFIX, WHOLE_PREFIX = "people-", "whole-"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be read: these years from first to last, and these people of all other years."""

    day: date
    sequence: int
    head: str
    years: tuple[int, ...]
    whole: frozenset[int]
    people: frozenset[int]

    @property
    def others(self) -> frozenset[int]:
        """The years in which only some people are read."""
        return frozenset(self.years) - self.whole


def make_snapshot(agency: Agency, *, day: date, clock: Callable[[], datetime]) -> Snapshot | None:
    """The snapshot that holds now; nothing where another writer is at it. Safe to be run twice."""
    from pamong.analytics.snapshot.writing import Desk

    began = time.monotonic()
    with alone(agency.uuid) as work:
        if work is None:
            return None
        before = snapshot_of(agency.uuid)
        with one_moment():
            reading = what_to_read(agency, before, day)
            if before and (reading.head, day) == (before.head, before.day):
                return before
            _take(agency, reading, work)
        desk = Desk(folder_of(agency.uuid), work, before)
        try:
            mended = _write(desk, reading)
        finally:
            desk.close()
        at = clock()
        whole_on = dict(before.whole_on) if before else {}
        snapshot = Snapshot(
            id=id_of(agency.uuid, reading.head, desk.parts),
            agency=agency.uuid,
            made_at=at,
            seconds=round(time.monotonic() - began, 2),
            day=day,
            sequence=reading.sequence,
            head=reading.head,
            tables=desk.parts,
            whole_on=whole_on | dict.fromkeys(reading.whole, day),
            mended=(before.mended if before else frozenset()) - reading.whole | mended,
        )
        switch_to(snapshot)
        clean(agency.uuid, at)
        return snapshot


def what_to_read(agency: Agency, before: Snapshot | None, day: date) -> Reading:
    """Which years whole and which people, by how far the record went on since."""
    end = Head.objects.filter(agency_uuid=agency.uuid).first() or Head()
    held = Plan.objects.filter(agency=agency).order_by().values_list("year", flat=True).distinct()
    years = tuple(sorted({*held, day.year}))
    whole, people = frozenset(years), frozenset[int]()
    if before and _goes_on(agency, before):
        grown = before.mended | {day.year} if before.day != day else frozenset()
        whole = frozenset(y for y in years if y in grown or y not in before.whole_on)
        span = (agency, before.sequence, end.sequence)
        found = frozenset(islice(moved_people(*span), MOST + 1))
        if len(found) > MOST or is_swept(*span):
            whole = frozenset(years)
        else:
            people = found
    return Reading(day, end.sequence, end.digest, years, whole, people)


def _goes_on(agency: Agency, before: Snapshot) -> bool:
    """Whether the record still holds the end that the snapshot stands for; one that was restored may not."""
    mark = {"sequence": before.sequence, "digest": before.head}
    held = Entry.objects.filter(agency_uuid=agency.uuid, **mark)
    return not before.sequence or held.exists()


def _take(agency: Agency, reading: Reading, work: Path) -> None:
    """Everything that is needed, into files: the moment is held no longer than that."""
    months = months_of(reading.years, reading.day)
    lay(unit_rows(agency, months), work / "units.csv")
    lay(goal_rows(agency, reading.years), work / "goals.csv")
    for name, rows in card_rows(agency, reading.years, reading.day).items():
        lay(rows, work / f"{name}.csv")
    for prefix, years, people in _portions(reading):
        for name, source in SOURCES.items():
            take(source.read(agency, years, people), work / f"{prefix}{name}.csv")


def _portions(
    reading: Reading,
) -> Iterator[tuple[str, frozenset[int] | None, frozenset[int] | None]]:
    if reading.whole:
        yield WHOLE_PREFIX, reading.whole, None
    if reading.others:
        yield PEOPLE_PREFIX, reading.others, reading.people


def _write(desk: "Desk", reading: Reading) -> frozenset[int]:
    """All parts; which years were mended for some people alone."""
    mended: set[int] = set()
    desk.lay(months_of(reading.years, reading.day))
    if reading.others:
        desk.load(months_of(sorted(reading.others), reading.day), PEOPLE_PREFIX)
        if reading.people:
            mended = desk.mend(reading.people, sorted(reading.others))
    if reading.whole:
        desk.load(months_of(sorted(reading.whole), reading.day), WHOLE_PREFIX)
        desk.write_whole(reading.whole)
    desk.write_small(reading.years)
    desk.keep_rest(reading.years)
    desk.write_scores(reading.years)
    return frozenset(mended)
