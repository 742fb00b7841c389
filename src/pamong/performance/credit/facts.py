"""What an account of angka kredit rests on: posts, predicates, balances, ranks; plain values, no queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pamong.performance.models import RankHeld
from pamong.performance.rules import Local


@dataclass(frozen=True, slots=True)
class Post:
    """A definitive post held from a day on, up to but not including another."""

    starts_on: date
    ends_on: date | None
    name: str
    level: str  # in the words of the post
    is_functional: bool

    def is_on(self, day: date) -> bool:
        """Whether it was held on the day."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on > day)


@dataclass(frozen=True, slots=True)
class Said:
    """A predicate that was set under a plan for a period."""

    uuid: UUID
    first: date
    last: date
    is_yearly: bool
    predicate: str


@dataclass(frozen=True, slots=True)
class Lived:
    """One definitive plan of a year with what was set under it; `level` is that of its own post."""

    first: date
    last: date
    post: str
    level: str
    said: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """A predicate of a period that a file told of; its post is that of the time."""

    uuid: UUID
    first: date
    last: date
    predicate: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A confirmed balance."""

    uuid: UUID
    kind: str
    level: str  # code of the pack
    as_of: date
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one person."""

    key: int
    kind: str
    local: Local
    rank: str = ""  # today's, as the record of the person says
    joined_on: date | None = None
    posts: Sequence[Post] = ()
    plans: Sequence[Lived] = ()
    past: Sequence[Past] = ()
    carried: Sequence[Carried] = ()
    ranks: Sequence[RankHeld] = ()  # the earliest first
