"""One figure out of several: by a small closed set of operators, with what was missing named by place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NO_PARTS, ALL_MISSING, SOME_MISSING, BY_NOUGHT = "no_parts", "all_missing", "some_missing", "nought"
PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Term:
    """What one part brings: its figure with the day, its weight, and whether it stands below the line."""

    value: Decimal | None = None
    as_of: date | None = None
    weight: Decimal = Decimal(1)
    is_below: bool = False
    is_reached: bool | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """The figure, or why there is none; `missing` are the places of the parts without a figure."""

    value: Decimal | None
    as_of: date | None = None
    missing: tuple[int, ...] = ()
    fault: str = ""

    @property
    def is_partial(self) -> bool:
        """Whether a figure came about though parts were missing."""
        return self.value is not None and bool(self.missing)


def compose(operator: str, terms: Sequence[Term], *, factor: Decimal = Decimal(1)) -> Composed:
    """A formula: it needs every part, for a term left out would make another formula of it."""
    if not terms:
        return Composed(None, fault=NO_PARTS)
    missing = _missing(operator, terms)
    if missing:
        fault = ALL_MISSING if len(missing) == len(terms) else SOME_MISSING
        return Composed(None, missing=missing, fault=fault)
    value = FORMULAS[operator](terms)
    if value is None:
        return Composed(None, fault=BY_NOUGHT)
    return Composed(value * factor, _day(operator, terms))


def roll_up(operator: str, terms: Sequence[Term]) -> Composed:
    """The parts of units below: those that are there count, the others are named and are no nought.

    A weight is the share in percent of the part that goes into the whole.
    """
    if not terms:
        return Composed(None, fault=NO_PARTS)
    missing = _missing(operator, terms)
    present = [term for term in terms if term.value is not None]
    if not present:
        return Composed(None, missing=missing, fault=ALL_MISSING)
    return Composed(ROLL_UPS[operator](present), _day(operator, present), missing)


def coverage(terms: Sequence[Term]) -> tuple[Decimal, Decimal]:
    """The shares of the parts that have a figure, and the shares of all."""
    whole = sum((term.weight for term in terms), Decimal(0))
    return sum((term.weight for term in terms if term.value is not None), Decimal(0)), whole


def weighted_mean(terms: Sequence[Term]) -> Decimal | None:
    """Sum of weight times figure over the weights of those that are there."""
    present = [(term.weight, term.value) for term in terms if term.value is not None]
    whole = sum((weight for weight, _value in present), Decimal(0))
    if not whole:
        return None
    return sum((weight * value for weight, value in present), Decimal(0)) / whole


def _missing(operator: str, terms: Sequence[Term]) -> tuple[int, ...]:
    if operator == "reached":
        return tuple(n for n, term in enumerate(terms) if term.is_reached is None)
    return tuple(n for n, term in enumerate(terms) if term.value is None)


def _day(operator: str, terms: Sequence[Term]) -> date | None:
    """The figure is as old as its oldest part; of the last measured it is that one's day."""
    days = [term.as_of for term in terms if term.as_of is not None]
    if not days:
        return None
    return max(days) if operator == "last" else min(days)


def _values(terms: Sequence[Term]) -> list[Decimal]:
    return [term.value for term in terms if term.value is not None]


def _above(terms: Sequence[Term]) -> Decimal:
    return sum(_values([term for term in terms if not term.is_below]), Decimal(0))


def _below(terms: Sequence[Term]) -> Decimal:
    return sum(_values([term for term in terms if term.is_below]), Decimal(0))


def _product(terms: Sequence[Term]) -> Decimal:
    found = Decimal(1)
    for value in _values(terms):
        found *= value
    return found


def _ratio(terms: Sequence[Term]) -> Decimal | None:
    below = _below(terms)
    return _above(terms) / below if below else None


def _last(terms: Sequence[Term]) -> Decimal:
    """Of parts that were measured on one day the first counts."""
    dated = [term for term in terms if term.value is not None]
    newest = max(dated, key=lambda term: term.as_of or date.min)
    assert newest.value is not None
    return newest.value


FORMULAS: Mapping[str, Callable[[Sequence[Term]], Decimal | None]] = {
    "sum": lambda terms: sum(_values(terms), Decimal(0)),
    "difference": lambda terms: _above(terms) - _below(terms),
    "product": _product,
    "ratio": _ratio,
    "mean": weighted_mean,
    "min": lambda terms: min(_values(terms)),
    "max": lambda terms: max(_values(terms)),
    "last": _last,
    "reached": lambda terms: Decimal(sum(term.is_reached is True for term in terms)),
}
ROLL_UPS: Mapping[str, Callable[[Sequence[Term]], Decimal | None]] = {
    "sum": lambda terms: (
        sum((t.weight * t.value for t in terms if t.value is not None), Decimal(0)) / PERCENT
    ),
    "mean": weighted_mean,
    "min": FORMULAS["min"],
    "last": _last,
}
