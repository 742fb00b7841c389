"""Pages of moves and acting posts."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Assignment, Employee, Unit
from pamong.people.permissions import keeps_person
from pamong.people.posts import actions, queries
from pamong.people.posts.forms import ActingRaterForm, EndForm, MoveForm, PlaceForm, Raters
from pamong.people.posts.permissions import (
    can_end_assignment,
    can_move_employee,
    can_set_acting_rater,
)
from pamong.people.posts.said import left_said, moved_said
from pamong.people.queries import person_named
from pamong.people.raters.forms import FindForm
from pamong.people.raters.permissions import can_set_rater
from pamong.people.raters.queries import people_named, proposed_rater
from pamong.people.request import Request
from pamong.people.vacancies.queries import left_behind
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, sent


@once
def employee_move(request: Request, uuid: UUID) -> HttpResponse:
    """Record a move, or an acting post beside the own one."""
    person = get_object_or_404(person_named(request.scope, uuid))
    require(can_move_employee(request.scope, person))
    find = PlaceForm(request.GET)
    form = _move_form(request, person, find)
    if form.is_valid():
        with refused_on(form):
            made = actions.move_employee(person, form.post(), by=request.user, on=today())
            return _moved(request, made, person.rater)
    return form_page(
        request,
        "people/employee_move.html",
        form,
        person=person,
        find=find,
        query=f"?{request.GET.urlencode()}",
    )


def _moved(request: Request, made: Assignment, before: Employee | None) -> HttpResponse:
    """Back to the person; where people in the unit still have a former head, to where that changes."""
    person, day = made.employee, max(made.valid_from, today())
    rater = queries.rater_on(person.pk, made.valid_from)
    messages.success(request, moved_said(made, before, rater))
    left = left_behind(made.unit, day) if made.position.is_head else {}
    theirs = {one: n for one, n in left.items() if keeps_person(request.scope, one)}
    if not theirs:
        return redirect(request, "people:employee-detail", person.uuid)
    messages.warning(request, left_said(theirs))
    url = reverse("people:rater-take-over", args=[next(iter(theirs)).uuid])
    since = f"?since={day:%d-%m-%Y}" if day > today() else ""
    return redirect(request, url + since)


def _move_form(request: Request, person: Employee, find: PlaceForm) -> MoveForm:
    """What was found by name; before anything is typed, where and what the person is now."""
    units = queries.units_named(request.scope, find.text("unit"), today())
    positions = queries.positions_named(person.agency_id, find.text("post"), today())
    own_unit = [person.unit] if person.unit and not find.text("unit") else []
    own_post = [person.position] if person.position and not find.text("post") else []
    return MoveForm(
        sent(request),
        units=units or own_unit,
        positions=positions or own_post,
        on=today(),
        raters=_raters(request, person, find, units or own_unit),
    )


def _raters(
    request: Request, person: Employee, find: PlaceForm, units: Sequence[Unit]
) -> Raters | None:
    """Who may rate after the move; nothing where one may not say so, as for oneself."""
    if not can_set_rater(request.scope, person):
        return None
    found = people_named(person.agency_id, find.text("rater"))
    others = [one for one in found if one.pk != person.pk]
    return Raters(queries.heads_over(units, today()), others, person.rater)


@once
def assignment_end(request: Request, uuid: UUID) -> HttpResponse:
    """End an acting post on a day."""
    held = get_object_or_404(queries.assignment_named(request.scope, uuid))
    require(can_end_assignment(request.scope, held))
    form = EndForm(sent(request), initial={"valid_to": today()})
    if form.is_valid():
        with refused_on(form):
            actions.end_assignment(held, **form.cleaned_data, by=request.user, on=today())
            said = _("Akhir jabatan dicatat.")
            return redirect(request, "people:employee-detail", held.employee.uuid, said=said)
    return form_page(request, "people/assignment_end.html", form, held=held)


@once
def acting_rater_set(request: Request, uuid: UUID) -> HttpResponse:
    """Choose who rates the work in an acting post; the head above it is proposed first."""
    held = get_object_or_404(queries.assignment_named(request.scope, uuid))
    require(can_set_acting_rater(request.scope, held))
    find = FindForm(request.GET, people=[])
    head = proposed_rater(held, today())
    found = [head, *people_named(held.employee.agency_id, request.GET.get("q", "").strip())]
    people = {one.pk: one for one in found if one and one.pk != held.employee_id}
    form = ActingRaterForm(sent(request), people=list(people.values()))
    if form.is_valid():
        with refused_on(form):
            rater = form.cleaned_data["rater"]
            actions.set_acting_rater(held, rater=rater, by=request.user, on=today())
            said = _("Penilai ditetapkan. SKP Plt. atau Plh. ikut berpindah.")
            return redirect(request, "people:employee-detail", held.employee.uuid, said=said)
    return form_page(
        request,
        "people/acting_rater.html",
        form,
        held=held,
        find=find,
        query=f"?{request.GET.urlencode()}",
    )
