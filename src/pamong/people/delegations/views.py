"""Pages of delegations."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.cells import text_of
from pamong.people.delegations import actions, queries
from pamong.people.delegations.forms import DelegationForm, EndForm
from pamong.people.delegations.permissions import (
    can_end_delegation,
    can_make_delegation,
    can_see_delegations,
)
from pamong.people.delegations.presentation import (
    delegation_table,
    delegation_tabs,
    ended_said,
    term_said,
)
from pamong.people.models import Employee
from pamong.people.permissions import keeps_people
from pamong.people.queries import oneself, person_named
from pamong.people.raters.forms import FindForm
from pamong.people.raters.queries import leaders_named, people_named
from pamong.people.request import Request
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent


def delegation_list(request: Request) -> HttpResponse:
    """Who acts for whom: one's own both ways, and those of the raters one keeps."""
    require(can_see_delegations(request.scope))
    ended, day = request.GET.get("state") == "ended", today()
    after = request.GET.get("after", "")
    page = queries.delegations_of(request.scope, after, day, ended=ended)
    state = {"state": "ended"} if ended else {}
    person = oneself(request.scope).first()
    context = {
        "table": delegation_table(page.rows, request.scope, day),
        "tabs": delegation_tabs(ended=ended),
        "ended": ended,
        "next_url": page.next_url(**state),
        "may_make": person is not None and queries.rates_somebody(person, day),
        "keeps": keeps_people(request.scope),
    }
    return render(request, "people/delegation_list.html", context=context)


@once
def delegation_make(request: Request, uuid: UUID | None = None) -> HttpResponse:
    """Hand over one's own duties, or those of a rater whose facts one keeps."""
    rows = person_named(request.scope, uuid) if uuid else oneself(request.scope)
    rater = get_object_or_404(rows)
    require(can_make_delegation(request.scope, rater))
    found = _people(request, rater)
    form = DelegationForm(
        sent(request),
        people=found,
        on=today(),
        with_nip=keeps_people(request.scope),
    )
    if form.is_valid():
        with refused_on(form):
            delegate = form.cleaned_data["delegate"]
            actions.make_delegation(rater, delegate, form.term(), by=request.user, on=today())
            said = _("Tugas diserahkan kepada %s") % delegate.full_name
            return redirect(request, "people:delegation-list", said=said)
    find = FindForm(request.GET, people=[])
    context = {"rater": rater, "form": form, "find": find, "query": f"?{request.GET.urlencode()}"}
    context["is_own"] = rater.pk == request.scope.employee_id
    return form_page(request, "people/delegation_form.html", **context)


def _people(request: Request, rater: Employee) -> list[Employee]:
    """Whoever bears the name; first those whom the rater himself rates, and his own rater."""
    text = text_of(request.GET.get("q", "")).strip()[:100]
    if text:
        named = people_named if keeps_people(request.scope) else leaders_named
        found = named(rater.agency_id, text)
    else:
        near = Employee.objects.filter(rater=rater, left_on=None, position__is_head=True)
        found = list(near.select_related("unit", "position").order_by("name", "pk")[:8])
        found += [rater.rater] if rater.rater else []
    return [one for one in found if one.pk != rater.pk]


@once
def delegation_end(request: Request, uuid: UUID) -> HttpResponse:
    """End one before its day."""
    held = get_object_or_404(queries.delegation_named(request.scope, uuid))
    require(can_end_delegation(request.scope, held))
    form = EndForm(sent(request), initial={"last": today()})
    if form.is_valid():
        with refused_on(form):
            ended = actions.end_delegation(held, ends=form.ends(), by=request.user, on=today())
            return redirect(request, "people:delegation-list", said=ended_said(ended))
    term = term_said(held)
    return form_page(request, "people/delegation_end.html", form, held=held, term=term)
