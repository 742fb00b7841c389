"""Counts of people by office, and which of them are told.

Only one cut is ever made: the offices of an agency, the same for whoever reads, however the page is filtered. So two
readers, two filters or a page and a file never differ by a few people, and what one table withholds no other gives back.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pamong.stats.margins import ALL, Cell, Line, shown, with_totals
from pamong.stats.suppression import hidden_cells

WHOLE = "whole"  # the agency
MOST_CELLS = 700  # beyond it offices are told by their totals alone: to work out what may be told takes too long
Told = Mapping[str, int | None]  # nothing stands for what is withheld


def office_of(path: str, has_one_root: bool) -> str:
    """The office that a unit belongs to, by the way down to it: the first below the agency's one root, else the first."""
    parts = [part for part in path.split("/") if part]
    if not parts:
        return WHOLE
    return parts[min(1, len(parts) - 1)] if has_one_root else parts[0]


def offices_of(paths: Mapping[int, str]) -> dict[int, str]:
    """Each unit with its office."""
    roots = {path.strip("/").partition("/")[0] for path in paths.values()}
    return {unit: office_of(path, len(roots) == 1) for unit, path in paths.items()}


@dataclass(frozen=True, slots=True)
class People:
    """How many people of each office stand at each of some states, as far as it is told."""

    states: tuple[str, ...]
    rows: Mapping[str, Told]  # by office, and of the whole agency; ALL is a total

    def of(self, office: str) -> Told:
        """The counts of an office; one that is not in the table has nobody."""
        return self.rows.get(office) or dict.fromkeys((*self.states, ALL), 0)

    @property
    def offices(self) -> list[str]:
        """Those that count anybody, told or not."""
        return [one for one, told in self.rows.items() if one != WHOLE and told[ALL] != 0]


def people_told(
    counts: Mapping[tuple[int, str], int], offices: Mapping[int, str], states: Sequence[str]
) -> People:
    """The table of offices and states with both totals, without the cells from which somebody is counted out."""
    found = _by_office(counts, offices)
    names = sorted({office for office, _state in found})
    table = _table(found, names, states)
    if not table:
        return People(tuple(states), {WHOLE: dict.fromkeys((*states, ALL), 0)})
    if len(table) > MOST_CELLS:
        return _by_totals(table, names, states)
    cells, lines = with_totals(table)
    told = shown({(0, cell): n for cell, n in cells.items()}, [_moved(one, 0) for one in lines])
    return _people(told, names, states, 0)


def both_told(
    every: Mapping[tuple[int, str], int],
    some: Mapping[tuple[int, str], int],
    offices: Mapping[int, str],
    states: Sequence[str],
    codes: Sequence[str],
) -> tuple[People, People]:
    """Two tables of which the second counts some of the people of the first: nor does the one less the other tell of few."""
    found = [_by_office(counts, offices) for counts in (every, some)]
    names = sorted({office for office, _state in found[0]})
    tables = [_table(found[0], names, states), _table(found[1], names, codes)]
    size = sum(map(len, tables))
    apart = {name: _total(tables[0], name) - _total(tables[1], name) for name in names}
    is_within = {office for office, _state in found[1]} <= set(names) and min(
        apart.values(), default=-1
    ) >= 0
    if size > MOST_CELLS or not is_within:
        return people_told(every, offices, states), people_told(some, offices, codes)
    cells, lines = with_totals({(name, "apart"): count for name, count in apart.items()})
    cells = {("apart", cell): count for cell, count in cells.items()}
    joined = [_moved(line, "apart") for line in lines]
    for place, table in enumerate(tables):
        more, lines = with_totals(table)
        cells |= {(place, cell): count for cell, count in more.items()}
        joined += [_moved(line, place) for line in lines]
    joined += [
        Line((0, (name, ALL)), ((1, (name, ALL)), ("apart", (name, ALL)))) for name in (*names, ALL)
    ]
    told = shown(cells, joined)
    return _people(told, names, states, 0), _people(told, names, codes, 1)


def _moved(line: Line, place: Cell) -> Line:
    return Line((place, line.whole), tuple((place, part) for part in line.parts))


def _by_office(
    counts: Mapping[tuple[int, str], int], offices: Mapping[int, str]
) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (unit, state), count in counts.items():
        found[offices.get(unit, WHOLE), state] += count
    return found


def _table(
    found: Mapping[tuple[str, str], int], names: Sequence[str], states: Sequence[str]
) -> dict[tuple[str, str], int]:
    return {(office, state): found.get((office, state), 0) for office in names for state in states}


def _total(table: Mapping[tuple[str, str], int], name: str) -> int:
    return sum(count for (office, _state), count in table.items() if office == name)


def _people(
    told: Mapping[Any, int | None], names: Sequence[str], states: Sequence[str], place: int
) -> People:
    rows: dict[str, Told] = {
        WHOLE if office == ALL else _own(office): {
            state: told[place, (office, state)] for state in (*states, ALL)
        }
        for office in (ALL, *names)
    }
    return People(tuple(states), rows)


def _own(office: str) -> str:
    """People at no office stand by themselves and not for the whole."""
    return "" if office == WHOLE else office


def _by_totals(
    table: Mapping[tuple[str, str], int], names: Sequence[str], states: Sequence[str]
) -> People:
    """The states of the agency, and of each office how many people there are."""
    of_states = {state: sum(table[name, state] for name in names) for state in states}
    totals = {name: sum(table[name, state] for state in states) for name in names}
    gone, lost = hidden_cells(totals), hidden_cells(of_states)
    whole: dict[str, int | None] = {s: None if s in lost else n for s, n in of_states.items()}
    rows: dict[str, Told] = {WHOLE: whole | {ALL: sum(totals.values())}}
    for name in names:
        untold: dict[str, int | None] = dict.fromkeys(states)
        rows[_own(name)] = untold | {ALL: None if name in gone else totals[name]}
    return People(tuple(states), rows)


@dataclass(frozen=True, slots=True)
class Things:
    """Of how many things of an office some are so: only where its people may be told by number."""

    some: int
    all: int


def things_told(
    some: Mapping[int, int], every: Mapping[int, int], offices: Mapping[int, str], people: People
) -> dict[str, Things]:
    """Things of people (steps, results) of the offices that are told, and of the whole agency.

    What is left of the whole belongs to the offices that are withheld together: as many people as the minimum at least.
    """
    found: dict[str, list[int]] = {WHOLE: [0, 0]}
    for place, counts in enumerate((some, every)):
        for unit, count in counts.items():
            found[WHOLE][place] += count
            found.setdefault(_own(offices.get(unit, WHOLE)), [0, 0])[place] += count
    return {office: Things(*both) for office, both in found.items() if people.of(office).get(ALL)}
