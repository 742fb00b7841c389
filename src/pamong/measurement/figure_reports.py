"""What the commands answer about a file of figures, ready to be written as JSON."""

from typing import Any

from django.utils.translation import gettext as _

from pamong.measurement.figure_files import FigureFile, Rejected
from pamong.measurement.questions import question_of
from pamong.stats.control import Chart
from pamong.stats.forecasts import LEAST_POINTS, Backtest, forecast
from pamong.stats.periods import DAY, HALF, MONTH, QUARTER, YEAR
from pamong.stats.quality import Report, Series
from pamong.stats.quality.examining import Charted
from pamong.stats.quality.series import series_of

JOIN = " | "
_HORIZONS = {YEAR: 3, HALF: 4, QUARTER: 4, MONTH: 6, DAY: 7}
_OTHERWISE = 5


def quality_report(report: Report, found: FigureFile, name: str) -> dict[str, Any]:
    """The findings with their questions, how many by rule, and the control chart of every series that has one."""
    by_rule: dict[str, int] = {}
    for one in report.findings:
        by_rule[one.rule] = by_rule.get(one.rule, 0) + 1
    return {
        "findings": [
            {
                "line": one.line,
                "rule": one.rule,
                "question": question_of(one),
                "series": JOIN.join(one.series),
                "time": one.time,
                "figures": dict(one.figures),
            }
            for one in report.findings
        ],
        "by_rule": by_rule,
        "control": {
            JOIN.join(one.series.name) or name: _chart(one.series, one.chart)
            for one in report.charts
            if one.chart
        },
        "not_charted": [_short(one, name) for one in report.charts if not one.chart],
        "n": len(found.readings),
        "notes": found.notes,
        "rejected": _rejected(found, report),
    }


def _short(one: Charted, name: str) -> dict[str, Any]:
    return {"series": JOIN.join(one.series.name) or name, "points": len(one.series.points)}


def _chart(series: Series, chart: Chart) -> dict[str, Any]:
    points = series.points
    return {
        "centre": chart.centre,
        "low": chart.low,
        "high": chart.high,
        "mean_range": chart.mean_range,
        "range_limit": chart.range_limit,
        "points": len(points),
        "signals": [
            {
                "line": points[signal.at].reading.line,
                "time": series.time(points[signal.at].at),
                "value": points[signal.at].value,
                "rule": signal.rule,
            }
            for signal in chart.signals
        ],
    }


def _rejected(found: FigureFile, report: Report) -> list[dict[str, Any]]:
    sentence = _("Waktunya dari jenis lain daripada deretnya.")
    odd = [Rejected(one.line, sentence) for one in report.odd_times]
    return [one._asdict() for one in sorted([*found.rejected, *odd])]


def forecast_report(found: FigureFile, horizon: int | None, level: float) -> dict[str, Any]:
    """The times ahead with their intervals, and how well the same procedure would have done so far."""
    series = _one_series(found)
    if series is None:
        return _no_figures(found, level)
    steps = horizon or _HORIZONS.get(series.kind, _OTHERWISE)
    ahead = forecast(series.regular(), steps, season=series.cycle, level=level)
    last = series.points[-1].at if series.points else 0
    reason = {None: None, "short": _short_said(series), "no_interval": _no_interval()}[ahead.reason]
    return {
        "forecast": [
            {
                "time": series.time(last + step.ahead * series.step) if series.points else None,
                "mean": step.mean,
                "low": step.low,
                "high": step.high,
            }
            for step in ahead.steps
        ],
        "backtest": ahead.backtest._asdict(),
        "method": ahead.method,
        "level": ahead.level,
        "season": series.cycle,
        "n": len(series.points),
        "missing": [series.time(at) for at in _missing(series)],
        "reason": reason,
        "notes": found.notes,
        "rejected": [one._asdict() for one in sorted(found.rejected)],
    }


def _no_figures(found: FigureFile, level: float) -> dict[str, Any]:
    """The same answer without a figure: why there is none, and which rows could not be read."""
    return {
        "forecast": [],
        "backtest": Backtest(None, None, None, 0, 0)._asdict(),
        "method": None,
        "level": level,
        "season": None,
        "n": 0,
        "missing": [],
        "reason": _("Berkas ini tidak berisi angka pada kolom itu."),
        "notes": found.notes,
        "rejected": [one._asdict() for one in sorted(found.rejected)],
    }


def _one_series(found: FigureFile) -> Series | None:
    """The file as one series; a time with different figures counts as missing, and its rows are said."""
    every, odd = series_of([one for one in found.readings if one.value is not None])
    if not every:
        return None
    (series,) = every
    sentence = _("Waktunya dari jenis lain daripada deretnya.")
    found.rejected += [Rejected(one.line, sentence) for one in odd]
    known = {point.at for point in series.points}
    twice = _("Waktu ini mempunyai angka yang berbeda-beda; tidak ada yang dipakai.")
    found.rejected += [Rejected(one.line, twice) for at, one in series.readings if at not in known]
    return series


def _missing(series: Series) -> list[int]:
    first = series.points[0].at if series.points else 0
    return [first + at * series.step for at, v in enumerate(series.regular()) if v is None]


def _short_said(series: Series) -> str:
    return _(
        "Deret ini terlalu pendek untuk diprakirakan: ada %(n)s angka, perlu sedikitnya %(least)s."
    ) % {
        "n": len(series.points),
        "least": LEAST_POINTS,
    }


def _no_interval() -> str:
    return _("Deret ini terlalu pendek untuk mengatakan seberapa pasti angkanya.")
