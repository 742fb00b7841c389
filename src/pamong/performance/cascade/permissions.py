"""Who writes the cascade and who shares roles; everybody in the agency reads the cascade."""

from pamong.access.scope import Role, Scope
from pamong.people.models import Team
from pamong.people.teams.permissions import heads_team
from pamong.performance.models import Plan


def can_keep_cascade(scope: Scope, agency_id: int) -> bool:
    """The personnel office or the head of the agency."""
    if scope.is_shell:
        return True
    return scope.agency_id == agency_id and scope.has(Role.HR, Role.AGENCY_HEAD)


def can_read_findings(scope: Scope, agency_id: int) -> bool:
    """Findings name people across the agency: only who reads everybody's plans sees them."""
    if scope.is_shell:
        return True
    return scope.agency_id == agency_id and scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)


def can_share_roles(scope: Scope, plan: Plan) -> bool:
    """The leader whose results are shared out, or who acts for the leader today."""
    return plan.employee_id in scope.agree_ids


def can_open_team_matrix(scope: Scope, team: Team) -> bool:
    """The leader of the team, herself."""
    return heads_team(scope, team)


def can_share_team_roles(scope: Scope, team: Team, plan: Plan) -> bool:
    """The leader of the team, out of her own results."""
    return can_open_team_matrix(scope, team) and plan.employee_id == team.leader_id
