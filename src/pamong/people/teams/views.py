"""Pages of teams."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.cells import text_of
from pamong.people.models import Employee, Team
from pamong.people.request import Request
from pamong.people.teams import actions
from pamong.people.teams.forms import ChangeForm, EndForm, MemberForm, TeamForm
from pamong.people.teams.permissions import (
    can_change_team,
    can_end_member,
    can_end_team,
    can_make_teams,
    can_see_teams,
    heads_team,
)
from pamong.people.teams.presentation import (
    member_table,
    team_facts,
    team_table,
    team_tabs,
)
from pamong.people.teams.queries import members_of, past_members_of, team_with_head, teams_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render, sent


def team_list(request: Request) -> HttpResponse:
    """The teams of the agency, or one's own."""
    require(can_see_teams(request.scope))
    ended, asked = request.GET.get("state") == "ended", text_of(request.GET.get("q", ""))[:100]
    after = request.GET.get("after", "")
    page = teams_of(request.scope, asked, after, today(), ended=ended)
    query = {"state": "ended"} if ended else {}
    context = {
        "table": team_table(page.rows),
        "tabs": team_tabs(ended=ended),
        "asked": asked,
        "ended": ended,
        "next_url": page.next_url(**query, q=asked),
        "may_make": can_make_teams(request.scope),
    }
    return render(request, "people/team_list.html", context=context)


def _team(request: Request, uuid: UUID) -> Team:
    rows = Team.objects.visible_to(request.scope)
    return get_object_or_404(team_with_head(rows, today()), uuid=uuid)


@once
def team_make(request: Request) -> HttpResponse:
    """A new team under oneself or one of one's people."""
    require(can_make_teams(request.scope))
    form = TeamForm(sent(request), scope=request.scope, on=today())
    if form.is_valid() and form.chosen:
        with refused_on(form):
            begins, about = form.cleaned_data["begins"], form.about()
            given: Any = {"begins": begins, "by": request.user, "on": today()}
            team = actions.make_team(form.chosen, about, **given)
            return redirect(request, "people:team-detail", team.uuid)
    return form_page(request, "people/team_form.html", form)


def team_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Who is in the team, and what one may change."""
    return _detail(request, _team(request, uuid), None)


def _detail(request: Request, team: Team, form: MemberForm | None) -> HttpResponse:
    scope, day = request.scope, today()
    is_ended = bool(team.valid_to and team.valid_to <= day)
    page = members_of(team, request.GET.get("after", ""), day)
    past = past_members_of(team, request.GET.get("past", ""), day)
    may_end = not is_ended and any(can_end_member(scope, team, one.employee) for one in page.rows)
    address = reverse("people:team-detail", args=[team.uuid])  # a refused form stands at another
    may_add = can_make_teams(scope) and not is_ended
    context = {
        "team": team,
        "is_ended": is_ended,
        "facts": team_facts(team),
        "members": member_table(page.rows, scope, team, may_end=may_end),
        "more_members": page.next_url(address),
        "past": member_table(past.rows, scope, team, may_end=False) if past.rows else None,
        "more_past": f"{address}?{urlencode({'past': past.next_cursor})}"
        if past.next_cursor
        else "",
        "form": form or (MemberForm(scope=scope, on=day) if may_add else None),
        "may_change": not is_ended and can_change_team(scope, team),
        "may_share": not is_ended and heads_team(scope, team),
        "may_end": not is_ended and can_end_team(scope, team),
    }
    status = UNPROCESSABLE if form else 200
    return render(request, "people/team_detail.html", context=context, status=status)


@once
def team_change(request: Request, uuid: UUID) -> HttpResponse:
    """Another name or another leader."""
    team = _team(request, uuid)
    require(can_change_team(request.scope, team))
    initial = {"name": team.name, "mandate": team.mandate}
    form = ChangeForm(sent(request), scope=request.scope, on=today(), initial=initial)
    if form.is_valid():
        with refused_on(form):
            given: Any = {"leader": form.chosen, "by": request.user, "on": today()}
            actions.change_team(team, form.about(), **given)
            return redirect(request, "people:team-detail", uuid)
    return form_page(request, "people/team_form.html", form, team=team)


@once
def team_end(request: Request, uuid: UUID) -> HttpResponse:
    """The last day of the team."""
    team = _team(request, uuid)
    require(can_end_team(request.scope, team))
    form = EndForm(sent(request), initial={"last": today()})
    if form.is_valid():
        with refused_on(form):
            actions.end_team(team, ends=form.ends(), by=request.user, on=today())
            said = _("Hari terakhir tim disimpan.")
            return redirect(request, "people:team-detail", uuid, said=said)
    return form_page(request, "people/team_end.html", form, team=team)


@require_POST
@once
def member_add(request: Request, uuid: UUID) -> HttpResponse:
    """Lend one of one's people to the team."""
    team = _team(request, uuid)
    require(can_make_teams(request.scope))
    form = MemberForm(request.POST, scope=request.scope, on=today())
    if form.is_valid() and form.chosen:
        with refused_on(form):
            given = {"role": form.cleaned_data["role"], "span": form.span()}
            actions.add_member(team, form.chosen, **given, by=request.user, on=today())
            said = _("%(name)s masuk tim.") % {"name": form.chosen.full_name}
            return redirect(request, "people:team-detail", uuid, said=said)
    return _detail(request, team, form)


@once
def member_end(request: Request, uuid: UUID, person: UUID) -> HttpResponse:
    """The last day of one person in the team."""
    team = _team(request, uuid)
    people = Employee.objects.filter(memberships__team=team).select_related("agency").distinct()
    employee = get_object_or_404(people, uuid=person)
    require(can_end_member(request.scope, team, employee))
    form = EndForm(sent(request), initial={"last": today()})
    if form.is_valid():
        with refused_on(form):
            actions.end_member(team, employee, ends=form.ends(), by=request.user, on=today())
            said = _("Hari terakhir %(name)s disimpan.") % {"name": employee.name}
            return redirect(request, "people:team-detail", uuid, said=said)
    return form_page(request, "people/team_end.html", form, team=team, employee=employee)
