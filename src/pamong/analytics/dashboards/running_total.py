"""What came together in a year of an indicator whose figures are each of its period alone."""

from functools import partial

from django.utils.translation import gettext as _

from pamong.analytics.dashboards.indicators import Line, missing_said
from pamong.analytics.dashboards.quarters import (
    LAST,
    aims_of,
    between,
    said,
    steps_key,
    targets_said,
    totals_of,
)
from pamong.ui.charts.chart import Chart
from pamong.ui.charts.trends import Point, trend
from pamong.ui.numbers import say_measured, say_number
from pamong.ui.tables import Column, Row, Table


def total_chart(line: Line, year: int) -> Chart:
    """The sum since January beside the target of each quarter; that of the last is the year's."""
    totals = {one.place: one for one in totals_of(line, year)}
    aims = aims_of(line, year)
    points = []
    for place in between((year, 1), (year, LAST)):
        one, aim = totals.get(place), aims.get(place)
        value = one.value if one else None
        told = "" if value is None else say_number(value)
        points.append(Point(said(place), value, told, is_odd=bool(one and one.is_short), aim=aim))
    keys = steps_key(aims, year)
    if any(one.is_short for one in totals.values()):
        keys.append(_("Belah ketupat: jumlahnya belum lengkap."))
    title = _("%(name)s: jumlah sejak Januari %(year)d") % {"name": line.row.name, "year": year}
    table = Table(
        [
            Column(_("Triwulan"), kind="row"),
            Column(_("Jumlah sejak Januari"), kind="num"),
            Column(_("Target sampai triwulan itu"), kind="num"),
        ],
        [
            Row([one.label, one.said, "" if one.aim is None else say_number(one.aim)])
            for one in points
        ],
        title,
    )
    key = " ".join(keys)
    return Chart("jumlah", title, total_said(line, year), partial(trend, points), table, key=key)


def total_said(line: Line, year: int) -> str:
    """How much came together, what was to, and what is missing from it."""
    last = totals_of(line, year)[-1]
    named = {"value": say_measured(last.value, line.row.unit), "when": said(last.place)}
    found = [_("Terkumpul %(value)s sampai %(when)s.") % named]
    found += targets_said(line, aims_of(line, year), last.place)
    came = line.aimed.came
    if came and came.missing and last.is_short:
        found.append(missing_said(came))
    return " ".join(found)
