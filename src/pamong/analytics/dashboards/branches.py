"""Counts of people by office, and which of them are told.

Only one cut is ever made: the offices of an agency, the same for whoever reads, however the page is filtered. So two
readers, two filters or a page and a file never differ by a few people, and what one table withholds no other gives back.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pamong.stats.margins import ALL, shown, with_totals
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
        """The counts of an office; all withheld where it has none that is known."""
        return self.rows.get(office, {})

    @property
    def offices(self) -> list[str]:
        """Those that count anybody, told or not."""
        return [one for one, told in self.rows.items() if one != WHOLE and told[ALL] != 0]


def people_told(
    counts: Mapping[tuple[int, str], int], offices: Mapping[int, str], states: Sequence[str]
) -> People:
    """The table of offices and states with both totals, without the cells from which somebody is counted out."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (unit, state), count in counts.items():
        found[offices.get(unit, WHOLE), state] += count
    names = sorted({office for office, _state in found})
    table = {(office, state): found.get((office, state), 0) for office in names for state in states}
    if not table:
        return People(tuple(states), {WHOLE: dict.fromkeys((*states, ALL), 0)})
    if len(table) > MOST_CELLS:
        return _by_totals(table, names, states)
    cells, lines = with_totals(table)
    told = shown(cells, lines)
    rows = {
        WHOLE if office == ALL else _own(office): {
            state: told[office, state] for state in (*states, ALL)
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
