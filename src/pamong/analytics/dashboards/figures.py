"""What the dashboards ask of a snapshot: few statements, kept as long as the snapshot is the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from pamong.analytics.dashboards.kept import kept
from pamong.analytics.dashboards.offices import (
    People,
    Things,
    as_they_are,
    by_office,
    predicates_told,
    sizes_of,
    things_told,
    work_told,
)
from pamong.analytics.engines.answers import Answers
from pamong.analytics.engines.cuts import Cut
from pamong.analytics.engines.opening import opened
from pamong.analytics.snapshot.keeping import Snapshot, snapshot_of
from pamong.measurement.cards.confirmed import Confirmed
from pamong.measurement.pace import NOTHING, STAGES
from pamong.people.offices import offices_of
from pamong.performance.models import Evaluation, Plan
from pamong.policy.pack import Pack
from pamong.stats.rows import ALL

CARD = (
    *("indicator_id", "unit_id", "value", "as_of", "parts", "missing", "withheld"),
    *("read", "confirmed"),
)
PREDICATES = "predicate"
HELD = (("held", ("definitif",)),)  # nobody counts twice
DRAFTED, PROPOSED, AGREED = "drafted", "proposed", "agreed"
OPEN, SET, DONE = "open", "set", "done"
THINGS = (("steps", "late", "due"), ("results", "loose"), ("results", "without_evidence"))
PLAN_STATES: Mapping[str, str] = {
    Plan.Status.DRAFTED: DRAFTED,
    Plan.Status.RETURNED: DRAFTED,
    Plan.Status.WITHDRAWN: DRAFTED,
    Plan.Status.PROPOSED: PROPOSED,
    Plan.Status.AGREED: AGREED,
    Plan.Status.REVISED: AGREED,
}
RATING_STATES: Mapping[str, str] = {
    Evaluation.Status.OPEN: OPEN,
    Evaluation.Status.RATED: OPEN,
    Evaluation.Status.SET: SET,
    Evaluation.Status.ACKNOWLEDGED: DONE,
}


@dataclass(frozen=True, slots=True)
class Year:
    """A year: plans by what they wait for, and things of people."""

    offices: Mapping[int, str]  # of each unit
    plans: People
    late: Mapping[str, Things]
    loose: Mapping[str, Things]  # results that serve nothing above
    bare: Mapping[str, Things]  # results without evidence


@dataclass(frozen=True, slots=True)
class Rated:
    """A period: predicates, ratings by what they wait for, and the level of each unit."""

    predicates: People
    ratings: People
    levels: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Came:
    """What a card came to in the year: read, or computed of so many parts of which some are missing."""

    value: Decimal | None
    as_of: date | None
    parts: int = 0
    missing: int = 0
    is_withheld: bool = False  # it would look better than it is
    read: int = 0  # readings that it rests on
    confirmed: int = 0  # by somebody who did not enter them


@dataclass(frozen=True, slots=True)
class Aimed:
    """What an indicator aims at in a year, when it was read, and what a goal of it costs."""

    indicator: int
    unit: int | None
    target: Decimal | None
    due_on: date | None
    readings: tuple[tuple[date, Decimal], ...]
    goal: int = 0
    came: Came | None = None  # of one that has a card
    is_aimed: bool = True  # something was set for the year
    stages: tuple[Decimal | None, Decimal | None, Decimal | None] = NOTHING  # of the quarters

    @property
    def confirmed(self) -> str:
        """Whether somebody who did not enter it confirmed the figure of a card, in words."""
        came = self.came
        return Confirmed(came.read, came.confirmed).said if came and came.value is not None else ""


def codes_of(pack: Pack) -> tuple[str, ...]:
    """The predicates of a pack, the best first."""
    return tuple(reversed(pack.scales[PREDICATES].codes))


def year_of(snapshot: Snapshot, year: int, *, is_exact: bool = False) -> Year:
    """The figures of a year, on the snapshot's own day; `is_exact` for who sees the people one by one."""
    return _year(snapshot.agency, snapshot.id, year)[is_exact]


def rated_in(
    snapshot: Snapshot, year: int, period: str, codes: tuple[str, ...], *, is_exact: bool = False
) -> Rated:
    """The figures of a period, in the same two ways."""
    return _rated(snapshot.agency, snapshot.id, year, period, codes)[is_exact]


def aims_of(snapshot: Snapshot, year: int) -> tuple[list[Aimed], Mapping[int, Decimal | None]]:
    """What goals and cards aim at, and the money of goals."""
    return _aims(snapshot.agency, snapshot.id, year)


@lru_cache(maxsize=64)
def _year(agency: UUID, _id: str, year: int) -> tuple[Year, Year]:
    """As it is told, and as it is."""
    with opened() as engine:
        ask = Answers(engine, _held(agency))
        offices = _offices(ask, year)
        counts = by_office(offices, _by_state(ask, "plans", year, (), PLAN_STATES))
        things = [_things(ask, year, table, *some) for table, *some in THINGS]

    def of(plans: People) -> Year:
        late, loose, bare = (things_told(*both, offices, plans) for both in things)
        return Year(offices, plans, late, loose, bare)

    states = (DRAFTED, PROPOSED, AGREED)
    return of(work_told(counts, states, sizes_of(counts))), of(as_they_are(counts, states))


