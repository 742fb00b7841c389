"""How far indicators came, by the pack's rule, of all that is aimed at in a year; and the way of one of them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from pamong.analytics.dashboards.asked import Asked
from pamong.analytics.dashboards.indicators import (
    MOST_BARS,
    MOST_ROWS,
    Line,
    cut_said,
    indicators_asked,
)
from pamong.analytics.dashboards.quarters import figures_of, totals_of
from pamong.analytics.dashboards.running_total import total_chart
from pamong.analytics.dashboards.trend import trend_chart
from pamong.measurement.attainment import Attainment, low_bound
from pamong.measurement.cards.aims import AimedLine
from pamong.measurement.cards.extremes import why_far
from pamong.measurement.cards.wording import (
    figure_said,
    line_aim_said,
    reached_said,
    stage_aim_said,
)
from pamong.measurement.models import Indicator
from pamong.ui.charts.chart import Chart
from pamong.ui.charts.specs import Bar, bars, first_drawn
from pamong.ui.components import Meter
from pamong.ui.numbers import say_measured, say_number, say_percent
from pamong.ui.said import keeps_values
from pamong.ui.tables import Cell, Column, Row, Table


def attainment_charts(asked: Asked) -> list[Chart]:
    """How far indicators came, and the way of the one that is picked, else of the one with the longest."""
    lines = indicators_asked(asked)

    def address(row: Indicator) -> str:
        return asked.address(indicator=str(row.uuid))

    charts = [attainment_chart(lines, low_bound(asked.pack), address, asked.year)]
    read = [line for line in lines if line.aimed.readings]
    picked = [line for line in read if str(line.row.uuid) == asked.indicator] or read
    if picked:
        charts += _way_charts(max(picked, key=lambda line: len(line.aimed.readings)), asked.year)
    return charts


def _way_charts(line: Line, year: int) -> list[Chart]:
    """Of what a year adds up first how much came together; then the way by quarter, where a quarter is whole."""
    charts = [total_chart(line, year)] if totals_of(line, year) else []
    return [*charts, trend_chart(line, year)] if figures_of(line) else charts


def attainment_chart(lines: Sequence[Line], low: Decimal | None, address: Any, year: int) -> Chart:
    """How far each indicator of the year came; hollow where it fell behind."""
    title = _("Capaian indikator")
    known = [line for line in lines if line.reached.uncapped is not None]
    shown = [
        Bar(
            line.row.name,
            _bounded(line.reached.uncapped),
            _figure(line.reached),
            url=address(line.row),
            tick=100,
            is_open=line.held.is_behind(low),
        )
        for line in first_drawn(known, MOST_BARS)
    ]
    table = Table(
        [
            Column(_("Indikator"), kind="row"),
            *([Column(_("Satuan"))] if keeps_values() else []),
            Column(_("Target sampai kini"), kind="num"),
            Column(_("Target %(year)d") % {"year": year}, kind="num"),
            Column(_("Realisasi"), kind="num"),
            Column(_("Capaian"), kind="meter"),
            Column(_("Kemajuan"), kind="num"),
        ],
        [_row(line, low, address) for line in lines[:MOST_ROWS]],
        title,
    )
    said = attainment_said(lines, low)
    cut = " ".join(filter(None, [*_undrawn_said(known), cut_said(len(lines))]))
    draw = partial(bars, shown)
    return Chart("capaian", title, said, draw, table, key=key_said(low), cut=cut)


def _row(line: Line, low: Decimal | None, address: Any) -> Row:
    """The target of its quarter, where that is what it is held against, and beside it the year's; in a file figures are numbers, their unit in a cell of its own."""
    floor = None if line.held.is_running else low
    is_file = keeps_values()
    aim = replace(line.line, unit="") if is_file else line.line
    return Row(
        [
            Cell(line.row.name, url=line.card_url or address(line.row), sub=_way_said(line)),
            *([line.line.unit] if is_file else []),
            stage_aim_said(aim, line.reached),
            line_aim_said(aim),
            Cell(_actual_said(line, aim), sub=line.aimed.confirmed),
            Cell(
                meter=Meter(line.reached.uncapped, floor, reached_said(line.reached)),
                sub=line.why or (_("terhadap target tahun") if line.held.is_running else ""),
            ),
            _share(line.held.progress.uncapped),
        ]
    )


