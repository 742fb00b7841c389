"""What the dashboards ask of a snapshot: few statements, kept as long as the snapshot is the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from pamong.analytics.dashboards.branches import (
    People,
    Things,
    both_told,
    offices_of,
    people_told,
    things_told,
)
from pamong.analytics.engines.answers import Answers
from pamong.analytics.engines.cuts import Cut
from pamong.analytics.engines.opening import opened
from pamong.analytics.snapshot.keeping import Snapshot, snapshot_of
from pamong.performance.models import Evaluation, Plan

HELD = (("held", ("definitif",)),)  # nobody counts twice
DRAFTED, PROPOSED, AGREED = "drafted", "proposed", "agreed"
OPEN, SET, DONE = "open", "set", "done"
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
    """What is told of a year: plans by what they wait for, and things of the offices that are told."""

    offices: Mapping[int, str]  # of each unit
    plans: People
    late: Mapping[str, Things]
    loose: Mapping[str, Things]  # results that serve nothing above
    bare: Mapping[str, Things]  # results without evidence


@dataclass(frozen=True, slots=True)
class Rated:
    """What is told of a period: predicates, ratings by what they wait for, and the level of each unit."""

    predicates: People
    ratings: People
    levels: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Aimed:
    """What an indicator aims at in a year, when it was read, and what a goal of it costs."""

    indicator: int
    unit: int | None
    target: Decimal | None
    due_on: date | None
    readings: tuple[tuple[date, Decimal], ...]
    goal: int = 0


def year_of(snapshot: Snapshot, year: int) -> Year:
    """The figures of a year, on the snapshot's own day."""
    return _year(snapshot.agency, snapshot.id, year)


def rated_in(snapshot: Snapshot, year: int, period: str, codes: tuple[str, ...]) -> Rated:
    """The figures of a period."""
    return _rated(snapshot.agency, snapshot.id, year, period, codes)


def aims_of(snapshot: Snapshot, year: int) -> tuple[list[Aimed], Mapping[int, Decimal | None]]:
    """What goals and cards aim at, and the money of goals."""
    return _aims(snapshot.agency, snapshot.id, year)


@lru_cache(maxsize=64)
def _year(agency: UUID, _id: str, year: int) -> Year:
    with opened() as engine:
        ask = Answers(engine, _held(agency))
        day = ask.snapshot.day
        offices = _offices(ask, year)
        plans = people_told(
            _by_state(ask, "plans", year, (), PLAN_STATES), offices, (DRAFTED, PROPOSED, AGREED)
        )

        def things(table: str, some: str, every: str = "") -> dict[str, Things]:
            both = [_by_unit(ask, table, year, condition, day) for condition in (some, every)]
            return things_told(both[0], both[1], offices, plans)

        return Year(
            offices,
            plans,
            late=things("steps", "late", "due"),
            loose=things("results", "loose"),
            bare=things("results", "without_evidence"),
        )


@lru_cache(maxsize=64)
def _rated(agency: UUID, _id: str, year: int, period: str, codes: tuple[str, ...]) -> Rated:
    with opened() as engine:
        ask = Answers(engine, _held(agency))
        offices, among = _offices(ask, year), (("period", (period,)),)
        cut = Cut("evaluations", (year,), (*among, *HELD), condition="set")
        counts = {
            (_key(unit), str(code)): n
            for (unit, code), n in ask.counts(cut, ("unit_id", "predicate")).items()
        }
        found = {key: n for key, n in counts.items() if key[1] in codes}
        ratings = _by_state(ask, "evaluations", year, among, RATING_STATES)
        levels = ask.rows(Cut("levels", (year,), among), ("unit_id", "level"))
        waiting, given = both_told(ratings, found, offices, (OPEN, SET, DONE), codes)
        return Rated(
            given,
            waiting,
            {int(unit): str(level) for unit, level in levels},
        )


@lru_cache(maxsize=32)
def _aims(agency: UUID, _id: str, year: int) -> tuple[list[Aimed], Mapping[int, Decimal | None]]:
    with opened() as engine:
        ask = Answers(engine, _held(agency))
        found: dict[int, Aimed] = {}
        for table, key in (("goal", "goal_id"), ("card", "card_id")):
            read: dict[int, list[tuple[date, Decimal]]] = {}
            for indicator, on, value in ask.rows(
                Cut(f"{table}_readings"), ("indicator_id", "as_of", "value")
            ):
                read.setdefault(indicator, []).append((on, value))
            columns = ("indicator_id", "unit_id", "value", "due_on", key)
            for indicator, unit, target, due, goal in ask.rows(
                Cut(f"{table}_targets", (year,)), columns
            ):
                readings = tuple(sorted(read.get(indicator, [])))
                of_goal = goal if table == "goal" else 0
                found[indicator] = Aimed(indicator, unit, target, due, readings, of_goal)
        money = dict(ask.rows(Cut("goals", (year,)), ("id", "budget")))
        return list(found.values()), money


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
