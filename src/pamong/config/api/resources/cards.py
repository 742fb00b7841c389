"""Indicators on cards: what each means, what it came to this year, and every figure with where it came from."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Schema

from pamong.access.clock import today
from pamong.access.models import Area
from pamong.config.api.reading import KEY, TEXT, Place, Resource, Size, equals, paged
from pamong.config.api.resources.people import PersonRef, ref
from pamong.config.api.resources.plans import AttainmentOut, attained
from pamong.config.api.verbs import require_area
from pamong.measurement.cards.figures import Figure, Figures, figures_for
from pamong.measurement.cards.queries import card_at, readings_around
from pamong.measurement.cards.rulewords import attaining_pack
from pamong.measurement.models import Card, Reading, Target
from pamong.measurement.models.source import LOOKING
from pamong.people.request import Request
from pamong.ui.paging import SIZE

NEWEST = ("-as_of", "-pk")
OF_CARD = ("code", "definition", "method", "frequency", "counting", "way", "operator", "closed_on")
OF_INDICATOR = ("direction", "baseline", "band_low", "band_high", "tolerance", "source")
OF_TARGET = ("year", "value", "stretch", "text", "due_on", "pace", "q1", "q2", "q3")
OF_READING = ("as_of", "value", "confidence", "obstacle", "entered_at", "confirmed_on", "line")
OF_ORIGIN = ("kind", "name", "sheet", "sha256", "fetched_at")


class FigureOut(Schema):
    """What a card came to this year; `fault` says why nothing did, `missing` names what is not in it."""

    value: Decimal | None
    as_of: date | None
    fault: str
    missing: list[str]


class CardOut(Schema):
    """An indicator on its card."""

    id: UUID
    code: str
    name: str
    definition: str
    method: str
    measure: str
    direction: str
    baseline: Decimal | None
    band_low: Decimal | None
    band_high: Decimal | None
    tolerance: Decimal | None
    source: str
    unit: UUID | None
    owner: PersonRef | None
    frequency: str
    counting: str
    way: str
    operator: str
    closed_on: date | None
    version: int
    figure: FigureOut


class TargetOut(Schema):
    """What is aimed at in a year, and by the end of its first quarters."""

    year: int
    value: Decimal | None
    stretch: Decimal | None
    text: str
    due_on: date | None
    pace: str
    q1: Decimal | None
    q2: Decimal | None
    q3: Decimal | None


class PartOut(Schema):
    """A card from which another is computed, and what it brings."""

    card: UUID
    name: str
    weight: Decimal
    is_below: bool
    figure: FigureOut


class CardDetail(CardOut):
    """The same with its targets and its parts, and how far it came: of the year, by now, and on its way."""

    targets: list[TargetOut]
    parts: list[PartOut]
    attainment: AttainmentOut | None
    by_now: AttainmentOut | None
    progress: AttainmentOut | None


class OriginOut(Schema):
    """The file or the answer of a source in which a figure stood; `run` for who sees sources."""

    kind: str
    name: str
    sheet: str
    sha256: str
    fetched_at: datetime
    run: UUID | None


class ReadingOut(Schema):
    """A figure with where it came from: a line of a file, or a person; one that was replaced says by which."""

    id: UUID
    as_of: date
    value: Decimal
    confidence: str
    obstacle: str
    entered_by: PersonRef | None
    entered_at: datetime
    origin: OriginOut | None
    line: int | None
    confirmed_by: PersonRef | None
    confirmed_on: date | None
    replaced_by: UUID | None


class ReadingPage(Schema):
    """A page of them."""

    items: list[ReadingOut]
    next: str | None


def _figures(cards: Sequence[Card], request: Request) -> Figures:
    day = today(request.scope.time_zone)
    pack = attaining_pack(day, request.scope.local_packs)
    return figures_for(cards, year=day.year, on=day, pack=pack)


def _cards(rows: Sequence[Card], request: Request) -> list[dict[str, Any]]:
    figures = _figures(rows, request)
    return [
        {
            "id": one.uuid,
            "name": one.indicator.name,
            "measure": one.indicator.unit,
            "unit": one.unit.uuid if one.unit else None,
            "owner": ref(one.owner),
            "version": one.version,
            "figure": _figure(figures.of(one)),
        }
        | {name: getattr(one, name) for name in OF_CARD}
        | {name: getattr(one.indicator, name) for name in OF_INDICATOR}
        for one in rows
    ]


def _figure(figure: Figure) -> dict[str, Any]:
    names = ("value", "as_of", "fault")
    told = {name: getattr(figure, name) for name in names}
    return told | {"missing": list(figure.missing)}


def _whole(card: Card, request: Request, because: bool) -> dict[str, Any]:
    figures = _figures([card], request)
    figure = figures.of(card)
    reached = figures.reached(card, figure)
    targets = Target.objects.filter(indicator=card.indicator_id).order_by("-year")
    return {
        "targets": [{name: getattr(one, name) for name in OF_TARGET} for one in targets],
        "parts": [
            {"card": one.card.uuid, "name": one.card.indicator.name}
            | {"weight": one.weight, "is_below": one.is_below, "figure": _figure(one.figure)}
            for one in figure.parts
        ],
        "attainment": attained(reached.year, because),
        "by_now": attained(reached.by_now, because),
        "progress": attained(reached.progress, because),
    }


def readings(request: Request, uuid: UUID, after: Place = "", size: Size = SIZE) -> dict[str, Any]:
    """Every figure of a card, also what was replaced, the newest first."""
    require_area(request, Area.PLANS, writing=False)
    card = get_object_or_404(Card.objects.visible_to(request.scope), uuid=uuid)
    page = paged(readings_around(card), after, size, NEWEST)
    is_traced = request.scope.has(*LOOKING)
    items = [_reading(one, is_traced=is_traced) for one in page.rows]
    return {"items": items, "next": page.next_cursor or None}


def _reading(one: Reading, *, is_traced: bool) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(one, name) for name in OF_READING}
    if origin := one.origin:
        run = {"run": origin.run if is_traced else None}
        told["origin"] = run | {name: getattr(origin, name) for name in OF_ORIGIN}
    people = {name: ref(getattr(one, name)) for name in ("entered_by", "confirmed_by")}
    by = one.replaced_by
    return {"id": one.uuid, "origin": None, "replaced_by": by.uuid if by else None} | people | told


def add_readings(api: NinjaAPI) -> None:
    """What is read of one card beside itself."""
    api.get(
        "/indicators/{uuid:uuid}/readings",
        response=ReadingPage,
        operation_id="list_indicators_readings",
        summary="List figures of an indicator",
        tags=[Area.PLANS.value],
    )(readings)


CARDS = (
    Resource(
        *("indicators", Area.PLANS, "Indicators on cards, by code, with what each came to."),
        CardOut,
        card_at,
        ("code", "pk"),
        _cards,
        {
            "code": equals("code", TEXT),
            "unit": equals("unit__uuid", KEY),
            "owner": equals("owner__uuid", KEY),
        },
        detail=CardDetail,
        whole=_whole,
        explains=True,
    ),
)
