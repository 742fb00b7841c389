"""Reads of coming retirements."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
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
    of_age,
    retires_on,
)
from pamong.ui.paging import Page, count_of, size_of

PAGE = 50
WRITTEN = re.compile(r"([0-9-]{10})[.]([0-9-]{10})[.]([0-9]{0,18})[.]([0-9]{1,18})")
YEARS_AHEAD = 3
TOLD = (
    *("pk", "uuid", "title_before", "name", "title_after", "kind", "nip", "born_on"),
    *("position__name", "unit__name", "place", "leaves_on"),
)


@dataclass(frozen=True, slots=True)
class Retirement:
    """One person, with the day from which the service ends by age."""

    key: int
    uuid: UUID
    name: str
    nip: str
    kind: str
    post: str
    unit: str
    born_on: date
    on: date
    group: Group
    leaves_on: date | None = None


class Seen(NamedTuple):
    """The last row of a page, as the next one begins behind it."""

    on: date
    born_on: date
    nip: str
    key: int


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


def retirements_in(scope: Scope, span: Span, after: str = "") -> Page[Retirement]:
    """A page of those who retire in the span: by the day, then by birth and NIP.

    Each age is read by the birth from where the last page ended, so that nobody else is looked at.
    """
    known = groups()
    people = _kept(scope).exclude(kind=Employee.Kind.POLITICAL)
    told = Employee.objects.annotate(place=group_expression(known)).order_by().values(*TOLD)
    seen, size = _read(after), size_of(PAGE)
    parts = []
    for age in sorted({group.age for group in known}):
        part = people.filter(of_age(known, age))
        first, until = month_before(span.first, age), month_before(span.until, age)
        for way in (_by_birth, _by_nip):
            due = way(part, first, until, age, seen)[: size + 1]
            parts.append(told.filter(pk__in=due.values("pk")))
    rows = parts[0].union(*parts[1:], all=True)
    found = sorted((_retirement(row, known) for row in rows), key=_order)
    shown = found[:size]
    return Page(shown, _written(shown[-1]) if len(found) > size else "")


def retirement_count(scope: Scope, span: Span) -> int:
    """How many retire in the span, as far as they are counted."""
    known = groups()
    people = _kept(scope).exclude(kind=Employee.Kind.POLITICAL)
    due = Q()
    for place, group in enumerate(known):
        first, until = month_before(span.first, group.age), month_before(span.until, group.age)
        told = Q(born_on__gte=first, born_on__lt=until)
        told |= Q(born_on=None, nip__gte=f"{first:%Y%m%d}", nip__lt=f"{until:%Y%m%d}")
        due |= Q(place=place) & told
    return count_of(people.annotate(place=group_expression(known)).filter(due))


def _by_birth(
    part: QuerySet[Employee], first: date, until: date, age: int, seen: Seen | None
) -> QuerySet[Employee]:
    """By the recorded birth."""
    rows = part.filter(born_on__lt=until)
    if seen is None:
        return rows.filter(born_on__gte=first).order_by("born_on", "nip", "pk")
    month = month_before(seen.on, age)
    if not month <= seen.born_on < _next(month):
        first = month if seen.born_on < month else _next(month)
        return rows.filter(born_on__gte=first).order_by("born_on", "nip", "pk")
    behind = Q(born_on__gt=seen.born_on) | Q(nip__gt=seen.nip)
    behind |= Q(nip=seen.nip, pk__gt=seen.key)
    return rows.filter(behind, born_on__gte=seen.born_on).order_by("born_on", "nip", "pk")


def _by_nip(
    part: QuerySet[Employee], first: date, until: date, age: int, seen: Seen | None
) -> QuerySet[Employee]:
    """Without a recorded birth by that in the NIP, which begins with it."""
    rows = part.filter(born_on=None, nip__lt=f"{until:%Y%m%d}").exclude(nip="")
    start = Q(nip__gte=f"{first:%Y%m%d}")
    if seen is not None:
        month = month_before(seen.on, age)
        if month <= seen.born_on < _next(month):
            start = Q(nip__gte=f"{seen.born_on:%Y%m%d}", nip__gt=seen.nip)
        else:
            first = month if seen.born_on < month else _next(month)
            start = Q(nip__gte=f"{first:%Y%m%d}")
    return rows.filter(start).order_by("nip", "pk")


def _next(month: date) -> date:
    """The first day of the month behind one that is given by its first day."""
    return (month + timedelta(days=31)).replace(day=1)


def _order(one: Retirement) -> tuple[date, date, str, int]:
    return one.on, one.born_on, one.nip, one.key


def _written(one: Retirement) -> str:
    return f"{one.on}.{one.born_on}.{one.nip}.{one.key}"


def _read(after: str) -> Seen | None:
    """The last row seen; what somebody made up begins the list anew."""
    parts = WRITTEN.fullmatch(after)
    if parts is None:
        return None
    on, born_on, nip, key = parts.groups()
    try:
        return Seen(date.fromisoformat(on), date.fromisoformat(born_on), nip, int(key))
    except ValueError:
        return None


def _kept(scope: Scope) -> QuerySet[Employee]:
    people = Employee.objects.visible_to(scope).active()
    if scope.is_shell or scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        return people
    return people.filter(unit__in=scope.unit_ids)


def _retirement(row: dict[str, Any], known: Sequence[Group]) -> Retirement:
    group = known[row["place"]]
    born_on = row["born_on"] or birth_in(row["nip"])
    assert born_on is not None, "a NIP between two days begins with a day"
    return Retirement(
        row["pk"],
        row["uuid"],
        full_name_of(row["title_before"], row["name"], row["title_after"]),
        row["nip"],
        row["kind"],
        row["position__name"] or "",
        row["unit__name"] or "",
        born_on,
        retires_on(born_on, group.age),
        group,
        row["leaves_on"],
    )
