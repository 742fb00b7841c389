"""Whether a stage is open on a day, and the windows of a year with what the rules propose."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.prepared import prepared
from pamong.people.models import Agency
from pamong.performance.models import Plan, Reopening, Window
from pamong.performance.quarters import Quarter
from pamong.performance.rules import pack_on
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full

Stage, Period = Window.Stage, Window.Period
QUARTERS = (Period.Q1, Period.Q2, Period.Q3, Period.Q4)
PLACES: tuple[tuple[str, str], ...] = (
    (Stage.PLANNING, Period.YEAR),
    *((Stage.READINGS, period) for period in Period),
    *((Stage.EVALUATION, period) for period in Period),
    *((Stage.FOLLOW_UP, period) for period in Period),
)
# The pack's own names of stages, where it proposes days for one of ours.
PROPOSED_BY = {
    (Stage.PLANNING, Period.YEAR): "rencana",
    (Stage.READINGS, Period.YEAR): "realisasi_tahunan",
    (Stage.EVALUATION, Period.YEAR): "evaluasi_tahunan",
    (Stage.FOLLOW_UP, Period.YEAR): "tindak_lanjut_tahunan",
    **{(Stage.READINGS, period): "realisasi_triwulan" for period in QUARTERS},
    **{(Stage.EVALUATION, period): "evaluasi_triwulan" for period in QUARTERS},
    **{(Stage.FOLLOW_UP, period): "tindak_lanjut_triwulan" for period in QUARTERS},
}
YEARLY, QUARTERLY = "stage_window", "stage_window_quarter"
MONTHS = 12
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
    def key(self) -> str:
        """The name of its fields in a form."""
        return f"{self.stage}-{self.period}"


def quarter_days(year: int, period: str) -> tuple[date, date]:
    """The first and last day of a quarter, or of the year."""
    if period == Period.YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    last = int(period[1:]) * 3
    return date(year, last - 2, 1), date(year, last, calendar.monthrange(year, last)[1])


def period_on(day: date) -> tuple[int, str]:
    """The quarter that ended last before the day: the one people rate now."""
    quarter = (day.month - 1) // 3
    return (day.year, f"Q{quarter}") if quarter else (day.year - 1, Period.YEAR)


def window_state(agency: Agency, stage: str, year: int, period: str, on: date) -> WindowState:
    """How the stage stands on the day, in one query."""
    rows = _window(agency=agency.pk, year=year, stage=str(stage), period=str(period))
    running = (Reopening(granted_on=row.granted_on, until=row.until) for row in rows)
    return state_of(rows[0] if rows else None, tuple(running), on)


@prepared
def _window(*, agency: int, year: int, stage: str, period: str) -> Any:
    """The window, once for each time that somebody asked to reopen it."""
    rows = Window.objects.filter(agency_id=agency, year=year, stage=stage, period=period)
    return rows.annotate(granted_on=F("reopenings__granted_on"), until=F("reopenings__until"))


def state_of(window: Window | None, reopenings: tuple[Reopening, ...], on: date) -> WindowState:
    """The same from rows at hand."""
    if window is None:
        return WindowState(NONE, _("Batas waktu belum ditetapkan, jadi tahap ini terbuka."))
    if window.is_open(on):
        said = _("Dibuka sampai %(day)s.") % {"day": say_day_full(window.closes_on)}
        return WindowState(OPEN, said, window, window.closes_on)
    until = max((_until(r) for r in reopenings if r.granted_on), default=date.min)
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
    return WindowState(CLOSED, said % {"day": say_day_full(window.closes_on)}, window)


def _until(reopening: Reopening) -> date:
    return reopening.until or date.max  # without a day it stays open


def closed_periods(agency_id: int, stage: str, year: int, on: date) -> dict[str, WindowState]:
    """The periods of a stage that take no changes on the day, in two queries."""
    windows = list(Window.objects.filter(agency_id=agency_id, year=year, stage=stage))
    shut = [window for window in windows if not window.is_open(on)]
    granted: dict[int, tuple[Reopening, ...]] = {}
    if shut:
        for row in Reopening.objects.filter(window__in=shut, granted_on__isnull=False):
            key = row.window_id or 0
            granted[key] = (*granted.get(key, ()), row)
    states = {window.period: state_of(window, granted.get(window.pk, ()), on) for window in shut}
    return {period: state for period, state in states.items() if not state.is_open}


def readings_closed(plan: Plan, on: date) -> dict[str, WindowState]:
    """The quarters of a plan whose readings take no changes on the day."""
    return closed_periods(plan.agency_id, Stage.READINGS, plan.year, on)


def closed_sentence(closed: Mapping[str, WindowState], quarter: Quarter) -> str:
    """Why nothing can be written for a quarter, and who can change that; empty when it can."""
    state = closed.get(quarter.period) or closed.get(Period.YEAR)
    if state is None or state.window is None:
        return ""
    stage = str(Stage(state.window.stage).label)
    return _told(stage, say_period(quarter.year, quarter.period), state)


def check_quarter_open(closed: Mapping[str, WindowState], quarter: Quarter) -> None:
    """Refuse a change in a quarter that is closed."""
    if said := closed_sentence(closed, quarter):
        raise ValidationError(said, code="closed")


def _told(stage: str, period: str, state: WindowState) -> str:
    named = {"stage": stage, "period": period}
    return _("%(stage)s %(period)s:") % named + " " + state.sentence


def check_open(agency: Agency, stage: str, year: int, period: str, on: date) -> WindowState:
    """Refuse outside the window, with who can open it."""
    state = window_state(agency, stage, year, period, on)
    if not state.is_open:
        said = _told(str(Stage(stage).label), say_period(year, period), state)
        raise ValidationError([said])
    return state


def say_period(year: int, period: str) -> str:
    """`triwulan III 2026`, or `tahun 2026`, inside a sentence."""
    if period == Period.YEAR:
        return _("tahun %(year)s") % {"year": year}
    label = str(Period(period).label)
    return f"{label[:1].lower()}{label[1:]} {year}"


def proposal_for(pack: Pack, stage: str, period: str, year: int) -> Proposal | None:
    """Days from the pack; counted from the plan's year, or from the end of the quarter."""
    table = pack.tables.get(YEARLY if period == Period.YEAR else QUARTERLY)
    code = PROPOSED_BY.get((Stage(stage), Period(period)))
    if table is None or code is None or code not in table.rows:
        return None
    row = table.rows[code]
    return Proposal(*_days(row.cells, year, period), table.unconfirmed or row.unconfirmed)


def _days(cells: Mapping[str, int], year: int, period: str) -> tuple[date, date]:
    """Both days; one that the month lacks is the month's last."""
    last = 0 if period == Period.YEAR else quarter_days(year, period)[1].month
    found = []
    for end in ("from", "to"):
        months = (int(cells.get(f"{end}_year", 0)) + year) * MONTHS
        months += last + int(cells[f"{end}_month"]) - 1
        in_year, month = months // MONTHS, months % MONTHS + 1
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
    ).select_related("asked_by", "granted_by", "window"):
        reopened.setdefault(reopening.window_id or 0, []).append(reopening)
    pack = pack_on(date(year, 1, 1), local=agency.local_packs)
    lines = []
    for stage, period in PLACES:
        window = standing.get((stage, period))
        openings = tuple(reopened.get(window.pk, ())) if window else ()
        proposal = None if window else proposal_for(pack, stage, period, year)
        state = state_of(window, openings, on)
        is_over = window is not None and window.closes_on < on
        lines.append(WindowLine(stage, period, state, window, proposal, openings, is_over))
    return lines
