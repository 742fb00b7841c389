"""Pages of the working calendar."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.acts.passing import is_sure
from pamong.people.acts.shown import mark_of, moved_said
from pamong.people.calendar import calendar_of
from pamong.people.left_out import refuse_left_out
from pamong.people.models import OwnDay
from pamong.people.request import Request
from pamong.people.workdays import actions
from pamong.people.workdays.forms import (
    DaysConfirmForm,
    DaysFileForm,
    EndWeekForm,
    OwnDayForm,
    WeekForm,
)
from pamong.people.workdays.hours import hours_pack, proposed
from pamong.people.workdays.permissions import (
    can_add_own_day,
    can_end_week,
    can_import_own_days,
    can_remove_own_day,
    can_set_week,
)
from pamong.people.workdays.places import Place
from pamong.people.workdays.presentation import calendar_context, preview_context, span_said
from pamong.people.workdays.queries import first_place, place_of
from pamong.people.workdays.reading import ReadDays, packed, read_days, told_of
from pamong.ui.numbers import count_asked
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, found, redirect, render, sent

FIRST_YEAR, LAST_YEAR = 2000, 2100


def calendar(request: Request) -> HttpResponse:
    """The calendar that one keeps, or that of the agency."""
    return _show(request, found(first_place(request.scope, today())))


def calendar_place(request: Request, uuid: UUID) -> HttpResponse:
    """The year of the agency or of one unit."""
    return _show(request, uuid)


def _show(request: Request, uuid: UUID) -> HttpResponse:
    on = today()
    year = count_asked(request.GET.get("year", ""), on.year)
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    place = _place(request, uuid)
    context = calendar_context(place, request.scope, year, on, request.GET.get("units", ""))
    return render(request, "people/calendar.html", context=context)


def _place(request: Request, uuid: UUID) -> Place:
    return found(place_of(request.scope, uuid))


@once
def week_set(request: Request, uuid: UUID) -> HttpResponse:
    """How the place works from a day on."""
    place = _place(request, uuid)
    require(can_set_week(request.scope, place))
    week = calendar_of(place.agency, place.path).week_on(today())
    initial = {"pattern": week.pattern, "valid_from": today()}
    usual = proposed(hours_pack(today(), place.agency.local_packs))
    form = WeekForm(sent(request), hours=week.hours or usual, initial=initial)
    if form.is_valid():
        with refused_on(form):
            since = form.cleaned_data["valid_from"]
            actions.set_week(place, form.facts(), valid_from=since, by=request.user, on=today())
            return redirect(request, "people:calendar-place", uuid, said=_("Pola minggu disimpan."))
    return form_page(request, "people/week_set.html", form, place=place)


@once
def week_end(request: Request, uuid: UUID) -> HttpResponse:
    """The unit works as the one above it again."""
    place = _place(request, uuid)
    require(can_end_week(request.scope, place))
    form = EndWeekForm(sent(request), initial={"valid_to": today()})
    if form.is_valid():
        with refused_on(form):
            until = form.cleaned_data["valid_to"]
            actions.end_week(place, valid_to=until, by=request.user, on=today())
            said = _("Unit ini mengikuti pola unit di atasnya.")
            return redirect(request, "people:calendar-place", uuid, said=said)
    return form_page(request, "people/week_end.html", form, place=place)


@once
def own_day_add(request: Request, uuid: UUID) -> HttpResponse:
    """Days on which the place works otherwise."""
    place = _place(request, uuid)
    require(can_add_own_day(request.scope, place))
    form = OwnDayForm(sent(request), place=place)
    if form.is_valid():
        with refused_on(form):
            actions.add_own_day(place, form.facts(), by=request.user, on=today())
            said = _("Hari disimpan di kalender.")
            return redirect(request, "people:calendar-place", uuid, said=said)
    return form_page(request, "people/own_day_add.html", form, place=place)


@once
def own_day_remove(request: Request, uuid: UUID, day: UUID) -> HttpResponse:
    """Take own days back; the first look asks."""
    place = _place(request, uuid)
    require(can_remove_own_day(request.scope, place))
    rows = OwnDay.objects.visible_to(request.scope).filter(agency=place.agency, unit=place.unit)
    row = get_object_or_404(rows, uuid=day)
    if request.method == "POST":
        actions.remove_own_day(place, row, by=request.user, on=today())
        said = _("Hari dihapus dari kalender.")
        return redirect(request, "people:calendar-place", uuid, said=said)
    context = {"place": place, "row": row, "span": span_said(row.first, row.last)}
    return render(request, "people/own_day_remove.html", context=context)


@once
def own_days_import(request: Request, uuid: UUID) -> HttpResponse:
    """Own days from a file: first what it would change, then the same again to write it."""
    place = _place(request, uuid)
    require(can_import_own_days(request.scope, place))
    if "days" in request.POST:
        return _confirmed(request, place)
    form = DaysFileForm(sent(request), request.FILES or None)
    if form.is_valid():
        with refused_on(form):
            file = form.cleaned_data["file"]
            read = read_days(file, file.name or "", place, form.cleaned_data["kind"])
            if is_sure(request):
                return _written(request, place, read)
            return _preview(request, place, read)
    return form_page(request, "people/own_days_import.html", form, place=place)


def _preview(request: Request, place: Place, read: ReadDays, moved: str = "") -> HttpResponse:
    standing = actions.standing_days(place)
    initial = {"days": packed(read.days), "shown": mark_of(told_of(read.days, standing))}
    context = {"place": place, "form": DaysConfirmForm(initial=initial), "moved": moved}
    context |= preview_context(read, standing)
    status = UNPROCESSABLE if moved else 200
    return render(request, "people/own_days_preview.html", context=context, status=status)


def _confirmed(request: Request, place: Place) -> HttpResponse:
    form = DaysConfirmForm(request.POST)
    if not form.is_valid():
        return form_page(
            request, "people/own_days_import.html", DaysFileForm(), place=place, refused=form
        )
    days = form.cleaned_data["days"]
    if not form.is_as_shown(mark_of(told_of(days, actions.standing_days(place)))):
        return _preview(request, place, ReadDays(days), moved_said())
    return _written(request, place, ReadDays(days))


def _written(request: Request, place: Place, read: ReadDays) -> HttpResponse:
    refuse_left_out(read.rejected)
    days = read.days
    actions.import_own_days(place, days, by=request.user, on=today())
    told = ngettext("%(n)d hari ada di kalender.", "%(n)d hari ada di kalender.", len(days))
    return redirect(request, "people:calendar-place", place.uuid, said=told % {"n": len(days)})
