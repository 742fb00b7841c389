"""Pages of leaving the service."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.cells import text_of
from pamong.people.leaving import actions
from pamong.people.leaving.forms import LeavingForm
from pamong.people.leaving.permissions import can_leave_employee
from pamong.people.leaving.reasons import effects, reason_label, unrated_labels
from pamong.people.models import Employee
from pamong.people.queries import person_named
from pamong.people.request import Request
from pamong.ui.dates import say_day_full
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, sent


@once
def employee_leave(request: Request, uuid: UUID) -> HttpResponse:
    """Record why and when a person left."""
    person = get_object_or_404(person_named(request.scope, uuid))
    require(can_leave_employee(request.scope, person))
    given = {name: text_of(request.GET.get(name, ""))[:30] for name in ("reason", "left_on")}
    known = {"reason": person.leaves_reason, "left_on": person.leaves_on or today()}
    initial = known | {name: text for name, text in given.items() if text}
    form = LeavingForm(sent(request), kind=person.kind, initial=initial)
    if form.is_valid():
        with refused_on(form):
            person = actions.leave_employee(
                person, **form.cleaned_data, by=request.user, on=today()
            )
            return redirect(request, "people:employee-detail", uuid, said=_recorded_said(person))
    return form_page(
        request,
        "people/employee_leave.html",
        form,
        person=person,
        rates=_rates_said(person),
        unrated=", ".join(unrated_labels()),
        is_open=effects().unconfirmed,
    )


def _recorded_said(person: Employee) -> str:
    reason = reason_label(person.left_reason or person.leaves_reason)
    said = {"name": person.full_name, "reason": reason}
    if person.leaves_on is None:
        return _("%(name)s dicatat berhenti: %(reason)s.") % said
    said["day"] = say_day_full(person.leaves_on)
    return _("%(name)s dicatat akan berhenti %(day)s: %(reason)s.") % said


def _rates_said(person: Employee) -> str:
    count = Employee.objects.active().filter(rater=person).count()
    if not count:
        return ""
    told = ngettext("Ia menilai %(n)d pegawai.", "Ia menilai %(n)d pegawai.", count)
    return told % {"n": count}


@require_POST
@once
def leaving_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take back a leaving whose day is yet to come."""
    person = get_object_or_404(person_named(request.scope, uuid))
    actions.withdraw_leaving(person, by=request.user, on=today())
    told = _("%(name)s tidak lagi tercatat akan berhenti.")
    return redirect(request, "people:employee-detail", uuid, said=told % {"name": person.full_name})


@require_POST
@once
def employee_return(request: Request, uuid: UUID) -> HttpResponse:
    """Take back a leaving that was recorded wrongly."""
    person = get_object_or_404(person_named(request.scope, uuid))
    actions.return_employee(person, by=request.user, on=today())
    told = _("%(name)s kembali tercatat bertugas. SKP yang ditutup karenanya dibuka lagi.")
    return redirect(request, "people:employee-detail", uuid, said=told % {"name": person.full_name})
