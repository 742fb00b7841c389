"""Reads of one's own notices, and of what they speak of as far as one may still see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Value

from pamong.access.models import Notice, NoticeChoice
from pamong.access.scope import Scope
from pamong.config.notices.kinds import KINDS
from pamong.people.models import Assignment
from pamong.performance.models import Dialogue, Evaluation, FollowUp, Objection, Plan
from pamong.performance.periods import say_period
from pamong.ui.paging import Page, page_of

SIZE = 25
KIND_OF = {
    model._meta.label_lower: model for model in (Plan, Evaluation, Objection, Dialogue, FollowUp)
}
PLANS = {
    Plan: "",
    Evaluation: "plan__",
    Objection: "evaluation__plan__",
    Dialogue: "plan__",
    FollowUp: "evaluation__plan__",
}
PERIODS = {Evaluation: "period", Objection: "evaluation__period", FollowUp: "evaluation__period"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a notice is about, as the reader may see it today."""

    kind: str
    year: int
    held: str
    period: str
    name: str  # of the person, where that is another
    plan: UUID

    @property
    def title(self) -> str:
        """`SKP 2026, Sari Lestari`."""
        said = f"SKP {self.year}"
        if self.held != Assignment.Kind.DEFINITIVE:
            said = f"SKP {Assignment.Kind(self.held).label} {self.year}"
        if self.period:
            said = f"{said}, {say_period(self.year, self.period)}"
        return f"{said}, {self.name}" if self.name else said


def notices_of(scope: Scope, after: str) -> Page[Notice]:
    """One's own notices, the newest first."""
    rows = Notice.objects.of(scope.user_id).select_related("entry")
    return page_of(rows, after, SIZE, by=("-pk",))


def subjects_of(scope: Scope, notices: Sequence[Notice]) -> dict[UUID, Subject]:
    """The subjects that one may see, of all kinds in one query; whatever else is told of stays untold."""
    by_kind: dict[str, list[UUID]] = {}
    for notice in notices:
        by_kind.setdefault(notice.entry.subject_kind, []).append(notice.entry.subject_uuid)
    parts = [_seen(scope, kind, by_kind[kind]) for kind in KIND_OF if kind in by_kind]
    if not parts:
        return {}
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    return {
        uuid: Subject(kind, year, held, period, "" if own == scope.employee_id else name, plan)
        for uuid, kind, year, held, period, name, own, plan in rows
    }


def _seen(scope: Scope, kind: str, uuids: Sequence[UUID]) -> Any:
    model = KIND_OF[kind]
    at = PLANS[model]
    seen = _visible(model, scope).filter(uuid__in=uuids).order_by()
    period: Any = Value("", CharField())
    if model in PERIODS:
        period = F(PERIODS[model])
    return seen.annotate(
        of_kind=Value(kind, CharField()),
        of_year=F(f"{at}year"),
        of_held=F(f"{at}held"),
        of_period=period,
        of_name=F(f"{at}employee__name"),
        of_person=F(f"{at}employee_id"),
        of_plan=F(f"{at}uuid"),
    ).values_list(
        *("uuid", "of_kind", "of_year", "of_held"),
        *("of_period", "of_name", "of_person", "of_plan"),
    )


def _visible(model: Any, scope: Scope) -> Any:
    """Each kind by its own door; a talk is seen with its plan."""
    if model is Dialogue:
        return Dialogue.objects.filter(plan__in=Plan.objects.visible_to(scope).values("pk"))
    return model.objects.visible_to(scope)


def choices_of(user_id: int) -> dict[str, NoticeChoice]:
    """How an account is told of each kind: as it chose, else in every way that there is."""
    chosen = {row.kind: row for row in NoticeChoice.objects.filter(user_id=user_id)}
    usual = NoticeChoice.Way.APP
    return {
        kind: chosen.get(kind) or NoticeChoice(user_id=user_id, kind=kind, way=usual)
        for kind in KINDS
    }
