"""Figures over a whole large agency that `tick` gathers for pages which cannot count them at a visit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.kept import Gathered, gather, gathered
from pamong.access.scope import Role, Scope
from pamong.people.models import Agency
from pamong.people.rounds import for_each_agency
from pamong.people.scope import agency_scope
from pamong.ui.dates import say_instant

OVERVIEW = (
    "standing"  # how the whole agency stands; first counted, it says which agencies are large
)
WATCHING = (Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


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
        day = today(agency.time_zone)
        scope = replace(agency_scope(agency), roles=frozenset({Role.HR}))
        for figure in FIGURES:
            gather(figure_key(figure.name, agency.pk, day), partial(figure.count, scope, day))
    yield from ()


def figure_key(name: str, agency: int, day: date) -> str:
    """Under which a figure of an agency is kept for a day."""
    return f"{name}.{agency}.{day}"


def gathered_figures(scope: Scope, name: str, day: date) -> Gathered | None:
    """What was gathered today, for who watches a whole large agency; else nothing: a page counts at once."""
    if not (scope.is_gathered and scope.has(*WATCHING)):
        return None
    return gathered(figure_key(name, scope.agency_id, day))


def gathered_said(held: Gathered | None) -> str:
    """As of when the figures are; nothing when they were counted at once."""
    return _("Angka per %(at)s.") % {"at": say_instant(held.at)} if held else ""
