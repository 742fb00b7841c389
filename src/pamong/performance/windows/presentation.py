"""The windows of a year and their reopenings, as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.models import Agency
from pamong.performance.models import Reopening, Window
from pamong.performance.periods import say_period
from pamong.performance.rhythm import RHYTHM, rhythms_of
from pamong.performance.rhythm_said import kinds_said
from pamong.performance.rules import label_of, pack_on
from pamong.performance.windows.forms import RhythmForm, WindowsForm
from pamong.performance.windows.permissions import (
    can_ask_reopening,
    can_choose_rhythm,
    can_grant_reopening,
)
from pamong.performance.windows.queries import (
    CLOSED,
    NONE,
    NOT_YET,
    OPEN,
    STATE_WORDS,
    WindowLine,
    is_rated_by_part,
    name_of,
)
from pamong.ui.components import Trace, tag
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.inline import inline
from pamong.ui.markup import link, safe, sub
from pamong.ui.pasting import Paste
from pamong.ui.tables import Cell, Column, Row, Table

SHAPES = {OPEN: "running", CLOSED: "none", NOT_YET: "draft", NONE: "none"}


def windows_table(lines: Sequence[WindowLine], form: WindowsForm | None, scope: Scope) -> Table:
    """The year on one screen, a group a stage; with fields for who may set the days."""
    rows: list[Row] = []
    stage = ""
    for line in lines:
        if line.stage != stage:
            stage = line.stage
            rows.append(Row(cells=[str(Window.Stage(stage).label)], group=True))
        rows.append(_row(line, form, scope))
    return Table(
        columns=[
            Column(_("Periode"), kind="row", nowrap=True),
            Column(_("Dibuka")),
            Column(_("Ditutup")),
            Column(_("Status"), kind="tag"),
        ],
        rows=rows,
        caption=_("Jendela waktu menurut tahap dan periode"),
    )


def rhythm_context(scope: Scope, agency: Agency, year: int) -> dict[str, Any]:
    """How often people are rated in the year; with a form for who may choose while it may change."""
    pack = pack_on(date(year, 1, 1), local=agency.local_packs)
    rhythms = rhythms_of(agency)
    rhythm = rhythms.chosen(year)
    is_begun = is_rated_by_part(agency, year)
    may_choose = can_choose_rhythm(scope, agency.pk) and not is_begun
    return {
        "rhythm": label_of(pack, RHYTHM, rhythm),
        "rhythm_kinds": kinds_said(year, rhythms),
        "rhythm_begun": is_begun,
        "rhythm_form": RhythmForm(pack=pack, initial={"rhythm": rhythm}) if may_choose else None,
    }


def _row(line: WindowLine, form: WindowsForm | None, scope: Scope) -> Row:
    name = Cell(str(Window.Period(line.period).label), sub=_proposed(line))
    state = _state(line, scope)
    if form is None or line.is_over:
        days = [line.window.opens_on, line.window.closes_on] if line.window else []
        shown = [say_day_full(day) for day in days] or ["–", "–"]
        return Row(cells=[name, *shown, state])
    opens, closes = form.pair(line)
    return Row(
        cells=[
            name,
            Cell(html=inline(opens, opens.label)),
            Cell(html=inline(closes, closes.label)),
            state,
        ]
    )


def _state(line: WindowLine, scope: Scope) -> Cell:
    """How it stands, until when for which unit, and what one may ask."""
    state = line.state.state
    notes = [
        sub(
            _("%(unit)s: sampai %(day)s")
            % {"unit": row.unit.name, "day": say_day(row.until) if row.until else "–"}
        )
        for row in line.reopenings
        if row.unit and row.granted_on and row.until and row.until > line.closes_on
    ]
    if line.window and state in {OPEN, CLOSED} and can_ask_reopening(scope, line.window):
        if state == CLOSED:
            ask = reverse("performance:reopening-ask", args=[line.window.uuid])
            notes.append(sub(link(ask, _("Minta dibuka kembali"))))
        extend = reverse("performance:extension-ask", args=[line.window.uuid])
        notes.append(sub(link(extend, _("Perpanjang satu unit"))))
    word = str(STATE_WORDS[state])
    return Cell(html=safe(tag(SHAPES[state], word) + "".join(notes)))


def _proposed(line: WindowLine) -> str:
    return _("Usulan aturan") if line.proposal else ""


def reopening_traces(lines: Sequence[WindowLine]) -> list[Trace]:
    """Every reopening of the year, newest first, with both names."""
    found = [row for line in lines for row in line.reopenings if row.granted_on]
    found.sort(key=lambda row: (row.granted_on, row.pk), reverse=True)
    return [_trace(row) for row in found]


def _trace(row: Reopening) -> Trace:
    assert row.window
    assert row.granted_by
    names = {"asked": row.asked_by.name, "granted": row.granted_by.name}
    until = say_day_full(row.until) if row.until else "–"
    named = {"window": name_of(row.window), "unit": row.unit.name if row.unit else ""}
    verb = _("%(window)s dibuka lebih lama untuk %(unit)s")
    if row.unit is None:
        verb = _("%(window)s dibuka kembali")
    return Trace(
        verb=verb % named,
        at=row.granted_on,
        note=_("diminta %(asked)s, disetujui %(granted)s, sampai %(until)s")
        % (names | {"until": until}),
        quote=row.reason,
    )


def waiting_requests(lines: Sequence[WindowLine], scope: Scope) -> list[dict[str, Any]]:
    """Requests that wait for a second person, and whether the reader may be that person."""
    return [
        {
            "uuid": row.uuid,
            "window": name_of(line),
            "unit": row.unit.name if row.unit else "",
            "reason": row.reason,
            "until": row.until,
            "asked_by": row.asked_by.name,
            "asked_on": row.asked_on,
            "may_grant": can_grant_reopening(scope, row),
        }
        for line in lines
        for row in line.reopenings
        if row.granted_on is None
    ]


def windows_told(lines: Sequence[WindowLine], year: int, day: date) -> Paste:
    """Every stage of a year that is open or still to come."""
    told = [
        _("%(stage)s %(period)s: %(opens)s sampai %(closes)s")
        % {
            "stage": Window.Stage(line.stage).label,
            "period": say_period(year, line.period),
            "opens": say_day_full(line.window.opens_on),
            "closes": say_day_full(line.window.closes_on),
        }
        for line in lines
        if line.window and line.window.closes_on >= day
    ]
    return Paste(_("Jendela waktu di Pamong"), told)
