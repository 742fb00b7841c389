"""Questions and control charts as tables, facts and sentences for their pages."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.measurement.findings.asking import SOURCE
from pamong.measurement.findings.queries import MINE, UNIT, QuestionFilter
from pamong.measurement.models import Finding, Reading
from pamong.measurement.questions import figure, period_said, question_of
from pamong.stats import quality
from pamong.stats.control import Chart, xmr
from pamong.stats.quality.series import Series, series_of
from pamong.ui.charts.chart import Chart as Drawn
from pamong.ui.charts.trends import Aim, Point, trend
from pamong.ui.components import Tab
from pamong.ui.dates import say_day, say_instant
from pamong.ui.paging import address_with
from pamong.ui.tables import Cell, Column, Row, Table

State = Finding.State


def question_said(finding: Finding) -> str:
    """The question in the reader's language, made from its figures."""
    told = finding.figures
    rule = finding.source.removeprefix(SOURCE)
    return question_of(quality.Finding(0, rule, tuple(told["series"]), told["time"], told))


def rule_names() -> dict[str, str]:
    """The kinds of questions, as the filter offers them."""
    return {
        "range": _("Angka di luar batas"),
        "nought": _("Nol yang mendadak"),
        "missing": _("Angka yang belum ada"),
        "stale": _("Tidak diperbarui"),
        "unmoved": _("Angka yang tidak berubah"),
        "jump": _("Lonjakan"),
        "copies": _("Angka yang sama di dua tempat"),
        "heaping": _("Menumpuk di target"),
        "ratchet": _("Target mengikuti realisasi"),
        "burst": _("Diisi di akhir periode"),
        "digits": _("Angka akhir yang disukai"),
        "test_row": _("Isian percobaan"),
        "wish": _("Nama yang menyebut keinginan"),
        "changed": _("Diubah sesudah ditutup"),
        "evidence": _("Berbeda dari berkasnya"),
    }


def finding_tabs(asked: QuestionFilter, *, is_person: bool) -> list[Tab]:
    """One's own, the unit's, the agency's."""
    names = {MINE: _("Untuk saya"), UNIT: _("Unit saya")} if is_person else {}
    names[""] = _("Seluruh instansi")
    return [
        Tab(text, address(asked, whose=whose or "all"), current=whose == asked.whose)
        for whose, text in names.items()
    ]


def address(asked: QuestionFilter, **changed: str) -> str:
    """The list with its filters."""
    told = {"whose": asked.whose or "all", "state": asked.state, "rule": asked.rule} | changed
    return address_with(reverse("measurement:finding-list"), **told)


def finding_table(findings: Sequence[Finding]) -> Table:
    """One question a row."""
    columns = [
        Column(_("Pertanyaan"), kind="row"),
        Column(_("Indikator")),
        Column(_("Penanggung jawab")),
        Column(_("Ditanyakan"), nowrap=True),
    ]
    rows = [
        Row(
            [
                _linked(one),
                _card_cell(one),
                one.owner.full_name if one.owner else "–",
                say_day(one.found_on),
            ]
        )
        for one in findings
    ]
    return Table(columns, rows, _("Pertanyaan tentang angka"))


def question_table(findings: Sequence[Finding]) -> Table:
    """The questions of one card."""
    columns = [Column(_("Pertanyaan"), kind="row"), Column(_("Ditanyakan"), nowrap=True)]
    rows = [Row([_linked(one), say_day(one.found_on)]) for one in findings]
    return Table(columns, rows, _("Pertanyaan yang menunggu jawaban"))


def _linked(one: Finding) -> Cell:
    return Cell(question_said(one), url=reverse("measurement:finding-detail", args=[one.uuid]))


def _card_cell(one: Finding) -> Any:
    if one.card is None:
        return "–"
    unit = one.card.unit
    return Cell(one.card.indicator.name, sub=unit.name if unit else _("Seluruh instansi"))


def finding_facts(one: Finding) -> list[tuple[Any, ...]]:
    """Where the figure came from: what it is, who brought it, out of which file and line."""
    facts: list[tuple[Any, ...]] = [
        (_("Indikator"), one.card.indicator.name if one.card else "–"),
        (_("Periode"), period_said(one.period)),
        (_("Penanggung jawab"), one.owner.full_name if one.owner else "–"),
    ]
    return facts + (traced(one.reading) if one.reading else [])


