"""What sources of figures brought: the sources, their runs, what was rejected and asked; and samples of auditors."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Schema
from pydantic import Field

from pamong.access.models import Area
from pamong.access.permissions import require
from pamong.config.api.paging import broken_cursor
from pamong.config.api.reading import KEY, YEAR, Place, Resource, Size, equals, one_of, paged
from pamong.config.api.resources.people import PersonRef, ref
from pamong.config.api.verbs import require_area
from pamong.measurement.figure_files.reasons import reason_said
from pamong.measurement.models import Source, SourceRun
from pamong.measurement.sources.presentation import state_of
from pamong.measurement.sources.queries import run_at, source_at
from pamong.measurement.sources.questions import kept_said
from pamong.people.models import Intake
from pamong.people.request import Request
from pamong.performance.models import AuditSample, SampleItem
from pamong.performance.sampling.permissions import can_judge_sample
from pamong.performance.sampling.queries import Line, items_of, lines_of, whole_rate
from pamong.stats.sampling import Rate
from pamong.ui.paging import SIZE

PLACE = ("pk",)


class SourceOut(Schema):
    """Where figures come from; never a secret."""

    id: UUID
    name: str
    kind: str
    owner: PersonRef | None
    schedule: str
    state: str
    answered_at: datetime | None
    next_at: datetime | None
    failures: int
    removed_on: date | None


class RunOut(Schema):
    """What one fetch or file brought, or why it could not be read."""

    id: UUID
    source: UUID
    name: str
    status: str
    failure: str
    sha256: str
    read: int
    added: int
    changed: int
    unchanged: int
    rejected: int
    started_at: datetime
    ended_at: datetime | None


class RejectedOut(Schema):
    """A row that stayed out, or a figure of it; `reason` in the language that is asked for, `code` the same in each."""

    line: int
    sheet: str
    code: str
    reason: str
    cells: list[str]


class AskedOut(Schema):
    """A question that a file raises by itself, as `pamong analytics quality` asks it."""

    line: int
    sheet: str
    rule: str
    question: str
    series: list[str]
    time: str
    figures: dict[str, Any]


class RejectedPage(Schema):
    """A page of them."""

    items: list[RejectedOut]
    next: str | None


class AskedPage(Schema):
    """A page of them."""

    items: list[AskedOut]
    next: str | None


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


def _sources(rows: Sequence[Source], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = ("name", "kind", "schedule", "answered_at", "next_at", "failures", "removed_on")
    return [
        {"id": one.uuid, "owner": ref(one.owner) if one.owner else None, "state": state_of(one)[1]}
        | {name: getattr(one, name) for name in names}
        for one in rows
    ]


def _runs(rows: Sequence[SourceRun], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = ["name", "status", "failure", "sha256", "read", "added", "changed", "unchanged"]
    names += ["rejected", "started_at", "ended_at"]
    return [
        {"id": one.uuid, "source": one.source.uuid} | {name: getattr(one, name) for name in names}
        for one in rows
    ]


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


def rejected(request: Request, run: UUID, after: Place = "", size: Size = SIZE) -> dict[str, Any]:
    """Rows of a run that stayed out, in the order of the file."""
    page, following = _page(request, run, "rejected", after, size)
    return {
        "items": [
            {
                "line": line,
                "sheet": (sheet or [""])[0],
                "code": "" if isinstance(reason, str) else reason[0],
                "reason": reason_said(reason),
                "cells": cells,
            }
            for line, reason, cells, *sheet in page
        ],
        "next": following,
    }


def asked(request: Request, run: UUID, after: Place = "", size: Size = SIZE) -> dict[str, Any]:
    """Questions that the file of a run raises, in the order of the file."""
    page, following = _page(request, run, "questions", after, size)
    names = ("line", "rule", "series", "time", "figures", "sheet")
    return {
        "items": [
            dict(zip(names, one, strict=True)) | {"question": kept_said(one)} for one in page
        ],
        "next": following,
    }


def _page(
    request: Request, run: UUID, name: str, after: str, size: int
) -> tuple[list[Any], str | None]:
    """A part of what a run keeps; it never changes once the run is over."""
    require_area(request, Area.PLANS, writing=False)
    kept = get_object_or_404(run_at(request.scope), uuid=run).shown.get(name, [])
    if after and not (after.isascii() and after.isdecimal()):
        raise broken_cursor()
    first = int(after or 0)
    beyond = first + size
    return kept[first:beyond], str(beyond) if beyond < len(kept) else None


RUN, SAMPLE = "/sources/runs/{uuid:run}", "/samples/{uuid:uuid}"
OF_ONE = (
    (f"{RUN}/rejected", rejected, RejectedPage, "sources_runs_rejected", "rejected rows"),
    (f"{RUN}/questions", asked, AskedPage, "sources_runs_questions", "questions of a file"),
    (f"{SAMPLE}/pieces", pieces, PiecePage, "samples_pieces", "pieces of a sample"),
)


def add_sources(api: NinjaAPI) -> None:
    """What is read of one run, or of one sample."""
    for path, read, response, name, words in OF_ONE:
        told: dict[str, Any] = {"summary": f"List {words}", "tags": [Area.PLANS.value]}
        api.get(path, response=response, operation_id=f"list_{name}", **told)(read)


SOURCES = (
    Resource(
        *("sources", Area.PLANS, "Sources of figures, by name.", SourceOut),
        *(source_at, ("name", "pk"), _sources),
        {"kind": equals("kind", Annotated[str, Field(max_length=60)])},
        detail=SourceOut,
    ),
    Resource(
        *("sources/runs", Area.PLANS, "What sources brought, the newest first.", RunOut),
        lambda scope: run_at(scope).defer("shown"),
        *(("-pk",), _runs),
        {"source": equals("source__uuid", KEY), "status": one_of("status", Intake.Status)},
        detail=RunOut,
    ),
    Resource(
        *("samples", Area.PLANS, "Samples of auditors, the newest first.", SampleOut),
        AuditSample.objects.visible_to,
        *(("-drawn_on", "-pk"), _samples),
        {"year": equals("year", YEAR)},
        detail=SampleWhole,
        whole=_whole,
    ),
)
