"""Who convenes and leads a session, who takes part, and who answers for whom."""

from collections.abc import Collection

from pamong.access.scope import Role, Scope
from pamong.performance.evaluation.permissions import can_rate_evaluation
from pamong.performance.models import Calibration, CalibrationChange, CalibrationPeer
from pamong.performance.plan.permissions import is_owner


def can_open_calibration(scope: Scope) -> bool:
    """The personnel office, the agency's head, and who leads; whoever leads convenes only those below his raters."""
    return bool(scope.active_id) and (sees_whole_agency(scope) or scope.leads)


def sees_whole_agency(scope: Scope) -> bool:
    """Whether one convenes over anybody of the agency, by role."""
    return scope.has(Role.HR, Role.AGENCY_HEAD)


def can_lead_calibration(scope: Scope, calibration: Calibration) -> bool:
    """Who convened it, and by role who may take it over."""
    if not scope.active_id or scope.agency_id != calibration.agency_id:
        return False
    return calibration.convener_id == scope.active_id or sees_whole_agency(scope)


def can_note_calibration(scope: Scope, raters: Collection[int]) -> bool:
    """A rater who takes part, or who rates in his place today."""
    return bool(scope.rate_ids.intersection(raters))


def can_propose_calibration(
    scope: Scope, peer: CalibrationPeer, calibration: Calibration, raters: Collection[int]
) -> bool:
    """A rater who takes part or who convened it; nobody about himself."""
    takes_part = can_note_calibration(scope, raters)
    takes_part = takes_part or (
        bool(scope.active_id) and calibration.convener_id == scope.active_id
    )
    return takes_part and not is_owner(scope, peer.evaluation.plan)


def can_agree_calibration(scope: Scope, change: CalibrationChange) -> bool:
    """The rater of that person alone: the rating stays his responsibility."""
    return can_rate_evaluation(scope, change.peer.evaluation)


def can_decline_calibration(scope: Scope, change: CalibrationChange) -> bool:
    """The same one."""
    return can_agree_calibration(scope, change)


def can_read_calibration(scope: Scope, calibration: Calibration) -> bool:
    """An auditor states a purpose; no one else needs to."""
    if scope.is_shell or not scope.has(Role.AUDITOR) or sees_whole_agency(scope):
        return False
    return not (scope.active_id and calibration.convener_id == scope.active_id)
