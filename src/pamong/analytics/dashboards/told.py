"""What may be told of predicates by office to who does not see each of them, and when it may be told anew.

People are told by rows that share nobody: some offices by themselves, all others as one. All rows are told in the same blocks
of predicates, each row as of a day of its own; the agency is their sum. So nothing that is told can be subtracted from
anything to find few: each row is safe by itself, at each time and from one time to the next.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from pamong.stats.rows import (
    Block,
    Blocks,
    Counts,
    count_of,
    fits,
    in_blocks,
    is_many,
    is_mixed,
    may_follow,
    merges,
)
from pamong.stats.suppression import MINIMUM

WHOLE, OTHERS = "whole", "others"  # the agency, and the offices that are told as one
LARGE = 50  # people: of so many work in hand is told as it is
FEW = 2  # offices that changed: of so many it is kept what was told before they did
MOST_PAST = 10  # of so many days it is kept what was told of the others
STALE = 10  # of so many people one may stand as of an earlier day before blocks are made wider
Rows = Mapping[str, Counts]
Said = Mapping[Block, int]


def large(people: Mapping[str, int]) -> frozenset[str]:
    """The offices of which work in hand is told: the large ones, where all others together are large as well, or nobody."""
    told = {office for office, count in people.items() if count >= LARGE}
    while told and 0 < sum(people.values()) - sum(people[one] for one in told) < LARGE:
        told.remove(min(told, key=lambda one: (people[one], one)))
    return frozenset(told)


def summed(rows: Iterable[Counts]) -> dict[str, int]:
    """The people of several offices."""
    found: dict[str, int] = {}
    for row in rows:
        for code, count in row.items():
            found[code] = found.get(code, 0) + count
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: the counts of each office as they were told, which stand alone, and in which blocks."""

    day: date
    rows: Rows
    alone: frozenset[str] = frozenset()
    blocks: Blocks = ()  # none: nothing could be told yet
    fine: Blocks = ()  # parts of blocks, of the agency alone
    since: Mapping[str, date] = field(default_factory=dict)  # rows that stand as of an earlier day
    said: Mapping[str, Said] = field(
        default_factory=dict
    )  # of each row the last figure of each block
    past: tuple[Rows, ...] = ()  # what the others were told before, while few of them changed since

    def counts(self, row: str) -> dict[str, int]:
        """Of an office, of the others as one, or of the agency."""
        if row == WHOLE:
            return summed(self.rows.values())
        if row == OTHERS:
            return others_of(self.rows, self.alone)
        return dict(self.rows.get(row, {}))


def others_of(rows: Rows, alone: AbstractSet[str]) -> dict[str, int]:
    """The people of all offices but those."""
    return summed(row for office, row in rows.items() if office not in alone)


