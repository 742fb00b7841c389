"""Windows whose last day is near, for everybody or for the units that were given longer."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from django.db.models import Prefetch, Q

from pamong.people.calendar import WorkCalendar, calendar_of
from pamong.people.models import Agency
from pamong.performance.models import Reopening, Window
from pamong.performance.rules import pack_on
from pamong.performance.windows.queries import state_of
from pamong.policy.choose import NoPack

DAYS = "deadline_notice_days"  # the clause of the pack
SPARE, A_WEEK = 30, 7  # calendar days that may hold no working day


def days_before(agency: Agency, on: date) -> int:
    """How many working days before a last day people are told; none where the rules say nothing."""
    try:
        found = pack_on(on, local=agency.local_packs).numbers.get(DAYS)
    except NoPack:
        return 0
    return int(found.value) if found else 0


def told_from(calendar: WorkCalendar, closes_on: date, before: int) -> date:
    """The first day on which a last day is near."""
    found = closes_on
    for _step in range(before):
        found = calendar.workday_before(found)
    return found


def last_days_near(agency: Agency, on: date) -> Iterator[tuple[Window, date]]:
    """Each window of the agency with a last day that is near, once for each such day."""
    before = days_before(agency, on)
    if not before:
        return
    far = on + timedelta(days=before * A_WEEK + SPARE)
    calendar = calendar_of(agency)
    for window in _windows(agency, on, far):
        longer = [row.until for row in window.reopenings.all() if row.until]
        for day in sorted({window.closes_on, *longer}):
            if on <= day <= far and told_from(calendar, day, before) <= on:
                yield window, day


def _windows(agency: Agency, on: date, far: date) -> list[Window]:
    granted = Reopening.objects.filter(granted_on__isnull=False).select_related("unit")
    longer = granted.filter(until__gte=on, until__lte=far, window__agency=agency)
    rows = Window.objects.filter(agency=agency, opens_on__lte=on).filter(
        Q(closes_on__gte=on, closes_on__lte=far) | Q(pk__in=longer.values("window_id"))
    )
    rows = rows.prefetch_related(Prefetch("reopenings", queryset=granted))
    return list(rows.select_related("agency").order_by("pk"))


def last_day_at(window: Window, on: date) -> Callable[[str], date | None]:
    """The last day of a window for the people of the unit at a path, where it is near; asked once a path."""
    reopenings = tuple(window.reopenings.filter(granted_on__isnull=False).select_related("unit"))
    before = days_before(window.agency, on)

    @cache
    def at(path: str) -> date | None:
        state = state_of(window, reopenings, on, [path])
        if not before or not state.is_open or state.closes_on in {None, date.max}:
            return None
        assert state.closes_on
        near = told_from(calendar_of(window.agency, path), state.closes_on, before)
        return state.closes_on if near <= on else None

    return at
