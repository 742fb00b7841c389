"""The predicates that stand in each unit, as they are today, beside the pattern of its level."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pamong.access.kept import Gathered
from pamong.access.scope import Scope
from pamong.people.figures import OVERVIEW, gathered_figures
from pamong.people.models import Assignment
from pamong.performance.evaluation.distribution import Distribution, distribution_of
from pamong.performance.evaluation.queries import When
from pamong.performance.models import Evaluation, PredicateSetting, UnitLevel
from pamong.performance.periods import period_days, period_on
from pamong.performance.rules import Local, pack_on

ALL, DEPARTS, UNSET = "all", "departs", "unset"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit with its level, what stands there, and how often its leaders departed."""

    level: UnitLevel
    distribution: Distribution
    departures: int  # acts of setting that left the pattern, each with its reason


@dataclass(frozen=True, slots=True)
class Sums:
    """How many units have a level, left the pattern, or have nobody set yet."""

    levels: int
    departs: int
    unset: int
    held: Gathered | None = None  # when it was gathered; nothing where it was counted just now


def levels_in(agency_id: int, when: When) -> "QuerySet[UnitLevel]":
    """The levels of an agency in a period, with whether predicates rest on them and leave the pattern."""
    year, period = when
    settings = PredicateSetting.objects.filter(
        unit_id=OuterRef("unit_id"), year=year, period=period
    )
    return UnitLevel.objects.filter(unit__agency_id=agency_id, year=year, period=period).annotate(
        is_set=Exists(settings), departs=Exists(settings.filter(departs=True))
    )


def levels_shown(agency_id: int, when: When, show: str) -> "QuerySet[UnitLevel]":
    """Those under a tab."""
    rows: Any = levels_in(agency_id, when)
    if show == DEPARTS:
        rows = rows.filter(departs=True)
    if show == UNSET:
        rows = rows.filter(is_set=False)
    shown: QuerySet[UnitLevel] = rows.select_related("unit", "set_by")
    return shown


def sums_of(scope: Scope, when: When, day: date) -> Sums:
    """The counts over the tabs; of a large agency, in the period that people rate now, as gathered."""
    held = gathered_figures(scope, OVERVIEW, day)
    if held and when == period_on(day, scope.monthly_years):
        found = held.found[0]
        return Sums(found.levels, found.departs, found.levels - found.given, held)
    year, period = when
    levels = UnitLevel.objects.filter(unit__agency_id=scope.agency_id, year=year, period=period)
    given = PredicateSetting.objects.filter(year=year, period=period)
    given = given.filter(unit__levels__in=levels).order_by()
    found = given.aggregate(
        units=Count("unit", distinct=True),
        departs=Count("unit", distinct=True, filter=Q(departs=True)),
    )
    count = levels.count()
    return Sums(count, found["departs"], count - found["units"])


def unit_lines(levels: Sequence[UnitLevel], when: When, local: Local = ()) -> list[UnitLine]:
    """Some units with what stands there, in two queries whatever their number."""
    pack = pack_on(period_days(*when)[0], local=local)
    units = [level.unit_id for level in levels]
    given = predicates_in(units, when)
    departures = dict(
        settings_in(units, when)
        .filter(departs=True)
        .values_list("unit_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    lines = []
    for level in levels:
        codes = given.get(level.unit_id, [])
        found = distribution_of(pack, level.level if codes else "", codes, total=len(codes))
        lines.append(UnitLine(level, found, departures.get(level.unit_id, 0)))
    return lines


def predicates_in(units: Iterable[int], when: When) -> dict[int, list[str]]:
    """The predicates that stand, corrections and decisions on objections included."""
    year, period = when
    rows = (
        Evaluation.objects.final()
        .standing()
        .filter(plan__held=Assignment.Kind.DEFINITIVE)  # nobody counts twice
        .filter(setting__unit_id__in=list(units), setting__year=year, setting__period=period)
        .order_by()
        .values_list("setting__unit_id", "predicate")
        .annotate(n=Count("pk"))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for unit_id, predicate, n in rows:
        found[unit_id] += [predicate] * n
    return found


def settings_in(units: Iterable[int], when: When) -> "QuerySet[PredicateSetting]":
    """The acts by which leaders set the predicates there."""
    year, period = when
    return PredicateSetting.objects.filter(unit_id__in=list(units), year=year, period=period)
