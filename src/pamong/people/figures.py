"""Figures over a whole large agency, gathered by `tick` or by the first who asks: no page counts them at each visit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.kept import Gathered, gather, gathered, timed
from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Employee
from pamong.people.rounds import for_each_agency
from pamong.people.scope import agency_scope
from pamong.ui.dates import say_instant

T = TypeVar("T")
OVERVIEW = (
    "standing"  # how the whole agency stands; first counted, it says which agencies are large
)
WATCHING = (Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)
LARGE = (
    5_000  # people: of fewer nothing is gathered at a visit, however slow the machine is just now
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted under a name, for a scope that sees the whole agency."""

    name: str
    count: Callable[[Scope, date], Any]


FIGURES: list[Figure] = []


@for_each_agency
def gather_figures(agency: Agency) -> Iterator[str]:
    """Each figure of each large agency, every few minutes; nothing is said of it."""
    if agency.is_gathered:
        day, scope = today(agency.time_zone), _whole(agency)
        found = [
            gather(figure_key(figure.name, agency.pk, day), partial(figure.count, scope, day))
            for figure in FIGURES
        ]
        overview = gathered(figure_key(OVERVIEW, agency.pk, day))
        if overview and not any(known.took_long for known in (overview, *found)):
            Agency.objects.filter(pk=agency.pk).update(is_gathered=False)
    yield from ()


def _whole(agency: Agency) -> Scope:
    return replace(agency_scope(agency), roles=frozenset({Role.HR}))


def figure_key(name: str, agency: int, day: date) -> str:
    """Under which a figure of an agency is kept for a day."""
    return f"{name}.{agency}.{day}"


def gathered_figures(scope: Scope, name: str, day: date) -> Gathered | None:
    """What was gathered today, for who watches a whole large agency; else nothing: a page counts at once."""
    if not (scope.is_gathered and scope.has(*WATCHING)):
        return None
    return gathered(figure_key(name, scope.agency_id, day))


def figures_for(
    scope: Scope, name: str, day: date, count: Callable[[Scope, date], T]
) -> tuple[T, Gathered | None]:
    """What was gathered today, with its instant; else it is counted at once.

    Who watches a large agency and has to wait gathers it for the others: they do not count again.
    """
    if not scope.has(*WATCHING):
        return count(scope, day), None
    if scope.is_gathered:
        held = gathered_figures(scope, name, day) or _gather(scope, name, day, count)
        return held.found, held
    known = timed(partial(count, scope, day))
    mark_large(scope, known)
    return known.found, None


def mark_large(scope: Scope, known: Gathered) -> None:
    """From now on gather what is counted over the agency, where that took long and it has many people."""
    if known.took_long and _is_large(scope.agency_id):
        Agency.objects.filter(pk=scope.agency_id).update(is_gathered=True)


def _gather(scope: Scope, name: str, day: date, count: Callable[[Scope, date], Any]) -> Gathered:
    """By the scope of the whole agency, for it is kept for everybody who watches it."""
    whole = _whole(Agency.objects.get(pk=scope.agency_id))
    return gather(figure_key(name, scope.agency_id, day), partial(count, whole, day))


def _is_large(agency: int) -> bool:
    return Employee.objects.filter(agency_id=agency)[:LARGE].count() == LARGE


def gathered_said(held: Gathered | None) -> str:
    """As of when the figures are; nothing when they were counted at once."""
    return _("Angka per %(at)s.") % {"at": say_instant(held.at)} if held else ""
