"""The page of the matrix of roles and results, and taking a role into a plan."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Team
from pamong.people.request import Request
from pamong.performance.cascade.forms import MatrixForm
from pamong.performance.cascade.matrix import (
    matrix_of,
    plan_opened,
    plans_of_leader,
    team_matrix_of,
    year_to_plan,
)
from pamong.performance.cascade.matrix_page import matrix_context, matrix_tabs
from pamong.performance.cascade.permissions import can_open_team_matrix
from pamong.performance.cascade.role_actions import share_roles, share_team_roles, take_role
from pamong.performance.models import Plan, RoleCell
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, found, redirect, render


def matrix(request: Request) -> HttpResponse:
    """The leader's matrix of a year; the newest plan, or the one in the address."""
    plans = plans_of_leader(request.scope.agree_ids)
    wanted = request.GET.get("plan", "")
    own = [plan for plan in plans if plan.employee_id == request.scope.employee_id] or plans
    plan = next((p for p in plans if str(p.uuid) == wanted), None)
    if wanted and plan is None:
        raise Http404
    plan = plan or plan_opened(own, today())
    if plan is None:
        context = {"is_official": request.scope.is_official}
        return render(request, "performance/matrix_empty.html", context=context)
    return _page(request, plan, plans, MatrixForm(None, matrix_of(plan)))


def asked_in(request: Request) -> str:
    """The part of a name or post to which the people are narrowed."""
    return request.GET.get("q", "").strip()[:60]


def asked_again(request: Request, address: str, plan: UUID) -> str:
    """The matrix of a plan, narrowed as it was when it was sent."""
    asked = asked_in(request)
    return f"{address}?{urlencode({'plan': plan} | ({'q': asked} if asked else {}))}"


@require_POST
@once
def roles_share(request: Request, uuid: UUID) -> HttpResponse:
    """Store the whole matrix; a stale cell shows both texts and keeps all that was typed."""
    plans = plans_of_leader(request.scope.agree_ids)
    plan = next((plan for plan in plans if plan.uuid == uuid), None)
    if plan is None:
        raise Http404
    form = MatrixForm(request.POST, matrix_of(plan))
    if form.is_valid():
        with refused_on(form):
            share_roles(plan, form.cells, by=request.user, on=today())
            said = _("Matriks tersimpan. Tiap peran menjadi usulan RHK pegawainya.")
            return redirect(
                request, asked_again(request, reverse("performance:matrix"), plan.uuid), said=said
            )
    return _page(request, plan, plans, form, status=UNPROCESSABLE)


def _page(
    request: Request, plan: Plan, plans: list[Plan], form: MatrixForm, *, status: int = 200
) -> HttpResponse:
    is_own = plan.employee_id == request.scope.employee_id
    own = [one for one in plans if one.employee_id == plan.employee_id]
    here, asked = reverse("performance:matrix"), asked_in(request)
    context = matrix_context(plan, form, here, asked) | {
        "tabs": matrix_tabs(plans, plan),
        "year_to_plan": year_to_plan(own, today()) if is_own else 0,
        "is_delegate": not is_own,
        "draft": f"matrix-{plan.uuid}",
        "share_url": reverse("performance:roles-share", args=[plan.uuid]),
    }
    if form.matrix.people or form.matrix.texts:
        context["paper_url"] = reverse("performance:matrix-paper", args=[plan.uuid])
    return render(request, "performance/matrix.html", "", context, status=status)


def _team(request: Request, uuid: UUID) -> Team:
    """A team that one leads; 404 for whom it does not exist, 403 for its members and keepers."""
    rows = Team.objects.visible_to(request.scope).select_related("leader", "unit")
    team = get_object_or_404(rows, uuid=uuid)
    require(can_open_team_matrix(request.scope, team))
    request.place = reverse("people:team-list")
    return team


def team_matrix(request: Request, uuid: UUID) -> HttpResponse:
    """The roles of a team's members for its leader's results; the newest plan, or the one asked for."""
    team, wanted = _team(request, uuid), request.GET.get("plan", "")
    plans = plans_of_leader([team.leader_id])
    plan = next((p for p in plans if str(p.uuid) == wanted), None)
    if wanted and plan is None:
        raise Http404
    plan = plan or plan_opened(plans, today())
    if plan is None:
        return render(request, "performance/matrix_empty.html", context={"team": team})
    return _team_page(request, plan, plans, MatrixForm(None, team_matrix_of(team, plan, today())))


@require_POST
@once
def team_roles_share(request: Request, uuid: UUID, plan: UUID) -> HttpResponse:
    """Store the whole matrix of a team."""
    team = _team(request, uuid)
    plans = plans_of_leader([team.leader_id])
    shared = found(next((one for one in plans if one.uuid == plan), None))
    form = MatrixForm(request.POST, team_matrix_of(team, shared, today()))
    if form.is_valid():
        with refused_on(form):
            share_team_roles(team, shared, form.cells, by=request.user, on=today())
            said = _("Matriks tersimpan. Tiap peran menjadi usulan RHK anggota tim.")
            messages.success(request, said)
            address = reverse("performance:team-matrix", args=[uuid])
            return redirect(request, asked_again(request, address, plan))
    return _team_page(request, shared, plans, form, status=UNPROCESSABLE)


def _team_page(
    request: Request, plan: Plan, plans: list[Plan], form: MatrixForm, *, status: int = 200
) -> HttpResponse:
    team = form.matrix.team
    assert team is not None
    here = reverse("performance:team-matrix", args=[team.uuid])
    context = matrix_context(plan, form, here, asked_in(request)) | {
        "tabs": matrix_tabs(plans, plan, team),
        "team": team,
        "draft": f"matrix-{team.uuid}-{plan.uuid}",
        "share_url": reverse("performance:team-roles-share", args=[team.uuid, plan.uuid]),
    }
    return render(request, "performance/matrix.html", "", context, status=status)


@require_POST
@once
def role_take(request: Request, uuid: UUID, cell: UUID) -> HttpResponse:
    """Take a role from the leader's matrix into one's plan."""
    plan = get_object_or_404(Plan.objects.visible_to(request.scope), uuid=uuid)
    role = get_object_or_404(RoleCell, uuid=cell, employee_id=plan.employee_id)
    result = take_role(plan, role, by=request.user, on=today())
    return redirect(request, "performance:result-change", uuid=plan.uuid, result=result.uuid)
