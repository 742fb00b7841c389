"""The page on which a month's rosters are uploaded."""

from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy, ngettext

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.fields import TableField
from pamong.people.acts.passing import is_sure
from pamong.people.acts.shown import mark_of, moved_said
from pamong.people.acts.shown_form import ShownForm
from pamong.people.left_out import refuse_left_out, rejected_table
from pamong.people.request import Request
from pamong.people.workdays.permissions import can_import_roster
from pamong.people.workdays.places import Place
from pamong.people.workdays.presentation import roster_table
from pamong.people.workdays.queries import place_of
from pamong.people.workdays.roster_actions import import_roster
from pamong.people.workdays.rosters import (
    ReadRoster,
    packed,
    read_roster,
    sort_roster,
    told_of,
    unpacked,
)
from pamong.ui.dates import say_month
from pamong.ui.fields import DayField
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, found, redirect, render, sent


class RosterFileForm(forms.Form):
    """A grid of people by days, and for which month."""

    month = DayField(
        label=gettext_lazy("Bulan"),
        help_text=gettext_lazy("Isi salah satu tanggal dalam bulan itu."),
    )
    file = TableField(label=gettext_lazy("Berkas jadwal sif"))


class RosterConfirmForm(ShownForm):
    """The rows as the preview showed them."""

    month = DayField(widget=forms.HiddenInput)
    rows = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)


@once
def roster_import(request: Request, uuid: UUID) -> HttpResponse:
    """Rosters of a month from a file: first what it would change, then the same again to write it."""
    place = found(place_of(request.scope, uuid))
    require(can_import_roster(request.scope, place))
    if "rows" in request.POST:
        return _confirmed(request, place)
    form = RosterFileForm(sent(request), request.FILES or None, initial={"month": today()})
    if form.is_valid():
        with refused_on(form):
            file, month = form.cleaned_data["file"], form.cleaned_data["month"].replace(day=1)
            read = read_roster(file, file.name or "", month, place, request.scope)
            if is_sure(request):
                return _written(request, place, month, read)
            return _preview(request, place, month, read)
    return form_page(request, "people/roster_import.html", form, place=place)


def _preview(
    request: Request, place: Place, month: date, read: ReadRoster, moved: str = ""
) -> HttpResponse:
    shown = mark_of(told_of(read.lines))
    initial = {"month": month, "rows": packed(read.lines), "shown": shown}
    context = {
        "moved": moved,
        "place": place,
        "form": RosterConfirmForm(initial=initial),
        "month": say_month(month),
        "preview": roster_table(read.lines),
        "rejected": rejected_table(read.rejected),
        "new": any(line.days != line.before for line in read.lines),
    }
    status = UNPROCESSABLE if moved else 200
    return render(request, "people/roster_preview.html", context=context, status=status)


def _confirmed(request: Request, place: Place) -> HttpResponse:
    form = RosterConfirmForm(request.POST)
    if form.is_valid():
        with refused_on(form):
            month = form.cleaned_data["month"].replace(day=1)
            said = unpacked(form.cleaned_data["rows"], month)
            read = sort_roster(said, month, place, request.scope)
            if read.rejected or not form.is_as_shown(mark_of(told_of(read.lines))):
                return _preview(request, place, month, read, moved_said())
            return _written(request, place, month, read)
    context = {"form": RosterFileForm(), "place": place, "refused": form}
    return render(request, "people/roster_import.html", context=context, status=UNPROCESSABLE)


def _written(request: Request, place: Place, month: date, read: ReadRoster) -> HttpResponse:
    refuse_left_out(read.rejected)
    count = import_roster(place, month, read.lines, by=request.user, on=today())
    told = ngettext("Jadwal %(n)d pegawai disimpan.", "Jadwal %(n)d pegawai disimpan.", count)
    return redirect(request, "people:calendar-place", place.uuid, said=told % {"n": count})
