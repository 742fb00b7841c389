"""Whether a stage is open on a day, and the windows of a year with what the rules propose."""

import calendar
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.people.models import Agency, Unit
from pamong.performance.models import Evaluation, Plan, Reopening, UnitLevel, Window
from pamong.performance.periods import (
    Period,
    is_month,
    period_days,
    say_period,
)
from pamong.performance.quarters import Month, Quarter
from pamong.performance.rhythm import periods_of, periods_of_agency, periods_shown, rhythms_of
from pamong.performance.rules import pack_on
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full

Stage = Window.Stage
Paths = Collection[str]  # of the units of the people concerned
# The pack's own names of stages, where it proposes days for one of ours.
PROPOSED_BY = {
    Stage.PLANNING: "rencana",
    Stage.READINGS: "realisasi",
    Stage.EVALUATION: "evaluasi",
    Stage.FOLLOW_UP: "tindak_lanjut",
}
YEARLY, QUARTERLY, MONTHLY = "stage_window", "stage_window_quarter", "stage_window_month"
MONTHS_A_YEAR = 12
UNITS_SHOWN = 20
OPEN, CLOSED, NOT_YET, NONE = "open", "closed", "not_yet", "none"
STATE_WORDS = {
    OPEN: gettext_lazy("Dibuka"),
    CLOSED: gettext_lazy("Ditutup"),
    NOT_YET: gettext_lazy("Belum dibuka"),
    NONE: gettext_lazy("Tanpa batas waktu"),
}


@dataclass(frozen=True, slots=True)
class WindowState:
    """How a stage stands on a day, with a sentence that says what one can do about it."""

    state: str
    sentence: str
    window: Window | None = None
    closes_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether changes are taken; where no window is set, they are."""
        return self.state in {OPEN, NONE}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Days that the pack proposes; unconfirmed where its text does not settle them."""

    opens_on: date
    closes_on: date
    is_unconfirmed: bool


@dataclass(frozen=True, slots=True)
class WindowLine:
    """One stage and period of a year: its window, its state, its reopenings, what is proposed."""

    stage: str
    period: str
    state: WindowState
    window: Window | None = None
    proposal: Proposal | None = None
    reopenings: tuple[Reopening, ...] = field(default=())
    is_over: bool = False  # its last day is past: only two people open it again

    @property
    def closes_on(self) -> date:
        """The last day for everybody."""
        return self.window.closes_on if self.window else date.max

    @property
    def key(self) -> str:
        """The name of its fields in a form."""
        return f"{self.stage}-{self.period}"


def name_of(line: WindowLine | Window) -> str:
    """`Penilaian, triwulan III`."""
    return f"{Stage(line.stage).label}, {Window.Period(line.period).label}"


def places_in(periods: Iterable[Period]) -> tuple[tuple[str, str], ...]:
    """Every stage and period of a year; planning is for the whole year only."""
    staged = (Stage.READINGS, Stage.EVALUATION, Stage.FOLLOW_UP)
    periods = tuple(periods)
    return (
        (Stage.PLANNING, Period.YEAR),
        *((stage, period) for stage in staged for period in periods),
    )


def is_rated_by_part(agency: Agency, year: int) -> bool:
    """Whether a quarter or a month of the year was begun: an evaluation or a unit's level."""
    parts = [period for period in rhythms_of(agency).periods(year) if period != Period.YEAR]
    rated = Evaluation.objects.filter(plan__agency=agency, plan__year=year, period__in=parts)
    rated = rated.exclude(status=Evaluation.Status.OPEN, keeper__isnull=False)  # nobody began it
    levels = UnitLevel.objects.filter(unit__agency=agency, year=year, period__in=parts)
    return rated.exists() or levels.exists()


def window_state(
    agency: Agency, stage: str, year: int, period: str, on: date, paths: Paths = ()
) -> WindowState:
    """How the stage stands on the day for the people of some units, in one query."""
    window, running = window_with(agency, stage, year, period)
    return state_of(window, running, on, paths)


def window_with(
    agency: Agency, stage: str, year: int, period: str
) -> tuple[Window | None, tuple[Reopening, ...]]:
    """The window and its reopenings, for whoever asks how it stands in several units."""
    rows = _window(agency=agency.pk, year=year, stage=str(stage), period=str(period))
    running = (
        Reopening(
            granted_on=row.granted_on,
            until=row.until,
            unit=Unit(path=row.path) if row.path else None,
        )
        for row in rows
    )
    return (rows[0] if rows else None), tuple(running)


