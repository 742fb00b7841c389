"""How units did in a period, who heads them, and who sets the level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.people.models import PRECEDENCE, Assignment, Employee, Unit
from pamong.performance.models import Evaluation, Plan, UnitLevel
from pamong.performance.periods import period_days
from pamong.performance.rhythm import When, Whose, rated_by
from pamong.performance.rules import Local, pack_on
from pamong.policy.pack import Pack

ALL, SET, UNSET, OTHERS = "all", "set", "unset", "others"
SCALE, LEADER_TABLE, RATING = "organisation", "leader_rating", "rating"


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One unit that a person may set, with its head and its level so far."""

    unit: Unit
    head: Employee | None
    level: UnitLevel | None
    is_final: bool  # somebody's predicate rests on it
    only_head: bool = False  # and that is the head's, who counts in the pattern of the unit above


def heads_of(units: Iterable[int], on: date) -> dict[int, Employee]:
    """The definitive head of each unit on the day; one acting where there is none, in one query."""
    found: dict[int, Employee] = {}
    rows = _heads(units=list(units), on=on)
    for row in sorted(rows, key=lambda row: PRECEDENCE.index(row.kind)):
        found.setdefault(row.unit_id, row.employee)
    return found


@prepared
def _heads(*, units: list[int], on: date) -> QuerySet[Assignment]:
    rows = Assignment.objects.on(on).filter(unit_id__in=units, position__is_head=True)
    rows = rows.select_related("employee__agency", "employee__rater")
    return rows.order_by("unit_id", "-valid_from", "-pk")


def head_of(unit: Unit, on: date) -> Employee | None:
    """The head of one unit on the day."""
    return heads_of([unit.pk], on).get(unit.pk)


def line_of(path: str) -> list[int]:
    """The keys of a unit and those above it from the unit's path, nearest first."""
    return [int(key) for key in reversed(path.strip("/").split("/")) if key]


def levels_by_unit(units: Iterable[int], year: int, period: str) -> dict[int, UnitLevel]:
    """The levels set for some units, in one query."""
    return {row.unit_id: row for row in _levels(units=list(units), year=year, period=period)}


@prepared
def _levels(*, units: list[int], year: int, period: str) -> QuerySet[UnitLevel]:
    rows = UnitLevel.objects.filter(unit_id__in=units, year=year, period=period)
    return rows.select_related("unit", "set_by")


def nearest_level(path: str, levels: Mapping[int, UnitLevel]) -> UnitLevel | None:
    """The level of the unit with this path, else that of the nearest above that has one."""
    return next((levels[key] for key in line_of(path) if key in levels), None)


def leader_rating(pack: Pack, level: str) -> str:
    """The rating of results that a unit's level gives to its head; empty when the pack has none."""
    table = pack.tables.get(LEADER_TABLE)
    if table is None or level not in table.rows:
        return ""
    return str(table.cell(level, RATING) or "")


def leader_rating_is_open(pack: Pack, level: str) -> bool:
    """Whether that mapping is marked as unconfirmed."""
    table = pack.tables.get(LEADER_TABLE)
    return bool(table and (table.unconfirmed or table.rows[level].unconfirmed))


def is_known_level(day: date, code: str, *, local: Local) -> bool:
    """Whether the pack has such a level."""
    return code in pack_on(day, local=local).scales[SCALE].codes


def final_in(unit: Unit, year: int, period: str) -> bool:
    """Whether a predicate of someone in the unit was already set in the period."""
    return unit.pk in final_units([unit.pk], year, period)


def final_units(units: Iterable[int], year: int, period: str) -> dict[int, bool]:
    """Units where a predicate was already set in the period, with whether only the head's was."""
    rows = Evaluation.objects.final().filter(
        plan__unit_id__in=list(units), plan__year=year, period=period
    )
    # What a move closed early rests on the level before, and never holds up the one of the period.
    last = period_days(year, period)[1]
    rows = rows.exclude(setting=None, plan__ends_on__lt=last)
    found: dict[int, bool] = {}
    leads = ("plan__position__is_head", "plan__duty__is_head")
    for key, is_head, leads_besides in rows.values_list("plan__unit_id", *leads).distinct():
        found[key] = found.get(key, True) and (is_head or bool(leads_besides))
    return found


