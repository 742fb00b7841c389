"""What a rater does with the lines of days: reads, confirms, returns, and takes a confirmation back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.acts.passing import Passed, is_sure, say_passed, tell_passed
from pamong.people.acts.presentation import (
    Change,
    Outcome,
    Preview,
    outcome_context,
    preview_context,
)
from pamong.people.acts.record import act_at, came_on_top, just_recorded
from pamong.people.request import Request
from pamong.performance.daily.forms import ReviewForm
from pamong.performance.daily.permissions import can_review_entry
from pamong.performance.daily.picked_actions import (
    CONFIRMED_VERB,
    confirm_picked_entries,
    keys_of,
    marks_of,
    return_picked_entries,
    sorted_out,
    undo_confirmations,
)
from pamong.performance.daily.presentation import review_table
from pamong.performance.daily.queries import picked, proofs_of, waiting_entries
from pamong.performance.models import DailyEntry
from pamong.ui.dates import say_day_full
from pamong.ui.keys import is_uuid
from pamong.ui.paging import page_of
from pamong.ui.picked import PicksForm
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, found, redirect, render

LINES = 100
NONE_PICKED = gettext_lazy("Centang paling sedikit satu baris dahulu.")
LIST = "performance:daily-review"
Status = DailyEntry.Status


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
    picked, sent = "all" in request.GET, set(map(str, keys_of(request.POST.getlist("entry"))))
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
        "next_url": page.next_url(),
        "is_one_person": is_uuid(person),
        "picked": picked,
    }
    status = UNPROCESSABLE if wrong else 200
    return render(request, "performance/daily_review.html", context=context, status=status)


def picked_entries(request: Request) -> list[DailyEntry]:
    """The lines picked; what does not belong to one's people is left out as if it were not there."""
    keys = keys_of(request.POST.getlist("entry"))
    entries = picked(scope=request.scope, keys=keys) if keys else []
    require(all(can_review_entry(request.scope, entry) for entry in entries))
    return entries


@require_POST
@once
def entries_confirm(request: Request) -> HttpResponse:
    """Confirm the picked lines that still stand as they were read; the first press shows what will be done."""
    entries, marks, wrong = picked_entries(request), request.POST.getlist("entry"), PicksForm()
    fit, passed = sorted_out(entries, marks)
    if fit and not is_sure(request):
        return _preview(request, fit, passed)
    if not fit:
        wrong.lack(say_passed(passed) if passed else NONE_PICKED)
        return _review(request, wrong)
    answered = confirm_picked_entries(entries, marks, by=request.user, on=today())
    tell_passed(request, answered.passed)
    done = answered.done
    told = ngettext("%(n)d baris dikonfirmasi.", "%(n)d baris dikonfirmasi.", len(done))
    messages.success(request, told % {"n": len(done)})
    place = just_recorded(fit[0].plan.agency.uuid, CONFIRMED_VERB, request.user)
    return redirect(request, "performance:confirmations-undo", *place)


def _preview(request: Request, fit: list[DailyEntry], passed: list[Passed]) -> HttpResponse:
    said = ngettext("Konfirmasi %(n)d baris", "Konfirmasi %(n)d baris", len(fit))
    preview = Preview(
        title=_("Konfirmasi progress harian"),
        back_url=reverse(LIST),
        back_text=_("Periksa progress harian"),
        changes=[_change(entry) for entry in fit],
        passed=passed,
        follows=[
            _("Baris yang dikonfirmasi tidak dapat diubah pegawai lagi."),
            _("Konfirmasi dapat dibatalkan dalam 30 menit."),
        ],
        action=reverse("performance:entries-confirm"),
        button=said % {"n": len(fit)},
        hidden=[("entry", mark) for mark in marks_of(fit)],
    )
    return render(request, "people/act_preview.html", context=preview_context(preview))


def _change(entry: DailyEntry) -> Change:
    sub = f"{say_day_full(entry.on)}: {entry.text}"
    state = entry.get_status_display()
    return Change(entry.employee.full_name, sub, state, Status.CONFIRMED.label)


@require_POST
@once
def entries_return(request: Request) -> HttpResponse:
    """Give the picked lines back with one reason; the first press asks for it."""
    entries, marks = picked_entries(request), request.POST.getlist("entry")
    fit, passed = sorted_out(entries, marks)
    if not fit and not request.POST.get("reason"):
        wrong = PicksForm()
        wrong.lack(say_passed(passed) if passed else NONE_PICKED)
        return _review(request, wrong)
    form = ReviewForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        with refused_on(form):
            return _returned(request, entries, form.cleaned_data["reason"])
    context = {"form": form, "entries": fit or entries, "marks": marks_of(fit or entries)}
    context["passed"] = passed
    return form_page(request, "performance/daily_return.html", **context)


def _returned(request: Request, entries: list[DailyEntry], reason: str) -> HttpResponse:
    marks, by = request.POST.getlist("entry"), request.user
    answered = return_picked_entries(entries, marks, reason=reason, by=by, on=today())
    if not answered.done:
        raise ValidationError(say_passed(answered.passed) if answered.passed else NONE_PICKED)
    tell_passed(request, answered.passed)
    count = len(answered.done)
    told = ngettext("%(n)d baris dikembalikan.", "%(n)d baris dikembalikan.", count)
    return redirect(request, LIST, said=told % {"n": count})


@once
def confirmations_undo(request: Request, first: int, count: int) -> HttpResponse:
    """What was confirmed at once, and taking it back for a while."""
    act = found(act_at(request.scope, (first, count), CONFIRMED_VERB, request.user))
    if request.method == "POST":
        answered = undo_confirmations(act, by=request.user, on=today(), at=now())
        tell_passed(request, answered.passed)
        n = len(answered.done)
        said = ngettext(
            "Konfirmasi %(n)d baris dibatalkan.", "Konfirmasi %(n)d baris dibatalkan.", n
        )
        return redirect(request, LIST, said=said % {"n": n})
    outcome = Outcome(
        title=_("Progress yang Anda konfirmasi"),
        back_url=reverse(LIST),
        back_text=_("Periksa progress harian"),
        done=Status.CONFIRMED.label,
        undo=_("Batalkan konfirmasi"),
        becomes=_("Baris kembali menunggu Anda, dan pegawai dapat mengubahnya lagi."),
    )
    context = outcome_context(outcome, act, came_on_top(act), now())
    return render(request, "people/act_outcome.html", context=context)
