"""Pages of roles and of what needs two administrators."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.access.scope import OVER_UNIT, Role
from pamong.people.accounts.actions import PersonsCode
from pamong.people.accounts.forms import CodeForm
from pamong.people.accounts.permissions import can_ask_holders_code, can_open_accounts
from pamong.people.accounts.queries import holds_agency
from pamong.people.accounts.tables import code_address, sheet_table
from pamong.people.models import AccessRequest, Employee, Mandate
from pamong.people.permissions import rules_agency
from pamong.people.request import Request
from pamong.people.roles import actions
from pamong.people.roles.forms import EndForm, FilterForm, RoleForm
from pamong.people.roles.permissions import (
    can_ask_role,
    can_decline_access,
    can_end_unit_role,
    can_grant_access,
    can_issue_granted_code,
    can_see_roles,
)
from pamong.people.roles.queries import mandates_of, reach_of, units_above, waiting
from pamong.people.roles.tables import (
    ENDED,
    asked_facts,
    mandate_facts,
    mandate_table,
    request_table,
    role_tabs,
)
from pamong.ui.dates import say_day_full
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render, sent


def roles(request: Request) -> HttpResponse:
    """Who holds which role."""
    require(can_see_roles(request.scope))
    ended, day = request.GET.get("state") == ENDED, today()
    form = FilterForm(request.GET)
    asked = form.asked()
    page = mandates_of(request.scope, asked, request.GET.get("after", ""), day, ended=ended)
    state = {"state": ENDED} if ended else {}
    context = {
        "form": form,
        "state": state,
        "tabs": role_tabs(asked, ended=ended),
        "table": mandate_table(page.rows, day),
        "next_url": page.next_url(**state, **asked),
        "asked": request_table(waiting(request.scope)),
        "is_asked": bool(asked),
    }
    return render(request, "people/role_list.html", context=context)


def access_requests(request: Request) -> HttpResponse:
    """What waits for a second administrator, for those who may be it."""
    require(can_open_accounts(request.scope) or can_see_roles(request.scope))
    context = {"asked": request_table(waiting(request.scope))}
    return render(request, "people/access_request_list.html", context=context)


def _asked(request: Request, uuid: UUID) -> AccessRequest:
    rows = AccessRequest.objects.visible_to(request.scope)
    related = ("user", "employee__unit", "asked_by", "answered_by", "agency")
    return get_object_or_404(rows.select_related(*related), uuid=uuid)


def access_request(request: Request, uuid: UUID) -> HttpResponse:
    """One request: what happens if it is granted, and by whom it may be."""
    asked = _asked(request, uuid)
    is_open = asked.status == AccessRequest.Status.OPEN
    reach = reach_of(asked, today())
    context = {
        "asked": asked,
        "facts": asked_facts(asked),
        "reach": reach,
        "may_grant": is_open and can_grant_access(request.scope, asked, **reach),
        "may_decline": is_open and can_decline_access(request.scope, asked),
        "may_issue": can_issue_granted_code(request.scope, asked, today()),
    }
    return render(request, "people/access_request.html", context=context)


@require_POST
@once
def access_grant(request: Request, uuid: UUID) -> HttpResponse:
    """The second administrator agrees; a code is made in a step of its own, from the page."""
    asked = actions.grant_access(_asked(request, uuid), by=request.user, on=today())
    if asked.kind == AccessRequest.Kind.CODE:
        return redirect(request, "people:access-request", asked.uuid)
    said = _("Permintaan disetujui dan sudah berlaku.")
    return redirect(request, "people:access-requests", said=said)


@require_POST
@never_cache
@once
def granted_code_issue(request: Request, uuid: UUID) -> HttpResponse:
    """The code of a granted request, shown once to the second administrator."""
    asked = _asked(request, uuid)
    code = actions.issue_granted_code(asked, by=request.user, on=today(), at=now())
    given = PersonsCode(asked.employee, code)
    context = {"given": given, "table": sheet_table([given]), "url": code_address()}
    return render(request, "people/code_issued.html", context=context)


@require_POST
@once
def access_decline(request: Request, uuid: UUID) -> HttpResponse:
    """Leave everything as it is."""
    actions.decline_access(_asked(request, uuid), by=request.user, on=today())
    said = _("Permintaan ditutup. Tidak ada yang berubah.")
    return redirect(request, "people:access-requests", said=said)


@require_POST
@once
def code_ask(request: Request, uuid: UUID) -> HttpResponse:
    """The first administrator asks for the code of someone with a role."""
    people = Employee.objects.visible_to(request.scope).select_related("user", "agency")
    employee = get_object_or_404(people, uuid=uuid)
    reaches = holds_agency(employee.user_id or 0, today())
    require(can_ask_holders_code(request.scope, employee, holds_agency=reaches))
    form = CodeForm(request.POST, employee=employee, has_factor=True)
    if form.is_valid():
        with refused_on(form):
            asked = actions.ask_code(employee, **form.cleaned_data, by=request.user, on=today())
            return redirect(request, "people:access-request", asked.uuid)
    context = {"employee": employee, "form": form, "holds_role": True}
    return render(request, "people/code_page.html", context=context, status=UNPROCESSABLE)


@require_POST
@once
def account_code_ask(request: Request, uuid: UUID) -> HttpResponse:
    """The same for a role's account that belongs to no employee."""
    mandate = _mandate(request, uuid)
    asked = actions.ask_account_code(mandate, by=request.user, on=today())
    return redirect(request, "people:access-request", asked.uuid)


