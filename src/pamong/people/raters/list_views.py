"""Pages of the whole list: who rates whom, and one rater for many."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import ngettext

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.following import count_staying
from pamong.people.models import Employee, Unit
from pamong.people.permissions import keeps_people
from pamong.people.raters import queries
from pamong.people.raters.actions import set_proposed_raters, set_raters
from pamong.people.raters.forms import FindForm, RatersForm
from pamong.people.raters.listing import supervision_table, supervision_tabs
from pamong.people.raters.permissions import can_see_raters, can_set_rater
from pamong.people.raters.presentation import stayed_said, staying_said
from pamong.people.request import Request
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render


def supervision_list(request: Request) -> HttpResponse:
    """Who rates whom by unit, beside whom the units' heads propose."""
    scope, asked = request.scope, request.GET
    require(can_see_raters(scope))
    unit, missing, name = _unit(request), "missing" in asked, asked.get("q", "").strip()
    page = queries.raters_by_unit(
        scope,
        asked.get("after", ""),
        today(),
        path=unit.path if unit else "",
        name=name,
        missing=missing,
    )
    proposed = queries.proposed_for_rows(page.rows, today())
    kept = {key: asked[key] for key in ("unit", "missing", "q") if key in asked}
    context = {
        "unit": unit,
        "asked": name,
        "may_set": keeps_people(scope),
        "table": supervision_table(
            page.rows, proposed, own=scope.employee_id, may_set=keeps_people(scope)
        ),
        "tabs": supervision_tabs("missing" if missing else "all", queries.report_count(scope)),
        "next_url": "?" + urlencode({**kept, "after": page.next_cursor})
        if page.next_cursor
        else "",
    }
    return render(request, "people/supervision_list.html", context=context)


def _unit(request: Request) -> Unit | None:
    """The unit that the list keeps to."""
    text = request.GET.get("unit", "")
    if not is_uuid(text):
        return None
    return get_object_or_404(Unit.objects.visible_to(request.scope), uuid=text)


def is_uuid(text: str) -> bool:
    """Whether the text may be asked for at all."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@once
def rater_set(request: Request) -> HttpResponse:
    """One rater for those who were picked, or for each the own unit's head."""
    require(keeps_people(request.scope))
    picked = [text for text in request.GET.getlist("person") if is_uuid(text)]
    people = queries.chosen(request.scope, picked)
    for person in people:
        require(can_set_rater(request.scope, person))
    form = _form(request, people)
    if people and form.is_valid():
        with refused_on(form):
            return _set(request, people, form)
    context = {
        "people": people,
        "find": FindForm(request.GET, people=people),
        "form": form,
        "query": f"?{request.GET.urlencode()}",
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "people/rater_set.html", context=context, status=status)


def _form(request: Request, people: list[Employee]) -> RatersForm:
    """The heads above those picked come first, then whoever bears the name that was typed."""
    heads = queries.proposals_for(people, today())
    asked = request.GET.get("q", "").strip()
    found = [*heads.values(), *queries.people_named(request.scope.agency_id, asked)]
    able = {one.pk: one for one in found if one not in people}
    count = count_staying([one.pk for one in people], today(), today())
    return RatersForm(
        request.POST if request.method == "POST" else None,
        staying=staying_said(count, today()),
        people=list(able.values()),
        on=today(),
        heads=len({one.pk for one in heads.values()}) > 1 and len(heads) == len(people),
    )


def _set(request: Request, people: list[Employee], form: RatersForm) -> HttpResponse:
    rater, valid_from = form.cleaned_data["rater"], form.cleaned_data["valid_from"]
    by, on = request.user, today()
    stayed = stayed_said(count_staying([one.pk for one in people], valid_from, on))
    if rater is None:
        set_proposed_raters(people, valid_from=valid_from, by=by, on=on)
    else:
        set_raters(people, rater=rater, valid_from=valid_from, by=by, on=on)
    count = len(people)
    said = ngettext(
        "Penilai %(n)d pegawai ditetapkan. SKP yang masih berjalan ikut berpindah.",
        "Penilai %(n)d pegawai ditetapkan. SKP yang masih berjalan ikut berpindah.",
        count,
    )
    messages.success(request, f"{said % {'n': count}} {stayed}".strip())
    if count == 1:
        return redirect(request, "people:employee-detail", people[0].uuid)
    return redirect(request, "people:supervision-list")
