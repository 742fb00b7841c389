"""Pages of the whole list: who rates whom, and one rater for many."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.clock import now, today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.acts.passing import is_sure, tell_passed
from pamong.people.acts.presentation import (
    Change,
    Outcome,
    Preview,
    outcome_context,
    preview_context,
)
from pamong.people.acts.record import act_at, came_on_top, just_recorded
from pamong.people.following import count_staying
from pamong.people.models import Employee, Unit
from pamong.people.permissions import keeps_people
from pamong.people.raters import queries
from pamong.people.raters.forms import FindForm, RatersForm
from pamong.people.raters.listing import supervision_table, supervision_tabs
from pamong.people.raters.permissions import can_see_raters, can_set_rater
from pamong.people.raters.picked_actions import (
    ON_TOP,
    marks_of,
    raters_for,
    set_picked_raters,
    sorted_out,
    undo_raters,
)
from pamong.people.raters.presentation import stayed_said, staying_said
from pamong.people.raters.writing import RATER_SET
from pamong.people.request import Request
from pamong.ui.dates import say_day_full
from pamong.ui.keys import is_uuid
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, found, redirect, render, sent


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
        "next_url": page.next_url(**kept),
    }
    return render(request, "people/supervision_list.html", context=context)


def _unit(request: Request) -> Unit | None:
    """The unit that the list keeps to."""
    text = request.GET.get("unit", "")
    if not is_uuid(text):
        return None
    return get_object_or_404(Unit.objects.visible_to(request.scope), uuid=text)


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
    return form_page(
        request,
        "people/rater_set.html",
        form,
        people=people,
        find=FindForm(request.GET, people=people),
        query=f"?{request.GET.urlencode()}",
        marks=marks_of(people),
    )


def _form(request: Request, people: list[Employee]) -> RatersForm:
    """The heads above those picked come first, then whoever bears the name that was typed."""
    heads = queries.proposals_for(people, today())
    asked = request.GET.get("q", "").strip()
    found = [*heads.values(), *queries.people_named(request.scope.agency_id, asked)]
    able = {one.pk: one for one in found if one not in people}
    count = count_staying([one.pk for one in people], today(), today())
    return RatersForm(
        sent(request),
        staying=staying_said(count, today()),
        people=list(able.values()),
        on=today(),
        heads=len({one.pk for one in heads.values()}) > 1 and len(heads) == len(people),
    )


def _set(request: Request, people: list[Employee], form: RatersForm) -> HttpResponse:
    rater, valid_from = form.cleaned_data["rater"], form.cleaned_data["valid_from"]
    if len(people) > 1 and not is_sure(request):
        return _preview(request, people, form)
    by, on = request.user, today()
    stayed = stayed_said(count_staying([one.pk for one in people], valid_from, on))
    marks = request.POST.getlist("seen")
    answered = set_picked_raters(people, marks, rater=rater, valid_from=valid_from, by=by, on=on)
    tell_passed(request, answered.passed)
    count = len(answered.done)
    said = ngettext(
        "Penilai %(n)d pegawai ditetapkan. SKP yang masih berjalan ikut berpindah.",
        "Penilai %(n)d pegawai ditetapkan. SKP yang masih berjalan ikut berpindah.",
        count,
    )
    messages.success(request, f"{said % {'n': count}} {stayed}".strip())
    if len(people) == 1:
        return redirect(request, "people:employee-detail", people[0].uuid)
    place = just_recorded(people[0].agency.uuid, RATER_SET, by)
    return redirect(request, "people:raters-undo", *place)


def _preview(request: Request, people: list[Employee], form: RatersForm) -> HttpResponse:
    """Who gets whom, and who is passed over; nothing is done yet."""
    valid_from, on = form.cleaned_data["valid_from"], today()
    raters = raters_for(people, form.cleaned_data["rater"], on)
    marks = request.POST.getlist("seen")
    fit, passed = sorted_out(people, raters, marks, request.scope, (valid_from, on))
    if not fit:
        raise ValidationError([f"{one.name}: {one.why}" for one in passed])
    sent = [(name, request.POST.get(name, "")) for name in ("rater", "valid_from")]
    preview = Preview(
        title=_("Tetapkan penilai"),
        back_url=reverse("people:supervision-list"),
        back_text=_("Siapa menilai siapa"),
        changes=[_change(one, raters[one.pk]) for one in fit],
        passed=passed,
        follows=[
            _("Berlaku sejak %(day)s. SKP yang masih berjalan ikut berpindah.")
            % {"day": say_day_full(valid_from)},
            staying_said(count_staying([one.pk for one in fit], valid_from, on), valid_from),
            _("Penilai sebelumnya dapat dikembalikan dalam 30 menit."),
        ],
        action=f"?{request.GET.urlencode()}",
        button=ngettext(
            "Tetapkan penilai %(n)d pegawai", "Tetapkan penilai %(n)d pegawai", len(fit)
        )
        % {"n": len(fit)},
        hidden=[*sent, *(("seen", mark) for mark in marks_of(fit))],
    )
    return render(request, "people/act_preview.html", context=preview_context(preview))


def _change(person: Employee, rater: Employee) -> Change:
    place = str(person.position or "")
    before = person.rater.full_name if person.rater else _("belum ada")
    return Change(person.full_name, place, before, rater.full_name)


@once
def raters_undo(request: Request, first: int, count: int) -> HttpResponse:
    """Who got a rater at once, and giving the former ones back for a while."""
    act = found(act_at(request.scope, (first, count), RATER_SET, request.user))
    if request.method == "POST":
        answered = undo_raters(act, by=request.user, on=today(), at=now())
        tell_passed(request, answered.passed)
        n = len(answered.done)
        said = ngettext(
            "Penilai sebelumnya dari %(n)d pegawai dikembalikan.",
            "Penilai sebelumnya dari %(n)d pegawai dikembalikan.",
            n,
        )
        return redirect(request, "people:supervision-list", said=said % {"n": n})
    outcome = Outcome(
        title=_("Penilai yang Anda tetapkan"),
        back_url=reverse("people:supervision-list"),
        back_text=_("Siapa menilai siapa"),
        done=_("Ditetapkan"),
        undo=_("Kembalikan penilai sebelumnya"),
        becomes=_("Pegawai diberi tahu, dan SKP yang masih berjalan ikut kembali."),
    )
    context = outcome_context(outcome, act, came_on_top(act, ON_TOP), now())
    return render(request, "people/act_outcome.html", context=context)
