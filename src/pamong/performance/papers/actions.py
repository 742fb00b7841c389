"""The verb of printing: whoever may hands a paper out, and the record knows it by what it says."""

from datetime import date, datetime

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents.issuing import Issued, issue_papers
from pamong.documents.kinds import Kind
from pamong.people.scope import scope_of
from pamong.performance.models import Plan
from pamong.performance.papers.contents.skp import SKP
from pamong.performance.papers.permissions import can_issue_plan_paper


def issue_plan_paper(plan: Plan, *, by: User, on: date, at: datetime) -> Issued:
    """The plan on its form; a draft bears its mark and leaves no record."""
    require(can_issue_plan_paper(scope_of(by, on), plan))
    return issued(SKP, str(plan.uuid), by=by, on=on, at=at)


def issued(kind: Kind, key: str, *, by: User, on: date, at: datetime) -> Issued:
    """One paper of a subject that is known to exist; who may was asked before."""
    writing = kind.one(key)
    assert writing is not None
    return issue_papers([writing], by=by, on=on, at=at)[0]
