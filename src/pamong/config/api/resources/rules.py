"""Windows and periods of the agency, and the labels that codes of a pack stand for."""

from datetime import date
from typing import Any

from django.http import Http404
from ninja import NinjaAPI, Schema

from pamong.access.clock import today
from pamong.access.models import Area
from pamong.config.api.reading import Year
from pamong.config.api.verbs import require_area
from pamong.people.request import Request
from pamong.performance.models import Window
from pamong.performance.periods import period_days
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rulebook.queries import is_known, pack_lines
from pamong.policy.load import builtin
from pamong.policy.pack import Scale


class WindowOut(Schema):
    """A stage of a period between two days, both included."""

    stage: str
    period: str
    opens_on: date
    closes_on: date
    is_open: bool


class Windows(Schema):
    """The windows of a year that are set."""

    items: list[WindowOut]


class PeriodOut(Schema):
    """A period in which people are rated."""

    period: str
    first: date
    last: date


class Periods(Schema):
    """The periods of a year."""

    items: list[PeriodOut]


class PackOut(Schema):
    """A pack of rules."""

    id: str
    title: str
    since: date
    until: date | None
    holds: bool


class Packs(Schema):
    """The packs that come with Pamong."""

    items: list[PackOut]


class TermOut(Schema):
    """A code with the pack's own words."""

    code: str
    label: str


class Labels(Schema):
    """The scales of a pack."""

    id: str
    scales: dict[str, list[TermOut]]


def windows(request: Request, year: Year) -> dict[str, Any]:
    """The windows of a year that are set."""
    require_area(request, Area.ADMINISTRATION, writing=False)
    day = today(request.scope.time_zone)
    rows = Window.objects.filter(agency_id=request.scope.agency_id, year=year)
    names = ("stage", "period", "opens_on", "closes_on")
    return {
        "items": [
            {name: getattr(one, name) for name in names} | {"is_open": one.is_open(day)}
            for one in rows.order_by("opens_on", "pk")
        ]
    }


def periods(request: Request, year: Year) -> dict[str, Any]:
    """The periods of a year."""
    require_area(request, Area.PLANS, writing=False)
    found = rhythms_of(request.scope).periods(year)
    days = [(str(one), *period_days(year, one)) for one in found]
    return {"items": [{"period": one, "first": a, "last": z} for one, a, z in days]}


def packs(request: Request) -> dict[str, Any]:
    """The packs that come with Pamong."""
    require_area(request, Area.PLANS, writing=False)
    return {
        "items": [
            {
                "id": one.head.id,
                "title": one.head.title,
                "since": one.head.period.start,
                "until": one.head.period.end,
                "holds": one.holds,
            }
            for one in pack_lines(today(request.scope.time_zone))
        ]
    }


def labels(request: Request, pack: str) -> dict[str, Any]:
    """The labels that codes of a pack stand for."""
    require_area(request, Area.PLANS, writing=False)
    if not is_known(pack):
        raise Http404(pack)
    clauses = builtin(pack).clauses.items()
    scales = {name: one for name, one in clauses if isinstance(one, Scale)}
    return {
        "id": pack,
        "scales": {
            name: [{"code": term.code, "label": term.label} for term in one.terms]
            for name, one in scales.items()
        },
    }


RULES = (
    ("/windows", windows, Windows, Area.ADMINISTRATION, "list_windows", "List windows"),
    ("/periods", periods, Periods, Area.PLANS, "list_periods", "List periods"),
    ("/packs", packs, Packs, Area.PLANS, "list_packs", "List packs"),
    ("/packs/{pack}", labels, Labels, Area.PLANS, "read_pack_labels", "Read the labels of a pack"),
)


def add_rules(api: NinjaAPI) -> None:
    """What holds in a year, and in which words."""
    for path, run, response, area, name, words in RULES:
        told: dict[str, Any] = {"operation_id": name, "summary": words, "tags": [area.value]}
        api.get(path, response=response, **told)(run)
