"""Pages of daily entries: a day, a month, and the rater's look at many lines."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.offline.keeping import kept_on_device, typed_at
from pamong.access.once import once
from pamong.measurement.attainment import low_bound
from pamong.people.models import Employee
from pamong.people.request import Request
from pamong.performance.daily.actions import confirm_entries, return_entries, save_day
from pamong.performance.daily.forms import DayForm, ReviewForm
from pamong.performance.daily.presentation import (
    day_context,
    day_panels,
    month_after,
    month_context,
    month_tabs,
    returned_tasks,
    review_table,
    step_facts,
)
from pamong.performance.daily.queries import (
    days_around,
    entries_between,
    own_record,
    picked,
    plan_for,
    proofs_of,
    returned_entries,
    steps_progress,
    waiting_entries,
)
from pamong.performance.models import DailyEntry
from pamong.performance.plan.seen import is_uuid
from pamong.performance.quarters import quarter_of
from pamong.performance.retention.queries import days_gone_until
from pamong.performance.rules import pack_named
from pamong.ui.numbers import count_asked
from pamong.ui.paging import page_of
from pamong.ui.picked import PicksForm
from pamong.ui.refused import hand_back_unless, refused_on
from pamong.ui.responses import UNPROCESSABLE, found, redirect, render

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
    if form.is_bound and form.is_valid():
        with refused_on(form):
            lines = form.given(typed_at(request))
            written = save_day(plan, day, lines, by=request.user, on=now)
            messages.success(request, _saved(written))
            return redirect(request, "performance:daily-day", day)
    context = {
        **day_context(form, found, day, before),
        **month_context(employee, plan, own, day, now),
        "steps": step_facts(steps, low_bound(pack)),
        "steps_title": _("Rencana aksi %s") % quarter_of(day).name,
        "plan": plan,
        "returned": returned_tasks(list(returned_entries(employee.pk)[:SHOWN])),
    }
    hand_back_unless(context["came_back"] or not context["locked"], form, context["locked"])
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/daily.html", context=context, status=status)


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


def daily_review(request: Request) -> HttpResponse:
    """Lines of one's people that wait to be confirmed or returned."""
    return _review(request)


def _review(request: Request, wrong: PicksForm | None = None) -> HttpResponse:
    """The lines; with what was wrong about those picked, which stay picked."""
    rows = waiting_entries(request.scope).select_related("employee", "step")
    person = request.GET.get("person", "")
    if is_uuid(person):
        rows = rows.filter(employee__uuid=person)
    order = ("employee__name", "employee_id", "on", "pk")
    page = page_of(rows, request.GET.get("after", ""), size=LINES, by=order)
    proofs = proofs_of([entry.pk for entry in page.rows])
    picked, sent = "all" in request.GET, set(request.POST.getlist("entry"))
    context = {
        "form": wrong,
        "rows": page.rows,
        "total": rows.count(),
        "table": review_table(
            page.rows,
            proofs,
            picked=lambda entry: picked or str(entry.uuid) in sent,
            error=wrong.said if wrong else "",
        ),
        "next_url": f"?after={page.next_cursor}" if page.next_cursor else "",
        "is_one_person": is_uuid(person),
        "picked": picked,
    }
    status = UNPROCESSABLE if wrong else 200
    return render(request, "performance/daily_review.html", context=context, status=status)


def picked_entries(request: Request) -> list[DailyEntry]:
    """The lines picked; what does not belong to one's people is left out as if it were not there."""
    keys = [UUID(key) for key in request.POST.getlist("entry") if is_uuid(key)]
    return picked(scope=request.scope, keys=keys) if keys else []


@require_POST
@once
def entries_confirm(request: Request) -> HttpResponse:
    """Confirm the picked lines."""
    entries, wrong = picked_entries(request), PicksForm()
    if not entries:
        wrong.lack(NONE_PICKED)
    else:
        with refused_on(wrong):
            done = confirm_entries(entries, by=request.user, on=today())
            told = ngettext("%(n)d baris dikonfirmasi.", "%(n)d baris dikonfirmasi.", len(done))
            messages.success(request, told % {"n": len(done)})
            return redirect(request, "performance:daily-review")
    return _review(request, wrong)


@require_POST
@once
def entries_return(request: Request) -> HttpResponse:
    """Give the picked lines back with one reason; the first press asks for it."""
    entries = picked_entries(request)
    if not entries and not request.POST.get("reason"):
        wrong = PicksForm()
        wrong.lack(NONE_PICKED)
        return _review(request, wrong)
    form = ReviewForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        with refused_on(form):
            reason = form.cleaned_data["reason"]
            done = return_entries(entries, reason=reason, by=request.user, on=today())
            told = ngettext("%(n)d baris dikembalikan.", "%(n)d baris dikembalikan.", len(done))
            messages.success(request, told % {"n": len(done)})
            return redirect(request, "performance:daily-review")
    context = {"form": form, "entries": entries}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/daily_return.html", context=context, status=status)
