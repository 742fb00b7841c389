"""Pages of unit levels."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Unit
from pamong.people.request import Request, own_agency
from pamong.performance.asking import period_asked, period_tabs
from pamong.performance.levels.actions import set_level
from pamong.performance.levels.forms import LevelForm
from pamong.performance.levels.permissions import can_set_level
from pamong.performance.levels.presentation import levels_table, show_tabs
from pamong.performance.levels.queries import (
    ALL,
    OTHERS,
    SET,
    UNSET,
    head_of,
    level_lines,
    level_sums,
    units_shown,
)
from pamong.performance.models import UnitLevel, Window
from pamong.performance.periods import period_days, say_period
from pamong.performance.rhythm import rhythms_of
from pamong.performance.rhythm_said import whose_said
from pamong.performance.rules import pack_on
from pamong.performance.sampled import rates_beside
from pamong.performance.windows.queries import state_of, window_with
from pamong.ui.paging import page_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render


def level_list(request: Request) -> HttpResponse:
    """The units whose level one sets in a period; those that wait come first, and `only` leads to the single one."""
    agency = own_agency(request)
    day = today(agency.time_zone)
    when, asked = period_asked(request, day), request.GET.get("q", "").strip()
    rhythms = rhythms_of(request.scope)
    whose = rhythms.whose(when)
    sums = level_sums(request.scope, when, day, whose)
    show = _part(request, waits=bool(sums.unset) and not asked)
    rows = units_shown(request.scope, when, day, whose, show=show, name=asked)
    page = page_of(rows, request.GET.get("after", ""), by=("path", "pk"))
    if request.GET.get("only") and show == UNSET and len(page.rows) == 1:
        return redirect(request, "performance:level-set", page.rows[0].uuid, *when)
    window, running = window_with(agency, Window.Stage.EVALUATION, *when)
    state = state_of(window, running, day, {unit.path for unit in page.rows})
    open_ids = {u.pk for u in page.rows if state_of(window, running, day, [u.path]).is_open}
    pack = pack_on(period_days(*when)[0], local=agency.local_packs)
    sampled = rates_beside(request.scope, when, [unit.pk for unit in page.rows])
    more = {"year": when[0], "period": when[1], "show": show}
    context = {
        "sums": sums,
        "asked": asked,
        "hidden": more,
        "period": say_period(*when),
        "state": state,
        "whose": whose_said(when, rhythms),
        "tabs": period_tabs(reverse("performance:level-list"), when, agency.pk, rhythms),
        "shows": show_tabs(sums, when, show, is_open=state.is_open),
        "table": levels_table(level_lines(page.rows, when, day), pack, when, open_ids, sampled),
        "next_url": page.next_url(**more, q=asked),
    }
    return render(request, "performance/level_list.html", context=context)


def _part(request: Request, *, waits: bool) -> str:
    """The tab asked for; without one what waits, if anything does."""
    asked = request.GET.get("show", "")
    if asked in {ALL, OTHERS, SET, UNSET}:
        return asked
    return UNSET if waits else ALL


@once
def level_set(request: Request, uuid: UUID, year: int, period: str) -> HttpResponse:
    """Set the level of one unit."""
    rows = Unit.objects.visible_to(request.scope).select_related("agency")
    unit = get_object_or_404(rows, uuid=uuid)
    day = today(unit.agency.time_zone)
    head = head_of(unit, day)
    require(can_set_level(request.scope, unit, head))
    standing = UnitLevel.objects.filter(unit=unit, year=year, period=period).first()
    initial = {"level": standing.level, "reason": standing.reason} if standing else {}
    pack = pack_on(period_days(year, period)[0], local=unit.agency.local_packs)
    form = LevelForm(request.POST or None, pack=pack, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            set_level(unit, (year, period), **form.cleaned_data, by=request.user, on=day)
            address = reverse("performance:level-list")
            return redirect(request, f"{address}?year={year}&period={period}")
    return form_page(
        request,
        "performance/level_set.html",
        form,
        unit=unit,
        head=head,
        period=say_period(year, period),
        draft_key=f"level-{year}-{period}",
    )
