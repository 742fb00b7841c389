"""Lists of allowances, and files of people on their way in."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from pamong.access.models import Area
from pamong.config.api.reading import KEY, Resource, equals, one_of
from pamong.people.models import PeopleUpload
from pamong.people.request import Request
from pamong.performance.models import AllowanceSheet


class SheetOut(Schema):
    """One unit's allowance in one month; its lines come as a file, by `sheet-export`."""

    id: UUID
    unit: UUID
    month: date
    status: str
    pack: str
    people: int
    total: int
    drawn_on: date
    checked_on: date | None
    locked_on: date | None


class UploadOut(Schema):
    """A file of people: what was counted in it, and what became of it."""

    id: UUID
    name: str
    on: date
    uploaded_on: date
    status: str
    added: int
    changed: int
    unchanged: int
    rejected: int
    failure: str


SHEET = ("month", "status", "pack", "people", "total", "drawn_on", "checked_on", "locked_on")
UPLOAD = ("name", "on", "uploaded_on", "status", "added", "changed", "unchanged", "rejected")


def _sheets(rows: Sequence[AllowanceSheet], _request: Request) -> list[dict[str, Any]]:
    return [
        {"id": one.uuid, "unit": one.unit.uuid} | {name: getattr(one, name) for name in SHEET}
        for one in rows
    ]


def _uploads(rows: Sequence[PeopleUpload], _request: Request) -> list[dict[str, Any]]:
    return [
        {"id": one.uuid, "failure": one.failure} | {name: getattr(one, name) for name in UPLOAD}
        for one in rows
    ]


PAY: Sequence[Resource] = (
    Resource(
        path="allowances",
        area=Area.PAY,
        about="Lists of allowances (TPP), a unit and a month each.",
        schema=SheetOut,
        detail=SheetOut,
        rows=lambda scope: AllowanceSheet.objects.visible_to(scope).select_related("unit"),
        by=("month", "unit__name", "pk"),
        show=_sheets,
        filters={
            "month": equals("month", date),
            "unit": equals("unit__uuid", KEY),
            "status": one_of("status", AllowanceSheet.Status),
        },
    ),
    Resource(
        path="imports",
        area=Area.ADMINISTRATION,
        about="Files of people that one has sent, with what became of them.",
        schema=UploadOut,
        detail=UploadOut,
        rows=PeopleUpload.objects.visible_to,
        by=("pk",),
        show=_uploads,
        filters={"status": one_of("status", PeopleUpload.Status)},
    ),
)
