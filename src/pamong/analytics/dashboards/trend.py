"""The way of one indicator by quarter, and what is to be expected of the next two."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from django.utils.translation import gettext as _

from pamong.analytics.dashboards.indicators import Line
from pamong.analytics.dashboards.quarters import (
    Place,
    after,
    aims_of,
    are_steps,
    between,
    figures_of,
    said,
    steps_key,
    targets_said,
)
from pamong.measurement.pace import QUARTERS
from pamong.stats.forecasts.forecasting import Forecast, forecast
from pamong.stats.forecasts.limits import Limits, is_cut, limits_of, within
from pamong.ui.charts.chart import Chart
from pamong.ui.charts.trends import Aim, Point, trend
from pamong.ui.numbers import say_measured, say_number, say_percent, with_unit
from pamong.ui.tables import Column, Row, Table

AHEAD = 2
LEVEL = Decimal(80)
PLACES = Decimal("0.01")
Aims = Mapping[Place, Decimal]
Way = dict[Place, Point]


def trend_chart(line: Line, year: int) -> Chart:
    """The way of one indicator by quarter, and what is to be expected of the next two."""
    held = figures_of(line)
    places = between(min(held), max(held))
    history = [held.get(place) for place in places]
    # A target is no measure of a figure that is of its quarter alone.
    aims = {} if line.is_apart else aims_of(line, year)
    own = aims if are_steps(aims) else {}
    plain = [None if value is None else float(value) for value in history]
    found = forecast(plain, AHEAD, season=len(QUARTERS), level=float(LEVEL) / 100)
    limits = _limits(line, plain)
    cut = cut_said(limits, *is_cut(found, limits))
    whole = all(value is None or value == value.to_integral() for value in history)
    known = {
        place: Point(said(place), value, _maybe(value), aim=own.get(place))
        for place, value in zip(places, history, strict=True)
    }
    finest = Decimal(1) if whole else PLACES
    then = dict(_expected(within(found, limits), places[-1], finest, own))
    way = known | then
    target = None if own else _across(line, aims, list(way))
    told = [*known.values()], [*then.values()]
    finding = trend_said(*told, line.row.unit, " ".join(targets_said(line, aims, max(held))))
    draw = partial(trend, [*way.values()], target=target)
    keys = [*_key(aims, way, year, is_apart=line.is_apart), cut]
    key = " ".join(filter(None, keys))
    return Chart("arah", line.row.name, finding, draw, _table(line, way, aims), key=key)


def _table(line: Line, way: Way, aims: Aims) -> Table:
    """The figures with what was aimed at, where a target is a measure of them."""
    columns = [Column(_("Triwulan"), kind="row"), Column(_("Angka"), kind="num")]
    if aims:
        columns.append(Column(_("Target"), kind="num"))
    columns += [
        Column(_("Perkiraan paling rendah"), kind="num"),
        Column(_("Perkiraan paling tinggi"), kind="num"),
    ]
    rows = []
    for place, one in way.items():
        aim = [_maybe(aims.get(place))] if aims else []
        rows.append(Row([one.label, one.said, *aim, _maybe(one.low), _maybe(one.high)]))
    return Table(columns, rows, line.row.name)


def _key(aims: Aims, places: Collection[Place], year: int, *, is_apart: bool) -> list[str]:
    """What the lines of targets mean, or that there is none because a figure is of its quarter alone."""
    if is_apart:
        return [_("Angka tiap triwulan, bukan jumlah setahun.")]
    if are_steps(aims):
        return steps_key([place for place in places if place in aims], year)
    return [_("Garis titik-titik: target tahun %(year)d.") % {"year": year}] if aims else []


def _across(line: Line, aims: Aims, places: Sequence[Place]) -> Aim | None:
    """The year's target over the quarters of that year that are shown."""
    if not aims:
        return None
    year, value = max(aims)[0], aims[max(aims)]
    shown = [n for n, place in enumerate(places) if place[0] == year]
    if not shown:
        return None
    named = {"year": year, "value": say_measured(value, line.row.unit)}
    return Aim(value, _("Target %(year)d: %(value)s") % named, shown[0], shown[-1])


def _limits(line: Line, history: Sequence[float | None]) -> Limits:
    """By the card: what it counts, what it is called, and what it starts from and aims at."""
    beside = [float(one) for one in (line.line.target, line.line.baseline) if one is not None]
    return limits_of(line.row.unit, (line.row.name,), [*history, *beside])


def cut_said(limits: Limits, below: bool, above: bool) -> str:
    """Why an expected interval ends where it does; nothing where it was not cut."""
    said = []
    if below and limits.low is not None:
        said.append(
            _("Perkiraan berhenti di %(n)s: angka ini tidak dapat lebih rendah.")
            % {"n": say_number(Decimal(limits.low))}
        )
    if above and limits.high is not None:
        said.append(
            _("Perkiraan berhenti di %(n)s: angka ini tidak dapat lebih tinggi.")
            % {"n": say_number(Decimal(limits.high))}
        )
    return " ".join(said)


def trend_said(known: Sequence[Point], then: Sequence[Point], unit: str, aims: str = "") -> str:
    """The last figure with what was aimed at, and the next one with its interval."""
    last = next(point for point in reversed(known) if point.value is not None)
    figure = {"value": with_unit(last.said, unit), "when": last.label}
    told = " ".join(filter(None, [_("Angka terakhir %(value)s, %(when)s.") % figure, aims]))
    if not then:
        return told + " " + _("Angkanya belum cukup untuk perkiraan.")
    named = {"when": then[0].label, "value": with_unit(then[0].said, unit)}
    told += " " + _("Perkiraan %(when)s: %(value)s") % named
    if then[0].low is None or then[0].high is None:
        return told + "."
    bounds = {"low": say_number(then[0].low), "high": say_number(then[0].high)}
    level = {"level": say_percent(LEVEL)}
    return told + ", " + _("antara %(low)s dan %(high)s (%(level)s).") % (bounds | level)


def _expected(
    found: Forecast, last: Place, finest: Decimal, aims: Aims
) -> Iterator[tuple[Place, Point]]:
    place = last
    for step in found.steps:
        place = after(place)
        if step.mean is None:
            return
        mean, low, high = (_decimal(one, finest) for one in (step.mean, step.low, step.high))
        yield (
            place,
            Point(
                said(place), mean, _maybe(mean), low, high, is_expected=True, aim=aims.get(place)
            ),
        )


def _maybe(value: Decimal | None) -> str:
    return "" if value is None else say_number(value)


def _decimal(value: float | None, places: Decimal) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(places, ROUND_HALF_UP)
