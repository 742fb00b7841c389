"""How often whom: by quarter or by month, as the agency chose for a year, and otherwise for some kinds.

One rhythm holds for a whole quarter, so that no month is rated twice or never: that of the kind of
employee on its first day, or on the first day of the plan in it. Everything that asks for the period of
a rating asks here.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from pamong.access.kept import kept_a_minute
from pamong.access.scope import Scope
from pamong.people.models import Agency, Employee, FormerKind, kind_on, kind_then
from pamong.performance.models import Plan, PlanQuerySet
from pamong.performance.periods import (
    EVERY_QUARTER,
    ByMonth,
    Period,
    is_month,
    parts_in,
    period_days,
    period_of,
    period_on,
    quarter_in,
)
from pamong.performance.rules import pack_on
from pamong.policy.choose import NoPack

When = tuple[int, str]
RHYTHM, BY_MONTH, BY_QUARTER = "evaluation_rhythm", "bulanan", "triwulan"  # the pack's codes
TABLE, COLUMN = "rhythm_of_kind", "kind_rhythm"


class Whose(NamedTuple):
    """Of which kinds of employee those are who are rated in a period, or are not; kinds of a day."""

    kinds: tuple[str, ...]
    is_in: bool
    first: date  # of the quarter


class Rhythms(NamedTuple):
    """What an agency chose for its years, and its own answers; a tuple, for reads that are prepared."""

    monthly: frozenset[int] = frozenset()  # the years by month
    local: tuple[tuple[str, ...], ...] = ()

    def chosen(self, year: int) -> str:
        """How often people are rated in a year, as the pack calls it."""
        return BY_MONTH if year in self.monthly else BY_QUARTER

    def usual(self, year: int) -> ByMonth:
        """The quarters of a year that are rated by month, by the agency's choice."""
        return EVERY_QUARTER if year in self.monthly else frozenset()

    def otherwise(self, year: int) -> ByMonth:
        """The same for the kinds that are rated the other way."""
        return EVERY_QUARTER - self.usual(year)

    def others(self, year: int) -> tuple[str, ...]:
        """The kinds of employee that are rated the other way."""
        return _others(year, self.chosen(year), self.local)

    def periods(self, year: int, *, with_others: bool = True) -> tuple[Period, ...]:
        """The parts of a year in which somebody is rated, and the year itself."""
        parts = parts_in(self.usual(year))
        if with_others and self.others(year):
            parts += parts_in(self.otherwise(year))
        return (*parts, Period.YEAR)

    def last(self, day: date) -> When:
        """The part that ended last before the day: the one people rate now; at first the whole last year."""
        return period_on(day, self.usual(day.year))

    def last_other(self, day: date) -> When | None:
        """The same of the kinds that are rated the other way; their year is everybody's."""
        if not self.others(day.year):
            return None
        when = period_on(day, self.otherwise(day.year))
        return None if when[1] == Period.YEAR else when

    def running(self, day: date) -> When:
        """The part that holds the day."""
        return day.year, period_of(day, self.usual(day.year))

    def running_other(self, day: date) -> When | None:
        """The same of the kinds that are rated the other way."""
        if not self.others(day.year):
            return None
        return day.year, period_of(day, self.otherwise(day.year))

    def whose(self, when: When) -> Whose | None:
        """Who is rated in a period: nothing where that is everybody with a plan in it."""
        year, period = when
        kinds = self.others(year)
        if period == Period.YEAR or not kinds:
            return None
        first = period_days(year, f"Q{quarter_in(period)}")[0]
        return Whose(kinds, is_month(period) != (year in self.monthly), first)

    def of_kinds(self, year: int, starts_on: date, kind_at: Callable[[date], str]) -> ByMonth:
        """The quarters by month of one plan, from what its owner was on the first day of each."""
        others, usual = self.others(year), self.usual(year)
        if not others:
            return usual
        days = {n: max(period_days(year, f"Q{n}")[0], starts_on) for n in EVERY_QUARTER}
        return usual ^ {n for n, day in days.items() if kind_at(day) in others}


OWNER = ("starts_on", "employee_id", "employee__kind", "employee__kind_since")
PLAIN = Rhythms()  # an agency that chose nothing: by quarter


