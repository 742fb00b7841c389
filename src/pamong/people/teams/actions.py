"""Verbs about teams; each change of a person's membership is written down with the person."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, digest_of, record, record_all
from pamong.people.models import Employee, Team, TeamMember
from pamong.people.scope import scope_of
from pamong.people.teams.permissions import (
    can_add_member,
    can_change_team,
    can_end_member,
    can_end_team,
    can_make_team,
)


@dataclass(frozen=True, slots=True)
class Span:
    """From a day, up to but not including another."""

    begins: date
    ends: date | None = None


def _locked(team: Team) -> Team:
    rows = Team.objects.select_for_update(of=("self",)).select_related("leader", "unit", "agency")
    return rows.get(pk=team.pk)


def _refuse_gone(employee: Employee, on: date) -> None:
    if employee.left_on and employee.left_on <= on:
        raise ValidationError(_("%(name)s sudah berhenti.") % {"name": employee.name})


@transaction.atomic
def make_team(leader: Employee, *, name: str, begins: date, by: User, on: date) -> Team:
    """A team under a leader; its home is the leader's unit."""
    require(can_make_team(scope_of(by, on), leader))
    _refuse_gone(leader, on)
    team = Team.objects.create(
        agency=leader.agency, unit=leader.unit, name=name, leader=leader, valid_from=begins
    )
    changes = {"leader": [None, leader], "valid_from": [None, begins]}
    record("people.team_made", team, by=by, on=on, changes=changes)
    return team


@transaction.atomic
def change_team(team: Team, *, name: str, leader: Employee, by: User, on: date) -> Team:
    """Another name or leader; a member who comes to lead is no member any more."""
    team = _locked(team)
    scope = scope_of(by, on)
    require(can_change_team(scope, team))
    _refuse_ended(team, on)
    changes: dict[str, list[object]] = {}
    if name != team.name:
        changes["name"] = [digest_of(team.name), digest_of(name)]
    if leader != team.leader:
        require(can_make_team(scope, leader))
        _refuse_gone(leader, on)
        _leave(team.members.filter(employee=leader), on)
        changes["leader"] = [team.leader, leader]
    if not changes:
        return team
    team.name, team.leader = name, leader
    team.save(update_fields=["name", "leader"])
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
    team = _locked(team)
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
    team = _locked(team)
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
    team = _locked(team)
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
