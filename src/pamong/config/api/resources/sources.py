"""What sources of figures brought: the sources, their runs, what was rejected and asked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Schema
from pydantic import Field

from pamong.access.models import Area
from pamong.config.api.paging import broken_cursor
from pamong.config.api.reading import KEY, Place, Resource, Size, equals, one_of
from pamong.config.api.resources.people import PersonRef, ref
from pamong.config.api.verbs import require_area
from pamong.measurement.figure_files.reasons import reason_said
from pamong.measurement.models import Source, SourceRun
from pamong.measurement.sources.presentation import state_of
from pamong.measurement.sources.queries import run_at, source_at
from pamong.measurement.sources.questions import kept_said
from pamong.people.models import Intake
from pamong.people.request import Request
from pamong.ui.paging import SIZE


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


RUN = "/sources/runs/{uuid:run}"
OF_ONE = (
    (f"{RUN}/rejected", rejected, RejectedPage, "sources_runs_rejected", "rejected rows"),
    (f"{RUN}/questions", asked, AskedPage, "sources_runs_questions", "questions of a file"),
)


def add_sources(api: NinjaAPI) -> None:
    """What is read of one run."""
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
)
