"""Pages of a table of daily entries: sent in, looked at, written."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.people.acts.passing import is_sure
from pamong.people.acts.shown import mark_of, moved_said
from pamong.people.left_out import refuse_left_out
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.daily.days import open_days
from pamong.performance.daily.queries import own_record, plan_for
from pamong.performance.daily_file.actions import import_days
from pamong.performance.daily_file.forms import DailyConfirmForm, DailyFileForm
from pamong.performance.daily_file.matching import ReadDays, sort_rows
from pamong.performance.daily_file.papers import write_template
from pamong.performance.daily_file.presentation import preview_context, told_of
from pamong.performance.daily_file.queries import steps_of_plans
from pamong.performance.daily_file.reading import packed, read_rows
from pamong.ui.downloads import workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, found, redirect, render, sent


def _own(request: Request) -> Employee:
    employee: Employee = found(own_record.first(key=request.scope.employee_id))
    return employee


@once
def daily_import(request: Request) -> HttpResponse:
    """Lines from a file: first what each would become, then the same again to write them."""
    employee = _own(request)
    if "rows" in request.POST:
        return _confirmed(request, employee)
    form = DailyFileForm(sent(request), request.FILES or None)
    if form.is_valid():
        with refused_on(form):
            file = form.cleaned_data["file"]
            said, rejected = read_rows(file, file.name or "")
            read = sort_rows(employee, said, today(employee.agency.time_zone))
            read.rejected = sorted([*rejected, *read.rejected], key=lambda one: one.line)
            return (
                _written(request, employee, read) if is_sure(request) else _preview(request, read)
            )
    return form_page(request, "performance/daily_import.html", form)


def _preview(request: Request, read: ReadDays, moved: str = "") -> HttpResponse:
    rows = packed(line.said for line in read.lines)
    form = DailyConfirmForm(initial={"rows": rows, "shown": mark_of(told_of(read))})
    context = {"form": form, "moved": moved} | preview_context(read)
    status = UNPROCESSABLE if moved else 200
    return render(request, "performance/daily_import_rows.html", context=context, status=status)


def _confirmed(request: Request, employee: Employee) -> HttpResponse:
    form = DailyConfirmForm(request.POST)
    if not form.is_valid():
        page = "performance/daily_import.html"
        return form_page(request, page, DailyFileForm(), refused=form)
    read = sort_rows(employee, form.cleaned_data["rows"], today(employee.agency.time_zone))
    if read.rejected or form.cleaned_data["shown"] != mark_of(told_of(read)):
        return _preview(request, read, moved_said())
    return _written(request, employee, read)


def _written(request: Request, employee: Employee, read: ReadDays) -> HttpResponse:
    refuse_left_out(read.rejected)
    on, rows = today(employee.agency.time_zone), [line.said for line in read.lines]
    count = import_days(employee, rows, by=request.user, on=on)
    told = ngettext("%(n)d baris tersimpan.", "%(n)d baris tersimpan.", count) % {"n": count}
    messages.success(request, told if count else _("Tidak ada yang berubah."))
    month = max((row.day for row in rows), default=on)
    return redirect(request, "performance:daily-month", f"{month:%Y-%m}")


@require_safe
def daily_template(request: Request) -> HttpResponseBase:
    """An empty table with the open days, and the own action plan to choose from."""
    employee = _own(request)
    on = today(employee.agency.time_zone)
    plan = plan_for(employee.pk, on)
    days = open_days(employee, plan, on) if plan else []
    steps = steps_of_plans([plan]) if plan else []
    return workbook(lambda stream: write_template(stream, days or [on], steps), "progress-harian")
