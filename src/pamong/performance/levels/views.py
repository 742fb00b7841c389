"""Pages of unit levels."""

import re
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.models import Agency, Unit
from pamong.people.request import Request
from pamong.performance.levels.actions import set_level
from pamong.performance.levels.forms import LevelForm
from pamong.performance.levels.period import YearConverter
from pamong.performance.levels.permissions import can_set_level
from pamong.performance.levels.presentation import levels_table, period_tabs
from pamong.performance.levels.queries import head_of, units_to_set
from pamong.performance.models import UnitLevel, Window
from pamong.performance.periods import Period, period_days, period_on, periods_in, say_period
from pamong.performance.rules import pack_on
from pamong.performance.windows.queries import state_of, window_with
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, redirect, render

YEAR = re.compile(YearConverter.regex)


def period_asked(request: Request, day: date) -> tuple[int, str]:
    """Year and period in the address, else the ones that people rate now."""
    monthly = request.scope.monthly_years
    year, period = period_on(day, monthly)
    text, asked = request.GET.get("year", ""), request.GET.get("period", "")
    year = int(text) if YEAR.fullmatch(text) else year
    known = periods_in(year, monthly)
    return year, next((one for one in (asked, period) if one in known), Period.YEAR)


def level_list(request: Request) -> HttpResponse:
    """The units whose level one sets in a period."""
    agency = get_object_or_404(Agency, pk=request.scope.agency_id)
    day = today(agency.time_zone)
    year, period = when = period_asked(request, day)
    asked = request.GET.get("q", "").strip()
    lines = units_to_set(request.scope, year, period, day)
    window, running = window_with(agency, Window.Stage.EVALUATION, year, period)
    state = state_of(window, running, day, {line.unit.path for line in lines})
    open_ids = {x.unit.pk for x in lines if state_of(window, running, day, [x.unit.path]).is_open}
    waiting = sum(line.level is None for line in lines)
    lines = [line for line in lines if asked.lower() in f"{line.unit.name} {line.head}".lower()]
    pack = pack_on(period_days(*when)[0], local=agency.local_packs)
    context = {
        "lines": lines,
        "waiting": waiting,
        "asked": asked,
        "hidden": {"year": year, "period": period},
        "period": say_period(year, period),
        "state": state,
        "tabs": period_tabs(reverse("performance:level-list"), when, agency.monthly_years),
        "table": levels_table(lines, pack, when, open_ids),
    }
    return render(request, "performance/level_list.html", context=context)


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
    context = {
        "form": form,
        "unit": unit,
        "head": head,
        "period": say_period(year, period),
        "draft_key": f"level-{year}-{period}",
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "performance/level_set.html", context=context, status=status)
