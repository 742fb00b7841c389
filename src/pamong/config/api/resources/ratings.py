"""Evaluations, objections, follow-ups and accounts of angka kredit."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema

from pamong.access.clock import today
from pamong.access.models import Area
from pamong.access.scope import Role, Scope
from pamong.config.api.because import Step, steps_of
from pamong.config.api.reading import KEY, YEAR, Filter, Resource, Rows, equals, one_of
from pamong.config.api.resources.people import PersonRef, ref
from pamong.config.api.verbs import require_area
from pamong.people.request import Request
from pamong.performance.credit import queries as credit
from pamong.performance.evaluation.judged import values_judged
from pamong.performance.evaluation.permissions import can_rate_evaluation, must_state_purpose
from pamong.performance.evaluation.queries import has_read, results_rated
from pamong.performance.evaluation.stated import must_still_state
from pamong.performance.evaluation.suggestion import rerun
from pamong.performance.follow_up.queries import follow_ups_in
from pamong.performance.models import Evaluation, FollowUp, Objection, Window


class EvaluationOut(Schema):
    """The rating of a plan in a period; what was judged stands in the single one."""

    id: UUID
    plan: UUID
    person: PersonRef
    year: int
    period: str
    number: int
    status: str
    status_on: date
    is_replaced: bool


class RatedResult(Schema):
    """A result with its rating, a code of the pack."""

    result: UUID
    attainment: Decimal | None
    rating: str
    feedback: str


class RatedValue(Schema):
    """A value of behaviour with its rating, codes of the pack."""

    value: str
    rating: str
    feedback: str


class EvaluationDetail(EvaluationOut):
    """An evaluation with its ratings, in codes of its pack."""

    pack: str
    rater: PersonRef | None
    unit_level: str
    results_suggested: str
    results_rating: str
    behaviour_rating: str
    predicate: str
    reason: str
    recommendation: str
    acknowledged_on: date | None
    results: list[RatedResult]
    behaviour: list[RatedValue]
    because: list[Step] | None


class ObjectionOut(Schema):
    """An objection to a version of an evaluation."""

    id: UUID
    evaluation: UUID
    person: PersonRef
    status: str
    filed_on: date
    decided_on: date | None


class ObjectionDetail(ObjectionOut):
    """An objection with what both sides said, and the decision."""

    reason: str
    explanation: str
    explained_on: date | None
    decision: str
    new_version: UUID | None


class FollowUpOut(Schema):
    """What was agreed after a rating."""

    id: UUID
    evaluation: UUID
    person: PersonRef
    kind: str
    text: str
    owner: PersonRef
    due_on: date
    done_on: date | None
    outcome: str


class CreditAccount(Schema):
    """An account of angka kredit as it stands today."""

    person: PersonRef
    pack: str
    level: str
    rank: str
    rank_since: date | None
    until: date | None
    opening: Decimal | None
    opened_on: date | None
    lacking: str
    standing: dict[str, Any] | None
    unconfirmed: list[str]
    because: list[Step] | None


def _evaluations(rows: Sequence[Evaluation], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = ("period", "number", "status", "status_on")
    return [
        {
            "id": one.uuid,
            "plan": one.plan.uuid,
            "person": ref(one.plan.employee),
            "year": one.plan.year,
            "is_replaced": one.replaced_by_id is not None,
        }
        | {name: getattr(one, name) for name in names}
        for one in rows
    ]


def check_purpose(evaluation: Evaluation, request: Request) -> None:
    """An auditor states why he reads before he reads, here as on the page."""
    scope, day = request.scope, today(evaluation.plan.agency.time_zone)
    if must_state_purpose(scope, evaluation) and not has_read(evaluation, scope.user_id, day):
        _ask_purpose(f"/api/v1/evaluations/{evaluation.uuid}/read")


def _ask_purpose(address: str) -> NoReturn:
    told = _("Nyatakan dahulu tujuan membaca, hari ini, dengan POST ke %(address)s.")
    raise PermissionDenied(told % {"address": address})


def _judged(evaluation: Evaluation, request: Request, because: bool) -> dict[str, Any]:
    """An unset one for its rating side alone, as on the page."""
    if not evaluation.is_final and not can_rate_evaluation(request.scope, evaluation):
        raise PermissionDenied
    check_purpose(evaluation, request)
    names = (
        *("pack", "unit_level", "results_suggested", "results_rating", "behaviour_rating"),
        *("predicate", "reason", "recommendation", "acknowledged_on"),
    )
    values, _proposed = values_judged(evaluation)
    is_kept = bool(evaluation.inputs.get("behaviour") and evaluation.predicate)
    return {name: getattr(evaluation, name) for name in names} | {
        "rater": ref(evaluation.rater),
        "results": [
            {
                "result": row.result.uuid,
                "attainment": row.attainment,
                "rating": row.rating,
                "feedback": row.feedback,
            }
            for row in results_rated(evaluation=evaluation.pk)
        ],
        "behaviour": [
            {"value": one.value, "rating": one.rating, "feedback": one.feedback} for one in values
        ],
        "because": steps_of(rerun(evaluation)) if because and is_kept else None,
    }


def _objections(rows: Sequence[Objection], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    return [
        {
            "id": one.uuid,
            "evaluation": one.evaluation.uuid,
            "person": ref(one.evaluation.plan.employee),
            "status": one.status,
            "filed_on": one.filed_on,
            "decided_on": one.decided_on,
        }
        for one in rows
    ]


def _argued(objection: Objection, request: Request, because: bool) -> dict[str, Any]:  # noqa: ARG001 — one signature
    check_purpose(objection.evaluation, request)
    names = ("reason", "explanation", "explained_on", "decision")
    told = {name: getattr(objection, name) for name in names}
    version = objection.new_version
    return told | {"new_version": version.uuid if version else None}


def _seen(scope: Scope) -> Rows:
    """By role the agency's, else those beside one: one condition over all sides would read every row."""
    rows = Objection.objects.all()
    by_role = scope.is_shell or scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)
    seen = rows.visible_to(scope) if by_role else rows.beside(scope)
    around = ("evaluation__plan__employee", "evaluation__plan__agency", "new_version")
    return seen.select_related(*around)


