"""The share of full hours that each day of a stay is paid by: of the contract, else of the rules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects

from pamong.people.contracts.rules import Share, part_time_share, share_of
from pamong.people.models import Contract, Employee, kind_on
from pamong.performance.allowance.stays import FULL, Stay
from pamong.performance.models import AllowanceLine

DAY = timedelta(days=1)


class Term(NamedTuple):
    """A contract: from, up to but not including, and the percent of full hours where it says one."""

    begins: date
    until: date | None
    hours: Decimal | None

    def holds(self, day: date) -> bool:
        """Whether the day is one of it."""
        return self.begins <= day and (self.until is None or day < self.until)


def by_hours(stays: Sequence[Stay], first: date, last: date) -> list[Stay]:
    """Cut the stays where the share of hours changes, in one query."""
    people = {stay.employee.pk for stay in stays}
    if turned := [stay.employee for stay in stays if stay.employee.kind_since]:
        prefetch_related_objects(turned, "former_kinds")
    rows = Contract.objects.within(first, last).filter(employee__in=people).order_by("valid_from")
    held: dict[int, list[Term]] = defaultdict(list)
    told: Any
    for person, *told in rows.values_list("employee", "valid_from", "valid_to", "hours_share"):
        held[person].append(Term(*told))
    return [part for stay in stays for part in _parts(stay, held.get(stay.employee.pk, ()))]


def _parts(stay: Stay, terms: Sequence[Term]) -> Iterable[Stay]:
    """Parts of one share each; neighbours of the same share stay one."""
    until = stay.last_day + DAY
    edges = {day for term in terms for day in (term.begins, term.until) if day}
    edges |= {stay.employee.kind_since} if stay.employee.kind_since else set()
    marks = [stay.first_day, *sorted(day for day in edges if stay.first_day < day < until)]
    parts: list[Stay] = []
    for begins, ends in zip(marks, [*marks[1:], until], strict=True):
        hours = _hours_on(begins, stay.employee, terms)
        if parts and parts[-1].hours == hours:
            parts[-1] = replace(parts[-1], last_day=ends - DAY)
        else:
            parts.append(replace(stay, first_day=begins, last_day=ends - DAY, hours=hours))
    return parts


def share_by_rule(line: AllowanceLine) -> Share | None:
    """The agency's answer that a line of part time rests on, where its contract names no share."""
    was = kind_on(line.employee, line.first_day)
    if was != Employee.Kind.PPPK_PART_TIME or line.hours_share is None:
        return None
    rows = Contract.objects.on(line.first_day).filter(employee=line.employee_id)
    found = rows.values_list("valid_from", "hours_share").first()
    if found is None or found[1] is not None:
        return None
    share = part_time_share(found[0], line.sheet.unit.agency.local_packs)
    return share if share and share.percent == line.hours_share else None


def _hours_on(day: date, employee: Employee, terms: Iterable[Term]) -> Decimal | None:
    """By the contract, else by the agency's answer; part time without either is not known."""
    term = next((term for term in terms if term.holds(day)), None)
    if term:
        local = employee.agency.local_packs
        return share_of(kind_on(employee, day), term.hours, term.begins, local)
    return None if kind_on(employee, day) == Employee.Kind.PPPK_PART_TIME else FULL
