"""Leave that Pamong keeps beside what the file of attendance counted: the larger counts, never both."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.people.calendar import calendar_of, days_of_month
from pamong.people.leave.kinds import COUNTED, PACK, counted_as, leave_pack
from pamong.people.models import Agency, Assignment
from pamong.people.person_days import PersonDays, days_of_many
from pamong.performance.months import last_of
from pamong.policy.load import builtin

Posts = list[tuple[str, date, date | None]]  # path of the unit, from, until


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of a month with the kept leave in them; `away` says both, `findings` where they differ."""

    counts: Mapping[str, Any]
    away: Mapping[str, list[Any]] = field(default_factory=dict)
    findings: tuple[str, ...] = ()


def kept_leave(agency: Agency, month: date, people: Collection[int]) -> dict[int, dict[str, int]]:
    """Days of work on leave by the count that they belong to, in two queries."""
    posts = _posts(month, people)
    paths = {person: held[-1][0] for person, held in posts.items()}
    found = days_of_many(agency, paths, month, last_of(month))
    return {
        person: counts
        for person, days in found.items()
        if days.leaves and (counts := _counts(agency, month, days, posts[person]))
    }


def _posts(month: date, people: Collection[int]) -> dict[int, Posts]:
    rows = Assignment.objects.within(month, last_of(month)).filter(
        kind=Assignment.Kind.DEFINITIVE, employee__in=people
    )
    found: dict[int, Posts] = {}
    told: Any
    fields = ("employee", "unit__path", "valid_from", "valid_to")
    for person, *told in rows.order_by("valid_from", "pk").values_list(*fields):
        found.setdefault(person, []).append(tuple(told))
    return found


def _counts(agency: Agency, month: date, days: PersonDays, posts: Posts) -> dict[str, int]:
    """Each day by the calendar of the unit in which it was spent."""
    found: dict[str, int] = {}
    for day in days_of_month(month):
        leave, path = days.leave_on(day), _path_on(day, posts)
        if leave is None or path is None:
            continue
        there = replace(days, calendar=calendar_of(agency, path))
        item = counted_as(leave.kind, leave_pack(leave.first, agency.local_packs))
        if item and there.is_workday(day):
            found[item] = found.get(item, 0) + 1
    return found


def _path_on(day: date, posts: Posts) -> str | None:
    held = (path for path, first, until in posts if first <= day and (not until or day < until))
    return next(held, None)


def with_leave(counts: Mapping[str, Any], kept: Mapping[str, int]) -> Counted:
    """A day that both name counts once: of two counts the larger stands, and a difference is said."""
    if not kept:
        return Counted(counts)
    away: dict[str, list[Any]] = {}
    taken, findings = dict[str, Any](counts), []
    for item in builtin(PACK).scales[COUNTED].codes:
        said, own = counts.get(item), kept.get(item, 0)
        if said is None and not own:
            continue
        away[item] = [said, own]
        known = own if said is None else Decimal(str(said))
        if known != own:
            findings.append(item)
        if said is None or known < own:
            taken[item] = own
    # Without a file nothing says what the other days were.
    return Counted(taken if counts else counts, away, tuple(findings))


def differing(findings: Iterable[str], away: Mapping[str, list[Any]]) -> list[tuple[str, Any, Any]]:
    """Each finding with what the file and what Pamong says."""
    return [(item, *away[item]) for item in findings if item in away]
