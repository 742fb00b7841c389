"""Plans with their results, indicators and targets, and how far each indicator came."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Schema

from pamong.access.clock import today
from pamong.access.models import Area
from pamong.config.api.because import Step, steps_of
from pamong.config.api.reading import KEY, YEAR, Resource, equals, one_of
from pamong.config.api.resources.people import PersonRef, ref
from pamong.measurement.attainment import Attainment
from pamong.people.request import Request
from pamong.performance.models import Plan, Result
from pamong.performance.plan.content import IndicatorLine, ResultLine, content_of
from pamong.performance.progress.queries import attainments_of
from pamong.performance.rhythm import rhythm_of, rhythms_of


class PlanOut(Schema):
    """One person's plan for a period."""

    id: UUID
    person: PersonRef
    rater: PersonRef | None
    unit: UUID
    position: UUID
    year: int
    starts_on: date
    ends_on: date
    approach: str
    held: str
    status: str
    status_on: date
    pack: str
    version: int


class AttainmentOut(Schema):
    """How far an indicator came by today, as the page says it; `reason` where it cannot be said."""

    value: Decimal | None
    uncapped: Decimal | None
    actual: Decimal | None
    target: Decimal | None
    as_of: date | None
    reason: str
    because: list[Step] | None


class IndicatorOut(Schema):
    """An individual indicator with the year's targets."""

    id: UUID
    name: str
    aspect: str
    perspective: str
    unit: str
    direction: str
    baseline: Decimal | None
    target: Decimal | None
    stretch: Decimal | None
    pace: str
    q1: Decimal | None
    q2: Decimal | None
    q3: Decimal | None
    target_text: str
    due_on: date | None
    source: str
    attainment: AttainmentOut | None


class ResultOut(Schema):
    """A result with what it serves."""

    id: UUID
    kind: str
    text: str
    serves: UUID | None
    assigned_by: str
    team: str
    indicators: list[IndicatorOut]


class PlanDetail(PlanOut):
    """A plan with its content."""

    results: list[ResultOut]
    expectations: dict[str, str]
    annexes: dict[str, list[str]]


def _plans(rows: Sequence[Plan], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = ("year", "starts_on", "ends_on", "approach", "held", "status", "status_on", "pack")
    return [
        {
            "id": one.uuid,
            "person": ref(one.employee),
            "rater": ref(one.rater),
            "unit": one.unit.uuid,
            "position": one.position.uuid,
            "version": one.version,
        }
        | {name: getattr(one, name) for name in names}
        for one in rows
    ]


def _whole(plan: Plan, request: Request, because: bool) -> dict[str, Any]:
    content = content_of(plan)
    until = min(today(plan.agency.time_zone), plan.ends_on)
    by_month = rhythm_of(plan, rhythms_of(request.scope))
    found = attainments_of(plan, content, until=until, by_month=by_month)
    keys = [line.serves_id for line in content.results if line.serves_id]
    serves = dict(Result.objects.filter(pk__in=keys).values_list("pk", "uuid"))
    return {
        "results": [_result(line, serves, found, because) for line in content.results],
        "expectations": content.expectations,
        "annexes": {code: list(lines) for code, lines in content.annexes.items()},
    }


def _result(
    line: ResultLine,
    serves: dict[int, UUID],
    found: dict[int, Attainment],
    because: bool,
) -> dict[str, Any]:
    return {
        "id": line.uuid,
        "kind": line.kind,
        "text": line.text,
        "serves": serves.get(line.serves_id or 0),
        "assigned_by": line.assigned_by,
        "team": line.team,
        "indicators": [_indicator(one, found.get(one.pk), because) for one in line.indicators],
    }


def _indicator(line: IndicatorLine, reached: Attainment | None, because: bool) -> dict[str, Any]:
    names = [name for name in IndicatorOut.model_fields if name not in {"id", "attainment"}]
    told = {name: getattr(line, name) for name in names}
    return told | {"id": line.uuid, "attainment": attained(reached, because)}


def attained(reached: Attainment | None, because: bool) -> dict[str, Any] | None:
    """An attainment as the page says it."""
    if reached is None:
        return None
    names = ("value", "uncapped", "actual", "target", "as_of")
    told = {name: getattr(reached, name) for name in names}
    steps = steps_of(reached.outcome) if because else None
    return told | {"reason": str(reached.reason), "because": steps}


AROUND = ("agency", "employee", "rater", "unit", "position")
PLANS = (
    Resource(
        "plans",
        Area.PLANS,
        "Plans (SKP); one of them comes with results, indicators, targets and attainments.",
        PlanOut,
        lambda scope: Plan.objects.visible_to(scope).select_related(*AROUND),
        ("-year", "-pk"),
        _plans,
        {
            "year": equals("year", YEAR),
            "status": one_of("status", Plan.Status),
            "person": equals("employee__uuid", KEY),
            "rater": equals("rater__uuid", KEY),
            "unit": equals("unit__uuid", KEY),
        },
        detail=PlanDetail,
        whole=_whole,
        explains=True,
    ),
)
