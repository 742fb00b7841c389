"""Counts of people by office, and which of them are told to whom.

Who sees people one by one reads them as they are. For everybody else only one cut is ever made, of rows that share nobody: some
offices by themselves, all others as one. So two readers, two filters or a page and a file never differ by a few people.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

from pamong.analytics.dashboards.told import LARGE, OTHERS, WHOLE, Told, large, summed
from pamong.stats.rows import ALL, Block, is_many

Cells = Mapping[str, int | None]  # nothing stands for what is withheld
Row = Mapping[str, int]
Unseen = Mapping[tuple[int, str, date], int]  # people by unit, code and the day it was set
JOINED = "+"  # several states that are told together


def state_of(block: Block) -> str:
    """The name of states that are told together."""
    return JOINED.join(block)


@dataclass(frozen=True, slots=True)
class People:
    """How many people of each office stand at each of some states, as far as it is told."""

    states: tuple[str, ...]  # of several that are told together the one name that `state_of` gives
    rows: Mapping[str, Cells]  # by office, of the others as one and of the agency; ALL is a total
    since: Mapping[str, date] = field(default_factory=dict)  # rows told as of an earlier day
    merged: frozenset[str] = frozenset()  # offices that are told as one
    fine: Row = field(default_factory=dict)  # of the agency what is told within states

    def of(self, office: str) -> Cells:
        """The counts of an office; one that is not in the table has nobody."""
        return self.rows.get(office) or dict.fromkeys((*self.states, ALL), 0)

    @property
    def offices(self) -> list[str]:
        """Those that count anybody, the ones told as one at the end."""
        rows = {one: told for one, told in self.rows.items() if one not in {WHOLE, *self.merged}}
        return sorted((one for one in rows if rows[one][ALL] != 0), key=lambda one: one == OTHERS)

    def earlier(self, office: str) -> list[date]:
        """From which days the figures of what is looked at are, where they are behind."""
        rows = self.since if office == WHOLE else {OTHERS if office in self.merged else office}
        return sorted(day for row, day in self.since.items() if row in rows)


def by_office(
    offices: Mapping[int, str], counts: Mapping[tuple[int, str], int]
) -> dict[str, dict[str, int]]:
    """Counts by unit and state, added up to offices; people at no office stand by themselves and not for the whole."""
    found: dict[str, dict[str, int]] = {}
    for (unit, state), count in counts.items():
        office = offices.get(unit, WHOLE)
        row = found.setdefault("" if office == WHOLE else office, {})
        row[state] = row.get(state, 0) + count
    return dict(sorted(found.items()))


def sizes_of(rows: Mapping[str, Row]) -> dict[str, int]:
    """The people of each office."""
    return {office: sum(row.values()) for office, row in rows.items()}


def _cells(row: Row, states: Sequence[str]) -> dict[str, int]:
    found = {state: row.get(state, 0) for state in states}
    return found | {ALL: sum(found.values())}


def as_they_are(rows: Mapping[str, Row], states: Sequence[str]) -> People:
    """For who sees each of them."""
    every = {WHOLE: summed(rows.values()), **rows}
    return People(tuple(states), {office: _cells(row, states) for office, row in every.items()})


def work_told(rows: Mapping[str, Row], states: Sequence[str], people: Mapping[str, int]) -> People:
    """Work in hand, of large groups: it says what is waited for, and no predicate of anybody.

    `people`: how many have a plan in each office. In an agency that is not large, only what counts many.
    """
    alone = large(people)
    merged = {office for office in rows if office not in alone}
    shown: dict[str, Row] = {
        WHOLE: summed(rows.values()),
        **{office: rows.get(office, {}) for office in sorted(alone)},
    }
    if alone and merged:
        shown[OTHERS] = summed(rows[one] for one in merged)
    nothing: Cells = dict.fromkeys((*states, ALL))
    told: dict[str, Cells] = {office: _cells(row, states) for office, row in shown.items()}
    if sum(people.values()) < LARGE and not all(map(is_many, shown[WHOLE].values())):
        told[WHOLE] = nothing
    return People(tuple(states), told | dict.fromkeys(merged, nothing), merged=frozenset(merged))


def predicates_told(told: Told, codes: Sequence[str]) -> People:
    """As `tell` found them."""
    blocks = told.blocks or tuple((code,) for code in codes)
    states = tuple(state_of(block) for block in blocks)
    merged = frozenset(told.rows) - told.alone
    is_told = bool(told.blocks) or not any(told.counts(WHOLE).values())

    def cells(row: str) -> Cells:
        counts = told.counts(row)
        found = {state_of(one): sum(counts.get(code, 0) for code in one) for one in blocks}
        return found | {ALL: sum(found.values())} if is_told else dict.fromkeys((*states, ALL))

    rows: dict[str, Cells] = {row: cells(row) for row in (WHOLE, *sorted(told.alone))}
    if told.alone and merged:
        rows[OTHERS] = cells(OTHERS)
    rows |= dict.fromkeys(merged, dict.fromkeys((*states, ALL)))
    every = told.counts(WHOLE)
    fine = {
        state_of(one): sum(every.get(code, 0) for code in one)
        for one in told.fine
        if one not in blocks
    }
    return People(states, rows, told.since, merged, fine)


def unseen_rows(
    people: People, unseen: Unseen, offices: Mapping[int, str], day: date
) -> dict[str, dict[str, int]]:
    """Of each row that is told how many a reader does not see one by one, by code, as of the row's own day."""
    found: dict[str, dict[str, int]] = {}
    for (unit, code, since), count in unseen.items():
        office = offices.get(unit, WHOLE)
        row = OTHERS if office in people.merged else office
        for one in {row, WHOLE}:
            counts = found.setdefault(one, {})
            is_in = since <= people.since.get(row, day)
            counts[code] = counts.get(code, 0) + count * is_in
    return found


def without(people: People, few: AbstractSet[str]) -> People:
    """The same with some rows withheld; of an office that goes, the whole less the others would tell."""
    gone = {*few, WHOLE, OTHERS} if few else few
    rows = {one: dict.fromkeys(row) if one in gone else row for one, row in people.rows.items()}
    return replace(people, rows=rows, fine={})


@dataclass(frozen=True, slots=True)
class Things:
    """Of how many things of an office some are so: only where its people may be told by number."""

    some: int
    all: int


def things_told(
    some: Mapping[int, int], every: Mapping[int, int], offices: Mapping[int, str], people: People
) -> dict[str, Things]:
    """Things of people (steps, results) of the rows that are told."""
    found: dict[str, list[int]] = {WHOLE: [0, 0], OTHERS: [0, 0]}
    for place, counts in enumerate((some, every)):
        for unit, count in counts.items():
            office = offices.get(unit, WHOLE)
            row = "" if office == WHOLE else office
            for one in {WHOLE, OTHERS if row in people.merged else row}:
                found.setdefault(one, [0, 0])[place] += count
    return {
        office: Things(*both)
        for office, both in found.items()
        if office in people.rows and people.of(office).get(ALL)
    }
