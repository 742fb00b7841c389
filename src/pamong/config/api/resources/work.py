"""What was done through the year: daily lines, readings, evidence, and what others said."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Schema
from ninja.constants import NOT_SET

from pamong.access.clock import today
from pamong.access.models import Area
from pamong.config.addresses import patterns
from pamong.config.api.reading import KEY, Filter, Resource, Rows, equals, one_of
from pamong.config.api.resources.people import PersonRef, ref
from pamong.config.api.verbs import require_area
from pamong.measurement.models import Evidence
from pamong.people.request import Request
from pamong.performance.daily.queries import listed_entries
from pamong.performance.evidence.queries import listed_evidence
from pamong.performance.feedback.queries import circle_of, feedback_of, plans_to_open
from pamong.performance.models import DailyEntry, Feedback, Plan
from pamong.performance.progress.queries import readings_of, results_of


class EntryOut(Schema):
    """One line of a day."""

    id: UUID
    plan: UUID
    person: PersonRef
    on: date
    begins: time | None
    ends: time | None
    text: str
    amount: Decimal | None
    unit: str
    status: str
    reviewed_on: date | None
    review_note: str


class EvidenceOut(Schema):
    """A file or a link that proves something; the file has an address of its own."""

    id: UUID
    owner: PersonRef
    title: str
    link: str
    media_type: str
    size: int
    sha256: str
    link_state: str
    link_checked_on: date | None
    dated_on: date
    withdrawn_on: date | None
    purged_on: date | None
    looked: str
    looked_on: date | None


class ReadingOut(Schema):
    """A figure of an indicator as of a day."""

    indicator: UUID
    as_of: date
    value: Decimal
    confidence: str
    obstacle: str
    is_replaced: bool


class Readings(Schema):
    """All figures of a plan's year, the newest of each indicator first."""

    items: list[ReadingOut]


class SaidOut(Schema):
    """A word on a result or a value; who said it is told of oneself alone."""

    id: UUID
    on: date
    side: str
    about: str
    text: str
    is_own: bool


class Said(Schema):
    """Everything that was said about a plan, the newest first."""

    items: list[SaidOut]


def _entries(rows: Sequence[DailyEntry], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = ("on", "begins", "ends", "text", "amount", "unit", "status", "reviewed_on")
    return [
        {
            "id": one.uuid,
            "plan": one.plan.uuid,
            "person": ref(one.employee),
            "review_note": one.review_note,
        }
        | {name: getattr(one, name) for name in names}
        for one in rows
    ]


def _evidence(rows: Sequence[Evidence], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = (
        *("title", "link", "link_state", "link_checked_on", "media_type"),
        *("size", "sha256", "dated_on", "withdrawn_on", "looked", "looked_on"),
    )
    return [
        {"id": one.uuid, "owner": ref(one.owner), "purged_on": one.purged_on}
        | {name: getattr(one, name) for name in names}
        for one in rows
    ]


def _of_plan(rows: Rows, value: UUID) -> Rows:
    return rows.filter(uses__plan__uuid=value).distinct()


def readings(request: Request, plan: UUID) -> dict[str, Any]:
    """All figures of one plan."""
    require_area(request, Area.PLANS, writing=False)
    row = get_object_or_404(Plan.objects.visible_to(request.scope), uuid=plan)
    content = results_of(row)
    found = readings_of(row, content)
    names = ("as_of", "value", "confidence", "obstacle", "is_replaced")
    return {
        "items": [
            {"indicator": line.uuid} | {name: getattr(one, name) for name in names}
            for line in content.indicators
            for one in found.get(line.indicator_id, ())
        ]
    }


def said(request: Request, plan: UUID) -> dict[str, Any]:
    """What was said about one plan."""
    require_area(request, Area.PLANS, writing=False)
    scope = request.scope
    day = today(scope.time_zone)
    row = get_object_or_404(plans_to_open(scope, circle_of(scope, day), day), uuid=plan)
    spoken = [one for one in feedback_of(row, scope) if isinstance(one, Feedback)]
    return {
        "items": [
            {
                "id": one.uuid,
                "on": one.on,
                "side": one.side,
                "about": one.value or "result",
                "text": one.text,
                "is_own": one.giver_id == scope.employee_id,
            }
            for one in spoken
        ]
    }


def evidence_file(request: Request, evidence: UUID) -> HttpResponseBase:
    """The file, by the page that gives it to people."""
    require_area(request, Area.PLANS, writing=False)
    view: Any = patterns()["performance:evidence-file"][1].callback
    answer: HttpResponseBase = view(request, evidence=evidence)
    return answer


OF_ONE = (
    ("/readings", readings, Readings, Area.PLANS, "list_readings", "List readings"),
    ("/feedback", said, Said, Area.PLANS, "list_feedback", "List feedback"),
    (
        "/evidence/{uuid:evidence}/file",
        evidence_file,
        NOT_SET,
        Area.PLANS,
        "read_evidence_file",
        "Read the file of a piece of evidence",
    ),
)


def add_work(api: NinjaAPI) -> None:
    """What is read of one plan as a whole, and the file of a piece of evidence."""
    for path, run, response, area, name, words in OF_ONE:
        told: dict[str, Any] = {"operation_id": name, "summary": words, "tags": [area.value]}
        api.get(path, response=response, **told)(run)


WORK = (
    Resource(
        "entries",
        Area.PLANS,
        "Daily lines, the newest first.",
        EntryOut,
        lambda scope: listed_entries(scope).select_related("plan", "employee"),
        ("-on", "-pk"),
        _entries,
        {
            "plan": equals("plan__uuid", KEY),
            "person": equals("employee__uuid", KEY),
            "status": one_of("status", DailyEntry.Status),
            "since": Filter(date, lambda rows, value: rows.filter(on__gte=value)),
            "until": Filter(date, lambda rows, value: rows.filter(on__lte=value)),
        },
        detail=EntryOut,
    ),
    Resource(
        "evidence",
        Area.PLANS,
        "Evidence, the newest first; of a file what it is, not the file.",
        EvidenceOut,
        lambda scope: listed_evidence(scope).select_related("owner"),
        ("-dated_on", "-pk"),
        _evidence,
        {
            "plan": Filter(KEY, _of_plan),
            "person": equals("owner__uuid", KEY),
            "looked": one_of("looked", Evidence.Look),
        },
        detail=EvidenceOut,
    ),
)
