"""The page on which another kind of employee is recorded."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.kinds import actions
from pamong.people.kinds.forms import KindForm
from pamong.people.kinds.permissions import can_change_kind
from pamong.people.queries import person_named
from pamong.people.request import Request
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, sent


@once
def kind_change(request: Request, uuid: UUID) -> HttpResponse:
    """Another kind of employee, from a day on."""
    person = get_object_or_404(person_named(request.scope, uuid))
    require(can_change_kind(request.scope, person))
    form = KindForm(sent(request), initial={"since": today()})
    if form.is_valid():
        with refused_on(form):
            changed = actions.change_kind(person, **form.cleaned_data, by=request.user, on=today())
            told = {"name": changed.full_name, "kind": changed.get_kind_display()}
            said = _("%(name)s dicatat sebagai %(kind)s.") % told
            return redirect(request, "people:employee-detail", uuid, said=said)
    return form_page(request, "people/kind_change.html", form, person=person)
