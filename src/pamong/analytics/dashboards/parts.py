"""The parts of the dashboards, one row each: what it is called, its charts, and what it is cut by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pamong.analytics.dashboards.asked import Asked
from pamong.analytics.dashboards.attainment import attainment_charts
from pamong.analytics.dashboards.budget import budget_charts
from pamong.analytics.dashboards.people_charts import (
    cascade_charts,
    evidence_charts,
    predicates_charts,
    waiting_charts,
)
from pamong.ui.charts.chart import Chart


def _no_charts(_asked: Asked) -> list[Chart]:
    return []


@dataclass(frozen=True, slots=True)
class Part:
    """One part; `counts_people`: by office alone, so that below one there is none."""

    name: Any
    charts: Callable[[Asked], list[Chart]] = _no_charts
    counts_people: bool = False
    is_by_period: bool = False


PEOPLE = "people"
PARTS: Mapping[str, Part] = {
    "attainment": Part(_("Capaian indikator"), attainment_charts),
    "predicates": Part(_("Predikat"), predicates_charts, counts_people=True, is_by_period=True),
    "waiting": Part(_("Yang tertahan"), waiting_charts, counts_people=True, is_by_period=True),
    "cascade": Part(_("Cascading"), cascade_charts, counts_people=True),
    "evidence": Part(_("Bukti dukung"), evidence_charts, counts_people=True),
    "budget": Part(_("Anggaran"), budget_charts),
    PEOPLE: Part(_("Unit dan pegawai"), is_by_period=True),
}
FIRST = next(iter(PARTS))


def parts_of(asked: Asked) -> dict[str, Part]:
    """Those that there are of what is looked at."""
    return {
        code: part for code, part in PARTS.items() if asked.counts_people or not part.counts_people
    }