@dataclass(frozen=True, slots=True)
class LevelSums:
    """How many units a person may set, and how many of them wait for this person or for another.

    Where counting over the agency takes long, only what waits for this person is counted.
    """

    unset: int
    units: int | None = None
    others: int | None = None

    @property
    def done(self) -> int | None:
        """How many are set."""
        if self.units is None or self.others is None:
            return None
        return self.units - self.unset - self.others

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that the person may set."""
        return self.units == 0


def level_sums(scope: Scope, when: When, on: date, whose: Whose | None) -> LevelSums:
    """The counts over the tabs, in one query."""
    if scope.is_gathered and scope.has(Role.AGENCY_HEAD):
        return LevelSums(units_unset(scope, when, on, whose).count())
    rows = _parted(scope, when, on, whose)
    waits = Q(is_set=False)
    found = rows.aggregate(
        units=Count("pk"),
        unset=Count("pk", filter=waits & Q(is_own=True)),
        others=Count("pk", filter=waits & Q(is_own=False)),
    )
    return LevelSums(**found)


def units_shown(
    scope: Scope, when: When, on: date, whose: Whose | None, *, show: str = ALL, name: str = ""
) -> QuerySet[Unit]:
    """The units that a person may set under a tab; with a name of the unit or of its head."""
    rows = _parted(scope, when, on, whose).select_related("agency", "parent")
    if show == SET:
        rows = rows.filter(is_set=True)
    elif show != ALL:
        rows = rows.filter(is_set=False, is_own=show == UNSET)
    if name:
        led = Assignment.objects.on(on).filter(position__is_head=True)
        led = led.filter(employee__name__icontains=name)
        rows = rows.filter(Q(name__icontains=name) | Q(pk__in=led.values("unit_id")))
    shown: QuerySet[Unit] = rows
    return shown


def level_lines(units: Iterable[Unit], when: When, on: date) -> list[LevelLine]:
    """Some units with their heads and levels, in three queries whatever their number."""
    units = list(units)
    keys = [unit.pk for unit in units]
    heads, levels = heads_of(keys, on), levels_by_unit(keys, *when)
    final = final_units(keys, *when)
    return [
        LevelLine(
            unit,
            heads.get(unit.pk),
            levels.get(unit.pk),
            unit.pk in final,
            final.get(unit.pk, False),
        )
        for unit in units
    ]


def units_unset(scope: Scope, when: When, on: date, whose: Whose | None) -> Any:
    """The units that wait for this person: their level of a period is not set yet."""
    return _parted(scope, when, on, whose).filter(is_set=False, is_own=True)


def _parted(scope: Scope, when: When, on: date, whose: Whose | None) -> Any:
    """The units that a person may set, with whether it is done and whether it is first for this person.

    The head of the agency may set any; those whose head has a rater wait for the rater first. In a
    period of those who are rated the other way only units where such people work.
    """
    year, period = when
    led = Assignment.objects.on(on).filter(position__is_head=True)
    led = led.exclude(employee_id=scope.employee_id)
    own = Q(employee__rater_id__in=scope.rate_ids)
    if scope.has(Role.AGENCY_HEAD, Role.HR):
        own |= Q(employee__rater=None)
    levels = UnitLevel.objects.filter(unit_id=OuterRef("pk"), year=year, period=period)
    units = Unit.objects.on(on).filter(agency_id=scope.agency_id)
    if whose and whose.is_in:
        owed = Plan.objects.in_force().filter(year=year, unit_id=OuterRef("pk"))
        first, last = period_days(*when)
        owed = owed.filter(starts_on__lte=last, ends_on__gte=first)
        units = units.filter(Exists(rated_by(owed, whose)))
    seen = led if scope.has(Role.AGENCY_HEAD) else led.filter(own)
    return units.filter(pk__in=seen.values("unit_id")).annotate(
        is_set=Exists(levels), is_own=Exists(led.filter(own, unit_id=OuterRef("pk")))
    )
