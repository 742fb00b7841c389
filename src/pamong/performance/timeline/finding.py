"""Finds plans that leave days out, cover days twice, or keep an old post; handed to people at start-up."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q

from pamong.people.models import Agency, Assignment, DataProblem
from pamong.people.problems.finding import DETAIL, Found
from pamong.performance.models import Plan
from pamong.performance.timeline.holes import Hole, holes_in

Kind = DataProblem.Kind
Span = tuple[date, date]


def find_holes(agency: Agency, keys: Collection[int] | None, on: date) -> Iterator[Found]:
    """One finding of each kind a person: the first gap, the first overlap, with their days as codes.

    Only days between the year's first plan and the last one count, and those since a plan was closed:
    who has none at all is found by other lists.
    """
    plans = Plan.objects.definitive().filter(agency=agency, year=on.year)
    plans = plans.exclude(status=Plan.Status.WITHDRAWN).exclude(employee__left_on__lte=on)
    if keys is not None:
        plans = plans.filter(employee__in=keys)
    whole = date(on.year, 1, 1), date(on.year, 12, 31)
    odd = plans.exclude(starts_on=whole[0], ends_on=whole[1]).values("employee_id")
    told = ("employee_id", "employee__unit_id", "employee__name", "starts_on", "ends_on")
    rows = plans.filter(employee__in=odd).order_by("employee_id", "starts_on").values_list(*told)
    person: tuple[int, int | None, str] | None = None
    spans: list[Span] = []
    for key, unit, name, first, last in rows.iterator(chunk_size=5000):
        if person and person[0] != key:
            yield from _found(person, spans, whole, on)
            spans = []
        person = (key, unit, name)
        spans.append((first, last))
    if person:
        yield from _found(person, spans, whole, on)


def _found(
    person: tuple[int, int | None, str], spans: list[Span], whole: Span, on: date
) -> Iterator[Found]:
    last = max(end for _start, end in spans)
    until = max(last, min(date.fromordinal(on.toordinal() - 1), whole[1]))
    seen: dict[str, Hole] = {}
    for hole in holes_in(spans, spans[0][0], until):
        seen.setdefault(Kind.PLAN_OVERLAP if hole.is_overlap else Kind.PLAN_GAP, hole)
    for kind, hole in seen.items():
        yield Found(kind, *person, f"{hole.first.isoformat()} {hole.last.isoformat()}"[:DETAIL])


def find_old_posts(agency: Agency, keys: Collection[int] | None, on: date) -> Iterator[Found]:
    """People with a plan in force that has yet to begin, for a post that is not theirs on its first day."""
    plans = Plan.objects.definitive().in_force().filter(agency=agency, starts_on__gt=on)
    plans = plans.filter(employee__left_on=None)
    if keys is not None:
        plans = plans.filter(employee__in=keys)
    first = OuterRef("starts_on")
    held = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=first), valid_from__lte=first
    )
    held = held.filter(employee=OuterRef("employee"), kind=Assignment.Kind.DEFINITIVE)
    own = held.filter(unit=OuterRef("unit"), position=OuterRef("position"))
    rows = plans.filter(Exists(held)).exclude(Exists(own)).order_by("starts_on")
    told = ("employee_id", "employee__unit_id", "employee__name", "year")
    for key, unit, name, year, post, place in rows.values_list(
        *told, "position__name", "unit__name"
    ):
        yield Found(Kind.PLAN_POST, key, unit, name, f"SKP {year}: {post}, {place}"[:DETAIL])
