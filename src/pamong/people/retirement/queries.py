"""Reads of coming retirements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee
from pamong.people.models.employee import full_name_of
from pamong.people.nip import birth_in
from pamong.people.retirement.rules import (
    Group,
    group_expression,
    groups,
    month_before,
    retires_on,
)

PAGE = 50
YEARS_AHEAD = 3
TOLD = (
    *("pk", "uuid", "title_before", "name", "title_after", "kind", "nip", "born_on"),
    *("position__name", "unit__name", "place"),
)


@dataclass(frozen=True, slots=True)
class Retirement:
    """One person, with the day from which the service ends by age."""

    key: int
    uuid: UUID
    name: str
    kind: str
    post: str
    unit: str
    born_on: date
    on: date
    group: Group


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day on until before the second, both first days of months."""

    first: date
    until: date


def span_of(asked: str, on: date) -> Span:
    """A year that was asked for; else the coming twelve months, and whoever stayed on in the last ones."""
    years = {str(year): year for year in range(on.year + 1, on.year + 1 + YEARS_AHEAD)}
    if year := years.get(asked):
        return Span(date(year, 1, 1), date(year + 1, 1, 1))
    return Span(date(on.year - 1, on.month, 1), date(on.year + 1, on.month, 1))


def retirements_in(scope: Scope, span: Span) -> list[Retirement]:
    """Everybody who retires in the span, the first to go first, in one query."""
    known = groups()
    people = _kept(scope).exclude(kind=Employee.Kind.POLITICAL)
    due = Q()
    for place, group in enumerate(known):
        first, until = month_before(span.first, group.age), month_before(span.until, group.age)
        due |= Q(place=place) & _born(first, until)
    rows = people.annotate(place=group_expression(known)).filter(due).values(*TOLD)
    found = [_retirement(row, known) for row in rows]
    return sorted(found, key=lambda one: (one.on, one.name.casefold(), one.key))


def _kept(scope: Scope) -> QuerySet[Employee]:
    people = Employee.objects.visible_to(scope).active()
    if scope.is_shell or scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        return people
    return people.filter(unit__in=scope.unit_ids)


def _born(first: date, until: date) -> Q:
    """By the recorded birth; without one by that in the NIP."""
    told = Q(born_on__gte=first, born_on__lt=until)
    return told | Q(born_on=None, nip__gte=f"{first:%Y%m%d}", nip__lt=f"{until:%Y%m%d}")


def _retirement(row: dict[str, Any], known: Sequence[Group]) -> Retirement:
    group = known[row["place"]]
    born_on = row["born_on"] or birth_in(row["nip"])
    assert born_on is not None, "a NIP between two days begins with a day"
    return Retirement(
        row["pk"],
        row["uuid"],
        full_name_of(row["title_before"], row["name"], row["title_after"]),
        row["kind"],
        row["position__name"] or "",
        row["unit__name"] or "",
        born_on,
        retires_on(born_on, group.age),
        group,
    )


def page_after(rows: Sequence[Retirement], after: str) -> tuple[Sequence[Retirement], str]:
    """The rows behind the one that was last shown, and what to ask for the next."""
    keys = [str(one.key) for one in rows]
    start = keys.index(after) + 1 if after in keys else 0
    shown = rows[start : start + PAGE]
    return shown, str(shown[-1].key) if len(rows) > start + PAGE else ""