def _actual_said(line: Line, aim: AimedLine) -> str:
    """The figure as its target is said; of a milestone the state in words."""
    actual = line.reached.actual
    if actual is None:
        return ""
    if aim.direction == Indicator.Direction.MILESTONE:
        return figure_said(line.row, actual)
    return say_measured(actual, aim.unit)


def _way_said(line: Line) -> str:
    """Why the progress stands so far out, where there is room for words: its own column is as narrow as a number."""
    why = why_far(line.line, line.held.progress, is_way=True)
    if not why:
        return ""
    return _("Kemajuan %(share)s. %(why)s") % {
        "share": _share(line.held.progress.uncapped),
        "why": why,
    }


def key_said(low: Decimal | None) -> str:
    """What the shapes of the bars mean."""
    said = _("Garis tegak: target.")
    if low is None:
        return said
    return said + " " + _("Batang putus-putus: di bawah %(low)s.") % {"low": say_percent(low)}


def attainment_said(lines: Sequence[Line], low: Decimal | None) -> str:
    """How many have a figure, how many fell behind or run on, and which came least."""
    known = [line for line in lines if line.reached.uncapped is not None]
    if not known:
        return _("Belum ada indikator yang capaiannya dapat dihitung.")
    counted = {"known": say_number(len(known)), "all": say_number(len(lines))}
    said = [_("Capaian terhitung untuk %(known)s dari %(all)s indikator.") % counted]
    behind = sum(line.held.is_behind(low) for line in known)
    if low is not None and behind:
        named = {"n": say_number(behind), "low": say_percent(low)}
        said.append(_("%(n)s di antaranya di bawah %(low)s.") % named)
    due = [line for line in known if not line.held.is_running]
    if running := len(known) - len(due):
        named = {"n": say_number(running)}
        said.append(
            _("%(n)s di antaranya baru dapat dibandingkan dengan target akhir tahun.") % named
        )
    least = least_said(due or known, is_all=not due or not running)
    return " ".join([*said, *least])


def _undrawn_said(known: Sequence[Line]) -> list[str]:
    """How many of those with a figure have no bar, and which: the lowest are drawn first."""
    left = known[len(first_drawn(known, MOST_BARS)) :]
    if not left:
        return []
    named = {"n": say_number(len(left))}
    if any(line.held.is_running for line in left):
        return [_("%(n)s yang urutannya lebih akhir tidak digambar.") % named]
    return [_("%(n)s yang capaiannya tertinggi tidak digambar.") % named]


def least_said(known: Sequence[Line], *, is_all: bool) -> list[str]:
    """Which came least, of all or of those that are due, or how many came as little."""
    least = known[0].reached.uncapped
    same = sum(line.reached.uncapped == least for line in known)
    named = {
        "name": known[0].row.name,
        "value": _figure(known[0].reached),
        "n": say_number(same),
    }
    if same > 1:
        said = _("Terendah %(value)s, pada %(n)s indikator.")
        return [
            (said if is_all else _("Terendah dari yang lain %(value)s, pada %(n)s indikator."))
            % named
        ]
    if not is_all:
        return [_("Terendah dari yang lain “%(name)s”: %(value)s.") % named]
    if len(known) == 1:
        return [_("Yang terhitung “%(name)s”: %(value)s.") % named]
    return [_("Terendah “%(name)s”: %(value)s.") % named]


def _bounded(value: Decimal | None) -> Decimal | None:
    """A length: what is below nought has none, and one is not so long that all others vanish."""
    return None if value is None else min(max(value, Decimal(0)), Decimal(200))


def _figure(reached: Attainment) -> str:
    return _("belum ada") if reached.uncapped is None else say_percent(reached.uncapped, 1)


def _share(value: Decimal | None) -> str:
    return "" if value is None else say_percent(value, 1)
