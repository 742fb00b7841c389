"""Reads of posts: a page by name, and how many hold each."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Q

from pamong.access.scope import Scope
from pamong.people.models import Assignment, Employee, Position, Unit
from pamong.ui.paging import Page, page_of

IN_UNIT = 50


def positions_in(scope: Scope, asked: str, after: str, on: date, *, closed: bool) -> Page[Position]:
    """The posts that stand on the day, or those that ended, by name."""
    rows = Position.objects.visible_to(scope)
    rows = rows.filter(valid_to__lte=on) if closed else rows.on(on)
    if asked:
        rows = rows.filter(name__icontains=asked)
    return page_of(rows, after)


def holders_of(positions: Collection[int]) -> dict[int, int]:
    """How many people hold each as their own post today."""
    rows = Employee.objects.active().filter(position__in=list(positions)).order_by()
    return dict(rows.values_list("position").annotate(n=Count("pk")))


def positions_held(unit: Unit, on: date) -> list[tuple[Any, ...]]:
    """The posts that people hold in one unit on the day, heads first, with how many hold each."""
    rows = Assignment.objects.on(on).filter(unit=unit)
    rows = rows.filter(Q(employee__left_on=None) | Q(employee__left_on__gt=on)).order_by()
    counted = rows.values_list("position__uuid", "position__name").annotate(
        n=Count("employee", distinct=True)
    )
    return list(counted.order_by("-position__is_head", "position__name")[:IN_UNIT])
