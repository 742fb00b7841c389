"""What the commands answer about a file of figures, ready to be written as JSON."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from pamong.measurement.figure_files.reading import FigureFile, Refused
from pamong.measurement.figure_files.reasons import Reason, reason_said
from pamong.measurement.questions import question_of
from pamong.stats.control import Chart
from pamong.stats.forecasts import LEAST_POINTS, Backtest, forecast
from pamong.stats.forecasts.limits import limits_of, within
from pamong.stats.forecasts.weekdays import nth_days, values_on, weekdays_of
from pamong.stats.periods import DAY, HALF, MONTH, QUARTER, YEAR
from pamong.stats.quality import Finding, Report, Series
from pamong.stats.quality.series import series_of

JOIN = " | "
_HORIZONS = {YEAR: 3, HALF: 4, QUARTER: 4, MONTH: 6, DAY: 7}
_OTHERWISE = 5


@dataclass(frozen=True)
class Looked:
    """A table of a file, with the questions about it."""

    found: FigureFile
    report: Report

    def named(self, series: Series, name: str, *, is_one: bool) -> str:
        """A series as a key: its own columns, else the column of figures; of several sheets with its sheet."""
        own = JOIN.join(series.name) or name
        return own if is_one else JOIN.join((self.found.table.sheet, own))


def quality_report(looked: Sequence[Looked], name: str) -> dict[str, Any]:
    """The findings with their questions, how many by rule, and the control chart of every series that has one."""
    is_one = len(looked) == 1
    findings = [(one, finding) for one in looked for finding in one.report.findings]
    charts = [
        (one.named(chart.series, name, is_one=is_one), chart)
        for one in looked
        for chart in one.report.charts
    ]
    return {
        "findings": [_finding(one.found.table.sheet, finding) for one, finding in findings],
        "by_rule": dict(Counter(finding.rule for _one, finding in findings)),
        "control": {key: _chart(one.series, one.chart) for key, one in charts if one.chart},
        "not_charted": [
            {"series": key, "points": len(one.series.points)}
            for key, one in charts
            if not one.chart
        ],
        "n": sum(len(one.found.readings) for one in looked),
        "notes": [note for one in looked for note in notes_said(one.found)],
        "rejected": [row for one in looked for row in _rejected(one)],
    }


def readings_told(found: FigureFile) -> list[dict[str, Any]]:
    """Every figure that was read, with its place in the file."""
    return [
        {
            "line": one.row.line,
            "column": one.heading,
            "series": JOIN.join(one.series),
            "time": one.period.text,
            "value": float(one.value),
            "unit": one.unit,
            "sheet": found.table.sheet,
        }
        for one in found.taken
    ]


def notes_said(found: FigureFile) -> list[str]:
    """What is told of how a table was read."""
    return [reason_said(note.kept) for note in found.notes]


def _finding(sheet: str, one: Finding) -> dict[str, Any]:
    return {
        "line": one.line,
        "rule": one.rule,
        "question": question_of(one),
        "series": JOIN.join(one.series),
        "time": one.time,
        "figures": dict(one.figures),
        "sheet": sheet,
    }


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


def rejected_said(found: FigureFile, more: Iterable[Refused] = ()) -> list[dict[str, Any]]:
    """Every row and figure that stays out, with the reason."""
    rows = sorted([*found.refused, *more], key=lambda one: one.line)
    return [
        {"line": one.line, "reason": reason_said(one.reason.kept), "sheet": found.table.sheet}
        for one in rows
    ]


def _rejected(looked: Looked) -> list[dict[str, Any]]:
    odd = [Refused(one.line, Reason("odd_time")) for one in looked.report.odd_times]
    return rejected_said(looked.found, odd)


def forecast_report(
    found: FigureFile, horizon: int | None, level: float, others: Sequence[FigureFile] = ()
) -> dict[str, Any]:
    """The times ahead with their intervals, and how well the same procedure would have done so far."""
    if others:
        told = {"sheets": ", ".join(one.table.sheet for one in others)}
        found.notes.append(Reason("other_sheets", told))
    series = _one_series(found)
    if series is None:
        return _no_figures(found, level)
    steps = horizon or _HORIZONS.get(series.kind, _OTHERWISE)
    line = _line_of(series)
    ahead = forecast(line.history, steps, season=line.season, level=level)
    ahead = within(ahead, limits_of(_unit(series), series.name, line.history))
    reason = _reason_said(ahead.reason, series)
    times = line.times([len(line.history) - 1 + step.ahead for step in ahead.steps])
    missing = [at for at, value in enumerate(line.history) if value is None]
    return {
        "forecast": [
            {"time": time, "mean": step.mean, "low": step.low, "high": step.high}
            for time, step in zip(times, ahead.steps, strict=True)
        ],
        "backtest": ahead.backtest._asdict(),
        "method": ahead.method,
        "level": ahead.level,
        "season": line.season,
        "n": len(series.points),
        "missing": line.times(missing),
        "weekdays": line.weekdays,
        "reason": reason,
        "notes": [*notes_said(found), *line.notes, *_far_said(steps, len(line.history))],
        "rejected": rejected_said(found),
    }


@dataclass(frozen=True)
class _Line:
    """A series as figures one step apart, and the time of each place, also of those to come."""

    history: list[float | None]
    season: int
    times: Callable[[Sequence[int]], list[str | None]]
    weekdays: list[int] = field(default_factory=list)  # those that it keeps, Monday 1

    @property
    def notes(self) -> list[str]:
        """That it keeps some days of the week alone."""
        if not self.weekdays:
            return []
        said = _("Deret ini hanya berisi hari %(days)s; hari lain tidak diprakirakan.")
        return [said % {"days": ", ".join(str(WEEKDAYS[day - 1]) for day in self.weekdays)}]


def _line_of(series: Series) -> _Line:
    kept = weekdays_of(series)
    if kept:
        return _Line(
            values_on(series, kept),
            len(kept.kept),
            lambda places: [series.time(day) for day in nth_days(kept, places)],
            [day + 1 for day in kept.kept],
        )
    history = series.regular()
    return _Line(history, series.cycle, lambda places: _stepped(series, len(history), places))


def _stepped(series: Series, count: int, places: Sequence[int]) -> list[str | None]:
    """Times one step apart: up to the last figure from the first on, beyond it from the last."""
    if not series.points:
        return [None] * len(places)
    first, last = series.points[0].at, series.points[-1].at
    return [
        series.time(
            first + at * series.step if at < count else last + (at - count + 1) * series.step
        )
        for at in places
    ]


def _unit(series: Series) -> str:
    """As its first row says it."""
    return series.readings[0][1].unit if series.readings else ""


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
        "notes": notes_said(found),
        "rejected": rejected_said(found),
    }


def _one_series(found: FigureFile) -> Series | None:
    """The file as one series; a time with different figures counts as missing, and its rows are said."""
    every, odd = series_of([one for one in found.sound if one.value is not None])
    if not every:
        return None
    (series,) = every
    known = {point.at for point in series.points}
    found.refused += [Refused(one.line, Reason("odd_time")) for one in odd]
    found.refused += [
        Refused(one.line, Reason("twice")) for at, one in series.readings if at not in known
    ]
    return series


def _far_said(steps: int, length: int) -> list[str]:
    """That a forecast reaches further than what is known of the past."""
    if steps <= length:
        return []
    return [
        _(
            "%(steps)s waktu ke depan lebih jauh daripada riwayatnya (%(length)s waktu): sejauh itu tidak pernah dapat diuji. Minta lebih dekat dengan --horizon."
        )
        % {"steps": steps, "length": length}
    ]


def _reason_said(reason: str | None, series: Series) -> str | None:
    """Why there is no forecast, or no interval."""
    if reason == "short":
        return _(
            "Deret ini terlalu pendek untuk diprakirakan: ada %(n)s angka, perlu sedikitnya %(least)s."
        ) % {"n": len(series.points), "least": LEAST_POINTS}
    if reason == "no_interval":
        return _("Deret ini terlalu pendek untuk mengatakan seberapa pasti angkanya.")
    if reason == "no_miss":
        return _(
            "Sampai kini angkanya tidak pernah meleset dari polanya: seberapa jauh bisa meleset belum dapat dikatakan."
        )
    return None
