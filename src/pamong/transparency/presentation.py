"""Published figures as tables, facts, drawings and sentences for their pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pamong.transparency.models import PublishedIndicator, PublishedPoint, PublishedVersion
from pamong.transparency.release import Draft
from pamong.transparency.words import (
    BAND,
    MILESTONE,
    STATES,
    aim_said,
    attainment_said,
    direction_said,
    frequency_said,
    grade_said,
    measured,
    period_said,
    standing_said,
)
from pamong.ui.charts.inline_trends import Trend, TrendPoint, bounds, spark, trend
from pamong.ui.components import tag
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table

UNDRAWN = {MILESTONE, "ordinal"}  # done or not, and ranks: no line says anything of them


def sentence_of(of: PublishedIndicator, last: PublishedVersion) -> str:
    """What the newest figure says, in one sentence."""
    told: dict[str, Any] = {"year": last.year, "value": measured(last.value, of, last.unit)}
    told["day"] = say_day_full(last.as_of) if last.as_of else "–"
    told["target"] = aim_said(last, of)
    if told["target"] == "–":
        return _("Tahun %(year)s: %(value)s (data per %(day)s).") % told
    if last.attainment is None:
        return _("Tahun %(year)s: %(value)s (data per %(day)s); target %(target)s.") % told
    told["percent"] = attainment_said(last)
    said = _(
        "Tahun %(year)s: %(value)s (data per %(day)s); target %(target)s, capaian %(percent)s."
    )
    return said % told


def indicator_table(
    rows: Sequence[PublishedIndicator],
    standing: Mapping[int, Sequence[PublishedVersion]],
    urls: Mapping[int, str],
) -> Table:
    """One indicator a row with its newest year, under what it is a measure of."""
    columns = [
        Column(_("Indikator"), kind="row"),
        Column(_("Angka"), kind="num"),
        Column(_("Target"), kind="num"),
        Column(_("Arah selama ini"), desk=True),
        Column(_("Mutu data")),
    ]
    made: list[Row] = []
    outcome = None
    for of in rows:
        if of.outcome != outcome:
            outcome = of.outcome
            made.append(Row([outcome or _("Indikator lain")], group=True))
        made.append(_indicator_row(of, standing[of.pk], urls[of.pk]))
    return Table(columns, made, _("Indikator yang diterbitkan"))


def _indicator_row(of: PublishedIndicator, years: Sequence[PublishedVersion], url: str) -> Row:
    last = years[-1]
    told = {"year": last.year, "day": say_day_full(last.as_of) if last.as_of else "–"}
    below = _("tahun %(year)s, per %(day)s") % told
    points = _by_year(of, years)
    line = Cell(html=spark(points, _moved(points))) if len(points) > 1 else None
    return Row(
        [
            Cell(of.name, url=url, sub=of.office),
            Cell(measured(last.value, of, last.unit), sub=below),
            aim_said(last, of),
            line,
            _grade(last),
        ]
    )


def _grade(version: PublishedVersion) -> Cell:
    return Cell(grade_said(version.grade), tag=STATES.get(version.grade, "none"))


def _by_year(of: PublishedIndicator, years: Sequence[PublishedVersion]) -> list[TrendPoint]:
    if of.direction in UNDRAWN:
        return []
    return [
        TrendPoint(
            str(one.year),
            one.value,
            measured(one.value, of, one.unit),
            None if of.direction == BAND else one.target,
        )
        for one in years
        if one.value is not None
    ]


def _moved(points: Sequence[TrendPoint]) -> str:
    first, last = points[0], points[-1]
    told = {"first": first.said, "from": first.name, "last": last.said, "to": last.name}
    return _("Dari %(first)s (%(from)s) menjadi %(last)s (%(to)s).") % told


def _drawn(points: Sequence[TrendPoint], of: PublishedIndicator) -> Any:
    if len(points) < 2:  # noqa: PLR2004 — one figure has no way
        return ""
    sentence = _moved(points)
    if any(point.target is not None for point in points):
        sentence = _("%(sentence)s Garis putus-putus: target.") % {"sentence": sentence}
    low, high = (measured(end, of).removesuffix(f" {of.unit}") for end in bounds(points))
    return trend(Trend(points, sentence, low, "" if low == high else high))


def year_chart(of: PublishedIndicator, years: Sequence[PublishedVersion]) -> Any:
    """The years that stand, drawn."""
    return _drawn(_by_year(of, years), of)


def point_chart(of: PublishedIndicator, points: Sequence[PublishedPoint]) -> Any:
    """The periods of one year, drawn."""
    if of.direction in UNDRAWN:
        return ""
    told = [TrendPoint(period_said(p.period), p.value, measured(p.value, of)) for p in points]
    return _drawn(told, of)


def year_table(of: PublishedIndicator, years: Sequence[PublishedVersion]) -> Table:
    """The years that stand, the newest first."""
    columns = [
        Column(_("Tahun"), kind="row"),
        Column(_("Angka"), kind="num"),
        Column(_("Target"), kind="num"),
        Column(_("Capaian"), kind="num"),
        Column(_("Data per")),
        Column(_("Mutu data")),
    ]
    rows = [
        Row(
            [
                str(one.year),
                measured(one.value, of, one.unit),
                aim_said(one, of),
                attainment_said(one),
                say_day_full(one.as_of) if one.as_of else "",
                _grade(one),
            ]
        )
        for one in reversed(years)
    ]
    return Table(columns, rows, _("Angka tiap tahun"))


def point_table(of: PublishedIndicator, points: Sequence[PublishedPoint]) -> Table:
    """The periods of one year."""
    columns = [
        Column(_("Periode"), kind="row"),
        Column(_("Angka"), kind="num"),
        Column(_("Data per")),
    ]
    rows = [
        Row([period_said(p.period), measured(p.value, of), say_day_full(p.as_of)]) for p in points
    ]
    return Table(columns, rows, _("Angka tiap periode"))


def version_table(of: PublishedIndicator, versions: Sequence[PublishedVersion]) -> Table:
    """Every version that ever was, also what was replaced or withdrawn, with the reason."""
    columns = [
        Column(_("Versi"), kind="row"),
        Column(_("Angka"), kind="num"),
        Column(_("Target"), kind="num"),
        Column(_("Diterbitkan")),
        Column(_("Keterangan")),
    ]
    rows = []
    for one in versions:
        name = _("%(year)s versi %(number)s") % {"year": one.year, "number": one.number}
        rows.append(
            Row(
                [
                    name,
                    measured(one.value, of, one.unit),
                    aim_said(one, of),
                    say_day_full(one.published_on),
                    Cell(standing_said(one), sub=one.reason or one.note),
                ]
            )
        )
    return Table(columns, rows, _("Riwayat versi"))


def facts_of(of: PublishedIndicator, last: PublishedVersion | None) -> list[tuple[Any, ...]]:
    """What the figure means, who answers for it, and how far it can be trusted."""
    facts: list[tuple[Any, ...]] = [
        (_("Definisi"), of.definition),
        (_("Cara menghitung"), of.method),
        (_("Satuan"), of.unit),
        (_("Arah"), direction_said(of.direction)),
        (_("Diukur"), frequency_said(of.frequency)),
        (_("Unit penanggung jawab"), of.office),
        (_("Kode"), of.code),
    ]
    facts = [fact for fact in facts if fact[1]]
    if last is None:
        return facts
    grade = tag(STATES.get(last.grade, "none"), grade_said(last.grade))
    return [(_("Sumber data"), last.source), (_("Mutu data"), grade, last.grade_reason), *facts]


def preview_of(draft: Draft) -> dict[str, Any]:
    """A release that is not out yet, as its page will show it."""
    of, version = draft.indicator, draft.version
    points = draft.points
    return {
        "of": of,
        "sentence": sentence_of(of, version),
        "years": year_table(of, [version]),
        "chart": point_chart(of, points),
        "points": point_table(of, points) if points else None,
        "facts": facts_of(of, version),
        "note": version.note,
    }
