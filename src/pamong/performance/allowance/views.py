"""Pages of the allowance: sheets by month, one sheet, one line, one's own pay."""

import io
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.access.scope import Role
from pamong.people.permissions import keeps_people
from pamong.people.request import Request, own_agency
from pamong.people.stating import PurposeForm, reads_said
from pamong.performance.allowance import actions, payroll
from pamong.performance.allowance.forms import DraftForm, LockForm, MonthForm, PayrollForm
from pamong.performance.allowance.lacking import ANY, LACKS, lacking_tabs
from pamong.performance.allowance.permissions import (
    can_lock_sheet,
    can_see_rules,
    can_see_sheets,
    can_set_payroll_columns,
    is_own,
    must_state_purpose,
)
from pamong.performance.allowance.presentation import (
    line_context,
    lines_table,
    own_table,
    sheet_context,
    sheets_table,
)
from pamong.performance.allowance.queries import (
    Totals,
    all_lines,
    columns_of,
    has_read,
    lines_page,
    own_lines,
    reads_of,
    sheets_of,
    totals_of,
    units_without,
)
from pamong.performance.models import AllowanceLine, AllowanceSheet
from pamong.performance.months import before, parse_month, say_month
from pamong.ui.downloads import XLSX, download
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render, sent

WITH_PEOPLE = ("unit__agency", "table", "drawn_by", "checked_by", "locked_by")


def allowance_list(request: Request) -> HttpResponse:
    """A month's sheets, and the units that have none."""
    require(can_see_sheets(request.scope))
    return _list(request, None)


def _list(request: Request, refused: DraftForm | None) -> HttpResponse:
    on, month = today(request.scope.time_zone), _month(request)
    found = sheets_of(request.scope, month, request.GET.get("after", ""))
    may_draft = keeps_people(request.scope)
    without = units_without(request.scope, month)
    form = refused or DraftForm(units=without if may_draft else without.none())
    context = {
        "form": form,
        "next_url": found.page.next_url(month=f"{month:%Y-%m}"),
        "month_said": say_month(month),
        "month_key": f"{month:%Y-%m}",
        "month_form": MonthForm(on=on, month=month),
        "table": sheets_table(found),
        "may_draft": may_draft and form.has_units,
        "may_keep": may_draft,
        "may_set": request.scope.has(Role.HR),
        "may_rules": can_see_rules(request.scope),
    }
    status = UNPROCESSABLE if refused else 200
    return render(request, "performance/allowance_list.html", context=context, status=status)


def _month(request: Request) -> date:
    """The month in the address; without one the last that is finished."""
    try:
        return parse_month(request.GET.get("month", ""))
    except ValidationError:
        return before(today(request.scope.time_zone))


@require_POST
@once
def sheet_draft(request: Request) -> HttpResponse:
    """Draw up a unit's month."""
    require(keeps_people(request.scope))
    month = _month(request)
    form = DraftForm(request.POST, units=units_without(request.scope, month))
    if form.is_valid():
        with refused_on(form):
            on = today(request.scope.time_zone)
            sheet = actions.draft_sheet(form.chosen(), month, by=request.user, on=on)
            return redirect(request, "performance:allowance-sheet", sheet.uuid)
    return _list(request, form)


def _sheet(request: Request, uuid: UUID) -> AllowanceSheet:
    rows = AllowanceSheet.objects.visible_to(request.scope).select_related(*WITH_PEOPLE)
    return get_object_or_404(rows, uuid=uuid)


def _asks_purpose(request: Request, sheet: AllowanceSheet) -> bool:
    """An auditor who has not said today why he reads."""
    on = today(request.scope.time_zone)
    asks = must_state_purpose(request.scope, sheet)
    return asks and not has_read(sheet, request.scope.user_id, on)


def _purpose(
    request: Request, sheet: AllowanceSheet, form: PurposeForm | None = None
) -> HttpResponse:
    context = {"sheet": sheet, "month": say_month(sheet.month), "form": form or PurposeForm()}
    status = UNPROCESSABLE if form else 200
    return render(request, "performance/sheet_read.html", context=context, status=status)


@require_POST
@once
def sheet_read(request: Request, uuid: UUID) -> HttpResponse:
    """State why one reads; the sheet opens until the end of the day."""
    sheet = _sheet(request, uuid)
    require(must_state_purpose(request.scope, sheet))
    form = PurposeForm(request.POST)
    if form.is_valid():
        with refused_on(form):
            on = today(request.scope.time_zone)
            actions.read_sheet(sheet, **form.cleaned_data, by=request.user, on=on)
            return redirect(request, "performance:allowance-sheet", uuid)
    return _purpose(request, sheet, form)


def allowance_sheet(request: Request, uuid: UUID) -> HttpResponse:
    """One sheet, with its lines page by page; an auditor states a purpose first."""
    sheet = _sheet(request, uuid)
    if _asks_purpose(request, sheet):
        return _purpose(request, sheet)
    return _shown(request, sheet, totals_of(sheet), None)


