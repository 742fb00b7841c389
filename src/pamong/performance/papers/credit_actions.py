"""The verbs of printing angka kredit."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents.issuing import Issued, issue_papers
from pamong.documents.kinds import Kind
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.evaluation.stated import has_stated
from pamong.performance.models import CreditDetermination, Evaluation
from pamong.performance.papers.credit_writings import (
    ACCUMULATION,
    CONVERSION,
    DETERMINATION,
    conversions_in,
)
from pamong.performance.papers.permissions import can_issue_credit_paper


def issue_conversion_paper(evaluation: Evaluation, *, by: User, on: date, at: datetime) -> Issued:
    """What one predicate gives."""
    _check(evaluation.plan.employee, by, on)
    if not evaluation.is_final:
        raise ValidationError(_("Predikat belum ditetapkan. Cetak sesudah ditetapkan."))
    return _issued(CONVERSION, str(evaluation.uuid), by=by, on=on, at=at)


def issue_accumulation_paper(
    determination: CreditDetermination, *, by: User, on: date, at: datetime
) -> Issued:
    """The balance and the conversions that a determination adds up."""
    _check(determination.employee, by, on)
    return _issued(ACCUMULATION, str(determination.uuid), by=by, on=on, at=at)


def issue_determination_paper(
    determination: CreditDetermination, *, by: User, on: date, at: datetime
) -> Issued:
    """A determination with old, new and sum."""
    _check(determination.employee, by, on)
    return _issued(DETERMINATION, str(determination.uuid), by=by, on=on, at=at)


def issue_determination_papers(
    determination: CreditDetermination, *, by: User, on: date, at: datetime
) -> list[Issued]:
    """The conversions that are new in a determination, their accumulation, and the determination itself."""
    _check(determination.employee, by, on)
    key = [str(determination.uuid)]
    parts = [
        (CONVERSION, conversions_in(determination)),
        (ACCUMULATION, key),
        (DETERMINATION, key),
    ]
    writings = [one for kind, keys in parts if keys for one in kind.writings(keys)]
    return issue_papers(writings, by=by, on=on, at=at)


def _check(person: Employee, by: User, on: date) -> None:
    scope = scope_of(by, on)
    require(can_issue_credit_paper(scope, person) or has_stated(scope, person, on))


def _issued(kind: Kind, key: str, *, by: User, on: date, at: datetime) -> Issued:
    writing = kind.one(key)
    if writing is None:
        raise ValidationError(_("Predikat ini tidak dikonversi: jabatannya tidak berjenjang."))
    return issue_papers([writing], by=by, on=on, at=at)[0]
