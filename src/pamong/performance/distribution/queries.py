"""The predicates that stand in each unit, as they are today, beside the pattern of its level."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pamong.access.kept import Gathered
from pamong.access.scope import EVERYTHING, Scope
from pamong.people.figures import figures_for
from pamong.people.models import Assignment
from pamong.people.trace.permissions import must_state_purpose
from pamong.performance.distribution.permissions import can_see_every_predicate
from pamong.performance.evaluation.distribution import Distribution, distribution_of
from pamong.performance.models import Evaluation, Plan, PredicateSetting, UnitLevel
from pamong.performance.periods import period_days
from pamong.performance.rhythm import When
from pamong.performance.rules import Local, pack_on
from pamong.stats.suppression import MINIMUM

ALL, DEPARTS, SMALL, UNSET = "all", "departs", "small", "unset"
SUMS = "levels"  # gathered in a large agency
# In a smaller group one person weighs more than the finest share of the pattern: it cannot be told.
LEAVES = Q(people__gte=MINIMUM, departs=True)
SMALL_GROUP = Q(people__lt=MINIMUM)
NOBODY_SET = Q(people__isnull=True)
TABS = {DEPARTS: LEAVES, SMALL: SMALL_GROUP, UNSET: NOBODY_SET}
FEW = 500


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit with its level, what stands there, and how often its leaders departed."""

    level: UnitLevel
    distribution: Distribution
    departures: int  # acts of setting that left the pattern, each with its reason
    unseen: int = 0  # people there whose predicate the reader may not see

    @property
    def is_hidden(self) -> bool:
        """Whether the counts would tell the reader predicates of people whom he may not see.

        Of many as well: the dashboards tell the office that the unit belongs to, and one less the other tells of few.
        """
        return bool(self.unseen)

    @property
    def is_small(self) -> bool:
        """Whether too few people stand there to tell how they are spread."""
        return 0 < self.distribution.rated < MINIMUM


@dataclass(frozen=True, slots=True)
class Sums:
    """How many units have a level, left the pattern, are too small to tell, or have nobody set yet."""

    levels: int = 0
    departs: int = 0
    small: int = 0  # too few people to tell
    unset: int = 0
    held: Gathered | None = None  # when it was gathered; nothing where it was counted just now


def levels_in(agency_id: int, when: When, path: str = "") -> "QuerySet[UnitLevel]":
    """The levels of an agency in a period; with a path those of an office and the units below it."""
    year, period = when
    rows = UnitLevel.objects.filter(unit__agency_id=agency_id, year=year, period=period)
    if path:
        rows = rows.filter(unit__path__startswith=path)
    return rows


def levels_shown(agency_id: int, when: When, show: str, path: str = "") -> "QuerySet[UnitLevel]":
    """Those under a tab."""
    rows: Any = levels_in(agency_id, when, path)
    if show in TABS:
        rows = rows.filter(TABS[show])
        # The database would walk all units in their order for a page of few: an index finds those.
        few = UnitLevel.objects.filter(TABS[show], year=when[0], period=when[1]).order_by()
        keys = list(few.values_list("pk", flat=True)[: FEW + 1])
        rows = rows.filter(pk__in=keys) if len(keys) <= FEW else rows
    shown: QuerySet[UnitLevel] = rows.select_related("unit", "set_by")
    return shown


def sums_of(scope: Scope, when: When, day: date, path: str = "") -> Sums:
    """The counts over the tabs; of a large agency, in this year and the one before, as gathered."""
    if not path and when[0] in _years(day):
        found, held = figures_for(scope, SUMS, day, count_levels)
        return replace(found.get(when, Sums()), held=held)
    rows = levels_in(scope.agency_id, when, path)
    return _sums(rows).get(when, Sums())


def count_levels(scope: Scope, day: date) -> dict[When, Sums]:
    """The same of every period of two years in one query."""
    return _sums(UnitLevel.objects.filter(unit__agency_id=scope.agency_id, year__in=_years(day)))


def _years(day: date) -> tuple[int, int]:
    return day.year - 1, day.year


