"""The page on which a plan's period is shortened."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.leave.kinds import effects, kind_label, leave_pack
from pamong.people.leave.presentation import days_said
from pamong.people.request import Request
from pamong.performance.plan.asking import visible_plan
from pamong.performance.plan.permissions import can_shorten_plan
from pamong.performance.plan.shortening import Cut, cuts_of, leaves_in, shorten_plan
from pamong.ui.dates import say_days
from pamong.ui.fields import ChoiceLabel
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, sent


class ShortenForm(forms.Form):
    """For which leave; each choice says the period that would be left."""

    leave = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, cuts: list[Cut], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cuts = {str(cut.leave.uuid): cut for cut in cuts}
        field = self.fields["leave"]
        assert isinstance(field, forms.ChoiceField)
        field.label = _("Karena cuti yang mana?")
        field.choices = [(key, _said(cut)) for key, cut in self.cuts.items()]

    def clean_leave(self) -> Cut:
        """The cut chosen."""
        return self.cuts[self.cleaned_data["leave"]]


def _said(cut: Cut) -> ChoiceLabel:
    days = days_said(cut.leave.valid_from, cut.leave.last)
    left = _("Periode SKP menjadi %(days)s") % {"days": say_days(cut.starts_on, cut.ends_on)}
    return ChoiceLabel(f"{kind_label(cut.leave.kind)}, {days}", sub=left)


@once
def plan_shorten(request: Request, uuid: UUID) -> HttpResponse:
    """Cut the period by a long leave of the person."""
    plan = visible_plan(request, uuid)
    require(can_shorten_plan(request.scope, plan))
    cuts = cuts_of(plan, leaves_in(plan, request.scope))
    form = ShortenForm(sent(request), cuts=cuts)
    if form.is_valid():
        with refused_on(form):
            leave = form.cleaned_data["leave"].leave
            shorten_plan(plan, leave, by=request.user, on=today())
            said = _("Periode SKP dipersingkat.")
            return redirect(request, "performance:plan-detail", uuid=plan.uuid, said=said)
    rules = leave_pack(plan.starts_on, request.scope.local_packs)
    return form_page(
        request,
        "performance/plan_shorten.html",
        form,
        plan=plan,
        cuts=cuts,
        is_open=effects(rules).unconfirmed,
    )
