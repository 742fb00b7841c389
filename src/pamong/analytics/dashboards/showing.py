"""The page of a dashboard: its parts, years and periods as tabs, the charts, and how old the figures are."""

from typing import Any

from django.utils.translation import gettext as _

from pamong.analytics.dashboards.presentation import PARTS, Asked, part_names
from pamong.performance.periods import Period, say_period
from pamong.performance.rhythm import periods_shown, rhythms_of
from pamong.stats.suppression import MINIMUM
from pamong.ui.components import Tab
from pamong.ui.dates import say_instant

BY_PERIOD = {"predicates", "waiting"}
YEARS = 4


def page_context(asked: Asked) -> dict[str, Any]:
    """Everything that the template shows."""
    names = part_names()
    years = sorted({*asked.snapshot.years[-YEARS:], asked.year})
    made = {"at": say_instant(asked.snapshot.made_at), "id": asked.snapshot.id}
    office = asked.office
    return {
        "heading": names[asked.about],
        "whose": office.name_on(asked.snapshot.day) if office else _("Seluruh instansi"),
        "when": say_period(asked.year, asked.period if asked.about in BY_PERIOD else Period.YEAR),
        "parts": [
            Tab(names[part], asked.address(about=part), current=part == asked.about)
            for part in PARTS
        ],
        "years": [
            Tab(str(year), asked.address(year=str(year)), current=year == asked.year)
            for year in years
        ],
        "periods": _periods(asked) if asked.about in BY_PERIOD else [],
        "charts": PARTS[asked.about](asked),
        "made": _("Angka per %(at)s, potret data %(id)s.") % made,
        "minimum": MINIMUM,
        "whole_url": asked.address(unit="") if office and asked.has_all else "",
        "is_pattern": asked.about == "predicates",
    }


def _periods(asked: Asked) -> list[Tab]:
    rhythms = rhythms_of(asked.scope)
    return [
        Tab(str(one.label), asked.address(period=one.value), current=one == asked.period)
        for one in periods_shown(asked.scope.agency_id, rhythms, asked.year)
    ]


def without_context(part: str, *, is_asked: bool) -> dict[str, Any]:
    """Why there are no figures, and what was done about it."""
    if part:
        why = _("Dasbor belum dapat dihitung karena %(part)s belum terpasang di server.")
        return {"heading": _("Dasbor"), "nothing": why % {"part": part}}
    said = _("Potret data instansi sedang disiapkan. Buka lagi halaman ini beberapa menit lagi.")
    if not is_asked:
        said = _("Potret data instansi belum ada. Pengelola server dapat menyalakannya.")
    return {"heading": _("Dasbor"), "nothing": said}