def _sums(rows: "QuerySet[UnitLevel]") -> dict[When, Sums]:
    counted = (
        rows.order_by()
        .values_list("year", "period")
        .annotate(
            n_levels=Count(
                "pk"
            ),  # under names of their own: one like a column's would take its place
            n_departs=Count("pk", filter=LEAVES),
            n_small=Count("pk", filter=SMALL_GROUP),
            n_unset=Count("pk", filter=NOBODY_SET),
        )
    )
    return {(year, period): Sums(*numbers) for year, period, *numbers in counted}


def unit_lines(
    levels: Sequence[UnitLevel], when: When, local: Local = (), scope: Scope = EVERYTHING
) -> list[UnitLine]:
    """Some units with what stands there, in three queries at most whatever their number."""
    pack = pack_on(period_days(*when)[0], local=local)
    units = [level.unit_id for level in levels]
    given, unseen = predicates_in(units, when), unseen_in(units, when, scope)
    departures = dict(
        settings_in(units, when)
        .filter(departs=True)
        .values_list("unit_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    lines = []
    for level in levels:
        unit, codes = level.unit_id, given.get(level.unit_id, [])
        found = distribution_of(pack, level.level if codes else "", codes, total=len(codes))
        lines.append(UnitLine(level, found, departures.get(unit, 0), unseen.get(unit, 0)))
    return lines


def _standing_in(units: Iterable[int], when: When) -> "QuerySet[Evaluation]":
    year, period = when
    return (
        Evaluation.objects.final()
        .standing()
        .filter(plan__held=Assignment.Kind.DEFINITIVE)  # nobody counts twice
        .filter(setting__unit_id__in=list(units), setting__year=year, setting__period=period)
        .order_by()
    )


def predicates_in(units: Iterable[int], when: When) -> dict[int, list[str]]:
    """The predicates that stand, corrections and decisions on objections included."""
    rows = _standing_in(units, when).values_list("setting__unit_id", "predicate")
    found: dict[int, list[str]] = defaultdict(list)
    for unit_id, predicate, n in rows.annotate(n=Count("pk")):
        found[unit_id] += [predicate] * n
    return found


def unseen_in(units: Iterable[int], when: When, scope: Scope) -> dict[int, int]:
    """How many of them the reader may not see, by unit; an auditor sees none before stating a purpose."""
    if can_see_every_predicate(scope):
        return {}
    rows = _standing_in(units, when)
    if not must_state_purpose(scope):
        rows = rows.exclude(Exists(Evaluation.objects.visible_to(scope).filter(pk=OuterRef("pk"))))
    return dict(rows.values_list("setting__unit_id").annotate(n=Count("pk")))


def unseen_given(scope: Scope, path: str, when: When) -> dict[tuple[int, str, date], int]:
    """By unit, predicate and the day it was set the people at and below the path whose predicate one does not see; with no more to tell, none."""
    if can_see_every_predicate(scope):
        return {}
    year, period = when
    rows = Evaluation.objects.final().standing()
    rows = rows.filter(plan__agency_id=scope.agency_id, plan__unit__path__startswith=path)
    rows = rows.filter(plan__held=Assignment.Kind.DEFINITIVE, plan__year=year, period=period)
    unseen = rows.exclude(pk__in=Evaluation.objects.visible_to(scope).values("pk"))
    counted = unseen.order_by().values_list("plan__unit_id", "predicate", "setting__set_on")
    found: dict[tuple[int, str, date], int] = defaultdict(int)
    for unit, predicate, day, n in counted.annotate(n=Count("pk")):
        found[unit, predicate, day or date.min] += n
    return dict(found)


def has_unseen_plans(scope: Scope, path: str, year: int) -> bool:
    """Whether one may not see the plan of somebody at or below the path."""
    rows = Plan.objects.filter(agency_id=scope.agency_id, unit__path__startswith=path, year=year)
    return rows.exclude(pk__in=Plan.objects.visible_to(scope).values("pk")).exists()


def settings_in(units: Iterable[int], when: When) -> "QuerySet[PredicateSetting]":
    """The acts by which leaders set the predicates there."""
    year, period = when
    return PredicateSetting.objects.filter(unit_id__in=list(units), year=year, period=period)
