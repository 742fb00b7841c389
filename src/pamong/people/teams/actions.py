"""Verbs about teams; each change of a person's membership is written down with the person."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import Draft, digest_of, record, record_all
from pamong.people.models import Employee, Team, TeamMember, Unit
from pamong.people.scope import scope_of
from pamong.people.teams.permissions import (
    can_add_member,
    can_change_team,
    can_end_member,
    can_end_team,
    can_make_team,
    can_place_team,
)
from pamong.people.teams.queries import team_with_head


@dataclass(frozen=True, slots=True)
class Span:
    """From a day, up to but not including another."""

    begins: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What is written about a team; without a unit it belongs where its leader works."""

    name: str
    mandate: str = ""
    unit: Unit | None = None


def _locked(team: Team, on: date) -> Team:
    rows = Team.objects.select_for_update(of=("self",))
    return team_with_head(rows, on).get(pk=team.pk)


def _refuse_gone(employee: Employee, on: date) -> None:
    if employee.left_on and employee.left_on <= on:
        raise ValidationError(_("%(name)s sudah berhenti.") % {"name": employee.name})


@transaction.atomic
def make_team(leader: Employee, about: About, *, begins: date, by: User, on: date) -> Team:
    """A team under a leader; its home is the leader's unit unless another is named."""
    scope = scope_of(by, on)
    require(can_make_team(scope, leader))
    _refuse_gone(leader, on)
    unit = about.unit or leader.unit
    if about.unit and about.unit.pk != leader.unit_id:
        require(can_place_team(scope, about.unit, by_head=_own_unit(scope)))
    team = Team.objects.create(
        agency=leader.agency,
        unit=unit,
        name=about.name,
        mandate=about.mandate,
        leader=leader,
        valid_from=begins,
    )
    changes = {"leader": [None, leader], "unit": [None, unit], "valid_from": [None, begins]}
    changes |= _written(team, "mandate", "", about.mandate)
    record("people.team_made", team, by=by, on=on, changes=changes)
    return team


def _own_unit(scope: Scope) -> int:
    """Where a leader of people works: there she places teams."""
    rows = Employee.objects.filter(pk=scope.employee_id if scope.leads else 0)
    return rows.values_list("unit_id", flat=True).first() or 0


def _written(team: Team, name: str, before: str, after: str) -> dict[str, list[object]]:
    """A text that changed, as the record keeps it."""
    if before == after:
        return {}
    setattr(team, name, after)
    return {name: [digest_of(before) if before else None, digest_of(after) if after else None]}


@transaction.atomic
def change_team(
    team: Team, about: About, *, leader: Employee | None = None, by: User, on: date
) -> Team:
    """What is written about it, its unit or its leader; a member who comes to lead is no member any more."""
    team = _locked(team, on)
    scope = scope_of(by, on)
    require(can_change_team(scope, team))
    _refuse_ended(team, on)
    changes = _written(team, "name", team.name, about.name)
    changes |= _written(team, "mandate", team.mandate, about.mandate)
    if about.unit and about.unit.pk != team.unit_id:
        require(can_place_team(scope, about.unit, by_head=_own_unit(scope)))
        changes["unit"] = [team.unit, about.unit]
        team.unit = about.unit
    if leader and leader != team.leader:
        require(can_make_team(scope, leader))
        _refuse_gone(leader, on)
        _leave(team.members.filter(employee=leader), on)
        changes["leader"] = [team.leader, leader]
        team.leader = leader
    if not changes:
        return team
    team.save(update_fields=["name", "mandate", "unit", "leader"])
    record("people.team_changed", team, by=by, on=on, changes=changes)
    return team


def _leave(rows: "QuerySet[TeamMember]", day: date) -> None:
    """End memberships on a day; those that begin later never were."""
    rows.filter(valid_from__gte=day).delete()
    rows.filter(Q(valid_to=None) | Q(valid_to__gt=day)).update(valid_to=day)


def _refuse_ended(team: Team, on: date) -> None:
    if team.valid_to and team.valid_to <= on:
        raise ValidationError(_("Tim ini sudah berakhir."))


@transaction.atomic
def end_team(team: Team, *, ends: date, by: User, on: date) -> Team:
    """The team ends on a day, and with it every membership."""
    team = _locked(team, on)
    require(can_end_team(scope_of(by, on), team))
    _refuse_ended(team, on)
    if ends <= team.valid_from:
        raise ValidationError(_("Tanggal terakhir tidak boleh sebelum tim dimulai."))
    held = Q(valid_to=None) | Q(valid_to__gt=ends)
    people = [one.employee for one in team.members.filter(held).select_related("employee__agency")]
    _leave(team.members.all(), ends)
    before, team.valid_to = team.valid_to, ends
    team.save(update_fields=["valid_to"])
    changes = {"team": team, "valid_to": [None, ends]}
    drafts = [Draft("people.member_ended", person, changes) for person in people]
    ended = Draft("people.team_ended", team, {"valid_to": [before, ends]})
    record_all([*drafts, ended], by=by, on=on)
    return team


@transaction.atomic
def add_member(
    team: Team, employee: Employee, *, role: str, span: Span, by: User, on: date
) -> TeamMember:
    """Put a person into the team for a time; the rater stays who it is."""
    team = _locked(team, on)
    require(can_add_member(scope_of(by, on), team, employee))
    _refuse_ended(team, on)
    _check(team, employee, span, on)
    made = TeamMember.objects.create(
        team=team, employee=employee, role=role, valid_from=span.begins, valid_to=span.ends
    )
    changes = {
        "team": [None, team],
        "role": [None, digest_of(role) if role else None],
        "valid_from": [None, span.begins],
        "valid_to": [None, span.ends],
    }
    record("people.member_added", employee, by=by, on=on, changes=changes)
    return made


def _check(team: Team, employee: Employee, span: Span, on: date) -> None:
    _refuse_gone(employee, on)
    if employee == team.leader:
        raise ValidationError(_("%(name)s sudah memimpin tim ini.") % {"name": employee.name})
    if span.begins < team.valid_from or (team.valid_to and span.begins >= team.valid_to):
        raise ValidationError(_("Pilih tanggal mulai selama tim ini berjalan."))
    if span.ends and span.ends <= span.begins:
        raise ValidationError(_("Tanggal terakhir tidak boleh sebelum tanggal mulai."))
    held = team.members.filter(employee=employee).filter(
        Q(valid_to=None) | Q(valid_to__gt=span.begins)
    )
    if span.ends:
        held = held.filter(valid_from__lt=span.ends)
    if held.exists():
        raise ValidationError(
            _("%(name)s sudah menjadi anggota tim ini.") % {"name": employee.name}
        )


@transaction.atomic
def end_member(team: Team, employee: Employee, *, ends: date, by: User, on: date) -> TeamMember:
    """The membership ends on a day."""
    team = _locked(team, on)
    require(can_end_member(scope_of(by, on), team, employee))
    rows = team.members.select_for_update().filter(employee=employee)
    held = rows.filter(Q(valid_to=None) | Q(valid_to__gt=on)).order_by("valid_from").first()
    if held is None:
        raise ValidationError(_("%(name)s bukan anggota tim ini.") % {"name": employee.name})
    if ends <= held.valid_from:
        raise ValidationError(_("Tanggal terakhir tidak boleh sebelum tanggal mulai."))
    before, held.valid_to = held.valid_to, ends
    held.save(update_fields=["valid_to"])
    changes = {"team": team, "valid_to": [before, ends]}
    record("people.member_ended", employee, by=by, on=on, changes=changes)
    return held
