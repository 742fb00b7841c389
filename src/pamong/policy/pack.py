"""The shape of a pack: what a regulation fixes, as frozen values with the citation they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

# Never float: 0.1 of a credit decides a promotion. Fraction keeps thirds until the last rounding.
Exact = int | Fraction


def fold(text: str) -> str:
    """Make spellings of one label equal: case, white space and the underscores of codes."""
    return " ".join(text.replace("_", " ").split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Anything a regulation settles; `unconfirmed` when no confirmed text was seen for it."""

    name: str
    citation: str
    unconfirmed: bool = False
    changeable: bool = False

    @property
    def open_to_local(self) -> bool:
        """A local pack may say otherwise only where the text does not bind."""
        return self.changeable or self.unconfirmed


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a scale; `details` hold what belongs to it alone (guides, form columns)."""

    code: str
    label: str
    other_names: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def guides(self) -> tuple[str, ...]:
        """The fixed sentences of a behaviour value."""
        return tuple(self.details.get("guides", ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Clause):
    """Terms in the regulation's order, lowest first where they have a rank."""

    terms: tuple[Term, ...]
    index: Mapping[str, str] = field(repr=False)

    def find(self, text: str) -> str | None:
        """The code that a code, label or other name stands for, in any case."""
        return self.index.get(text) or self.index.get(fold(text))

    def __getitem__(self, code: str) -> Term:
        return next(term for term in self.terms if term.code == code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes alone, in order."""
        return tuple(term.code for term in self.terms)

    @property
    def labels(self) -> dict[str, str]:
        """The pack's own wording by code, in order."""
        return {term.code: term.label for term in self.terms}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; an empty cell is None, for the regulation prints none there."""

    cells: Mapping[str, Any]
    citation: str = ""
    unconfirmed: bool = False
    changeable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Clause):
    """Cells found by one or more terms; the predicate matrix is a table with two keys."""

    keys: tuple[str, ...]
    rows: Mapping[Any, Row]
    # What the cells of a column must add up to once an agency answers them.
    local_sums: Mapping[str, Exact] = field(default_factory=dict)
    # What counts a column: minutes, days, the minute of the day; and how far an agency may go.
    units: Mapping[str, str] = field(default_factory=dict)
    local_bounds: Mapping[str, tuple[Exact, Exact]] = field(default_factory=dict)
    local_whole: frozenset[str] = frozenset()
    # Columns that no text fills: the agency's answer is asked, and until then the cell is missing.
    asked: tuple[str, ...] = ()
    # Columns that hold a name of the agency's own, with the most letters of one; blank is none.
    names: Mapping[str, int] = field(default_factory=dict)

    def cell(self, key: str | tuple[str, ...], column: str) -> Any:
        """What stands in the column; KeyError when the regulation has no such row."""
        return self.rows[key].cells.get(column)

    def citation_of(self, key: str | tuple[str, ...]) -> str:
        """What a row rests on: an agency's own answer cites its own basis."""
        return self.rows[key].citation or self.citation


@dataclass(frozen=True, slots=True)
class Band:
    """From `floor` up to the next band; `above` leaves the floor itself to the band below."""

    code: str
    floor: Exact | None
    above: bool = False
    unconfirmed: bool = False
    citation: str = ""

    def holds(self, value: Exact) -> bool:
        """Whether the value reaches this band (bands are tried from the top)."""
        if self.floor is None:
            return True
        return value > self.floor or (value == self.floor and not self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands(Clause):
    """Bands from the highest down; `decimals` says how a value is rounded before it is graded."""

    scale: str
    bands: tuple[Band, ...]
    decimals: int | None = None
    decimals_unconfirmed: bool = False

    def band_of(self, value: Exact) -> Band:
        """The band that a value reaches as it is."""
        return next(band for band in self.bands if band.holds(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Clause):
    """A single figure: a deadline, a cap, a factor."""

    value: Exact
    unit: str = ""
    least: Exact | None = None
    most: Exact | None = None
    whole: bool = False  # only whole numbers make sense: days that a calendar counts

    @property
    def decimal(self) -> Decimal:
        """The figure as it was written in the pack."""
        return Decimal(self.value.numerator) / Decimal(self.value.denominator)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many of the counted may be of these terms; `among` names a part of them."""

    of: tuple[str, ...]
    bound: str
    percent: Exact | None = None
    count: int | None = None
    among: str = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Clause):
    """Limits by term; `rounds` says which way a limit of a small unit goes to a whole number."""

    scale: str
    counted: str
    limits: Mapping[str, tuple[Limit, ...]]
    rounds: Mapping[str, str]
    rounding_unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a rule: its kind, its range, and what it falls back to."""

    name: str
    kind: str
    optional: bool = False
    default: Any = None
    scale: str = ""
    options: tuple[str, ...] = ()
    low: Exact | None = None
    high: Exact | None = None
    low_open: bool = False
    high_open: bool = False
    items: Field | None = None
    at_least: int = 0
    rule: str = ""
    fields: tuple[Field, ...] = ()
    adds_up: tuple[str, Exact] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """What holds between inputs: how many of some are given, or what they may add up to."""

    of: tuple[str, ...]
    at_least: int = 0
    at_most: int | None = None
    sum_high: Exact | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One named use of an operator; `when` keeps it to its cases, `yields` names its parts."""

    name: str
    do: str
    refs: tuple[str | tuple[str, ...], ...]
    words: Mapping[str, str]
    citation: str
    when: tuple[tuple[str, frozenset[Any]], ...] = ()
    needs: tuple[str, ...] = ()
    all_or_none: tuple[str, ...] = ()
    yields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """One field of the answer: where it comes from and how it is written."""

    name: str
    source: str
    kind: str
    decimals: int | None = None
    scale: str = ""
    optional: bool = False
    exact: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A formula as data: inputs, steps in order, outputs."""

    name: str
    citation: str
    fields: tuple[Field, ...]
    together: tuple[Together, ...]
    needs: Mapping[str, str]
    spread: Mapping[str, str]
    steps: tuple[Step, ...]
    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open: the first day is in, the last is out; no last day means still in force."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.start <= day and (self.end is None or day < self.end)

    def meets(self, other: Period) -> bool:
        """Whether two periods share a day."""
        return (self.end is None or other.start < self.end) and (
            other.end is None or self.start < other.end
        )


@dataclass(frozen=True, slots=True)
class Head:
    """What is needed to choose a pack without reading the whole of it."""

    id: str
    family: str
    title: str
    version: str
    language: str
    citation: str
    period: Period
    employees: tuple[str, ...]
    rules: Mapping[str, Period]
    extends: str = ""
    start_unconfirmed: bool = False

    def covers(self, employee: str | None) -> bool:
        """Whether this kind of employee falls under it; one that names no kinds is for all."""
        return employee is None or not self.employees or employee in self.employees


@dataclass(frozen=True)
class Pack:
    """One regulation, or one agency's own answers to what a regulation leaves open."""

    head: Head
    scales: Mapping[str, Scale]
    tables: Mapping[str, Table]
    bands: Mapping[str, Bands]
    numbers: Mapping[str, Number]
    patterns: Mapping[str, Pattern]
    rules: Mapping[str, Rule]
    texts: Mapping[str, str]
    translations: Mapping[str, Mapping[str, Mapping[str, str]]]
    runners: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def id(self) -> str:
        """The name of the pack's folder."""
        return self.head.id

    @property
    def clauses(self) -> dict[str, Clause]:
        """Every clause by its name; names are unique across kinds."""
        return {
            **self.scales,
            **self.tables,
            **self.bands,
            **self.numbers,
            **self.patterns,
        }

    @property
    def predicate_scale(self) -> Scale:
        """The predicates, lowest first."""
        return self.scales["predicate"]

    @property
    def aspects(self) -> tuple[Term, ...]:
        """What an indicator of those who lead no unit looks at."""
        return self.scales["aspect"].terms

    @property
    def perspectives(self) -> tuple[Term, ...]:
        """What an indicator of a leader looks at."""
        return self.scales["perspective"].terms

    @property
    def annexes(self) -> tuple[Term, ...]:
        """The parts of the annex to a plan."""
        return self.scales["annex"].terms

    @property
    def follow_ups(self) -> tuple[Term, ...]:
        """What may follow from an evaluation."""
        return self.scales["follow_up"].terms

    def form_columns(self, *, leader: bool, approach: str) -> tuple[Term, ...]:
        """The columns of the plan's form for such a post and approach."""
        columns = self.scales["form_column"]
        for form in self.scales["form"].terms:
            if form.details["leader"] == leader and form.details["approach"] == approach:
                return tuple(columns[code] for code in form.details["columns"])
        raise KeyError(approach)

    def label(self, scale: str, code: str, language: str = "") -> str:
        """A term's label; a language without a translation falls back to the pack's own."""
        translated = self.translations.get(language, {}).get(scale, {})
        return translated.get(code) or self.scales[scale][code].label


def referable(clauses: Mapping[str, Clause]) -> dict[str, Clause]:
    """What a step may refer to: all but scales, whose names inputs like to share."""
    return {name: clause for name, clause in clauses.items() if not isinstance(clause, Scale)}