@dataclass(frozen=True, slots=True)
class _Case:
    now: Rows
    old: Rows
    ready: Sequence[str]  # offices that may come to stand alone, the largest first
    before: Told
    is_half: bool  # of all people half are rated
    rated: Mapping[str, int]  # in each office
    moved: Mapping[str, int]  # people of each who count otherwise than was told

    def said(self, row: str, alone: AbstractSet[str]) -> Said:
        """What was said of a row of the same people."""
        is_same = row in self.before.alone if row != OTHERS else alone == self.before.alone
        return self.before.said.get(row, {}) if is_same else {}

    def of(self, rows: Rows, row: str, alone: AbstractSet[str]) -> Counts:
        """One row of some rows."""
        return others_of(rows, alone) if row == OTHERS else rows[row]

    def moves(self, row: str, alone: AbstractSet[str], blocks: Blocks) -> bool:
        """Whether the row may be told as it is now."""
        was, here = self.of(self.old, row, alone), self.of(self.now, row, alone)
        return (
            is_mixed(in_blocks(here, blocks))
            and may_follow(was, here, blocks)
            and fits(here, blocks, self.said(row, alone))
            and (row != OTHERS or self.hides(alone))
        )

    def hides(self, alone: AbstractSet[str]) -> bool:
        """Whether none of the others is nearly all of them, or of what changed: its predicates would be known but for a few.

        How many are rated in each, an auditor reads in the list of ratings by name.
        """
        rest = self.now.keys() - alone
        return all(_is_spread([of[name] for name in rest]) for of in (self.rated, self.moved))

    def stays(self, row: str, alone: AbstractSet[str], blocks: Blocks) -> bool:
        """Whether it may be told as it was."""
        was = self.of(self.old, row, alone)
        return is_mixed(in_blocks(was, blocks)) and fits(was, blocks, self.said(row, alone))

    def joins(self, office: str, alone: AbstractSet[str], blocks: Blocks) -> bool:
        """Whether an office may stand alone from now on, as if it always had: also for who kept what was said of the others."""
        more, said = alone | {office}, self.said(OTHERS, alone)
        joined = others_of(self.now, alone)
        is_new = all(_is_sum(block, blocks) for block in said) and fits(joined, blocks, said)
        is_safe = all(self.hid(rows, more, blocks) for rows in self.before.past)
        return (
            is_new
            and is_safe
            and all(
                self.moves(row, more, blocks) and self.stays(row, more, blocks)
                for row in (office, OTHERS)
            )
            and _is_spread(_rated(self.old, self.now.keys() - more))
        )

    def hid(self, rows: Rows, alone: AbstractSet[str], blocks: Blocks) -> bool:
        """Whether what was told of the others before is safe for who knows which offices changed since."""
        moved, rest = _moved(rows, self.now), rows.keys() - alone
        left = moved | rest  # less those alone that did not change
        if left < rows.keys() and moved and not self.follows(rows, left, left, blocks):
            return False
        if sum(_between(rows[name], self.now[name]) for name in moved & rest) >= MINIMUM:
            return True
        new = alone - self.before.alone
        groups = [set(one) for n in range(1, FEW + 1) for one in combinations(moved & alone, n)]
        return all(self.follows(rows, one, new, blocks) for one in groups if one & new)

    def follows(
        self, rows: Rows, group: AbstractSet[str], told: AbstractSet[str], blocks: Blocks
    ) -> bool:
        """Whether some offices were safe then, and what they changed by where all of them are told now."""
        was, here = (summed(of[name] for name in group) for of in (rows, self.now))
        is_told = group <= told
        is_safe = not is_told or may_follow(was, here, blocks)
        is_spread = len(group) == 1 or _is_spread(_rated(rows, group))
        return is_safe and is_spread and is_mixed(in_blocks(was, blocks))


@dataclass(frozen=True, slots=True)
class _Plan:
    blocks: Blocks
    alone: frozenset[str]
    stale: int  # people who count otherwise by now, in rows that stay as they were
    kept: frozenset[str]  # those rows

    def rank(self, case: _Case) -> tuple[bool, int, int, int]:
        """The better one is larger: few are behind, then much is told of offices, then of all others."""

        def kinds(row: str) -> int:
            cells = in_blocks(case.of(case.now, row, self.alone), self.blocks)
            return max(sum(map(bool, cells)) - 1, 0)

        told = sum(sum(case.now[row].values()) * kinds(row) for row in self.alone)
        every = sum(sum(row.values()) for row in case.now.values())
        return self.stale * STALE <= every, told, kinds(OTHERS), len(self.blocks)


def tell(
    rows: Rows,
    people: Mapping[str, int],
    codes: Sequence[str],
    day: date,
    before: Told | None = None,
) -> Told:
    """What may be told now; a row whose change would tell of few people, or of one mind, stays as it was told.

    `people`: how many have a plan in each office; one comes to stand alone when half of them are rated.
    """
    was = before or Told(day, {})
    names = sorted({*rows, *was.rows})
    now = {name: {code: rows.get(name, {}).get(code, 0) for code in codes} for name in names}
    old = {name: {code: was.rows.get(name, {}).get(code, 0) for code in codes} for name in names}
    rated = {name: sum(row.values()) for name, row in now.items()}
    ready = [n for n in names if n not in was.alone and 2 * rated[n] >= max(people.get(n, 0), 1)]
    order = sorted(ready, key=lambda one: (-rated[one], one))
    is_half = 2 * sum(rated.values()) >= sum(people.values())
    moved = {name: _between(old[name], now[name]) for name in names}
    case = _Case(now, old, order, was, is_half, rated, moved)
    plans = [plan for blocks in merges(codes) if (plan := _plan(case, blocks))]
    if not plans:
        kept = {row for row in (*was.alone, OTHERS) if _differs(case, row, was.alone)}
        return replace(was, day=day, rows=old, since=_since(was, kept))
    return _told(case, max(plans, key=lambda plan: plan.rank(case)), day)


