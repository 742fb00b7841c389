"""Pages of a team's leader: the members who wait for a word, and the word about one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Team
from pamong.people.request import Request, own_agency
from pamong.performance.asking import period_asked, period_tabs
from pamong.performance.evaluation.actions import pack_for
from pamong.performance.models import Plan, Window
from pamong.performance.periods import period_days, say_period
from pamong.performance.progress.queries import attainments_of, results_of
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rules import pack_named
from pamong.performance.team_input import queries
from pamong.performance.team_input.actions import blocked_by, give_team_input
from pamong.performance.team_input.forms import TeamInputForm
from pamong.performance.team_input.permissions import can_give_team_input, can_list_team_inputs
from pamong.performance.team_input.presentation import (
    input_traces,
    member_table,
    of_team,
    results_table,
    value_rows,
)
from pamong.performance.windows.queries import window_state
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import form_page, found, redirect, render, sent


def list_address(year: int, period: str) -> str:
    """The members of a period."""
    return f"{reverse('performance:team-input-list')}?year={year}&period={period}"


def team_input_list(request: Request) -> HttpResponse:
    """The members of one's teams in a period, with what one said about each."""
    scope = request.scope
    led = scope.leads_team or queries.led_once(scope)
    require(can_list_team_inputs(scope, led=led))
    agency = own_agency(request)
    day = today(agency.time_zone)
    when = period_asked(request, day)
    lines = queries.lines_of(scope, when)
    context = {
        "period": say_period(*when),
        "tabs": period_tabs(
            reverse("performance:team-input-list"), when, agency.pk, rhythms_of(scope)
        ),
        "window": window_state(agency, Window.Stage.EVALUATION, *when, day),
        "table": member_table(lines, when[1]),
        "waiting": sum(not line.given_on and not line.is_final for line in lines),
    }
    return render(request, "performance/team_input_list.html", context=context)


@once
def team_input_give(request: Request, uuid: UUID, plan: UUID, period: str) -> HttpResponse:
    """Say for each result from the team and each value what one would rate, and why."""
    team = get_object_or_404(Team.objects.filter(leader_id=request.scope.active_id), uuid=uuid)
    around = ("agency", "employee", "position", "duty", "unit", "rater")
    year = get_object_or_404(Plan.objects.only("year"), uuid=plan).year
    rhythms = rhythms_of(request.scope)
    found(period in rhythms.periods(year) or None)
    rows = queries.plans_of_members(team, (year, period), rhythms)
    rows = rows.select_related(*around)
    about = get_object_or_404(rows, uuid=plan)
    request.place = reverse("performance:team-input-list")
    day = today(about.agency.time_zone)
    page = _page_of(request, team, about, period)
    form = page["form"]
    require(can_give_team_input(request.scope, team, about), form)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            give_team_input(team, about, period, form.said(), by=request.user, on=day)
            said = _("Masukan untuk %(name)s tersimpan. Penilainya membacanya saat menilai.")
            said = said % {"name": about.employee.full_name}
            return redirect(request, list_address(about.year, period), said=said)
    context = page | _shown(page, about, period, day)
    hand_back_unless(not context["blocked"], form, context["blocked"])
    return form_page(request, "performance/team_input_give.html", **context)


def _page_of(request: Request, team: Team, plan: Plan, period: str) -> dict[str, Any]:
    pack = pack_named(pack_for(plan, period))
    content = results_of(plan)
    results = of_team(content, queries.results_from(team, plan))
    given = queries.given_by(request.scope, team, plan, period)
    for row in given:
        row.team = team
    form = TeamInputForm(sent(request), pack=pack, results=results, given=given)
    return {
        "team": team,
        "plan": plan,
        "pack": pack,
        "content": content,
        "results": results,
        "form": form,
        "given": given,
    }


def _shown(page: dict[str, Any], plan: Plan, period: str, day: date) -> dict[str, Any]:
    """The page's figures and fields; past its time only what was said."""
    blocked = blocked_by(plan, period, day)
    form = None if blocked else page["form"]
    until = min(day, period_days(plan.year, period)[1])
    parts = attainments_of(plan, page["content"], until=until, period=period)
    said = say_period(plan.year, period)
    return {
        "period": said,
        "draft": f"team-input-{period}",
        "crumbs": [(_("Masukan tim"), list_address(plan.year, period))],
        "blocked": blocked,
        "has_results": bool(page["results"]),
        "table": results_table(page["results"], parts, form, page["pack"]),
        "values": value_rows(form, page["pack"]) if form else "",
        "said": input_traces(page["given"], page["pack"]) if blocked else [],
    }
