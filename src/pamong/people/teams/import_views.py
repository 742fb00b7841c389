"""Pages on which a table of teams comes in."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.writing import Heading, write_xlsx
from pamong.people.acts.passing import is_sure
from pamong.people.acts.shown import mark_of, moved_said
from pamong.people.left_out import refuse_left_out
from pamong.people.request import Request
from pamong.people.teams.forms import TeamsConfirmForm, TeamsFileForm
from pamong.people.teams.import_actions import Tried, import_teams, try_teams
from pamong.people.teams.permissions import can_import_teams
from pamong.people.teams.presentation import preview_context
from pamong.people.teams.reading import packed, read_teams
from pamong.ui.downloads import workbook
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render, sent


@once
def teams_import(request: Request) -> HttpResponse:
    """Teams from a file: first what it would change, then the same again to write it."""
    require(can_import_teams(request.scope))
    if "rows" in request.POST:
        return _confirmed(request)
    form = TeamsFileForm(sent(request), request.FILES or None)
    if form.is_valid():
        with refused_on(form):
            file = form.cleaned_data["file"]
            read = read_teams(file, file.name or "")
            tried = try_teams(read.rows, by=request.user, on=today())
            tried.rejected = sorted([*read.rejected, *tried.rejected], key=lambda one: one.line)
            return _written(request, tried) if is_sure(request) else _preview(request, tried)
    return _page(request, form)


def _preview(request: Request, tried: Tried, moved: str = "") -> HttpResponse:
    initial = {"rows": packed(tried.good), "shown": mark_of(tried.told)}
    context = {"form": TeamsConfirmForm(initial=initial), "moved": moved} | preview_context(tried)
    status = UNPROCESSABLE if moved else 200
    return render(request, "people/teams_preview.html", context=context, status=status)


def _page(request: Request, form: TeamsFileForm, **more: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound or more else 200
    context = {"form": form} | more
    return render(request, "people/teams_import.html", context=context, status=status)


def _confirmed(request: Request) -> HttpResponse:
    form = TeamsConfirmForm(request.POST)
    if form.is_valid():
        with refused_on(form):
            rows, by = form.cleaned_data["rows"], request.user
            tried = try_teams(rows, by=by, on=today())
            if tried.rejected or not form.is_as_shown(mark_of(tried.told)):
                return _preview(request, tried, moved_said())
            return _written(request, tried)
    return _page(request, TeamsFileForm(), refused=form)


def _written(request: Request, tried: Tried) -> HttpResponse:
    refuse_left_out(tried.rejected)
    count = import_teams(tried.good, by=request.user, on=today())
    told = ngettext("%(n)d baris disimpan.", "%(n)d baris disimpan.", count)
    return redirect(request, "people:team-list", said=told % {"n": count})


@require_safe
def teams_template(request: Request) -> HttpResponseBase:
    """An empty table with the headings that are read."""
    require(can_import_teams(request.scope))
    headings = [
        Heading("Nama tim", width=36),
        Heading("NIP ketua", "code"),
        Heading("NIP anggota", "code"),
        Heading("Peran dalam tim", width=28),
        Heading("Dari", "day"),
        Heading("Sampai", "day"),
        Heading("Dasar penugasan", width=36),
    ]
    return workbook(lambda stream: write_xlsx(stream, headings, []), _("tim-kerja"))