def traced(reading: Reading) -> list[tuple[Any, ...]]:
    """One figure down to the person or the line of the file."""
    facts: list[tuple[Any, ...]] = [
        (_("Angka"), figure(float(reading.value))),
        (_("Data per"), say_day(reading.as_of)),
        (_("Dimasukkan"), say_instant(reading.entered_at)),
    ]
    if reading.entered_by:
        facts.append((_("Oleh"), reading.entered_by.full_name))
    if reading.origin:
        line = _("baris %(line)s") % {"line": reading.line} if reading.line else ""
        facts.append((_("Dari berkas"), ", ".join(filter(None, [str(reading.origin), line]))))
    return facts


def signal_words() -> dict[str, str]:
    """What a signal of a control chart says."""
    return {
        "outside": _("di luar batas"),
        "run": _("delapan berturut-turut di satu sisi"),
        "near_limit": _("tiga dari empat dekat batas"),
    }


def chart_of(readings: Iterable[quality.Reading]) -> tuple[Series, Chart] | None:
    """The control chart of a card with eight figures or more."""
    every, _odd = series_of(readings)
    if not every or (chart := xmr(every[0].values)) is None:
        return None
    return every[0], chart


def chart_said(series: Series, chart: Chart) -> str:
    """Centre, limits, and whether anything moved, in a sentence; one place more than the figures have."""
    places = 1 + max(point.reading.places for point in series.points)
    told = {
        "centre": figure(round(chart.centre, places)),
        "low": figure(round(chart.low, places)),
        "high": figure(round(chart.high, places)),
        "count": len({signal.at for signal in chart.signals}),
    }
    if not chart.signals:
        return (
            _(
                "Angkanya naik turun seperti biasa di sekitar %(centre)s, antara %(low)s dan %(high)s. Tidak ada tanda perubahan."
            )
            % told
        )
    return (
        _(
            "Biasanya di sekitar %(centre)s, antara %(low)s dan %(high)s. %(count)s angka memberi tanda bahwa ada yang berubah."
        )
        % told
    )


def signals_of(chart: Chart) -> dict[int, list[str]]:
    """What each figure that gives a signal shows, by its place."""
    words, found = signal_words(), dict[int, list[str]]()
    for signal in chart.signals:
        found.setdefault(signal.at, []).append(words[signal.rule])
    return found


def control_chart(series: Series, chart: Chart, most: int) -> Drawn:
    """The newest figures between the limits of their usual ups and downs; a signal is a diamond."""
    signals, places = signals_of(chart), 1 + max(point.reading.places for point in series.points)
    points = [
        Point(
            period_said(series.time(point.at)),
            Decimal(str(point.value)),
            figure(point.value),
            is_odd=at in signals,
        )
        for at, point in enumerate(series.points)
    ][-most:]
    named = {_("batas atas"): chart.high, _("biasanya"): chart.centre, _("batas bawah"): chart.low}
    limits = [
        Aim(Decimal(str(value)), f"{name} {figure(round(value, places))}")
        for name, value in named.items()
    ]
    return Drawn(
        "naik-turun",
        _("Naik turunnya angka"),
        chart_said(series, chart),
        partial(trend, points, limits=limits),
        chart_table(series, chart, most),
        key=_("Belah ketupat: tanda bahwa ada yang berubah.") if signals else "",
    )


def chart_table(series: Series, chart: Chart, most: int) -> Table:
    """The newest figures with their signals; charts in words, for every reader."""
    signals = signals_of(chart)
    columns = [
        Column(_("Periode"), kind="row"),
        Column(_("Realisasi"), kind="num"),
        Column(_("Tanda")),
    ]
    places = range(len(series.points))[::-1][:most]
    rows = [
        Row(
            [
                period_said(series.time(series.points[at].at)),
                figure(series.points[at].value),
                ", ".join(signals.get(at, [])) or "–",
            ]
        )
        for at in places
    ]
    return Table(columns, rows, _("Angka dan tandanya, yang terbaru dahulu"))