@prepared
def _window(*, agency: int, year: int, stage: str, period: str) -> Any:
    """The window, once for each time that somebody asked to reopen it."""
    rows = Window.objects.filter(agency_id=agency, year=year, stage=stage, period=period)
    return rows.annotate(
        granted_on=F("reopenings__granted_on"),
        until=F("reopenings__until"),
        path=F("reopenings__unit__path"),
    )


def state_of(
    window: Window | None, reopenings: tuple[Reopening, ...], on: date, paths: Paths = ()
) -> WindowState:
    """The same from rows at hand; what was opened for one unit counts for the paths below it."""
    if window is None:
        return WindowState(NONE, _("Batas waktu belum ditetapkan, jadi tahap ini terbuka."))
    granted = [row for row in reopenings if row.granted_on and is_for(row, paths)]
    longer = max((_until(row) for row in granted if row.unit), default=date.min)
    if longer >= on and longer > window.closes_on and on >= window.opens_on:
        said = _("Dibuka sampai %(day)s untuk unit ini.") % {"day": say_day_full(longer)}
        return WindowState(OPEN, said, window, longer)
    if window.is_open(on):
        said = _("Dibuka sampai %(day)s.") % {"day": say_day_full(window.closes_on)}
        return WindowState(OPEN, said, window, window.closes_on)
    until = max((_until(row) for row in granted if not row.unit), default=date.min)
    if until >= on:
        said = _("Dibuka kembali sampai %(day)s.") % {"day": say_day_full(until)}
        return WindowState(OPEN, said, window, until)
    if on < window.opens_on:
        said = _("Dibuka mulai %(day)s. Tanggalnya dapat diubah oleh bagian kepegawaian.")
        return WindowState(
            NOT_YET, said % {"day": say_day_full(window.opens_on)}, window, window.closes_on
        )
    said = _(
        "Ditutup sejak %(day)s. Dua orang dapat membukanya kembali: "
        "satu mengajukan dengan alasan, satu lagi dari bagian kepegawaian menyetujui."
    )
    last = max(window.closes_on, longer, until)  # the last day counts: closed from the next on
    return WindowState(CLOSED, said % {"day": say_day_full(last + timedelta(days=1))}, window)


def is_for(reopening: Reopening, paths: Paths) -> bool:
    """Whether it holds for everybody, or for one of the units at the paths."""
    unit = reopening.unit
    return unit is None or any(path.startswith(unit.path) for path in paths)


def _until(reopening: Reopening) -> date:
    return reopening.until or date.max  # without a day it stays open


@prepared
def _windows_of(*, agency: int, year: int, stage: str) -> QuerySet[Window]:
    return Window.objects.filter(agency_id=agency, year=year, stage=stage)


@prepared
def _granted(*, windows: list[int]) -> QuerySet[Reopening]:
    rows = Reopening.objects.filter(window_id__in=windows, granted_on__isnull=False)
    return rows.select_related("unit")


def closed_periods(
    agency_id: int, stage: str, year: int, on: date, paths: Paths = ()
) -> dict[str, WindowState]:
    """The periods of a stage that take no changes on the day, in two queries."""
    windows = _windows_of(agency=agency_id, year=year, stage=str(stage))
    shut = [window for window in windows if not window.is_open(on)]
    granted: dict[int, tuple[Reopening, ...]] = {}
    if shut:
        for row in _granted(windows=[window.pk for window in shut]):
            key = row.window_id or 0
            granted[key] = (*granted.get(key, ()), row)
    states = {
        window.period: state_of(window, granted.get(window.pk, ()), on, paths) for window in shut
    }
    return {period: state for period, state in states.items() if not state.is_open}


def readings_closed(plan: Plan, on: date) -> dict[str, WindowState]:
    """The periods of a plan whose readings take no changes on the day."""
    return closed_periods(plan.agency_id, Stage.READINGS, plan.year, on, [plan.unit.path])


def closed_sentence(closed: Mapping[str, WindowState], part: Quarter | Month) -> str:
    """Why nothing can be written for a quarter or month, and who can change that; empty when it can."""
    state = closed.get(part.period) or closed.get(Period.YEAR)
    if state is None or state.window is None:
        return ""
    stage = str(Stage(state.window.stage).label)
    return _told(stage, say_period(part.year, part.period), state)


def check_part_open(closed: Mapping[str, WindowState], part: Quarter | Month) -> None:
    """Refuse a change in a quarter or month that is closed."""
    if said := closed_sentence(closed, part):
        raise ValidationError(said, code="closed")