def _things(
    ask: Answers, year: int, table: str, some: str, every: str = ""
) -> tuple[dict[int, int], dict[int, int]]:
    """Of each unit how many are so, and how many there are."""
    day = ask.snapshot.day
    return _by_unit(ask, table, year, some, day), _by_unit(ask, table, year, every, day)


@lru_cache(maxsize=64)
def _rated(
    agency: UUID, _id: str, year: int, period: str, codes: tuple[str, ...]
) -> tuple[Rated, Rated]:
    exact = _year(agency, _id, year)[True].plans
    people = {one: exact.of(one)[ALL] or 0 for one in exact.offices}
    with opened() as engine:
        ask = Answers(engine, _held(agency))
        offices, among = _offices(ask, year), (("period", (period,)),)
        cut = Cut("evaluations", (year,), (*among, *HELD), condition="set")
        counts = {
            (_key(unit), str(code)): n
            for (unit, code), n in ask.counts(cut, ("unit_id", "predicate")).items()
        }
        ratings = by_office(offices, _by_state(ask, "evaluations", year, among, RATING_STATES))
        rows = ask.rows(Cut("levels", (year,), among), ("unit_id", "level"))
        snapshot = ask.snapshot
    levels = {int(unit): str(level) for unit, level in rows}
    found = by_office(offices, {key: n for key, n in counts.items() if key[1] in codes})
    told = kept(snapshot, f"{year} {period}", found, people, codes)
    states = (OPEN, SET, DONE)
    return (
        Rated(predicates_told(told, codes), work_told(ratings, states, people), levels),
        Rated(as_they_are(found, codes), as_they_are(ratings, states), levels),
    )


@lru_cache(maxsize=32)
def _aims(agency: UUID, _id: str, year: int) -> tuple[list[Aimed], Mapping[int, Decimal | None]]:
    with opened() as engine:
        ask = Answers(engine, _held(agency))
        found: dict[int, Aimed] = {}
        for table in ("goal", "card"):
            for aimed in _targets(ask, table, year):
                # A goal that is told by a card has both: what it costs, and where it belongs.
                before = found.get(aimed.indicator)
                goal = before.goal if before else aimed.goal
                found[aimed.indicator] = replace(aimed, goal=goal)
        for card in ask.rows(Cut("card_figures", (year,)), CARD):
            indicator, unit, *came = card
            aimed = found.get(indicator) or Aimed(indicator, unit, None, None, (), is_aimed=False)
            found[indicator] = replace(aimed, came=Came(*came))
        money = dict(ask.rows(Cut("goals", (year,)), ("id", "budget")))
        return list(found.values()), money


def _targets(ask: Answers, table: str, year: int) -> Iterator[Aimed]:
    """What goals or cards aim at, with all that was read of it."""
    read: dict[int, list[tuple[date, Decimal]]] = {}
    columns: tuple[str, ...] = ("indicator_id", "as_of", "value")
    for indicator, on, value in ask.rows(Cut(f"{table}_readings"), columns):
        read.setdefault(indicator, []).append((on, value))
    columns = ("indicator_id", "unit_id", "value", "due_on", f"{table}_id", *STAGES)
    for row in ask.rows(Cut(f"{table}_targets", (year,)), columns):
        indicator, unit, target, due, key, q1, q2, q3 = row
        readings = tuple(sorted(read.get(indicator, [])))
        of_goal = key if table == "goal" else 0
        yield Aimed(indicator, unit, target, due, readings, of_goal, stages=(q1, q2, q3))


def _held(agency: UUID) -> Snapshot:
    snapshot = snapshot_of(agency)
    if snapshot is None:
        raise LookupError(f"snapshot of {agency}: expected one")
    return snapshot


def _offices(ask: Answers, year: int) -> dict[int, str]:
    """The office of each unit, as the tree was in the last month that the snapshot holds of the year."""
    rows = ask.rows(Cut("units", (year,)), ("month", "unit_id", "path"))
    last = max((month for month, _unit, _path in rows), default=0)
    return offices_of({unit: path for month, unit, path in rows if month == last})


def _by_state(
    ask: Answers, table: str, year: int, among: Any, states: Mapping[str, str]
) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for (unit, status), count in ask.counts(
        Cut(table, (year,), (*among, *HELD)), ("unit_id", "status")
    ).items():
        if state := states.get(str(status)):
            key = (_key(unit), state)
            found[key] = found.get(key, 0) + count
    return found


def _by_unit(ask: Answers, table: str, year: int, condition: str, day: date) -> dict[int, int]:
    cut = Cut(table, (year,), condition=condition, day=day)
    return {_key(unit): count for (unit,), count in ask.counts(cut, ("unit_id",)).items()}


def _key(value: Any) -> int:
    return int(value or 0)