@once
def role_give(request: Request, uuid: UUID) -> HttpResponse:
    """Choose a role for a person: a unit's is given at once, the agency's waits for a second."""
    people = Employee.objects.visible_to(request.scope).select_related("user", "agency", "unit")
    employee = get_object_or_404(people, uuid=uuid)
    require(can_ask_role(request.scope, employee.agency, employee.user_id or -1))
    units, names = units_above(employee), request.scope.has(Role.HR)
    form = RoleForm(sent(request), units=units, may_name=names, on=today())
    if form.is_valid():
        with refused_on(form):
            return role_given(request, employee, form)
    return form_page(request, "people/role_give.html", form, employee=employee)


def role_given(request: Request, employee: Employee, form: RoleForm) -> HttpResponse:
    """Do the one or ask for the other."""
    if employee.user is None:
        raise Http404
    role, term = Role(form.cleaned_data["role"]), form.term()
    given: Any = {"by": request.user, "on": today()}
    if role in OVER_UNIT:
        unit = form.cleaned_data["unit"]
        actions.give_unit_role(employee.user, unit, role=role, term=term, **given)
        said = _("Peran diberikan mulai %s.") % say_day_full(form.cleaned_data["first"])
        return redirect(request, "people:roles", said=said)
    asked = actions.ask_role(employee.user, role, employee.agency, term=term, **given)
    return redirect(request, "people:access-request", asked.uuid)


def _mandate(request: Request, uuid: UUID, *, lasting: bool = True) -> Mandate:
    rows = Mandate.objects.visible_to(request.scope)
    rows = rows.lasting(today()) if lasting else rows
    return get_object_or_404(rows.select_related("user", "unit", "agency"), uuid=uuid)


def role_page(request: Request, uuid: UUID) -> HttpResponse:
    """One role that someone holds, and what may be done about it."""
    return _page(request, _mandate(request, uuid, lasting=False), EndForm(initial={"day": today()}))


def _page(request: Request, mandate: Mandate, form: EndForm) -> HttpResponse:
    rules = rules_agency(request.scope, mandate.agency_id)
    employee = Employee.objects.filter(user=mandate.user).first()
    reaches = mandate.unit_id is None
    may_code = employee is None or can_ask_holders_code(
        request.scope, employee, holds_agency=reaches
    )
    context = {
        "mandate": mandate,
        "facts": mandate_facts(mandate),
        "is_over": mandate.is_over(today()),
        "may_end": can_end_unit_role(request.scope, mandate),
        "may_ask": rules and may_code and mandate.user_id != request.scope.user_id,
        "employee": employee,
        "form": form,
    }
    return form_page(request, "people/role_page.html", **context)


@require_POST
@once
def role_end(request: Request, uuid: UUID) -> HttpResponse:
    """End a unit's role from a day on, or ask the second administrator to end one over the agency."""
    mandate, form = _mandate(request, uuid), EndForm(request.POST)
    is_over_unit = mandate.role in OVER_UNIT
    by, on = request.user, today()
    require(
        can_end_unit_role(request.scope, mandate)
        if is_over_unit
        else can_ask_role(request.scope, mandate.agency, mandate.user_id)
    )
    if form.is_valid():
        with refused_on(form):
            if not is_over_unit:
                asked = actions.ask_end(mandate, form.ending(), by=by, on=on)
                return redirect(request, "people:access-request", asked.uuid)
            actions.end_role(mandate, form.ending(), by=by, on=on)
            return redirect(request, "people:roles", said=_("Akhir peran sudah dicatat."))
    return _page(request, mandate, form)