def _shown(
    request: Request, sheet: AllowanceSheet, totals: Totals, refused: LockForm | None
) -> HttpResponse:
    lacks, address = request.GET.get(LACKS, ""), request.path
    if refused:
        address = reverse("performance:allowance-sheet", args=[sheet.uuid])
    page = lines_page(sheet, request.GET.get("after", ""), lacks)
    lines = _with_sheet(page.rows, sheet)
    is_last = not page.next_cursor and not lacks
    context = {
        **sheet_context(sheet, totals, request.scope),
        "tabs": lacking_tabs(totals.lacking, totals.lines, lacks, address),
        "lines": lines_table(lines, totals if is_last else None),
        "next_url": page.next_url(address, **{LACKS: lacks}),
        "form": refused or LockForm(lacking=totals.lacking[ANY]),
    }
    status = UNPROCESSABLE if refused else 200
    return render(request, "performance/allowance_sheet.html", context=context, status=status)


def _with_sheet(lines: Iterable[AllowanceLine], sheet: AllowanceSheet) -> list[AllowanceLine]:
    found = list(lines)
    for line in found:
        line.sheet = sheet
    return found


def allowance_print(request: Request, uuid: UUID) -> HttpResponse:
    """The whole sheet for paper."""
    sheet = _sheet(request, uuid)
    if _asks_purpose(request, sheet):
        return _purpose(request, sheet)
    totals = totals_of(sheet)
    lines = _with_sheet(all_lines(sheet), sheet)
    context = {
        **sheet_context(sheet, totals, request.scope),
        "lines": lines_table(lines, totals, linked=False),
    }
    return render(request, "performance/allowance_print.html", context=context)


@require_POST
@once
def sheet_redraw(request: Request, uuid: UUID) -> HttpResponse:
    """Compute it anew."""
    on = today(request.scope.time_zone)
    actions.redraw_sheet(_sheet(request, uuid), by=request.user, on=on)
    said = _("Daftar dihitung ulang dari data hari ini.")
    return redirect(request, "performance:allowance-sheet", uuid, said=said)


@require_POST
@once
def sheet_check(request: Request, uuid: UUID) -> HttpResponse:
    """Say that it is complete."""
    on = today(request.scope.time_zone)
    actions.check_sheet(_sheet(request, uuid), by=request.user, on=on)
    return redirect(request, "performance:allowance-sheet", uuid)


@require_POST
@once
def sheet_return(request: Request, uuid: UUID) -> HttpResponse:
    """Give it back."""
    on = today(request.scope.time_zone)
    actions.return_sheet(_sheet(request, uuid), by=request.user, on=on)
    return redirect(request, "performance:allowance-sheet", uuid)


@require_POST
@once
def sheet_lock(request: Request, uuid: UUID) -> HttpResponse:
    """Close it, as the second person; where lines lack a part, after a tick."""
    sheet = _sheet(request, uuid)
    require(can_lock_sheet(request.scope, sheet))
    totals = totals_of(sheet)
    is_asked = sheet.status == AllowanceSheet.Status.CHECKED
    form = LockForm(request.POST, lacking=totals.lacking[ANY] if is_asked else 0)
    if not form.is_valid():
        return _shown(request, sheet, totals, form)
    actions.lock_sheet(sheet, by=request.user, on=today(request.scope.time_zone))
    return redirect(request, "performance:allowance-sheet", uuid)


@require_POST
def sheet_export(request: Request, uuid: UUID) -> HttpResponseBase:
    """The sheet as the payroll reads it."""
    sheet = _sheet(request, uuid)
    actions.export_sheet(sheet, by=request.user, on=today(request.scope.time_zone))
    columns = columns_of(sheet.unit.agency) or payroll.standard()
    lines = _with_sheet(all_lines(sheet), sheet)
    name = f"TPP {sheet.month:%Y-%m} {sheet.unit.code}"
    stream = io.BytesIO()
    if request.POST.get("format") == "csv":
        stream.writelines(payroll.write_payroll_csv(columns, lines))
        kind, ending = "text/csv", "csv"
    else:
        payroll.write_payroll_xlsx(stream, columns, lines)
        kind, ending = XLSX, "xlsx"
    stream.seek(0)
    return download(lambda: stream, f"{name}.{ending}", kind)


def allowance_line(request: Request, uuid: UUID) -> HttpResponse:
    """How one figure came about."""
    rows = AllowanceLine.objects.visible_to(request.scope)
    around = ("sheet__unit__agency", "employee", "penalty", "corrects__sheet")
    line = get_object_or_404(rows.select_related(*around), uuid=uuid)
    if not is_own(request.scope, line) and _asks_purpose(request, line.sheet):
        return _purpose(request, line.sheet)
    context = {
        **line_context(line),
        "is_own": is_own(request.scope, line),
        "reads": reads_said(reads_of(line.sheet), _("Dibaca")),
    }
    return render(request, "performance/allowance_line.html", context=context)


def allowance_own(request: Request) -> HttpResponse:
    """One's own pay by month."""
    context = {"table": own_table(own_lines(request.scope))}
    return render(request, "performance/allowance_own.html", context=context)


@once
def payroll_columns_set(request: Request) -> HttpResponse:
    """Which columns the payroll reads."""
    agency = own_agency(request)
    require(can_set_payroll_columns(request.scope, agency))
    held = dict(columns_of(agency) or payroll.standard())
    form = PayrollForm(sent(request), held=held)
    if form.is_valid():
        with refused_on(form):
            on = today(agency.time_zone)
            actions.set_payroll_columns(agency, form.columns(), by=request.user, on=on)
            said = _("Kolom penggajian disimpan.")
            return redirect(request, "performance:allowance-list", said=said)
    return form_page(request, "performance/payroll_columns.html", form)
