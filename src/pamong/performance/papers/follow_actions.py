"""The verbs of printing what follows from an evaluation."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents.issuing import Issued, issue_papers
from pamong.documents.kinds import Kind
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.calibration.permissions import can_read_calibration
from pamong.performance.calibration.queries import minutes_seen, unread_peers
from pamong.performance.evaluation.stated import has_stated
from pamong.performance.models import Calibration, ImprovementPlan, Objection, Sanction
from pamong.performance.papers.follow_writings import (
    IMPROVEMENT,
    MINUTES,
    OBJECTION,
    SANCTION,
)
from pamong.performance.papers.permissions import can_issue_follow_paper, can_issue_minutes_paper


def issue_improvement_paper(plan: ImprovementPlan, *, by: User, on: date, at: datetime) -> Issued:
    """A plan to improve as it stands, for both sides to sign."""
    _check(plan.employee, by, on)
    return _issued(IMPROVEMENT, str(plan.uuid), "", by=by, on=on, at=at)


def issue_sanction_paper(sanction: Sanction, *, by: User, on: date, at: datetime) -> Issued:
    """A decided sanction with its ground, the hearing and the appeal."""
    _check(sanction.employee, by, on)
    said = _("Usulan ini belum diputuskan. Cetak sesudah diputuskan.")
    return _issued(SANCTION, str(sanction.uuid), said, by=by, on=on, at=at)


def issue_objection_paper(objection: Objection, *, by: User, on: date, at: datetime) -> Issued:
    """The decision about an objection."""
    _check(objection.evaluation.plan.employee, by, on)
    said = _("Keberatan ini belum diputuskan. Cetak sesudah diputuskan.")
    return _issued(OBJECTION, str(objection.uuid), said, by=by, on=on, at=at)


def issue_minutes_paper(calibration: Calibration, *, by: User, on: date, at: datetime) -> Issued:
    """The minutes of a closed session."""
    scope = scope_of(by, on)
    is_shut = can_read_calibration(scope, calibration) and bool(
        unread_peers(calibration, scope.user_id, on)
    )
    is_seen = not calibration.is_closed or minutes_seen(scope).filter(pk=calibration.pk).exists()
    require(can_issue_minutes_paper(scope, calibration) and is_seen and not is_shut)
    said = _("Sesi ini belum ditutup. Cetak berita acara sesudah ditutup.")
    return _issued(MINUTES, str(calibration.uuid), said, by=by, on=on, at=at)


def _check(person: Employee, by: User, on: date) -> None:
    scope = scope_of(by, on)
    require(can_issue_follow_paper(scope, person) or has_stated(scope, person, on))


def _issued(kind: Kind, key: str, otherwise: str, *, by: User, on: date, at: datetime) -> Issued:
    writing = kind.one(key)
    if writing is None:
        raise ValidationError(otherwise)
    return issue_papers([writing], by=by, on=on, at=at)[0]
