"""The page of the matrix of roles and results, and taking a role into a plan."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.people.request import Request
from pamong.performance.cascade.forms import MatrixForm
from pamong.performance.cascade.matrix import matrix_findings, matrix_of, plans_of_leader
from pamong.performance.cascade.presentation import findings_list, matrix_grid, matrix_tabs
from pamong.performance.cascade.role_actions import share_roles, take_role
from pamong.performance.models import Plan, RoleCell
from pamong.performance.plan.wording import tag_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render


def matrix(request: Request) -> HttpResponse:
    """The leader's matrix of a year; the newest plan, or the one in the address."""
    plans = plans_of_leader(request.scope.agree_ids)
    wanted = request.GET.get("plan", "")
    own = [plan for plan in plans if plan.employee_id == request.scope.employee_id] or plans
    plan = next((p for p in plans if str(p.uuid) == wanted), None)
    if wanted and plan is None:
        raise Http404
    plan = plan or next((p for p in own if p.year == today().year), own[0] if own else None)
    if plan is None:
        context = {"is_official": request.scope.is_official}
        return render(request, "performance/matrix_empty.html", context=context)
    return _page(request, plan, plans, MatrixForm(None, matrix_of(plan)))


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
            messages.success(request, said)
            return redirect(request, f"{reverse('performance:matrix')}?plan={plan.uuid}")
    return _page(request, plan, plans, form, status=UNPROCESSABLE)


def _page(
    request: Request, plan: Plan, plans: list[Plan], form: MatrixForm, *, status: int = 200
) -> HttpResponse:
    findings = matrix_findings(form.matrix, form.texts)
    context = {
        "plan": plan,
        "tabs": matrix_tabs(plans, plan),
        "tag_state": tag_of(plan.status)[0],
        "is_delegate": plan.employee_id != request.scope.employee_id,
        "draft": f"matrix-{plan.uuid}",
        "form": form,
        "people": len(form.matrix.people),
        "grid": matrix_grid(form),
        "finding_count": len(findings),
        "findings": findings_list(findings),
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