def _differs(case: _Case, row: str, alone: AbstractSet[str]) -> bool:
    return case.of(case.now, row, alone) != case.of(case.old, row, alone)


def _plan(case: _Case, blocks: Blocks) -> _Plan | None:
    """What these blocks allow; nothing where a row can be told neither as it is nor as it was."""
    alone = frozenset(case.before.alone)
    inner = case.before.said.get(WHOLE, {})
    if not all(any(set(one) < set(block) for block in blocks) for one in inner):
        return None  # the agency less what rows told of it would tell of an earlier day
    for office in case.ready:
        if case.joins(office, alone, blocks):
            alone |= {office}
    kept: set[str] = set()
    stale = 0
    for row in (*alone, OTHERS):
        if case.moves(row, alone, blocks):
            continue
        if not case.stays(row, alone, blocks) or not case.before.blocks:
            return None
        kept.add(row)
        stale += _between(case.of(case.old, row, alone), case.of(case.now, row, alone))
    return _Plan(blocks, alone, stale, frozenset(kept))


def _told(case: _Case, plan: _Plan, day: date) -> Told:
    def is_kept(office: str) -> bool:
        return (office if office in plan.alone else OTHERS) in plan.kept

    rows = {name: case.old[name] if is_kept(name) else now for name, now in case.now.items()}
    said: dict[str, Said] = {}
    for row in (*plan.alone, OTHERS):
        here = case.of(rows, row, plan.alone)
        earlier = case.said(row, plan.alone)
        if not earlier:  # of other people than before: as if it always had been a row
            parent = case.before.said.get(OTHERS, {})
            earlier = {block: count_of(here, block) for block in parent}
        cells = dict(zip(plan.blocks, in_blocks(here, plan.blocks), strict=True))
        said[row] = {**earlier, **cells}
    inner = _inner(case, plan, summed(rows.values()), {one for row in said.values() for one in row})
    said[WHOLE] = {**case.before.said.get(WHOLE, {}), **inner}
    since = _since(case.before, plan.kept)
    past = _past(case.before, rows)
    return Told(day, rows, plan.alone, plan.blocks, tuple(inner), since, said, past)


def _past(before: Told, rows: Rows) -> tuple[Rows, ...]:
    """What the others were told before, as long as so few offices changed since that somebody may know all but them."""
    was = {name: row for name, row in before.rows.items() if name not in before.alone}
    every = [*before.past, *([was] if before.blocks else [])]
    some = [one for one in every if 0 < len(_moved(one, rows)) < len(one)]
    kept = [one for n, one in enumerate(some) if all(_moved(one, other) for other in some[:n])]
    return tuple(kept[-MOST_PAST:])


def _rated(rows: Rows, group: Iterable[str]) -> list[int]:
    return [sum(rows[name].values()) for name in group]


def _is_spread(counts: Sequence[int]) -> bool:
    """Whether none of them is nearly all, so that the others' part of the sum does not hide it."""
    total = sum(counts)
    return all(is_many(total - one) for one in counts)


def _moved(before: Rows, after: Rows) -> set[str]:
    return {name for name, row in before.items() if _between(row, after.get(name, {}))}


def _between(before: Counts, after: Counts) -> int:
    """How many people count otherwise."""
    return sum(abs(after.get(code, 0) - before.get(code, 0)) for code in {*before, *after})


def _inner(case: _Case, plan: _Plan, every: Counts, rowed: AbstractSet[Block]) -> dict[Block, int]:
    """The agency's people of a block in as many parts as count many each and did when they were told last.

    Not before half are rated, for blocks are not made finer where it was told; nor where rows were told so.
    """
    found: dict[Block, int] = {}
    said = case.before.said.get(WHOLE, {})
    for block in plan.blocks if case.is_half else ():
        codes = set(block)
        if any(codes & set(one) and not codes <= set(one) for one in rowed):
            continue
        earlier = {one: figure for one, figure in said.items() if set(one) < codes}
        for parts in merges(block):
            cells = in_blocks(every, parts)
            if parts != (block,) and all(map(is_many, cells)) and fits(every, parts, earlier):
                found |= dict(zip(parts, cells, strict=True))
                break
    return found


def _is_sum(block: Block, blocks: Blocks) -> bool:
    return set(block) == {code for one in blocks if set(one) <= set(block) for code in one}


def _since(before: Told, kept: Iterable[str]) -> dict[str, date]:
    return {row: before.since.get(row, before.day) for row in kept}
