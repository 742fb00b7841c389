"""One figure out of several: formulas need every part, a roll-up names what is missing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamong.stats.composing import (
    ALL_MISSING,
    BY_NOUGHT,
    FORMULAS,
    NO_PARTS,
    ROLL_UPS,
    SOME_MISSING,
    Composed,
    Term,
    compose,
    coverage,
    roll_up,
)

JUNE, MAY = date(2026, 6, 30), date(2026, 5, 31)


def terms(*values: float | None) -> list[Term]:
    return [Term(None if v is None else Decimal(str(v)), JUNE) for v in values]


@pytest.mark.parametrize(
    ("operator", "value"),
    [("sum", 9), ("product", 24), ("mean", 3), ("min", 2), ("max", 4), ("last", 2)],
)
def test_each_operator_over_two_three_four(operator: str, value: int) -> None:
    assert compose(operator, terms(2, 3, 4)).value == value


def test_a_ratio_divides_what_stands_above_by_what_stands_below() -> None:
    parts = [
        Term(Decimal(30), JUNE),
        Term(Decimal(15), MAY),
        Term(Decimal(60), JUNE, is_below=True),
    ]
    assert compose("ratio", parts, factor=Decimal(100)) == Composed(Decimal(75), MAY)
    assert compose("difference", parts).value == -15


def test_a_weighted_mean_weighs() -> None:
    parts = [Term(Decimal(80), weight=Decimal(3)), Term(Decimal(60), weight=Decimal(1))]
    assert compose("mean", parts).value == 75


def test_parts_that_reached_their_target_are_counted() -> None:
    parts = [Term(is_reached=True), Term(is_reached=False), Term(is_reached=True)]
    assert compose("reached", parts).value == 2
    assert compose("reached", [*parts, Term()]).missing == (3,)


def test_nought_below_the_line_and_missing_parts_give_no_figure() -> None:
    nought = [Term(Decimal(5)), Term(Decimal(0), is_below=True)]
    assert compose("ratio", nought) == Composed(None, fault=BY_NOUGHT)
    assert compose("sum", terms(1, None)) == Composed(None, missing=(1,), fault=SOME_MISSING)
    assert compose("sum", terms(None)) == Composed(None, missing=(0,), fault=ALL_MISSING)
    assert compose("sum", []).fault == NO_PARTS == roll_up("sum", []).fault


def test_a_roll_up_takes_shares_and_names_what_is_missing() -> None:
    parts = [
        Term(Decimal(200), JUNE, weight=Decimal(50)),
        Term(Decimal(30), MAY, weight=Decimal(100)),
        Term(None, weight=Decimal(100)),
    ]
    found = roll_up("sum", parts)
    assert found == Composed(Decimal(130), MAY, (2,))
    assert found.is_partial
    assert coverage(parts) == (Decimal(150), Decimal(250))
    mean = roll_up("mean", parts).value
    assert mean is not None
    assert round(mean, 4) == Decimal("86.6667")
    assert roll_up("min", parts).value == 30
    assert roll_up("last", parts) == Composed(Decimal(200), JUNE, (2,))
    assert roll_up("sum", terms(None, None)).fault == ALL_MISSING


FIGURES = st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=6)


@given(FIGURES)
def test_the_order_of_the_parts_changes_nothing(values: list[Decimal]) -> None:
    for operator in ("sum", "min", "max", "mean"):
        forth = compose(operator, [Term(v) for v in values]).value
        back = compose(operator, [Term(v) for v in reversed(values)]).value
        assert forth == back or (forth and back and abs(forth - back) < Decimal("1e-20"))


@given(FIGURES)
def test_what_is_missing_never_counts_as_nought(values: list[Decimal]) -> None:
    whole = [Term(v, weight=Decimal(100)) for v in values]
    for operator in ROLL_UPS:
        with_hole = roll_up(operator, [*whole, Term(None, weight=Decimal(100))])
        assert with_hole.value == roll_up(operator, whole).value
        assert with_hole.missing == (len(values),)
    for operator in FORMULAS.keys() - {"reached"}:
        assert compose(operator, [*whole, Term(None)]).value is None
