"""What the lines of a month rest on, read for many people at once: days, predicates, penalties."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Count, Q

from pamong.people.models import Agency, Assignment
from pamong.performance.allowance.away import kept_leave, with_leave
from pamong.performance.allowance.paying import (
    attendance_percent,
    daily_percent,
    predicate_percent,
    source_of,
)
from pamong.performance.allowance.periods import PeriodsPaid
from pamong.performance.models import (
    AllowancePenalty,
    Attendance,
    DailyEntry,
    Evaluation,
)
from pamong.performance.periods import period_days
from pamong.performance.rhythm import former_kinds, kind_at, rhythms_of
from pamong.policy.pack import Pack


class Rated(NamedTuple):
    """The predicate that a month's performance part rests on."""

    evaluation_id: int
    predicate: str


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """One person's month, as far as it is known."""

    counts: Mapping[str, Any]
    attendance_percent: Decimal | None
    evaluation_id: int | None
    predicate: str
    predicate_percent: Decimal | None
    penalty: AllowancePenalty | None
    missing: tuple[str, ...]
    away: Mapping[str, list[Any]]
    findings: tuple[str, ...]


@dataclass(slots=True)
class MonthGrounds:
    """A month of some people: a fixed number of queries, whatever theirs."""

    pack: Pack
    counts: Mapping[int, Mapping[str, Any]]
    rated: Mapping[int, Rated]
    daily: Mapping[int, tuple[int, int]]
    penalties: Mapping[int, AllowancePenalty]
    rests_on_lines: bool = field(default=False)
    leave: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    def of(self, employee_id: int) -> PersonMonth:
        """One person's part."""
        counted = with_leave(self.counts.get(employee_id, {}), self.leave.get(employee_id, {}))
        attended, _outcome, lacks = attendance_percent(self.pack, counted.counts)
        rated = self.rated.get(employee_id)
        performed = self._performed(employee_id, rated)
        missing = [lacks] if lacks else []
        if performed is None:
            missing.append(self._lacks(rated))
        return PersonMonth(
            counted.counts,
            attended,
            rated.evaluation_id if rated else None,
            rated.predicate if rated else "",
            performed,
            self.penalties.get(employee_id),
            tuple(missing),
            counted.away,
            counted.findings,
        )

    def _lacks(self, rated: Rated | None) -> str:
        """Why there is no percent: nothing to rest on, or no answer of the agency to it."""
        if self.rests_on_lines:
            return "daily_lines"
        return "percents" if rated else "predicate"

    def _performed(self, employee_id: int, rated: Rated | None) -> Decimal | None:
        if self.rests_on_lines:
            confirmed, lines = self.daily.get(employee_id, (0, 0))
            found = daily_percent(self.pack, confirmed, lines) if lines else None
        else:
            found = predicate_percent(self.pack, rated.predicate) if rated else None
        return found.value["percent"] if found else None


def grounds_of(
    agency: Agency,
    month: date,
    people: Collection[int],
    pack: Pack,
    *,
    held: Collection[int] = (),
) -> MonthGrounds:
    """Read what the people's month rests on, by the source that the agency chose.

    `held` are evaluations that a paid month rested on: their newest version counts, and no other.
    """
    source = source_of(pack)
    by_lines = source == "daily_lines"
    return MonthGrounds(
        pack,
        _counts(month, people),
        {} if by_lines else {**_rated(agency, month, people, source), **_newest(held)},
        _daily(month, people) if by_lines else {},
        _penalties(month, people),
        by_lines,
        kept_leave(agency, month, people),
    )


def _counts(month: date, people: Collection[int]) -> dict[int, dict[str, Any]]:
    rows = Attendance.objects.filter(month=month, employee__in=people)
    return {
        row.employee_id: {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in row.values().items()
            if value is not None
        }
        for row in rows
    }


def _daily(month: date, people: Collection[int]) -> dict[int, tuple[int, int]]:
    confirmed = Count("pk", filter=Q(status=DailyEntry.Status.CONFIRMED))
    rows = DailyEntry.objects.filter(employee__in=people).of_month(month).order_by()
    found = rows.values_list("employee").annotate(confirmed, Count("pk"))
    return {key: (done, lines) for key, done, lines in found}


def _penalties(month: date, people: Collection[int]) -> dict[int, AllowancePenalty]:
    """Of several at once the heaviest cuts."""
    rows = AllowancePenalty.objects.cutting(month).filter(employee__in=people)
    return {row.employee_id: row for row in rows.order_by("cut_percent", "pk")}


def _rated(agency: Agency, month: date, people: Collection[int], source: str) -> dict[int, Rated]:
    """Each person's predicate; of several plans of a period that of the later post counts."""
    asked, own = Q(), PeriodsPaid(rhythms_of(agency), month, source)
    for year, period in own.all():
        asked |= Q(plan__year=year, period=period)
    rows = Evaluation.objects.final().standing()
    found = rows.filter(asked, plan__employee__in=people, plan__held=Assignment.Kind.DEFINITIVE)
    best: dict[int, tuple[Any, Rated]] = {}
    listed = found.values_list(
        *("plan__employee", "pk", "predicate", "plan__year", "period", "plan__starts_on"),
        *("plan__employee__kind", "plan__employee__kind_since"),
    )
    told = list(listed)
    former = former_kinds({row[0] for row in told if row[-1]}) if own.differs else {}
    for person, key, predicate, year, period, starts_on, kind, _since in told:
        if not own.counts(
            (year, period), starts_on, partial(kind_at, kind, former.get(person, ()))
        ):
            continue
        rank = (period_days(year, period)[1], starts_on, key)
        if person not in best or rank > best[person][0]:
            best[person] = (rank, Rated(key, predicate))
    return {person: rated for person, (_rank, rated) in best.items()}


def _newest(held: Collection[int]) -> dict[int, Rated]:
    """The version that stands now of each evaluation."""
    if not held:
        return {}
    asked = {
        (e.plan_id, e.period) for e in Evaluation.objects.filter(pk__in=held).only("plan", "period")
    }
    rows = Evaluation.objects.final().standing().filter(plan__in={plan for plan, _ in asked})
    listed = rows.values_list("plan__employee", "plan", "period", "pk", "predicate")
    return {
        person: Rated(key, predicate)
        for person, plan, period, key, predicate in listed
        if (plan, period) in asked
    }
