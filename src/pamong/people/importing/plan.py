"""What an import would do: the dry run, shown before anything is written."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pamong.people.importing.contracts import ContractChange
from pamong.people.importing.parsing import Parsed
from pamong.people.importing.posts import PostFacts
from pamong.people.importing.rows import Finding, PersonRow, Rejected
from pamong.people.models import Agency, Employee

Ref = int  # a key that exists; below zero: one that this plan would make; 0: none
NOBODY: Ref = 0

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that the file names and the agency lacks."""

    ref: Ref
    code: str
    name: str
    kind: str
    parent: Ref


@dataclass(frozen=True, slots=True)
class NearUnit:
    """A unit that the file would make, with the existing ones that its name may mean."""

    code: str
    name: str
    refs: Sequence[Ref]


@dataclass(frozen=True, slots=True)
class UnitUpdate:
    """Another name or place that the file gives a unit that exists, from a day; empty where it stays."""

    unit: int
    code: str
    was_name: str
    since: date
    name: str = ""
    parent: Ref = NOBODY
    parent_name: str = ""


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post that the file names and the agency lacks."""

    ref: Ref
    facts: PostFacts


@dataclass(frozen=True, slots=True)
class PostUpdate:
    """What the file says outright of a post that exists."""

    position: int
    name: str
    values: tuple[tuple[str, Any, Any], ...]  # field, before, after


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that a person shall hold from a day; `closes` names the one that ends then."""

    unit: Ref
    position: Ref
    kind: str
    since: date
    closes: int = 0
    in_place: bool = False

    @property
    def is_move(self) -> bool:
        """Whether another post ends with it; one that began the same day never held and is mended."""
        return bool(self.closes) and not self.in_place


@dataclass(frozen=True, slots=True)
class Rating:
    """The rater whom a person shall have from a day."""

    rater: Ref
    superior: Ref
    source: str
    since: date
    closes: int = 0
    in_place: bool = False


@dataclass(slots=True)
class PersonChange:
    """One person of the file beside what the agency has."""

    ref: Ref
    row: PersonRow
    employee: Employee | None
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)  # unit, post and rater by name
    was: dict[str, Ref] = field(default_factory=dict)  # unit, position and rater before
    unit: Ref = NOBODY
    position: Ref = NOBODY
    holding: Holding | None = None
    extra: list[Holding] = field(default_factory=list)
    acting: list[str] = field(default_factory=list)  # those in words
    rating: Rating | None = None
    contracts: list[ContractChange] = field(default_factory=list)
    foreign_id: str = ""
    account: int = 0  # an account that waits for its person
    may_use_email: bool = True

    @property
    def status(self) -> str:
        """Added, changed or unchanged."""
        if self.employee is None:
            return ADDED
        touched = self.fields or self.shown or self.extra or self.contracts or self.foreign_id
        return CHANGED if touched else UNCHANGED

    @property
    def name(self) -> str:
        """The name after the import."""
        given = self.row.values.get("name", "")
        return self.employee.name if self.employee and "name" not in self.fields else given

    @property
    def kind(self) -> str:
        """The kind after the import."""
        if self.employee and "kind" not in self.fields:
            return self.employee.kind
        return self.row.kind

    def turned_on(self, on: date) -> date:
        """Since when a person of another kind is so: the first day of the contract that came with it."""
        begun = [one.said.first for one in self.contracts if one.said.first <= on]
        return max(begun, default=on)

    def has_left(self, on: date) -> bool:
        """Whether the person is in service no more on the day."""
        left_on = self.row.values.get("left_on")
        return bool(left_on and left_on <= on)

    def content(self) -> tuple[Any, ...]:
        """All that would be written, in a fixed order."""
        return (
            *(self.ref, self.row.line, self.status, tuple(self.fields.items())),
            *(self.unit, self.position, self.holding, tuple(self.extra), self.rating),
            *(self.foreign_id, self.account, self.may_use_email, tuple(self.contracts)),
        )


@dataclass(frozen=True, slots=True)
class GivenBack:
    """People whom a new head rates from the day on, in place of whoever stood in."""

    head: Ref
    name: str
    unit: str
    people: tuple[Employee, ...]

    def content(self) -> tuple[Any, ...]:
        """Who gets whom, as keys."""
        return self.head, tuple(one.pk for one in self.people)


@dataclass(slots=True)
class ImportPlan:
    """The whole dry run; `basis` is the place of the agency's record at which it was made."""

    agency: Agency
    on: date
    parsed: Parsed
    within: frozenset[int] | None
    basis: int
    same: Mapping[str, int] = field(default_factory=dict)  # new code → the unit that was meant
    units: list[NewUnit] = field(default_factory=list)
    unit_updates: list[UnitUpdate] = field(default_factory=list)
    near: list[NearUnit] = field(default_factory=list)
    posts: list[NewPost] = field(default_factory=list)
    post_updates: list[PostUpdate] = field(default_factory=list)
    people: list[PersonChange] = field(default_factory=list)
    returns: list[GivenBack] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def readings(self) -> list[Finding]:
        """How the file was read where it could be read otherwise."""
        return self.parsed.readings

    @property
    def counts(self) -> Counter[str]:
        """How many would be added, changed, unchanged, rejected."""
        found = Counter(change.status for change in self.people)
        found["rejected"] = len(self.rejected)
        return found

    def touched(self) -> Iterator[PersonChange]:
        """Those whom the import adds or changes."""
        return (change for change in self.people if change.status != UNCHANGED)

    @property
    def moves(self) -> int:
        """How many people would change their post."""
        return sum(1 for change in self.people if change.holding and change.holding.is_move)

    @property
    def returning(self) -> int:
        """How many people a new head gets back."""
        return sum(len(given.people) for given in self.returns)

    def digest(self) -> str:
        """The mark of what was shown: equal marks, equal writes."""
        mark = hashlib.sha256(self.parsed.digest.encode())
        for part in (self.units, self.unit_updates, self.posts, self.post_updates, self.rejected):
            mark.update(repr([getattr(item, "line", item) for item in part]).encode())
        for change in self.people:
            mark.update(repr(change.content()).encode())
        for given in self.returns:
            mark.update(repr(given.content()).encode())
        return mark.hexdigest()
