"""Pages of vacancies."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy, ngettext

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.access.scope import Role
from pamong.people.permissions import keeps_people
from pamong.people.request import Request
from pamong.people.vacancies.actions import take_over_rater
from pamong.people.vacancies.permissions import can_take_over_rater
from pamong.people.vacancies.presentation import stand_in_table, vacancy_table
from pamong.people.vacancies.queries import (
    people_of,
    rater_named,
    stood_in_for,
    successor_of,
    vacancies_of,
)
from pamong.ui.fields import DayField
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render


class TakeOverForm(forms.Form):
    """From which day on."""

    valid_from = DayField(
        label=gettext_lazy("Berlaku sejak"),
        help_text=gettext_lazy("SKP yang masih berjalan pada tanggal itu ikut berpindah."),
    )


def vacancy_list(request: Request) -> HttpResponse:
    """Raters who are gone, and those for whom somebody stands in."""
    scope = request.scope
    require(scope.leads or keeps_people(scope) or scope.has(Role.AGENCY_HEAD, Role.AUDITOR))
    context = {
        "table": vacancy_table(vacancies_of(scope), may_act=not scope.has(Role.AUDITOR)),
        "standing": stand_in_table(stood_in_for(scope, today())),
    }
    return render(request, "people/vacancy_list.html", context=context)


@once
def rater_take_over(request: Request, uuid: UUID) -> HttpResponse:
    """Let the superior take over everybody whom a vacant post rated."""
    rater = get_object_or_404(rater_named(request.scope, uuid))
    people = people_of(rater)
    superior = successor_of(rater, people, today())
    require(can_take_over_rater(request.scope, rater, superior))
    sent = request.POST if request.method == "POST" else None
    form = TakeOverForm(sent, initial={"valid_from": today()})
    if form.is_valid():
        with refused_on(form):
            day = form.cleaned_data["valid_from"]
            made = take_over_rater(rater, valid_from=day, by=request.user, on=today())
            said = ngettext("%(n)d pegawai diambil alih.", "%(n)d pegawai diambil alih.", len(made))
            messages.success(request, said % {"n": len(made)})
            return redirect(request, "people:vacancy-list")
    context = {"rater": rater, "superior": superior, "people": people, "form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "people/rater_take_over.html", context=context, status=status)
