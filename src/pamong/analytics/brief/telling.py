"""What a monthly brief says: facts of a unit at a month's end, and what follows from them to be decided."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from pamong.access.scope import Scope
from pamong.analytics.brief.results import Result, results_of
from pamong.analytics.dashboards.asked import Asked
from pamong.analytics.dashboards.figures import (
    DRAFTED,
    OPEN,
    PROPOSED,
    SET,
    Rated,
    Year,
    rated_in,
    year_of,
)
from pamong.analytics.dashboards.offices import Things
from pamong.analytics.dashboards.told import WHOLE
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.measurement.findings.asking import SOURCE
from pamong.measurement.models import Finding
from pamong.performance.periods import Period
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rules import is_ruled, pack_on


@dataclass(frozen=True, slots=True)
class Waits:
    """How many wait for whom; nothing where the count of so few people is withheld."""

    plans: Mapping[str, int | None]
    ratings: Mapping[str, int | None]
    rated: tuple[int, str]  # the year and the period of the ratings
    late: Things | None


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything on the page."""

    asked: Asked
    month: date  # its first day
    until: date  # its last day, or the snapshot's where the month still runs
    results: Sequence[Result]
    waits: Waits | None  # of people, who are counted by office: below one there is none
    questions: Mapping[str, int]  # by the rule that asks

    @property
    def mark(self) -> str:
        """Of the snapshot."""
        return self.asked.snapshot.id

    def counted(self, *states: str) -> int:
        """How many cards stand so."""
        return sum(one.state in states for one in self.results)


def last_month(day: date) -> date:
    """The first day of the month before the day's own: the last one that is whole."""
    return date(day.year - 1, 12, 1) if day.month == 1 else date(day.year, day.month - 1, 1)


def month_asked(text: str, day: date) -> date:
    """The month of an address, as 2026-10; the last whole one where it says none, or one that has not begun."""
    try:
        year, _dash, month = text.partition("-")
        asked = date(int(year), int(month), 1)
    except ValueError:
        return last_month(day)
    return asked if asked <= day and is_ruled(asked) else last_month(day)


def asked_of(scope: Scope, snapshot: Snapshot, month: date) -> Asked:
    """The whole agency in the year of a month, as a reader asks for it."""
    pack = pack_on(month, local=scope.local_packs)
    return Asked(scope, snapshot, pack, "", month.year, Period.YEAR)


def brief_of(asked: Asked, month: date) -> Brief:
    """The facts, from the snapshot that holds now."""
    last = date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])
    until = min(last, asked.snapshot.day)
    return Brief(
        asked, month, until, results_of(asked, until), _waits(asked, until), _questions(asked)
    )


def _waits(asked: Asked, until: date) -> Waits | None:
    if asked.at != asked.office:
        return None
    at = str(asked.office.pk) if asked.office else WHOLE
    rated = rhythms_of(asked.scope).last(until)
    year: Year = year_of(asked.snapshot, asked.year)
    period: Rated = rated_in(asked.snapshot, *rated, asked.codes)
    plans, ratings = year.plans.of(at), period.ratings.of(at)
    return Waits(
        {state: plans.get(state) for state in (DRAFTED, PROPOSED)},
        {state: ratings.get(state) for state in (OPEN, SET)},
        rated,
        year.late.get(at),
    )


def _questions(asked: Asked) -> dict[str, int]:
    """Questions about figures that were open on the snapshot's day, by rule."""
    day = asked.snapshot.day
    rows = Finding.objects.filter(agency=asked.scope.agency_id, source__startswith=SOURCE)
    rows = rows.filter(found_on__lte=day)
    is_open = Q(state=Finding.State.OPEN) | Q(answered_on__gt=day)
    if asked.at:
        rows = rows.filter(card__unit__path__startswith=asked.at.path)
    counts = (
        rows.filter(is_open).values_list("source").annotate(n=Count("pk")).order_by("-n", "source")
    )
    return {source.removeprefix(SOURCE): n for source, n in counts}
