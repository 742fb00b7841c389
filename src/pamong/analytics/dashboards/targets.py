"""What charts of indicators say: attainment by the pack's rule, the way of one of them, and money beside results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from pamong.analytics.dashboards.figures import Aimed
from pamong.measurement.attainment import Attainment, Standing, attain, mean_of
from pamong.measurement.models import Indicator
from pamong.performance.cascade.reached import Aim
from pamong.performance.periods import say_period
from pamong.policy.pack import Pack
from pamong.stats.forecasts.forecasting import Forecast, forecast
from pamong.ui.charts.chart import Chart, Draw
from pamong.ui.charts.specs import Bar, Dot, Point, bars, dots, trend
from pamong.ui.components import Meter
from pamong.ui.numbers import say_number, say_percent, say_rupiah, with_unit
from pamong.ui.tables import Cell, Column, Row, Table

MOST_BARS, MOST_ROWS, AHEAD, QUARTERS = 20, 200, 2, 4
LEVEL = Decimal(80)
MILLION = Decimal(1_000_000)
PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator, what it aims at, and how far it came."""

    aimed: Aimed
    row: Indicator
    reached: Attainment


def lines_of(
    aims: Sequence[Aimed], rows: Mapping[int, Indicator], pack: Pack, day: date, year: int
) -> list[Line]:
    """Each indicator whose row is there, held against its target of the year; the lowest first, then what has no figure."""
    until = min(day, date(year, 12, 31))
    found = []
    for aimed in aims:
        row = rows.get(aimed.indicator)
        if row is None:
            continue
        last = [one for one in aimed.readings if one[0].year == year and one[0] <= until][-1:]
        standing = Standing(last[0][1], last[0][0]) if last else None
        aim = Aim(
            row.direction,
            row.baseline,
            aimed.target,
            row.unit,
            "",
            due_on=aimed.due_on,
            band_low=row.band_low,
            band_high=row.band_high,
            tolerance=row.tolerance,
        )
        found.append(Line(aimed, row, attain(aim, standing, pack, until=until, trace=False)))
    last_of_all = Decimal("Infinity")

    def place(line: Line) -> tuple[Any, ...]:
        value = line.reached.uncapped
        return (last_of_all if value is None else value, line.row.name, line.row.pk)

    return sorted(found, key=place)


def attainment_chart(lines: Sequence[Line], low: Decimal | None, address: Any) -> Chart:
    """How far each indicator of the year came; hollow where it fell behind."""
    title = _("Capaian indikator")
    shown = [
        Bar(
            line.row.name,
            _bounded(line.reached.uncapped),
            _figure(line.reached),
            url=address(line.row),
            tick=None if line.reached.uncapped is None else 100,
            is_open=_is_low(line, low),
        )
        for line in lines[:MOST_BARS]
        if line.reached.uncapped is not None
    ]
    table = Table(
        [
            Column(_("Indikator"), kind="row"),
            Column(_("Target"), kind="num"),
            Column(_("Realisasi"), kind="num"),
            Column(_("Capaian"), kind="meter"),
        ],
        [
            Row(
                [
                    Cell(line.row.name, url=address(line.row)),
                    _with(line.aimed.target, line.row.unit),
                    _with(line.reached.actual, line.row.unit),
                    Cell(meter=Meter(line.reached.uncapped, low), sub=line.reached.reason),
                ]
            )
            for line in lines[:MOST_ROWS]
        ],
        title,
    )
    return Chart("capaian", title, attainment_said(lines, low), partial(bars, shown), table)


def attainment_said(lines: Sequence[Line], low: Decimal | None) -> str:
    """How many have a figure, how many fell behind, and which came least."""
    known = [line for line in lines if line.reached.uncapped is not None]
    if not known:
        return _("Belum ada indikator yang capaiannya dapat dihitung.")
    counted = {"known": say_number(len(known)), "all": say_number(len(lines))}
    said = [_("Capaian terhitung untuk %(known)s dari %(all)s indikator.") % counted]
    behind = sum(_is_low(line, low) for line in known)
    if low is not None and behind:
        named = {"n": say_number(behind), "low": say_percent(low)}
        said.append(_("%(n)s di antaranya di bawah %(low)s.") % named)
    return " ".join([*said, *least_said(known), *cut_said(len(lines))])


