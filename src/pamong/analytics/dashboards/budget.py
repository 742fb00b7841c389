"""Money of goals beside what their indicators came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pamong.analytics.dashboards.asked import Asked
from pamong.analytics.dashboards.figures import aims_of
from pamong.analytics.dashboards.indicators import (
    MOST_BARS,
    MOST_ROWS,
    Line,
    cut_said,
    indicators_asked,
)
from pamong.analytics.dashboards.words import told_apart, undrawn_said
from pamong.measurement.attainment import low_bound, mean_of
from pamong.performance.models import Goal
from pamong.ui.charts.chart import Chart, Draw
from pamong.ui.charts.specs import Bar, Dot, are_far_apart, bars, dots, first_drawn
from pamong.ui.components import Meter
from pamong.ui.numbers import say_number, say_percent, say_rupiah
from pamong.ui.tables import Column, Row, Table

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Paid:
    """A goal with the money set aside for it in the year, and how far its indicators came."""

    name: str
    money: Decimal
    reached: Decimal | None
    is_running: bool = False  # towards the year's end, before which nothing is behind

    def is_behind(self, low: Decimal | None) -> bool:
        """Whether what is due fell below a bound."""
        return (
            low is not None and self.reached is not None and self.reached < low
        ) and not self.is_running


def budget_charts(asked: Asked) -> list[Chart]:
    """Money of goals beside what their indicators came to."""
    lines = indicators_asked(asked)
    money = aims_of(asked.snapshot, asked.year)[1]
    rows = Goal.objects.visible_to(asked.scope).filter(pk__in=[k for k, m in money.items() if m])
    if asked.at:
        rows = rows.filter(unit__path__startswith=asked.at.path)
    names = told_apart(rows.values_list("pk", "name", "unit__name"))
    return [budget_chart(paid_goals(lines, money, names), low_bound(asked.pack))]


def paid_goals(
    lines: Sequence[Line], money: Mapping[int, Decimal | None], names: Mapping[int, str]
) -> list[Paid]:
    """Goals that carry money, the most first."""
    of: dict[int, list[Line]] = {}
    for line in lines:
        of.setdefault(line.aimed.goal, []).append(line)
    found = []
    for key, name in names.items():
        if rupiah := money.get(key):
            own = of.get(key, [])
            running = any(line.held.is_running for line in own)
            mean = mean_of([line.reached for line in own]).value
            found.append(Paid(name, rupiah, mean, is_running=running))
    return sorted(found, key=lambda one: (-one.money, one.name))


def budget_chart(goals: Sequence[Paid], low: Decimal | None) -> Chart:
    """Money across, attainment up; a triangle where the goal fell behind, a line where nothing is known of it."""
    title = _("Anggaran dan capaian")
    shown = [
        Dot(
            f"{goal.name}: {_rupiah(goal.money)}, {_reached_said(goal)}",
            goal.money / MILLION,
            goal.reached,
            is_second=goal.is_behind(low),
        )
        for goal in goals
    ]
    bare = sum(goal.reached is None for goal in goals)
    table = _table(goals, low, title)
    drawn = _money_bars(goals)
    draw: Draw = partial(bars, drawn)
    keys = []
    if bare == len(goals):
        title = _("Anggaran (juta rupiah)")
        keys.append(undrawn_said(len(goals) - len(drawn)))
    else:
        draw = partial(dots, shown, across=_("Anggaran (juta rupiah)"), up=_("Capaian (%)"))
        if low:
            keys.append(_("Segitiga: di bawah %(low)s.") % {"low": say_percent(low)})
        if are_far_apart(shown):
            keys.append(_("Anggaran: tiap langkah sepuluh kali langkah sebelumnya."))
        if bare:
            keys.append(_("Garis di tepi bawah: capaiannya belum dapat dihitung."))
    said, key, cut = budget_said(goals, low), " ".join(keys), cut_said(len(goals))
    return Chart("anggaran", title, said, draw, table, key=key, cut=cut)


def _table(goals: Sequence[Paid], low: Decimal | None, title: str) -> Table:
    return Table(
        [
            Column(pgettext("cascading", "Sasaran"), kind="row"),
            Column(_("Anggaran"), kind="num"),
            Column(_("Capaian"), kind="meter"),
        ],
        [
            Row(
                [
                    goal.name,
                    _rupiah(goal.money),
                    Meter(goal.reached, None if goal.is_running else low),
                ]
            )
            for goal in goals[:MOST_ROWS]
        ],
        title,
    )


def _rupiah(money: Decimal) -> str:
    """In whole rupiah: a share of what stands above leaves fractions that nobody pays."""
    return say_rupiah(round(money))


def _reached_said(goal: Paid) -> str:
    return _("belum ada") if goal.reached is None else say_percent(goal.reached, 1)


def _money_bars(goals: Sequence[Paid]) -> list[Bar]:
    """Where no result is known yet: the money alone."""
    return [
        Bar(goal.name, goal.money, say_number(goal.money / MILLION, 0))
        for goal in first_drawn(goals, MOST_BARS)
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
        _("Anggaran terbesar “%(name)s”: %(money)s, capaian %(came)s.") % _first(goals),
        _("Capaian terhitung untuk %(known)s dari %(all)s sasaran.") % counted,
    ]
    behind = [goal for goal in known if goal.is_behind(low)]
    if low is not None and behind:
        named = {"n": say_number(len(behind)), "low": say_percent(low)} | _first(behind)
        said.append(_("%(n)s di bawah %(low)s, terbesar “%(name)s”: %(money)s.") % named)
    return " ".join(said)


def _first(goals: Sequence[Paid]) -> dict[str, str]:
    """The one of most money."""
    first = goals[0]
    return {
        "name": first.name,
        "money": _rupiah(first.money),
        "came": _reached_said(first),
    }