def rhythms_of(owner: Scope | Agency) -> Rhythms:
    """The rhythms of an agency, or of the agency of who is asking."""
    local = tuple(tuple(row) for row in owner.local_packs)
    return Rhythms(frozenset(owner.monthly_years), local)


def rhythm_of(plan: Plan, rhythms: Rhythms | None = None) -> ByMonth:
    """The quarters of a plan's year that are rated by month; who its owner is is read where it counts."""
    rhythms = rhythms or rhythms_of(plan.agency)
    return rhythms.of_kinds(plan.year, plan.starts_on, lambda day: kind_on(plan.employee, day))


def owners_rhythms(
    rows: Iterable[tuple[int, date, int, str, date | None]], year: int, rhythms: Rhythms
) -> dict[int, ByMonth]:
    """The same of many plans of a year by key, from the key and `OWNER` of each.

    What somebody was before is read only for those who changed after their plan began.
    """
    owners = {row[0]: row[1:] for row in rows}
    changed = {
        one for starts_on, one, _kind, since in owners.values() if since and since > starts_on
    }
    former = former_kinds(changed)
    return {
        key: rhythms.of_kinds(year, starts_on, partial(kind_at, kind, former.get(one, ())))
        for key, (starts_on, one, kind, _since) in owners.items()
    }


def former_kinds(people: Collection[int]) -> dict[int, list[tuple[date, str]]]:
    """What some people were before, each with its end, the first first."""
    found: dict[int, list[tuple[date, str]]] = {}
    rows = FormerKind.objects.filter(employee__in=people) if people else FormerKind.objects.none()
    for one, until, kind in rows.order_by("until").values_list("employee_id", "until", "kind"):
        found.setdefault(one, []).append((until, kind))
    return found


def kind_at(kind: str, former: Sequence[tuple[date, str]], day: date) -> str:
    """The kind on a day: what ended after it, else what the person is now."""
    return next((was for until, was in former if until > day), kind)


def periods_of(plan: Plan) -> tuple[Period, ...]:
    """The periods in which a plan can be rated: its parts, and the year."""
    return (*parts_in(rhythm_of(plan)), Period.YEAR)


def rated_by(plans: PlanQuerySet, whose: Whose | None) -> PlanQuerySet:
    """Those of some plans whose owners are rated in the period."""
    if whose is None:
        return plans
    kinds = plans.annotate(owner_is=kind_then("employee", whose.first, "starts_on"))
    asked = {"owner_is__in": whose.kinds}
    return kinds.filter(**asked) if whose.is_in else kinds.exclude(**asked)


def has_others(agency_id: int, rhythms: Rhythms, year: int) -> bool:
    """Whether an agency ever had somebody who is rated the other way."""
    kinds = rhythms.others(year)
    former = FormerKind.objects.filter(employee=OuterRef("pk"), kind__in=kinds)
    people = Employee.objects.filter(Q(kind__in=kinds) | Exists(former), agency_id=agency_id)
    return bool(kinds) and people.exists()


def periods_shown(agency_id: int, rhythms: Rhythms, year: int) -> Sequence[Period]:
    """The periods of a year that a page offers: those of other kinds only where there are any.

    Whether there are is asked once a minute, and only where the rules have such kinds.
    """
    kinds = rhythms.others(year)
    key = f"rhythm.{agency_id}.{'.'.join(kinds)}"
    others = kept_a_minute(key, lambda: has_others(agency_id, rhythms, year)) if kinds else False
    return rhythms.periods(year, with_others=others)


def periods_of_agency(agency: Agency, year: int) -> Sequence[Period]:
    """The same as it is now, for what is written."""
    rhythms = rhythms_of(agency)
    return rhythms.periods(year, with_others=has_others(agency.pk, rhythms, year))


@lru_cache(maxsize=256)
def _others(year: int, chosen: str, local: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Read from the rules of the year's first day: an answer within it holds from the next."""
    try:
        table = pack_on(date(year, 1, 1), local=local).tables.get(TABLE)
    except NoPack:
        return ()
    other = BY_QUARTER if chosen == BY_MONTH else BY_MONTH
    rows = table.rows.items() if table else ()
    return tuple(kind for kind, row in rows if row.cells[COLUMN] == other)
