"""Pages of the administrators who let people in."""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.access.security.queries import has_second_factor
from pamong.documents.cells import text_of
from pamong.people.accounts.actions import (
    PersonsCode,
    Sheet,
    issue_code,
    issue_sheet,
    issue_sheets,
    people_to_invite,
)
from pamong.people.accounts.forms import CodeForm, SheetForm, SheetsForm
from pamong.people.accounts.mail import send_codes
from pamong.people.accounts.permissions import (
    can_ask_holders_code,
    can_issue_sheet,
    can_open_accounts,
)
from pamong.people.accounts.queries import (
    accounts_of,
    holds_agency,
    holds_role,
    units_to_open,
    waiting_by_unit,
)
from pamong.people.accounts.tables import (
    account_table,
    code_address,
    sheet_pages,
    sheet_table,
    sheets_preview,
    unit_table,
)
from pamong.people.acts.passing import is_sure
from pamong.people.models import Employee, Unit
from pamong.people.permissions import rules_agency
from pamong.people.request import Request
from pamong.ui.picked import PicksForm
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, render


def units(request: Request) -> HttpResponse:
    """The units whose people one lets in."""
    require(can_open_accounts(request.scope))
    return _units_page(request, SheetsForm())


def _units_page(request: Request, form: SheetsForm) -> HttpResponse:
    asked = text_of(request.GET.get("q", ""))
    page = units_to_open(request.scope, asked, request.GET.get("after", ""), today())
    waiting = waiting_by_unit(page.rows, now=now(), on=today())
    return form_page(
        request,
        "people/account_units.html",
        form,
        table=unit_table(page.rows, waiting),
        next_url=page.next_url(),
        asked=asked,
        query=f"?{request.GET.urlencode()}" if request.GET else "",
    )


@require_POST
@never_cache
@once
def sheets_issue(request: Request) -> HttpResponse:
    """Sheets for whole units at once, shown here and never again."""
    require(can_open_accounts(request.scope))
    form = SheetsForm(request.POST)
    if form.is_valid():
        with refused_on(form):
            picked = list(Unit.objects.visible_to(request.scope).filter(uuid__in=form.picked()))
            below: bool = form.cleaned_data["below"]
            if not is_sure(request):
                people = people_to_invite(
                    picked, below=below, by=request.user, on=today(), at=now()
                )
                preview = sheets_preview(picked, people, below=below)
                return render(request, "people/act_preview.html", context=preview)
            sheets = issue_sheets(picked, below=below, by=request.user, on=today(), at=now())
            context = {"pages": sheet_pages(sheets), "url": code_address()}
            return render(request, "people/access_sheets.html", context=context)
    return _units_page(request, form)


@never_cache
def unit_accounts(request: Request, uuid: UUID) -> HttpResponse:
    """How far the people of a unit are, and whom a sheet is for."""
    unit = get_object_or_404(Unit.objects.visible_to(request.scope), uuid=uuid)
    if not can_issue_sheet(request.scope, unit):
        raise PermissionDenied
    return _accounts(request, unit)


def _accounts(request: Request, unit: Unit, wrong: PicksForm | None = None) -> HttpResponse:
    request.place = reverse("people:accounts")
    after = request.GET.get("after", "")
    page = accounts_of(unit, after, scope=request.scope, now=now(), on=today())
    table = account_table(page.rows, may_give=rules_agency(request.scope, unit.agency_id))
    context = {
        "unit": unit,
        "form": wrong,
        "rows": page.rows,
        "table": replace(table, error=wrong.said) if wrong else table,
        "next_url": page.next_url(),
        "has_mail": settings.HAS_MAIL,
    }
    status = UNPROCESSABLE if wrong else 200
    return render(request, "people/account_list.html", context=context, status=status)


@require_POST
@never_cache
@once
def sheet_issue(request: Request, uuid: UUID) -> HttpResponse:
    """Answer with the codes themselves: they are kept nowhere, so there is no page to lead to."""
    unit = get_object_or_404(Unit.objects.visible_to(request.scope), uuid=uuid)
    form = SheetForm(request.POST)
    require(can_issue_sheet(request.scope, unit))
    if not form.picked():
        wrong = PicksForm()
        wrong.lack(_("Pilih paling sedikit satu orang yang belum punya kata sandi."))
        return _accounts(request, unit, wrong)
    sheet = issue_sheet(unit, form.picked(), by=request.user, on=today(), at=now())
    paper, mailed = _shared_out(sheet, by_mail=form.data.get("by") == SheetForm.MAIL)
    transaction.on_commit(lambda: send_codes(mailed))
    context = {
        "unit": unit,
        "paper": paper,
        "table": sheet_table(paper),
        "mailed": mailed,
        "passed_over": sheet.passed_over,
        "url": code_address(),
    }
    return render(request, "people/access_sheet.html", context=context)


def _shared_out(sheet: Sheet, *, by_mail: bool) -> tuple[list[PersonsCode], list[PersonsCode]]:
    """Those with an address by mail when that was asked for, the others on paper."""
    if not (by_mail and settings.HAS_MAIL):
        return sheet.codes, []
    mailed = [given for given in sheet.codes if given.email]
    return [given for given in sheet.codes if not given.email], mailed


def _employee(request: Request, uuid: UUID) -> Employee:
    people = Employee.objects.visible_to(request.scope).select_related("unit", "user", "agency")
    employee = get_object_or_404(people, uuid=uuid)
    reaches = holds_agency(employee.user_id or 0, today())
    require(can_ask_holders_code(request.scope, employee, holds_agency=reaches))
    return employee


@never_cache
def code_page(request: Request, uuid: UUID) -> HttpResponse:
    """Ask the administrator whether the person was seen; for a role's account say who comes second."""
    employee = _employee(request, uuid)
    return _asked(request, employee, CodeForm(employee=employee, has_factor=_has_factor(employee)))


def _has_factor(employee: Employee) -> bool:
    return bool(employee.user and has_second_factor(employee.user))


def _asked(request: Request, employee: Employee, form: CodeForm) -> HttpResponse:
    return form_page(
        request,
        "people/code_page.html",
        form,
        employee=employee,
        holds_role=holds_role(employee.user_id, today()),
        holds_agency=holds_agency(employee.user_id or 0, today()),
    )


@require_POST
@never_cache
@once
def code_issue(request: Request, uuid: UUID) -> HttpResponse:
    """One new code, shown once."""
    employee = _employee(request, uuid)
    form = CodeForm(request.POST, employee=employee, has_factor=_has_factor(employee))
    if form.is_valid():
        with refused_on(form):
            given = issue_code(employee, **form.cleaned_data, by=request.user, on=today(), at=now())
            context = {"given": given, "table": sheet_table([given]), "url": code_address()}
            return render(request, "people/code_issued.html", context=context)
    return _asked(request, employee, form)
