"""Charts of the living catalogue: bars with a missing one, and a line with what is expected."""

from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from pamong.ui.charts.chart import Chart
from pamong.ui.charts.specs import Bar, bars
from pamong.ui.charts.trends import Aim, Point, trend
from pamong.ui.numbers import say_number, say_percent
from pamong.ui.tables import Column, Row, Table

AIM = Decimal(70)


def sample_charts() -> list[Chart]:
    """One of each kind."""
    return [_bars(), _trend()]


def _bars() -> Chart:
    named = (
        (_("Dinas Pendidikan, Kepemudaan dan Olahraga"), Decimal("92.5")),
        (_("Badan Kepegawaian"), Decimal(71)),
        (_("Sekretariat"), None),
    )
    missing = _("belum ada")
    shown = [
        Bar(
            name,
            value,
            missing if value is None else say_percent(value),
            url="/ui/",
            tick=None if value is None else 100,
            is_open=value is not None and value < AIM + 10,
        )
        for name, value in named
    ]
    return Chart(
        "capaian-contoh",
        _("Capaian menurut unit"),
        _("1 dari 3 unit belum punya angka; yang tertinggi Dinas Pendidikan, 92,5%."),
        partial(bars, shown),
        Table(
            [Column(_("Unit"), kind="row"), Column(_("Capaian"), kind="meter")],
            [Row([name, value]) for name, value in named],
            _("Capaian menurut unit"),
        ),
    )


def _trend() -> Chart:
    measured = (Decimal(40), Decimal(44), None, Decimal(52), Decimal("57.5"))
    points = [
        Point(f"{n} 2026", value, "" if value is None else say_number(value))
        for n, value in enumerate(measured, start=1)
    ]
    expected = Point("6 2026", Decimal(61), "61", Decimal(55), Decimal(67), is_expected=True)
    return Chart(
        "arah-contoh",
        _("Arah dan perkiraan"),
        _("Angka naik sejak bulan pertama; bulan depan diperkirakan 61, antara 55 dan 67."),
        partial(trend, [*points, expected], target=Aim(AIM, _("Target 70"))),
        Table(
            [Column(_("Bulan"), kind="row"), Column(_("Angka"), kind="num")],
            [Row([point.label, point.said]) for point in [*points, expected]],
            _("Arah dan perkiraan"),
        ),
    )
