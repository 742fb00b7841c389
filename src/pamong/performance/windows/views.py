"""Pages of windows."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Agency
from pamong.people.request import Request, own_agency
from pamong.performance.models import Reopening, Window
from pamong.performance.rules import pack_on
from pamong.performance.windows.actions import (
    ask_extension,
    ask_reopening,
    choose_rhythm,
    grant_reopening,
    set_windows,
)
from pamong.performance.windows.forms import ExtendForm, ReopenForm, RhythmForm, WindowsForm
from pamong.performance.windows.permissions import (
    can_ask_reopening,
    can_choose_rhythm,
    can_set_window,
)
from pamong.performance.windows.presentation import (
    reopening_traces,
    rhythm_context,
    waiting_requests,
    windows_table,
    windows_told,
)
from pamong.performance.windows.queries import name_of, units_to_extend, windows_of
from pamong.ui.components import Tab
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render

FIRST_YEAR, LAST_YEAR = 2022, 2100
SENT = gettext_lazy("Permintaan terkirim dan menunggu persetujuan orang kedua.")


def year_asked(request: Request, otherwise: int) -> int:
    """The year in the address, when it is one that the rules know."""
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == len(str(LAST_YEAR)) else otherwise
    return year if FIRST_YEAR <= year <= LAST_YEAR else otherwise


def address_of(year: int) -> str:
    """The page of a year."""
    return f"{reverse('performance:window-list')}?year={year}"


def show_windows(
    request: Request, agency: Agency, year: int, day: date, form: WindowsForm | None = None
) -> HttpResponse:
    """The year's windows; with fields for whoever may set them."""
    lines = form.lines if form else windows_of(agency, year, day)
    may_set = can_set_window(request.scope, agency.pk)
    form = form or (WindowsForm(lines=lines) if may_set else None)
    context = {
        "year": year,
        "years": [
            Tab(str(y), address_of(y), current=y == year) for y in (year - 1, year, year + 1)
        ],
        "form": form,
        "is_unset": all(line.window is None for line in lines),
        "proposed": sum(line.window is None and line.proposal is not None for line in lines),
        "table": windows_table(lines, form, request.scope),
        "waiting": waiting_requests(lines, request.scope),
        "told": windows_told(lines, year, day),
        "traces": reopening_traces(lines),
    }
    context |= rhythm_context(request.scope, agency, year)
    status = UNPROCESSABLE if form and form.is_bound else 200
    return render(request, "performance/window_list.html", context=context, status=status)


def window_list(request: Request) -> HttpResponse:
    """The windows of a year on one screen."""
    agency = own_agency(request)
    day = today(agency.time_zone)
    return show_windows(request, agency, year_asked(request, day.year), day)


@require_POST
@once
def window_set(request: Request, year: int) -> HttpResponse:
    """Save the days of the year."""
    agency = own_agency(request)
    require(can_set_window(request.scope, agency.pk))
    day = today(agency.time_zone)
    form = WindowsForm(request.POST, lines=windows_of(agency, year, day))
    if form.is_valid():
        with refused_on(form):
            saved = set_windows(agency, year, form.given(), by=request.user, on=day)
            told = ngettext(
                "%(n)d jendela waktu sudah berlaku.",
                "%(n)d jendela waktu sudah berlaku.",
                len(saved),
            )
            return redirect(request, address_of(year), said=told % {"n": len(saved)})
    return show_windows(request, agency, year, day, form)


@require_POST
@once
def rhythm_choose(request: Request, year: int) -> HttpResponse:
    """Choose whether the people of a year are rated by quarter or by month."""
    agency = own_agency(request)
    require(can_choose_rhythm(request.scope, agency.pk))
    form = RhythmForm(request.POST, pack=pack_on(date(year, 1, 1), local=agency.local_packs))
    if form.is_valid():
        day = today(agency.time_zone)
        choose_rhythm(agency, year, form.cleaned_data["rhythm"], by=request.user, on=day)
        messages.success(request, _("Frekuensi penilaian %(year)s tersimpan.") % {"year": year})
    return redirect(request, address_of(year))


def _window_to_open(request: Request, uuid: UUID) -> Window:
    rows = Window.objects.select_related("agency").filter(agency=own_agency(request))
    window = get_object_or_404(rows, uuid=uuid)
    require(can_ask_reopening(request.scope, window))
    return window


@once
def reopening_ask(request: Request, uuid: UUID) -> HttpResponse:
    """Ask for a closed window to be opened."""
    window = _window_to_open(request, uuid)
    day = today(window.agency.time_zone)
    form = ReopenForm(request.POST or None, day=day)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            ask_reopening(window, **form.cleaned_data, by=request.user, on=day)
            return redirect(request, address_of(window.year), said=SENT)
    return form_page(
        request, "performance/reopening_ask.html", form, window=window, name=name_of(window)
    )


@once
def extension_ask(request: Request, uuid: UUID) -> HttpResponse:
    """Ask that a window stays open longer for one unit."""
    window = _window_to_open(request, uuid)
    day, asked = today(window.agency.time_zone), request.GET.get("q", "").strip()
    units = units_to_extend(request.scope, window.agency, asked, day)
    form = ExtendForm(request.POST or None, day=day, units=units)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            given = form.cleaned_data
            ask_extension(window, given.pop("unit"), **given, by=request.user, on=day)
            return redirect(request, address_of(window.year), said=SENT)
    return form_page(
        request,
        "performance/extension_ask.html",
        form,
        window=window,
        name=name_of(window),
        asked=asked,
        units=units,
    )


@require_POST
@once
def reopening_grant(request: Request, uuid: UUID) -> HttpResponse:
    """Open it as the second person."""
    agency = own_agency(request)
    rows = Reopening.objects.select_related("window__agency").filter(window__agency=agency)
    reopening = get_object_or_404(rows, uuid=uuid)
    grant_reopening(reopening, by=request.user, on=today(agency.time_zone))
    assert reopening.window
    return redirect(request, address_of(reopening.window.year))
