"""Pages of determinations."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request
from pamong.performance.credit import determining, queries
from pamong.performance.credit.asking_views import purpose_asked, sent
from pamong.performance.credit.balance_presentation import (
    determination_context,
    determined_facts,
)
from pamong.performance.credit.explaining import total_why
from pamong.performance.credit.forms import CorrectForm, DetermineForm
from pamong.performance.credit.permissions import (
    can_correct_determination,
    can_determine_credit,
    is_own,
)
from pamong.performance.models import CreditDetermination
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render


def _determination(request: Request, uuid: UUID) -> CreditDetermination:
    rows = CreditDetermination.objects.visible_to(request.scope)
    around = ("employee__agency", "employee__unit", "employee__position", "set_by", "setter")
    return get_object_or_404(rows.select_related(*around, "replaced_by"), uuid=uuid)


@once
def credit_determine(request: Request, uuid: UUID) -> HttpResponse:
    """Look at what would be set down, then set it."""
    person = get_object_or_404(queries.person_in(request.scope, uuid))
    require(can_determine_credit(request.scope, person))
    on = today()
    account = queries.account_in(person, on)
    form = DetermineForm(sent(request), needs_early=account.needs_early)
    if form.is_valid():
        with refused_on(form):
            made = determining.determine_credit(person, form.facts(), by=request.user, on=on)
            said = _("Angka kredit ditetapkan.")
            return redirect(request, "performance:determination-detail", made.uuid, said=said)
    previous = queries.latest_determination(person)
    found = determining.determined_of(account, previous, with_periodic=False)
    is_new = found is not None and (previous is None or found.until > previous.until)
    return form_page(
        request,
        "performance/credit_determine.html",
        form,
        person=person,
        facts=determined_facts(found) if found else None,
        why=total_why(account),
        previous=previous,
        may_set=bool(found) and (is_new or account.needs_early),
    )


def determination_detail(request: Request, uuid: UUID) -> HttpResponse:
    """A determination as it was set."""
    row, scope, on = _determination(request, uuid), request.scope, today()
    asked = purpose_asked(request, row.employee, on)
    if asked is not None:
        return asked
    if not is_own(scope, row.employee):
        request.place = reverse("performance:credit-list")
    account = queries.account_in(row.employee, on)
    value = determining.standing_of(row)
    context = determination_context(row, account, value, scope)
    return render(request, "performance/credit_determination.html", context=context)


@once
def determination_correct(request: Request, uuid: UUID) -> HttpResponse:
    """Set down anew what was determined wrongly."""
    row = _determination(request, uuid)
    require(can_correct_determination(request.scope, row))
    on = today()
    needs_early = queries.account_in(row.employee, on).needs_early
    initial = {"number": row.number}
    form = CorrectForm(sent(request), needs_early=needs_early, initial=initial)
    if form.is_valid():
        with refused_on(form):
            new = determining.correct_determination(row, form.facts(), by=request.user, on=on)
            said = _("Penetapan dikoreksi. Versi sebelumnya tetap tersimpan.")
            return redirect(request, "performance:determination-detail", new.uuid, said=said)
    return form_page(
        request, "performance/credit_correct.html", form, determination=row, person=row.employee
    )