def least_said(known: Sequence[Line]) -> list[str]:
    """Which came least, or how many came as little."""
    least = known[0].reached.uncapped
    same = sum(line.reached.uncapped == least for line in known)
    named = {
        "name": known[0].row.name,
        "value": _figure(known[0].reached),
        "n": say_number(same),
    }
    if len(known) == 1:
        return [_("Yang terhitung “%(name)s”: %(value)s.") % named]
    if same == 1:
        return [_("Terendah “%(name)s”: %(value)s.") % named]
    return [_("Terendah %(value)s, pada %(n)s indikator.") % named]


def cut_said(count: int) -> list[str]:
    """That the table holds only the first rows, where there are more."""
    if count <= MOST_ROWS:
        return []
    return [_("Tabel memuat %(n)s baris pertama.") % {"n": say_number(MOST_ROWS)}]


def quarters_of(readings: Sequence[tuple[date, Decimal]]) -> dict[tuple[int, int], Decimal]:
    """The last figure of each quarter from the first that has one to the last."""
    return {(on.year, (on.month + 2) // 3): value for on, value in readings}


def trend_chart(line: Line) -> Chart:
    """The way of one indicator by quarter, and what is to be expected of the next two."""
    held = quarters_of(line.aimed.readings)
    places = _between(min(held), max(held))
    history = [held.get(place) for place in places]
    known = [
        Point(_quarter(place), value, "" if value is None else say_number(value))
        for place, value in zip(places, history, strict=True)
    ]
    plain = [None if value is None else float(value) for value in history]
    found = forecast(plain, AHEAD, season=QUARTERS, level=float(LEVEL) / 100)
    whole = all(value is None or value == value.to_integral() for value in history)
    then = _expected(found, places[-1], Decimal(1) if whole else PLACES)
    aim = line.aimed.target
    said = _("Target %(value)s") % {"value": _with(aim, line.row.unit)} if aim is not None else ""
    table = Table(
        [
            Column(_("Triwulan"), kind="row"),
            Column(_("Angka"), kind="num"),
            Column(_("Perkiraan paling rendah"), kind="num"),
            Column(_("Perkiraan paling tinggi"), kind="num"),
        ],
        [Row([p.label, p.said, _maybe(p.low), _maybe(p.high)]) for p in [*known, *then]],
        line.row.name,
    )
    draw = partial(trend, [*known, *then], target=aim, target_said=said)
    return Chart("arah", line.row.name, trend_said(known, then, line.row.unit), draw, table)


def trend_said(known: Sequence[Point], then: Sequence[Point], unit: str) -> str:
    """The last figure, and the next one with its interval."""
    last = next(point for point in reversed(known) if point.value is not None)
    said = _("Angka terakhir %(value)s, %(when)s.") % {
        "value": with_unit(last.said, unit),
        "when": last.label,
    }
    if not then:
        return said + " " + _("Angkanya belum cukup untuk perkiraan.")
    named = {"when": then[0].label, "value": with_unit(then[0].said, unit)}
    said += " " + _("Perkiraan %(when)s: %(value)s") % named
    if then[0].low is None or then[0].high is None:
        return said + "."
    bounds = {"low": say_number(then[0].low), "high": say_number(then[0].high)}
    level = {"level": say_percent(LEVEL)}
    return said + ", " + _("antara %(low)s dan %(high)s (%(level)s).") % (bounds | level)


def _expected(found: Forecast, last: tuple[int, int], finest: Decimal) -> list[Point]:
    points = []
    place = last
    for step in found.steps:
        place = _next(place)
        if step.mean is None:
            break
        mean, low, high = (_decimal(one, finest) for one in (step.mean, step.low, step.high))
        assert mean is not None
        points.append(Point(_quarter(place), mean, say_number(mean), low, high, is_expected=True))
    return points


@dataclass(frozen=True, slots=True)
class Paid:
    """A goal with the money set aside for it in the year, and how far its indicators came."""

    name: str
    money: Decimal
    reached: Decimal | None


def paid_goals(
    lines: Sequence[Line], money: Mapping[int, Decimal | None], names: Mapping[int, str]
) -> list[Paid]:
    """Goals that carry money, the most first."""
    of: dict[int, list[Attainment]] = {}
    for line in lines:
        of.setdefault(line.aimed.goal, []).append(line.reached)
    found = [
        Paid(name, rupiah, mean_of(of.get(key, [])).value)
        for key, name in names.items()
        if (rupiah := money.get(key))
    ]
    return sorted(found, key=lambda one: (-one.money, one.name))


def budget_chart(goals: Sequence[Paid], low: Decimal | None) -> Chart:
    """Money across, attainment up; a triangle where the goal fell behind."""
    title = _("Anggaran dan capaian")
    shown = [
        Dot(
            f"{goal.name}: {say_rupiah(goal.money)}, {say_percent(goal.reached, 1)}",
            goal.money / MILLION,
            goal.reached,
            is_second=low is not None and goal.reached < low,
        )
        for goal in goals
        if goal.reached is not None
    ]
    table = Table(
        [
            Column(_("Sasaran"), kind="row"),
            Column(_("Anggaran"), kind="num"),
            Column(_("Capaian"), kind="meter"),
        ],
        [
            Row([goal.name, say_rupiah(goal.money), Meter(goal.reached, low)])
            for goal in goals[:MOST_ROWS]
        ],
        title,
    )
    draw: Draw = partial(bars, _money_bars(goals))
    if not shown:
        title = _("Anggaran (juta rupiah)")
    else:
        draw = partial(dots, shown, across=_("Anggaran (juta rupiah)"), up=_("Capaian (%)"))
    return Chart("anggaran", title, budget_said(goals, low), draw, table)


def _money_bars(goals: Sequence[Paid]) -> list[Bar]:
    """Where no result is known yet: the money alone."""
    return [
        Bar(goal.name, goal.money, say_number(goal.money / MILLION, 0))
        for goal in goals[:MOST_BARS]
    ]


def budget_said(goals: Sequence[Paid], low: Decimal | None) -> str:
    """Which goal has most money, how many have a result beside it, and which of those that fell behind has most.

    Money is not added up: a programme's holds that of the activities below it.
    """
    if not goals:
        return _("Belum ada sasaran yang anggarannya diisi untuk tahun ini.")
    known = [goal for goal in goals if goal.reached is not None]
    counted = {"known": say_number(len(known)), "all": say_number(len(goals))}
    said = [
        _("Anggaran terbesar “%(name)s”: %(money)s.") % _first(goals),
        _("Capaian terhitung untuk %(known)s dari %(all)s sasaran.") % counted,
    ]
    behind = [g for g in known if low is not None and g.reached is not None and g.reached < low]
    if low is not None and behind:
        named = {"n": say_number(len(behind)), "low": say_percent(low)} | _first(behind)
        said.append(_("%(n)s di bawah %(low)s, terbesar “%(name)s”: %(money)s.") % named)
    return " ".join([*said, *cut_said(len(goals))])


def _first(goals: Sequence[Paid]) -> dict[str, str]:
    """The one of most money."""
    return {"name": goals[0].name, "money": say_rupiah(goals[0].money)}


def _is_low(line: Line, low: Decimal | None) -> bool:
    value = line.reached.uncapped
    return low is not None and value is not None and value < low


def _bounded(value: Decimal | None) -> Decimal | None:
    """A length: what is below nought has none, and one is not so long that all others vanish."""
    return None if value is None else min(max(value, Decimal(0)), Decimal(200))


def _figure(reached: Attainment) -> str:
    return _("belum ada") if reached.uncapped is None else say_percent(reached.uncapped, 1)


def _with(value: Decimal | None, unit: str) -> str:
    return "" if value is None else with_unit(say_number(value), unit)


def _maybe(value: Decimal | None) -> str:
    return "" if value is None else say_number(value)


def _decimal(value: float | None, places: Decimal) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(places, ROUND_HALF_UP)


def _quarter(place: tuple[int, int]) -> str:
    return say_period(place[0], f"Q{place[1]}")


def _next(place: tuple[int, int]) -> tuple[int, int]:
    year, quarter = place
    return (year + 1, 1) if quarter == QUARTERS else (year, quarter + 1)


def _between(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    places = [first]
    while places[-1] < last:
        places.append(_next(places[-1]))
    return places