def _told(stage: str, period: str, state: WindowState) -> str:
    named = {"stage": stage, "period": period}
    return _("%(stage)s %(period)s:") % named + " " + state.sentence


def check_period(agency: Agency, year: int, period: str) -> None:
    """Refuse a quarter in a year in which nobody is rated by quarter, and a month likewise."""
    usual = rhythms_of(agency).periods(year, with_others=False)
    if period not in usual and period not in periods_of_agency(agency, year):
        said = _("Pada %(year)s pegawai dinilai tiap triwulan. Buka periode triwulan.")
        if not is_month(period):
            said = _("Pada %(year)s pegawai dinilai tiap bulan. Buka periode bulan.")
        raise ValidationError(said, params={"year": year}, code="period")


def check_plan_period(plan: Plan, period: str) -> None:
    """Refuse a period in which the plan's owner is not rated, as the agency chose or the kind asks."""
    check_period(plan.agency, plan.year, period)
    if period not in periods_of(plan):
        said = _("Pada masa itu %(name)s dinilai tiap triwulan. Buka periode triwulan.")
        if not is_month(period):
            said = _("Pada masa itu %(name)s dinilai tiap bulan. Buka periode bulan.")
        raise ValidationError(said, params={"name": plan.employee.full_name}, code="period")


def check_open(
    agency: Agency, stage: str, year: int, period: str, on: date, paths: Paths = ()
) -> WindowState:
    """Refuse outside the window, with who can open it, and a period that the year does not have."""
    check_period(agency, year, period)
    state = window_state(agency, stage, year, period, on, paths)
    if not state.is_open:
        said = _told(str(Stage(stage).label), say_period(year, period), state)
        raise ValidationError([said])
    return state


def proposal_for(pack: Pack, stage: str, period: str, year: int) -> Proposal | None:
    """Days from the pack; counted from the plan's year, or from the end of the quarter or month."""
    name, end = (QUARTERLY, "triwulan") if period != Period.YEAR else (YEARLY, "tahunan")
    if is_month(period):
        name, end = MONTHLY, "bulanan"
    table = pack.tables.get(name)
    code = PROPOSED_BY[Stage(stage)]
    if stage != Stage.PLANNING:
        code = f"{code}_{end}"
    if table is None or code not in table.rows:
        return None
    row = table.rows[code]
    return Proposal(*_days(row.cells, year, period), table.unconfirmed or row.unconfirmed)


def _days(cells: Mapping[str, int], year: int, period: str) -> tuple[date, date]:
    """Both days; one that the month lacks is the month's last."""
    last = 0 if period == Period.YEAR else period_days(year, period)[1].month
    found = []
    for end in ("from", "to"):
        months = (int(cells.get(f"{end}_year", 0)) + year) * MONTHS_A_YEAR
        months += last + int(cells[f"{end}_month"]) - 1
        in_year, month = months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1
        length = calendar.monthrange(in_year, month)[1]
        found.append(date(in_year, month, min(int(cells[f"{end}_day"]), length)))
    return found[0], found[1]


def windows_of(agency: Agency, year: int, on: date) -> list[WindowLine]:
    """Every stage and period of a year on one screen, in two queries."""
    standing = {
        (row.stage, row.period): row
        for row in Window.objects.filter(agency=agency, year=year).select_related("agency")
    }
    reopened: dict[int, list[Reopening]] = {}
    for reopening in Reopening.objects.filter(
        Q(window__agency=agency), window__year=year
    ).select_related("asked_by", "granted_by", "window", "unit"):
        reopened.setdefault(reopening.window_id or 0, []).append(reopening)
    pack = pack_on(date(year, 1, 1), local=agency.local_packs)
    lines = []
    shown = periods_shown(agency.pk, rhythms_of(agency), year)
    for stage, period in places_in(shown):
        window = standing.get((stage, period))
        openings = tuple(reopened.get(window.pk, ())) if window else ()
        proposal = None if window else proposal_for(pack, stage, period, year)
        state = state_of(window, openings, on)
        is_over = window is not None and window.closes_on < on
        lines.append(WindowLine(stage, period, state, window, proposal, openings, is_over))
    return lines


def units_to_extend(scope: Scope, agency: Agency, words: str, on: date) -> list[Unit]:
    """The first few units for which the person may ask, whose name holds all the words."""
    rows = Unit.objects.on(on).filter(agency=agency).select_related("parent")
    if not scope.has(Role.HR, Role.AGENCY_HEAD):
        rows = rows.filter(pk__in=scope.unit_ids)
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    return list(rows.order_by("path")[:UNITS_SHOWN])
