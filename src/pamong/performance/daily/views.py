"""Pages of daily entries: a day, a month, and the rater's look at many lines."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.access.clock import today
from pamong.access.offline.keeping import kept_on_device, typed_at
from pamong.access.once import once
from pamong.measurement.attainment import low_bound
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.daily.actions import save_day
from pamong.performance.daily.forms import DayForm
from pamong.performance.daily.presentation import (
    day_context,
    day_panels,
    month_after,
    month_context,
    month_tabs,
    returned_tasks,
    step_facts,
)
from pamong.performance.daily.queries import (
    days_around,
    entries_between,
    own_record,
    plan_for,
    proofs_of,
    returned_entries,
    steps_progress,
)
from pamong.performance.models import DailyEntry
from pamong.performance.quarters import quarter_of
from pamong.performance.retention.queries import days_gone_until
from pamong.performance.rules import pack_named
from pamong.ui.numbers import count_asked
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import form_page, found, redirect, render

LINES, SHOWN = 100, 20
NONE_PICKED = gettext_lazy("Centang paling sedikit satu baris dahulu.")
NO_PLAN = gettext_lazy("Progress belum tersimpan: tidak ada SKP Anda yang mencakup hari ini.")


def own_employee(request: Request) -> Employee:
    """The person's own record; 404 for an account without one."""
    employee: Employee = found(own_record.first(key=request.scope.employee_id))
    return employee


@once
@kept_on_device
def daily(request: Request) -> HttpResponse:
    """Today's lines."""
    return _day_page(request, None)


@once
@kept_on_device
def daily_day(request: Request, day: date) -> HttpResponse:
    """The lines of any day."""
    return _day_page(request, day)


def _day_page(request: Request, asked: date | None) -> HttpResponse:
    employee = own_employee(request)
    now = today(employee.agency.time_zone)
    day = asked or now
    plan = plan_for(employee.pk, day)
    if plan is None:
        return _without_plan(request, day)
    own = days_around(employee, plan, day, now)
    before = own.workday_before(day)
    found = entries_between(employee.pk, before, day, with_plan=True)
    steps = steps_progress(plan, day)
    pack = pack_named(plan.pack)
    facts = found[before] if "copy" in request.GET else []
    form = _form(request, {"entries": found[day], "steps": steps, "pack": pack}, facts)
    if form.is_valid():
        with refused_on(form):
            lines = form.given(typed_at(request))
            written = save_day(plan, day, lines, by=request.user, on=now)
            return redirect(request, "performance:daily-day", day, said=_saved(written))
    context = {
        **day_context(form, found, day, before),
        **month_context(employee, plan, own, day, now),
        "steps": step_facts(steps, low_bound(pack)),
        "steps_title": _("Rencana aksi %s") % quarter_of(day).name,
        "plan": plan,
        "returned": returned_tasks(list(returned_entries(employee.pk)[:SHOWN])),
    }
    hand_back_unless(context["came_back"] or not context["locked"], form, context["locked"])
    return form_page(request, "performance/daily.html", **context)


def _without_plan(request: Request, day: date) -> HttpResponse:
    """That no plan covers the day; lines that were sent nonetheless are handed back."""
    if request.method == "POST":
        raise ValidationError(NO_PLAN)
    return render(request, "performance/daily_none.html", context={"day": day})


def _form(request: Request, known: dict[str, Any], facts: list[DailyEntry]) -> DayForm:
    """The day's form; a press on “Tambah baris” or “Hapus” changes what was typed first."""
    if request.method != "POST":
        return DayForm(**known, facts=facts)
    data = request.POST.copy()
    if "line" in data:
        return DayForm.longer(data, **known)
    if removed := count_asked(request.POST.get("remove", ""), 0):
        for name in ("text", "amount", "begins", "ends"):
            data[f"{name}_{removed - 1}"] = ""
    return DayForm(data, **known)


def _saved(written: list[DailyEntry]) -> str:
    if not written:
        return _("Tidak ada yang berubah.")
    count = len(written)
    told = ngettext("%(n)d baris tersimpan.", "%(n)d baris tersimpan.", count)
    return told % {"n": count}


@kept_on_device
def daily_month(request: Request, month: date) -> HttpResponse:
    """All lines of a month, day by day."""
    employee = own_employee(request)
    now = today(employee.agency.time_zone)
    last = month_after(month) - timedelta(days=1)
    found = entries_between(employee.pk, month, last)
    proofs = proofs_of([entry.pk for entries in found.values() for entry in entries])
    plan = plan_for(employee.pk, min(max(now, month), last))
    own = days_around(employee, plan, month, now)
    context = {
        **month_context(employee, plan, own, month, now),
        "month": month,
        "days": day_panels(found, proofs),
        "tabs": month_tabs(month),
        "gone_on": days_gone_until(employee.agency_id, month, now),
    }
    return render(request, "performance/daily_month.html", context=context)
