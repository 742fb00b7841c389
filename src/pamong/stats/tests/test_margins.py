"""Tables with totals, attacked: everything that can be added and subtracted finds nobody."""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pamong.stats.margins import (
    ALL,
    Line,
    clashing,
    is_unanimous,
    may_show_both,
    shown,
    with_totals,
    withheld,
)

K = 5
Cells = Mapping[Hashable, int]


def rank(rows: list[list[Fraction]]) -> int:
    """Plain elimination, written apart from the one under test."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(found, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for r in range(len(rows)):
            if r != found and rows[r][column]:
                times = rows[r][column] / rows[found][column]
                rows[r] = [a - times * b for a, b in zip(rows[r], rows[found], strict=True)]
        found += 1
    return found


def found_by_subtracting(
    counts: Cells, lines: Sequence[Line], gone: frozenset[Hashable]
) -> list[tuple[set[Hashable], int]]:
    """Every group of up to three hidden cells whose sum follows from what is shown, if it is of too few."""
    names = sorted(gone, key=str)
    told = [
        [Fraction((n in line.parts) - (n == line.whole)) for n in names] for line in lines if gone
    ]
    told = [row for row in told if any(row)]
    base, found = rank(told), []
    for size in range(1, min(3, len(names)) + 1):
        for group in combinations(names, size):
            count = sum(counts[cell] for cell in group)
            if count < K and rank([*told, [Fraction(n in group) for n in names]]) == base:
                found.append((set(group), count))
    return found


def found_by_trying(
    counts: Cells, lines: Sequence[Line], gone: frozenset[Hashable]
) -> set[Hashable]:
    """Hidden cells of too few that hold the same number in every table that fits what is shown."""
    names = sorted(gone, key=str)
    if len(names) > 3 or any(counts[name] > 12 for name in names):
        return set()  # more than can be tried out in the time of a test
    fitting = []
    for tried in product(range(1, 26), repeat=len(names)):
        held = {**counts, **dict(zip(names, tried, strict=True))}
        if all(sum(held[part] for part in line.parts) == held[line.whole] for line in lines):
            fitting.append(held)
    return {n for n in names if counts[n] < K and len({held[n] for held in fitting}) == 1}


def tables() -> st.SearchStrategy[dict[tuple[str, str], int]]:
    few = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 30])
    return st.integers(1, 3).flatmap(
        lambda rows: st.integers(1, 3).flatmap(
            lambda columns: st.lists(few, min_size=rows * columns, max_size=rows * columns).map(
                lambda cells: {
                    (f"unit {n // columns}", f"code {n % columns}"): cell
                    for n, cell in enumerate(cells)
                }
            )
        )
    )


@given(tables())
@settings(max_examples=60, deadline=None)
@example({("a", "x"): 5, ("a", "y"): 1, ("b", "x"): 1, ("b", "y"): 5})
@example({("a", "x"): 1, ("a", "y"): 1, ("a", "z"): 1, ("a", "v"): 1, ("a", "w"): 1})
def test_nobody_is_found_in_a_table_with_totals(table: dict[tuple[str, str], int]) -> None:
    counts, lines = with_totals(table)
    gone = withheld(counts, lines, K)
    assert all(counts[cell] >= K or not counts[cell] for cell in set(counts) - gone)
    assert all(counts[cell] for cell in gone)
    assert found_by_subtracting(counts, lines, gone) == []
    assert found_by_trying(counts, lines, gone) == set()


@given(st.lists(st.sampled_from([0, 1, 3, 5, 9, 20]), min_size=8, max_size=8))
@settings(max_examples=25, deadline=None)
def test_nobody_is_found_in_a_tree_of_units(leaves: list[int]) -> None:
    """Two offices of two sections each, by two predicates, every level with its total."""
    counts: dict[Hashable, int] = {}
    sections = ["1/1", "1/2", "2/1", "2/2"]
    for place, section in enumerate(sections):
        for code in (0, 1):
            counts[section, code] = leaves[place * 2 + code]
    lines = []
    for code in (0, 1):
        for office in ("1", "2"):
            parts = tuple((s, code) for s in sections if s.startswith(office))
            lines.append(Line((office, code), parts))
        lines.append(Line(("", code), (("1", code), ("2", code))))
    for line in lines:
        counts[line.whole] = sum(counts[part] for part in line.parts)
    for unit in ("", "1", "2", *sections):
        lines.append(Line((unit, ALL), ((unit, 0), (unit, 1))))
        counts[unit, ALL] = counts[unit, 0] + counts[unit, 1]
    gone = withheld(counts, lines, K)
    assert found_by_subtracting(counts, lines, gone) == []
    assert all(counts[cell] >= K or not counts[cell] for cell in set(counts) - gone)


def test_a_line_of_large_cells_is_shown_whole() -> None:
    counts, lines = with_totals({("a", "x"): 20, ("a", "y"): 30, ("b", "x"): 25, ("b", "y"): 40})
    assert withheld(counts, lines, 10) == frozenset()
    assert shown(counts, lines, 10) == counts


def test_four_of_thirteen_hide_the_nine_as_well() -> None:
    counts, lines = with_totals({("all", "Technology"): 9, ("all", "Sales"): 4})
    told = shown(counts, lines, 5)
    assert told["all", "Technology"] is None
    assert told["all", "Sales"] is None


def test_one_small_cell_takes_a_block_of_four() -> None:
    table = {(r, c): 20 for r in "abc" for c in "xyz"} | {("a", "x"): 2}
    counts, lines = with_totals(table)
    gone = withheld(counts, lines, 5)
    assert ("a", "x") in gone
    assert len(gone) == 4
    assert counts[ALL, ALL] == 162
    assert (ALL, ALL) not in gone


def test_as_many_hidden_people_as_cells_would_tell_that_each_is_one() -> None:
    counts, lines = with_totals({("a", name): 1 for name in "vwxyz"} | {("a", "u"): 40})
    assert ("a", "u") in withheld(counts, lines, 5)


def test_a_table_of_few_is_hidden_with_its_total() -> None:
    counts, lines = with_totals({("a", "x"): 1, ("a", "y"): 2})
    assert withheld(counts, lines, 5) == frozenset(counts)


def test_a_bad_minimum_or_a_wrong_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="minimum: expected at least 5"):
        withheld({}, [], 4)
    with pytest.raises(ValueError, match="expected the sum of its parts"):
        withheld({"all": 9, "a": 5}, [Line("all", ("a",))], 5)


def test_cuts_that_subtract_to_a_few_are_not_served_beside_each_other() -> None:
    everybody = frozenset(range(40))
    assert clashing({"all": everybody, "women": frozenset(range(20))}, 5) == frozenset()
    assert clashing({"all": everybody, "but three": frozenset(range(37))}, 5) == {"but three"}
    assert clashing({"few": frozenset(range(3))}, 5) == {"few"}


def test_an_intersection_that_three_cuts_give_is_found() -> None:
    """Women, the old, and either of them: the old women are the sum of two less the third."""
    women, old = frozenset(range(20)), frozenset(range(17, 40))
    cuts = {"women": women, "old": old, "either": women | old}
    gone = clashing(cuts, 5)
    assert len(gone) == 1
    assert clashing({name: cut for name, cut in cuts.items() if name not in gone}, 5) == frozenset()


@given(st.lists(st.frozensets(st.integers(0, 24), min_size=1), min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_no_pair_of_served_cuts_leaves_a_few(groups: list[frozenset[int]]) -> None:
    cuts = {str(n): group for n, group in enumerate(groups)}
    gone = clashing(cuts, K)
    served = [group for name, group in cuts.items() if name not in gone]
    assert all(len(group) >= K for group in served)
    for one, other in product(served, repeat=2):
        assert not (other < one and len(one - other) < K)


def test_two_waves_are_not_shown_where_one_person_joined() -> None:
    before = frozenset(range(30))
    assert may_show_both(before, before)
    assert not may_show_both(before, before | {30})
    assert not may_show_both(before, before - {1} | {30})
    assert may_show_both(before, frozenset(range(15, 45)))


def test_one_answer_of_all_is_unanimous() -> None:
    assert is_unanimous([0, 12, 0])
    assert not is_unanimous([1, 11, 0])
    assert not is_unanimous([])
