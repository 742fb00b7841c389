"""Who holds a recap of the national application against what stands here; pure predicates over a scope."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Agency
from pamong.performance.models import Plan, RecapUpload
from pamong.performance.papers.permissions import can_list_reports
from pamong.performance.plan.permissions import is_owner, is_rater


def can_see_recap(scope: Scope) -> bool:
    """Whoever may print many: raters, administrators of units, personnel, the head of the agency."""
    return bool(scope.agency_id) and can_list_reports(scope)


def can_receive_recap(scope: Scope, agency: Agency) -> bool:
    """The personnel office for all; a unit's administrator and a rater for their own people."""
    keeps = scope.has(Role.HR) or bool(scope.unit_ids) or scope.leads
    return scope.is_shell or (agency.pk == scope.agency_id and keeps)


def can_load_recap(scope: Scope, upload: RecapUpload) -> bool:
    """The one who sent the file, while she still may."""
    return upload.user_id == scope.user_id and can_receive_recap(scope, upload.agency)


def can_choose_recap_columns(scope: Scope, upload: RecapUpload) -> bool:
    """As loading it."""
    return can_load_recap(scope, upload)


def can_drop_recap(scope: Scope, upload: RecapUpload) -> bool:
    """The one who sent it, also when she may load no more."""
    return upload.user_id == scope.user_id


def can_mark_copied(scope: Scope, plan: Plan) -> bool:
    """Its owner, its rater, and who keeps the facts of its unit: whoever types there."""
    keeps = scope.has(Role.HR) and plan.agency_id == scope.agency_id
    return is_owner(scope, plan) or is_rater(scope, plan) or keeps or plan.unit_id in scope.unit_ids


def can_unmark_copied(scope: Scope, plan: Plan) -> bool:
    """As marking it."""
    return can_mark_copied(scope, plan)
