"""What is asked about figures of indicators."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from pamong.access.models import Area
from pamong.config.api.reading import KEY, TEXT, Filter, Resource, equals, one_of
from pamong.config.api.resources.people import PersonRef, ref
from pamong.measurement.findings.asking import SOURCE
from pamong.measurement.findings.presentation import question_said
from pamong.measurement.findings.queries import finding_at
from pamong.measurement.models import Finding
from pamong.people.request import Request


class FindingOut(Schema):
    """A question about a figure: which rule asks, of which card and reading, and the answer."""

    id: UUID
    rule: str
    question: str
    card: UUID
    period: str
    reading: UUID | None
    owner: PersonRef | None
    state: str
    found_on: date
    answered_on: date | None
    answer: str


def _findings(rows: Sequence[Finding], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = ("period", "state", "found_on", "answered_on", "answer")
    return [
        {
            "id": one.uuid,
            "rule": one.source.removeprefix(SOURCE),
            "question": question_said(one),
            "card": one.card.uuid if one.card else None,
            "reading": one.reading.uuid if one.reading else None,
            "owner": ref(one.owner) if one.owner else None,
        }
        | {name: getattr(one, name) for name in names}
        for one in rows
    ]


MEASURES = (
    Resource(
        "indicators/findings",
        Area.PLANS,
        "Questions about figures of indicators, the newest first.",
        FindingOut,
        finding_at,
        ("-found_on", "-pk"),
        _findings,
        {
            "state": one_of("state", Finding.State),
            "rule": Filter(TEXT, lambda rows, value: rows.filter(source=SOURCE + value)),
            "card": equals("card__uuid", KEY),
            "owner": equals("owner__uuid", KEY),
        },
        detail=FindingOut,
    ),
)
