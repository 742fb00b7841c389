"""Samples of auditors: how each was drawn, what was found in it, and its pieces for who judges them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Schema

from pamong.access.models import Area
from pamong.access.permissions import require
from pamong.config.api.reading import YEAR, Place, Resource, Size, equals, paged
from pamong.config.api.resources.people import PersonRef, ref
from pamong.config.api.verbs import require_area
from pamong.people.request import Request
from pamong.performance.models import AuditSample, SampleItem
from pamong.performance.sampling.permissions import can_judge_sample
from pamong.performance.sampling.queries import Line, items_of, lines_of, whole_rate
from pamong.stats.sampling import Rate
from pamong.ui.paging import SIZE

PLACE = ("pk",)


class SampleOut(Schema):
    """A sample that an auditor drew: the seed draws it again."""

    id: UUID
    population: str
    by: str
    year: int
    period: str
    size: int
    seed: str
    seed_typed: bool | None
    drawn_on: date
    closed_on: date | None


class RateOut(Schema):
    """An estimated share of wrong pieces with its interval, from 0 to 1."""

    rate: float
    low: float
    high: float


class StratumOut(Schema):
    """A part of the population, and what was found in it."""

    key: str
    population: int
    drawn: int
    counts: dict[str, int]
    error: RateOut | None


class PieceOut(Schema):
    """A drawn piece of evidence, or figure, and whether it is right."""

    id: UUID
    stratum: str
    subject: UUID
    person: PersonRef | None
    verdict: str
    reason: str
    judged_on: date | None


class PiecePage(Schema):
    """A page of them."""

    items: list[PieceOut]
    next: str | None


class SampleWhole(SampleOut):
    """The same with its parts."""

    strata: list[StratumOut]
    error: RateOut | None


def _samples(rows: Sequence[AuditSample], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = ["population", "by", "year", "period", "size", "seed", "seed_typed"]
    names += ["drawn_on", "closed_on"]
    return [{"id": one.uuid} | {name: getattr(one, name) for name in names} for one in rows]


def _whole(sample: AuditSample, _request: Request, _because: bool) -> dict[str, Any]:
    lines = lines_of(sample)
    return {"strata": [_stratum(line) for line in lines], "error": _rate(whole_rate(lines))}


def pieces(request: Request, uuid: UUID, after: Place = "", size: Size = SIZE) -> dict[str, Any]:
    """The drawn pieces, for who judges them."""
    require_area(request, Area.PLANS, writing=False)
    samples = AuditSample.objects.visible_to(request.scope)
    sample = get_object_or_404(samples, uuid=uuid)
    require(can_judge_sample(request.scope, sample))
    page = paged(items_of(sample), after, size, PLACE)
    return {"items": [_piece(one) for one in page.rows], "next": page.next_cursor or None}


def _piece(one: SampleItem) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("verdict", "reason", "judged_on")}
    whose = {"subject": one.subject_uuid, "person": ref(one.employee)}
    return {"id": one.uuid, "stratum": one.stratum.key} | whose | told


def _stratum(line: Line) -> dict[str, Any]:
    return {
        "key": line.stratum.key,
        "population": line.stratum.size,
        "drawn": line.drawn,
        "counts": {verdict or "waiting": count for verdict, count in line.counts.items()},
        "error": _rate(line.rate),
    }


def _rate(rate: Rate | None) -> dict[str, float] | None:
    return {"rate": rate.rate, "low": rate.low, "high": rate.high} if rate else None


def add_pieces(api: NinjaAPI) -> None:
    """What is read of one sample beside itself."""
    api.get(
        "/samples/{uuid:uuid}/pieces",
        response=PiecePage,
        operation_id="list_samples_pieces",
        summary="List pieces of a sample",
        tags=[Area.PLANS.value],
    )(pieces)


SAMPLES = (
    Resource(
        *("samples", Area.PLANS, "Samples of auditors, the newest first.", SampleOut),
        AuditSample.objects.visible_to,
        *(("-drawn_on", "-pk"), _samples),
        {"year": equals("year", YEAR)},
        detail=SampleWhole,
        whole=_whole,
    ),
)