def _follow_ups(rows: Sequence[FollowUp], request: Request) -> list[dict[str, Any]]:  # noqa: ARG001 — one signature
    names = ("kind", "text", "due_on", "done_on", "outcome")
    return [
        {
            "id": one.uuid,
            "evaluation": one.evaluation.uuid,
            "person": ref(one.evaluation.plan.employee),
            "owner": ref(one.owner),
        }
        | {name: getattr(one, name) for name in names}
        for one in rows
    ]


def add_accounts(api: NinjaAPI) -> None:
    """The account of one person, computed as the page computes it."""

    @api.get(
        "/credit/people/{uuid:uuid}",
        response=CreditAccount,
        operation_id="read_credit_account",
        summary="Read an account of angka kredit",
        description="What somebody has and how it stands to the thresholds; `because` gives the steps.",
        tags=[Area.RATINGS.value],
    )
    def credit_account(request: Request, uuid: UUID, because: bool = False) -> dict[str, Any]:
        require_area(request, Area.RATINGS, writing=False)
        person = get_object_or_404(credit.person_in(request.scope, uuid))
        on = today(person.agency.time_zone)
        if must_still_state(request.scope, person, on):
            _ask_purpose(f"/api/v1/trace/purpose?q={person.nip or person.uuid}")
        account = credit.account_in(person, on)
        opening, standing = account.opening, account.standing
        return {
            "person": ref(person),
            "pack": account.pack.id if account.pack else "",
            "level": account.level,
            "rank": account.rank,
            "rank_since": account.rank_since,
            "until": account.until,
            "opening": opening.credit if opening else None,
            "opened_on": opening.day if opening else None,
            "lacking": str(account.lacking),
            "standing": dict(standing.value) if standing else None,
            "unconfirmed": list(standing.unconfirmed) if standing else [],
            "because": steps_of(standing) if because else None,
        }


RATINGS = (
    Resource(
        "evaluations",
        Area.RATINGS,
        "Evaluations; an auditor states a purpose before one is read.",
        EvaluationOut,
        lambda scope: Evaluation.objects.visible_to(scope).select_related(
            *Evaluation.AROUND, "rater"
        ),
        ("-pk",),
        _evaluations,
        {
            "year": equals("plan__year", YEAR),
            "period": one_of("period", Window.Period),
            "status": one_of("status", Evaluation.Status),
            "plan": equals("plan__uuid", KEY),
            "person": equals("plan__employee__uuid", KEY),
        },
        detail=EvaluationDetail,
        whole=_judged,
        explains=True,
    ),
    Resource(
        "objections",
        Area.RATINGS,
        "Objections, the newest first.",
        ObjectionOut,
        _seen,
        ("-filed_on", "-pk"),
        _objections,
        {
            "status": one_of("status", Objection.Status),
            "year": equals("evaluation__plan__year", YEAR),
        },
        detail=ObjectionDetail,
        whole=_argued,
    ),
    Resource(
        "follow-ups",
        Area.RATINGS,
        "What follows from ratings, the first due first.",
        FollowUpOut,
        lambda scope: follow_ups_in(scope, "", today(scope.time_zone)),
        ("due_on", "pk"),
        _follow_ups,
        {
            "done": Filter(bool, lambda rows, value: rows.filter(done_on__isnull=not value)),
            "evaluation": equals("evaluation__uuid", KEY),
        },
        detail=FollowUpOut,
    ),
)
