"""The predicates that stand in each unit, as they are today, beside the pattern of its level."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from pamong.access.kept import Gathered
from pamong.access.scope import EVERYTHING, Scope
from pamong.people.figures import OVERVIEW, gathered_figures
from pamong.people.models import Assignment
from pamong.people.trace.permissions import must_state_purpose
from pamong.performance.distribution.permissions import can_see_every_predicate
from pamong.performance.evaluation.distribution import Distribution, distribution_of
from pamong.performance.models import Evaluation, PredicateSetting, UnitLevel
from pamong.performance.periods import period_days
from pamong.performance.rhythm import When, rhythms_of
from pamong.performance.rules import Local, pack_on
from pamong.stats.suppression import MINIMUM

ALL, DEPARTS, SMALL, UNSET = "all", "departs", "small", "unset"
# In a smaller group one person weighs more than the finest share of the pattern: it cannot be told.
TELLS = Q(people__gte=MINIMUM)
SMALL_GROUP = Q(is_set=True, people__lt=MINIMUM)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit with its level, what stands there, and how often its leaders departed."""

    level: UnitLevel
    distribution: Distribution
    departures: int  # acts of setting that left the pattern, each with its reason
    unseen: int = 0  # people there whose predicate the reader may not see

    @property
    def is_hidden(self) -> bool:
        """Whether the counts would tell the reader the predicate of one whom he may not see."""
        return 0 < self.unseen < MINIMUM

    @property
    def is_small(self) -> bool:
        """Whether too few people stand there to tell how they are spread."""
        return 0 < self.distribution.rated < MINIMUM


@dataclass(frozen=True, slots=True)
class Sums:
    """How many units have a level, left the pattern, are too small to tell, or have nobody set yet."""

    levels: int
    departs: int
    small: int  # too few people to tell
    unset: int
    held: Gathered | None = None  # when it was gathered; nothing where it was counted just now


def levels_in(agency_id: int, when: When, path: str = "") -> "QuerySet[UnitLevel]":
    """The levels of an agency in a period, with whether predicates rest on them and leave the pattern.

    `path`: of an office and the units below it. `people` tells how many predicates were set in each.
    """
    year, period = when
    settings = PredicateSetting.objects.filter(
        unit_id=OuterRef("unit_id"), year=year, period=period
    )
    counted = settings.order_by().values("unit_id").annotate(n=Sum("people")).values("n")
    rows = UnitLevel.objects.filter(unit__agency_id=agency_id, year=year, period=period)
    if path:
        rows = rows.filter(unit__path__startswith=path)
    return rows.annotate(
        is_set=Exists(settings),
        departs=Exists(settings.filter(departs=True)),
        people=Coalesce(Subquery(counted), 0),
    )


def levels_shown(agency_id: int, when: When, show: str, path: str = "") -> "QuerySet[UnitLevel]":
    """Those under a tab."""
    rows: Any = levels_in(agency_id, when, path)
    if show == DEPARTS:
        rows = rows.filter(TELLS, departs=True)
    if show == SMALL:
        rows = rows.filter(SMALL_GROUP)
    if show == UNSET:
        rows = rows.filter(is_set=False)
    shown: QuerySet[UnitLevel] = rows.select_related("unit", "set_by")
    return shown


def sums_of(scope: Scope, when: When, day: date, path: str = "") -> Sums:
    """The counts over the tabs; of a large agency, in the period that people rate now, as gathered."""
    held = None if path else gathered_figures(scope, OVERVIEW, day)
    if held and when == rhythms_of(scope).last(day):
        found = held.found[0]
        return Sums(found.levels, found.departs, found.small, found.levels - found.given, held)
    levels: Any = levels_in(scope.agency_id, when, path)
    told = levels.aggregate(  # under names of their own: one like a column's would take its place
        n_levels=Count("pk"),
        n_departs=Count("pk", filter=TELLS & Q(departs=True)),
        n_small=Count("pk", filter=SMALL_GROUP),
        n_unset=Count("pk", filter=Q(is_set=False)),
    )
    return Sums(told["n_levels"], told["n_departs"], told["n_small"], told["n_unset"])


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
        rows = rows.exclude(pk__in=Evaluation.objects.visible_to(scope).values("pk"))
    return dict(rows.values_list("setting__unit_id").annotate(n=Count("pk")))


def settings_in(units: Iterable[int], when: When) -> "QuerySet[PredicateSetting]":
    """The acts by which leaders set the predicates there."""
    year, period = when
    return PredicateSetting.objects.filter(unit_id__in=list(units), year=year, period=period)
