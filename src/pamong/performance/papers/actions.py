"""The verbs of printing: whoever may hands a paper out, and the record knows it by what it says."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents.issuing import Issued, issue_papers
from pamong.documents.kinds import Kind
from pamong.people.scope import scope_of
from pamong.performance.evaluation.queries import has_read
from pamong.performance.models import Evaluation, Plan, UnitLevel
from pamong.performance.papers.contents.skp import SKP
from pamong.performance.papers.permissions import (
    can_issue_evaluation_paper,
    can_issue_matrix_paper,
    can_issue_plan_paper,
    can_issue_predicates_paper,
)
from pamong.performance.papers.queries import levels_seen, matrix_plans
from pamong.performance.papers.writings import (
    ANNEX,
    ANNUAL,
    DOCUMENT,
    MATRIX,
    PERIODIC,
    PREDICATE_LIST,
)
from pamong.performance.periods import Period


def issue_plan_paper(plan: Plan, *, by: User, on: date, at: datetime) -> Issued:
    """The plan on its form; a draft bears its mark and leaves no record."""
    require(can_issue_plan_paper(scope_of(by, on), plan))
    return issued(SKP, str(plan.uuid), by=by, on=on, at=at)


def issue_evaluation_paper(evaluation: Evaluation, *, by: User, on: date, at: datetime) -> Issued:
    """An evaluation whose predicate is set, on the form of its period."""
    _check_evaluation(evaluation, by, on)
    kind = ANNUAL if evaluation.period == Period.YEAR else PERIODIC
    return issued(kind, str(evaluation.uuid), by=by, on=on, at=at)


def issue_evaluation_document(
    evaluation: Evaluation, *, by: User, on: date, at: datetime
) -> Issued:
    """The yearly document with objection and decision."""
    _check_evaluation(evaluation, by, on)
    if evaluation.period != Period.YEAR:
        raise ValidationError(
            _("Dokumen evaluasi dicetak dari evaluasi tahunan. Buka yang tahunan.")
        )
    return issued(DOCUMENT, str(evaluation.uuid), by=by, on=on, at=at)


def _check_evaluation(evaluation: Evaluation, by: User, on: date) -> None:
    scope = scope_of(by, on)
    may = can_issue_evaluation_paper(scope, evaluation)
    require(may or has_read(evaluation, scope.user_id, on))
    if not evaluation.is_final:
        raise ValidationError(_("Predikat belum ditetapkan. Cetak sesudah ditetapkan."))


def issue_annex_paper(plan: Plan, *, by: User, on: date, at: datetime) -> Issued:
    """The annexes of a plan without the plan."""
    require(can_issue_plan_paper(scope_of(by, on), plan))
    return issued(ANNEX, str(plan.uuid), by=by, on=on, at=at)


def issue_matrix_paper(plan: Plan, *, by: User, on: date, at: datetime) -> Issued:
    """What a leader shared out from a plan."""
    scope = scope_of(by, on)
    has_matrix = matrix_plans(scope).filter(pk=plan.pk).exists()
    require(has_matrix and can_issue_matrix_paper(scope, plan))
    return issued(MATRIX, str(plan.uuid), by=by, on=on, at=at)


def issue_predicates_paper(level: UnitLevel, *, by: User, on: date, at: datetime) -> Issued:
    """Everybody's predicate in a unit and period."""
    scope = scope_of(by, on)
    sees_all = levels_seen(scope).filter(pk=level.pk).exists()
    require(sees_all and can_issue_predicates_paper(scope, level))
    return issued(PREDICATE_LIST, str(level.uuid), by=by, on=on, at=at)


def issued(kind: Kind, key: str, *, by: User, on: date, at: datetime) -> Issued:
    """One paper of a subject that is known to exist; who may was asked before."""
    writing = kind.one(key)
    assert writing is not None
    return issue_papers([writing], by=by, on=on, at=at)[0]
