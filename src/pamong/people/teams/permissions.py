"""Who puts people into teams; pure predicates over a scope.

A team's leader gives feedback on its members, so that nobody draws strangers into an own team: a person is
lent by who keeps her facts or rates her.
"""

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee, Team, Unit
from pamong.people.permissions import keeps_people, keeps_person, keeps_unit


def can_see_teams(scope: Scope) -> bool:
    """Who keeps, watches or leads people finds the list, and who leads or is in a team."""
    if scope.leads_team or scope.in_team:
        return True
    return keeps_people(scope) or scope.leads or scope.has(Role.AGENCY_HEAD, Role.AUDITOR)


def lends(scope: Scope, person: Employee) -> bool:
    """Who keeps the person's facts, or rates the person."""
    if person.agency_id != scope.agency_id and not scope.is_shell:
        return False
    return keeps_person(scope, person) or (person.rater_id or 0) in scope.rater_ids


def can_make_teams(scope: Scope) -> bool:
    """Whether the account may make a team of anybody at all."""
    return keeps_people(scope) or scope.leads


def can_import_teams(scope: Scope) -> bool:
    """As making them; each row is asked about by itself."""
    return can_make_teams(scope)


def can_make_team(scope: Scope, leader: Employee) -> bool:
    """Under somebody whom one lends, or as a leader of people under oneself."""
    is_own = scope.leads and leader.pk == scope.employee_id
    return is_own or lends(scope, leader)


def can_place_team(scope: Scope, unit: Unit, *, by_head: int) -> bool:
    """In a unit that one keeps, or as a leader of people in one's own (`by_head`)."""
    if unit.agency_id != scope.agency_id and not scope.is_shell:
        return False
    return keeps_unit(scope, unit) or unit.pk == by_head


def can_change_team(scope: Scope, team: Team) -> bool:
    """Who keeps or heads the team's unit, its leader when she leads people, and who rates her.

    Who heads the unit comes with the team (`team_with_head`).
    """
    if scope.is_shell:
        return True
    if team.agency_id != scope.agency_id:
        return False
    if team.unit_id and keeps_unit(scope, team.unit):
        return True
    if scope.active_id and getattr(team, "unit_head", None) == scope.active_id:
        return True
    return can_make_team(scope, team.leader)


def heads_team(scope: Scope, team: Team) -> bool:
    """The leader of the team, herself: who gives its work and speaks about it."""
    return bool(scope.active_id) and team.leader_id == scope.active_id


def can_end_team(scope: Scope, team: Team) -> bool:
    """As changing it."""
    return can_change_team(scope, team)


def can_add_member(scope: Scope, team: Team, employee: Employee) -> bool:
    """Who lends the person, into any team of the agency."""
    return team.agency_id == employee.agency_id and lends(scope, employee)


def can_end_member(scope: Scope, team: Team, employee: Employee) -> bool:
    """Who lends the person, and who may change the team."""
    return lends(scope, employee) or can_change_team(scope, team)
