"""Pages of vacancies."""

from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.access.scope import Role
from pamong.people.permissions import keeps_people
from pamong.people.request import Request
from pamong.people.vacancies.actions import take_over_rater
from pamong.people.vacancies.permissions import can_take_over_rater
from pamong.people.vacancies.presentation import stand_in_table, taken_said, vacancy_table
from pamong.people.vacancies.queries import (
    people_of,
    rater_named,
    stood_in_for,
    succession_of,
    vacancies_of,
)
from pamong.ui.fields import DayField
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent


class DayForm(forms.Form):
    """For which day the page asks who takes over, where that is not today."""

    since = DayField(required=False)

    def day(self, today: date) -> date:
        """The day; today where none is named or it is no day."""
        return (self.cleaned_data["since"] if self.is_valid() else None) or today


class TakeOverForm(forms.Form):
    """From which day on."""

    valid_from = DayField(
        label=gettext_lazy("Berlaku sejak"),
        help_text=gettext_lazy("SKP yang masih berjalan pada tanggal itu ikut berpindah."),
    )


def vacancy_list(request: Request) -> HttpResponse:
    """Raters who are gone, and those for whom somebody stands in."""
    scope = request.scope
    rows = vacancies_of(scope)  # of who fills a post also before anybody is rated by that one
    leads = scope.leads or bool(scope.active_id and rows)
    require(leads or keeps_people(scope) or scope.has(Role.AGENCY_HEAD, Role.AUDITOR))
    context = {
        "table": vacancy_table(rows, may_act=not scope.has(Role.AUDITOR)),
        "standing": stand_in_table(stood_in_for(scope, today())),
    }
    return render(request, "people/vacancy_list.html", context=context)


@once
def rater_take_over(request: Request, uuid: UUID) -> HttpResponse:
    """Let who fills a vacant post, or the superior, take over everybody whom it rated."""
    rater = get_object_or_404(rater_named(request.scope, uuid))
    people = people_of(rater)
    day = DayForm(request.GET).day(today())
    found = succession_of(rater, people, day)
    require(can_take_over_rater(request.scope, rater, found.those))
    form = TakeOverForm(sent(request), initial={"valid_from": day})
    if form.is_valid():
        with refused_on(form):
            begins = form.cleaned_data["valid_from"]
            made = take_over_rater(rater, valid_from=begins, by=request.user, on=today())
            return redirect(request, "people:vacancy-list", said=taken_said(made))
    return form_page(
        request, "people/rater_take_over.html", form, rater=rater, found=found, people=people
    )
