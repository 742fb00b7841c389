"""Who speaks about a member's work to the member's rater."""

from pamong.access.scope import Scope
from pamong.people.models import Team
from pamong.people.teams.permissions import heads_team
from pamong.performance.models import Plan
from pamong.performance.plan.permissions import is_owner


def can_list_team_inputs(scope: Scope, *, led: bool) -> bool:
    """Who leads a team, or led one that has ended (`led`)."""
    return bool(scope.active_id) and (scope.leads_team or led)


def can_give_team_input(scope: Scope, team: Team, plan: Plan) -> bool:
    """The leader of the team, about a member whom she does not rate; the time in the team is asked apart."""
    is_rater = plan.rater_id == scope.active_id
    return heads_team(scope, team) and not is_owner(scope, plan) and not is_rater
