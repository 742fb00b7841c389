"""The page of a dashboard: its parts, years and periods as tabs, the charts, and how old the figures are."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.analytics.dashboards.asked import Asked
from pamong.analytics.dashboards.parts import PARTS, PEOPLE, parts_of
from pamong.analytics.dashboards.people import people_context
from pamong.people.models import Unit
from pamong.performance.periods import Period, say_period
from pamong.performance.rhythm import periods_shown, rhythms_of
from pamong.stats.suppression import MINIMUM
from pamong.ui.components import Tab
from pamong.ui.dates import say_instant

YEARS = 4


def page_context(asked: Asked, units: str, wanted: str = "") -> dict[str, Any]:
    """Everything that the template shows; `wanted` is the part that was asked for."""
    part = PARTS[asked.about]
    years = sorted({*asked.snapshot.years[-YEARS:], asked.year})
    made = {"at": say_instant(asked.snapshot.made_at), "id": asked.snapshot.id}
    at = asked.at
    charts = part.charts(asked)
    return {
        "heading": part.name,
        "instead": _instead_said(asked, wanted),
        "whose": at.name_on(asked.snapshot.day) if at else _("Seluruh instansi"),
        "when": say_period(asked.year, asked.period if part.is_by_period else Period.YEAR),
        "parts": [
            Tab(one.name, asked.address(about=code), current=code == asked.about)
            for code, one in parts_of(asked).items()
        ],
        "years": [
            Tab(str(year), asked.address(year=str(year)), current=year == asked.year)
            for year in years
        ],
        "periods": _periods(asked) if part.is_by_period else [],
        "charts": charts,
        "lists": people_context(asked, units) if asked.about == PEOPLE else None,
        "brief_url": _brief_address(asked),
        "wall_url": reverse("analytics:wall") if charts else "",
        "late_url": late_address(asked) if asked.about == "waiting" else "",
        "made": _("Angka per %(at)s, potret data %(id)s.") % made,
        "minimum": MINIMUM if part.counts_people and not asked.is_exact else 0,
        "is_exact": part.counts_people and asked.is_exact,
        "above": _above(asked),
        "is_pattern": asked.about == "predicates",
    }


def _instead_said(asked: Asked, wanted: str) -> str:
    """Why another part is shown than the one that was asked for; nothing where it is that one."""
    if wanted in {"", asked.about}:
        return ""
    shown = {"shown": PARTS[asked.about].name}
    if wanted not in PARTS or asked.at is None:
        return _("Bagian dasbor itu tidak ada. Yang tampil: %(shown)s.") % shown
    named = {"part": PARTS[wanted].name, "unit": asked.at.name_on(asked.snapshot.day)}
    return _(
        "“%(part)s” tidak ada untuk %(unit)s, karena pegawai dihitung per perangkat daerah dan tidak di bawahnya. "
        "Yang tampil: %(shown)s."
    ) % (named | shown)


def _brief_address(asked: Asked) -> str:
    """The page of a month."""
    unit = {"unit": str(asked.at.uuid)} if asked.at else {}
    return f"{reverse('analytics:brief')}?{urlencode(unit)}"


def late_address(asked: Asked) -> str:
    """The list of the steps that the chart counts, of those whom one may see."""
    kept = {"year": str(asked.year)} | ({"unit": str(asked.at.uuid)} if asked.at else {})
    return f"{reverse('performance:late-steps')}?{urlencode(kept)}"


def _above(asked: Asked) -> list[tuple[str, str]]:
    """The way back up, as far as one sees: the whole agency, then each unit above the one that is looked at."""
    if asked.at is None:
        return []
    keys = [int(key) for key in asked.at.path.strip("/").split("/")[:-1]]
    rows = Unit.objects.filter(pk__in=keys, path__startswith=asked.reach).exclude(parent=None)
    found = [(_("Seluruh instansi"), asked.address(unit=""))] if asked.has_all else []
    return found + [
        (row.name, asked.address(unit=str(row.uuid)))
        for row in sorted(rows, key=lambda row: len(row.path))
    ]


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
