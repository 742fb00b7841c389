"""Reads for scans: which papers on record one may see, by what each of them speaks of."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pamong.access.scope import Scope
from pamong.documents.models import Paper, PaperSigner
from pamong.people.models import Employee
from pamong.performance.calibration.permissions import can_read_calibration
from pamong.performance.calibration.queries import minutes_seen, unread_peers
from pamong.performance.evaluation.queries import has_read
from pamong.performance.evaluation.stated import has_stated
from pamong.performance.models import (
    CreditDetermination,
    Evaluation,
    ImprovementPlan,
    Objection,
    Plan,
    Sanction,
)
from pamong.performance.papers.contents.skp import SKP
from pamong.performance.papers.credit_writings import ACCUMULATION, CONVERSION, DETERMINATION
from pamong.performance.papers.follow_writings import (
    IMPROVEMENT,
    MINUTES,
    OBJECTION,
    SANCTION,
)
from pamong.performance.papers.permissions import (
    can_issue_credit_paper,
    can_issue_evaluation_paper,
    can_issue_follow_paper,
    can_issue_matrix_paper,
    can_issue_minutes_paper,
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

Sees = Callable[[Scope, str, date], bool]


def sees_paper(scope: Scope, paper: Paper, on: date) -> bool:
    """Whoever may print it now; of a kind that is not known, nobody."""
    sees = SEES.get(paper.kind)
    return sees is not None and sees(scope, paper.key, on)


def is_signer_of(scope: Scope, paper: Paper) -> bool:
    """Whether its form asks for one's own signature."""
    own = Employee.objects.filter(pk=scope.active_id).values("uuid")
    return PaperSigner.objects.filter(paper=paper, person_uuid__in=own).exists()


def _plan(scope: Scope, key: str, on: date) -> bool:  # noqa: ARG001 — asked like the others
    plan = Plan.objects.visible_to(scope).filter(uuid=key).first()
    return plan is not None and can_issue_plan_paper(scope, plan)


def _matrix(scope: Scope, key: str, on: date) -> bool:  # noqa: ARG001 — asked like the others
    plan = matrix_plans(scope).filter(uuid=key).first()
    return plan is not None and can_issue_matrix_paper(scope, plan)


def _evaluation_of(scope: Scope, key: str) -> Evaluation | None:
    rows = Evaluation.objects.visible_to(scope).final().select_related(*Evaluation.AROUND)
    return rows.filter(uuid=key).first()


def _evaluation(scope: Scope, key: str, on: date) -> bool:
    one = _evaluation_of(scope, key)
    if one is None:
        return False
    return can_issue_evaluation_paper(scope, one) or has_read(one, scope.user_id, on)


def _list(scope: Scope, key: str, on: date) -> bool:  # noqa: ARG001 — asked like the others
    level = levels_seen(scope).filter(uuid=key).first()
    return level is not None and can_issue_predicates_paper(scope, level)


def _credited(scope: Scope, person: Any, on: date) -> bool:
    return can_issue_credit_paper(scope, person) or has_stated(scope, person, on)


def _conversion(scope: Scope, key: str, on: date) -> bool:
    one = _evaluation_of(scope, key)
    return one is not None and _credited(scope, one.plan.employee, on)


def _determination(scope: Scope, key: str, on: date) -> bool:
    rows = CreditDetermination.objects.visible_to(scope).select_related("employee__agency")
    one = rows.filter(uuid=key).first()
    return one is not None and _credited(scope, one.employee, on)


def _follows(scope: Scope, person: Any, on: date) -> bool:
    return can_issue_follow_paper(scope, person) or has_stated(scope, person, on)


def _improvement(scope: Scope, key: str, on: date) -> bool:
    rows = ImprovementPlan.objects.visible_to(scope).select_related("employee__agency")
    one = rows.filter(uuid=key).first()
    return one is not None and _follows(scope, one.employee, on)


def _sanction(scope: Scope, key: str, on: date) -> bool:
    rows = Sanction.objects.visible_to(scope).select_related("employee__agency")
    one = rows.filter(uuid=key).first()
    return one is not None and _follows(scope, one.employee, on)


def _objection(scope: Scope, key: str, on: date) -> bool:
    rows = Objection.objects.visible_to(scope)
    one = rows.select_related("evaluation__plan__employee__agency").filter(uuid=key).first()
    return one is not None and _follows(scope, one.evaluation.plan.employee, on)


def _minutes(scope: Scope, key: str, on: date) -> bool:
    one = minutes_seen(scope).filter(uuid=key).first()
    if one is None or not can_issue_minutes_paper(scope, one):
        return False
    asks = can_read_calibration(scope, one)
    return not (asks and unread_peers(one, scope.user_id, on))


SEES: dict[str, Sees] = {
    SKP.code: _plan,
    ANNEX.code: _plan,
    MATRIX.code: _matrix,
    PERIODIC.code: _evaluation,
    ANNUAL.code: _evaluation,
    DOCUMENT.code: _evaluation,
    PREDICATE_LIST.code: _list,
    CONVERSION.code: _conversion,
    ACCUMULATION.code: _determination,
    DETERMINATION.code: _determination,
    IMPROVEMENT.code: _improvement,
    SANCTION.code: _sanction,
    OBJECTION.code: _objection,
    MINUTES.code: _minutes,
}
