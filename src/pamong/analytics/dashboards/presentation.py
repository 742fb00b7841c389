"""The charts of each part of the dashboards, from the figures of a snapshot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pamong.access.scope import Scope
from pamong.analytics.dashboards.branches import People
from pamong.analytics.dashboards.figures import (
    AGREED,
    DONE,
    DRAFTED,
    OPEN,
    PROPOSED,
    SET,
    Rated,
    Year,
    aims_of,
    rated_in,
    year_of,
)
from pamong.analytics.dashboards.targets import (
    Line,
    attainment_chart,
    budget_chart,
    lines_of,
    paid_goals,
    trend_chart,
)
from pamong.analytics.dashboards.words import Looks, Offices, states_chart, things_chart
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.measurement.attainment import low_bound
from pamong.measurement.models import Indicator
from pamong.people.models import Unit
from pamong.performance.evaluation.distribution import distribution_of
from pamong.performance.models import Goal
from pamong.performance.periods import say_period
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.stats.margins import ALL
from pamong.ui.charts.chart import Chart

PREDICATES = "predicate"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, by whom, and from which snapshot."""

    scope: Scope
    snapshot: Snapshot
    pack: Pack
    about: str
    year: int
    period: str
    office: Unit | None = None  # looked at alone
    indicator: str = ""
    names: Mapping[str, str] = field(default_factory=dict)  # of the offices that the reader sees
    places: Mapping[str, str] = field(default_factory=dict)  # their UUIDs

    has_all: bool = False  # sees more than one office

    @property
    def codes(self) -> tuple[str, ...]:
        """The predicates of the pack, the best first."""
        return tuple(reversed(self.pack.scales[PREDICATES].codes))

    @property
    def offices(self) -> Offices:
        """As the charts read them."""
        one = str(self.office.pk) if self.office else ""
        return Offices(self.names, lambda key: self.address(unit=self.places[key]), one)

    def address(self, **other: str) -> str:
        """The page with something else in its address; an empty part is left out."""
        unit = str(self.office.uuid) if self.office else ""
        said = {"about": self.about, "year": str(self.year), "period": self.period, "unit": unit}
        kept = {name: value for name, value in (said | other).items() if value}
        return f"{reverse('analytics:dashboard')}?{urlencode(kept)}"


def of_year(asked: Asked) -> Year:
    """The figures of its year."""
    return year_of(asked.snapshot, asked.year)


def of_period(asked: Asked) -> Rated:
    """The figures of its period."""
    return rated_in(asked.snapshot, asked.year, asked.period, asked.codes)


def predicates_charts(asked: Asked) -> list[Chart]:
    """What was given, beside the limits of the pattern where the office has a level."""
    found = of_period(asked)
    labels = {code: label_of(asked.pack, PREDICATES, code) for code in asked.codes}
    title = _("Predikat %(period)s") % {"period": say_period(asked.year, asked.period)}
    ticks = _limits(asked, found)
    return [states_chart(Looks("predikat", title, labels, ticks), found.predicates, asked.offices)]


def _limits(asked: Asked, found: Rated) -> dict[str, int]:
    """How many people the pattern speaks of, where all counts of the office are told."""
    told = found.predicates.of(asked.offices.at)
    level = found.levels.get(asked.office.pk, "") if asked.office else ""
    every = told.get(ALL)
    if not level or not every or None in told.values():
        return {}
    given = [code for code in asked.codes for _n in range(told[code] or 0)]
    bars = distribution_of(asked.pack, level, given, total=every).bars
    return {bar.code: bar.marks[0].people for bar in bars if bar.marks}


def waiting_charts(asked: Asked) -> list[Chart]:
    """Who is waited for: plans of the year, ratings of the period, steps that are late."""
    year = of_year(asked)
    plans = {
        DRAFTED: _("Menunggu pegawai mengajukan"),
        PROPOSED: _("Menunggu penilai menyetujui"),
        AGREED: _("Disetujui"),
    }
    ratings = {
        OPEN: _("Menunggu penilai menetapkan"),
        SET: _("Menunggu pegawai menerima"),
        DONE: _("Diterima pegawai"),
    }
    when = {"period": say_period(asked.year, asked.period)}
    pairs: list[tuple[Looks, People]] = [
        (
            Looks(
                "skp", _("SKP %(year)s") % {"year": asked.year}, plans, waits=(DRAFTED, PROPOSED)
            ),
            year.plans,
        ),
        (
            Looks("penilaian", _("Penilaian %(period)s") % when, ratings, waits=(OPEN, SET)),
            of_period(asked).ratings,
        ),
    ]
    late = things_chart(
        "terlambat",
        _("Rencana aksi yang lewat waktu"),
        pgettext("yang dihitung", "Rencana aksi"),
        _("Lewat waktu"),
        year.late,
        asked.offices,
    )
    return [*(states_chart(looks, people, asked.offices) for looks, people in pairs), late]


def cascade_charts(asked: Asked) -> list[Chart]:
    """Results of plans that serve nothing above them."""
    title, noun = _("Hasil kerja di luar cascading"), pgettext("yang dihitung", "Hasil kerja")
    state = _("Belum terhubung ke atas")
    found = of_year(asked).loose
    return [things_chart("cascading", title, noun, state, found, asked.offices)]


def evidence_charts(asked: Asked) -> list[Chart]:
    """Results of plans without evidence."""
    title, noun = _("Hasil kerja tanpa bukti dukung"), pgettext("yang dihitung", "Hasil kerja")
    state = _("Tanpa bukti dukung")
    found = of_year(asked).bare
    return [things_chart("bukti", title, noun, state, found, asked.offices)]


def _lines(asked: Asked) -> list[Line]:
    """The indicators of goals and cards, of the office where one is looked at."""
    aims, _money = aims_of(asked.snapshot, asked.year)
    one, offices = asked.offices.one, of_year(asked).offices
    if one:
        aims = [aim for aim in aims if aim.unit is not None and offices.get(aim.unit) == one]
    keys = [aim.indicator for aim in aims]
    rows = Indicator.objects.filter(agency_id=asked.scope.agency_id).in_bulk(keys)
    return lines_of(aims, rows, asked.pack, asked.snapshot.day, asked.year)


def attainment_charts(asked: Asked) -> list[Chart]:
    """How far indicators came, and the way of the one that is picked, else of the one with the longest."""
    lines = _lines(asked)

    def address(row: Indicator) -> str:
        return asked.address(indicator=str(row.uuid))

    charts = [attainment_chart(lines, low_bound(asked.pack), address)]
    read = [line for line in lines if line.aimed.readings]
    picked = [line for line in read if str(line.row.uuid) == asked.indicator] or read
    if picked:
        charts.append(trend_chart(max(picked, key=lambda line: len(line.aimed.readings))))
    return charts


def budget_charts(asked: Asked) -> list[Chart]:
    """Money of goals beside what their indicators came to."""
    lines = _lines(asked)
    money = aims_of(asked.snapshot, asked.year)[1]
    rows = Goal.objects.visible_to(asked.scope).filter(pk__in=[k for k, m in money.items() if m])
    if asked.office:
        rows = rows.filter(unit__path__startswith=asked.office.path)
    names = dict(rows.values_list("pk", "name"))
    return [budget_chart(paid_goals(lines, money, names), low_bound(asked.pack))]


Charts = Callable[[Asked], list[Chart]]
PARTS: dict[str, Charts] = {
    "attainment": attainment_charts,
    "predicates": predicates_charts,
    "waiting": waiting_charts,
    "cascade": cascade_charts,
    "evidence": evidence_charts,
    "budget": budget_charts,
}


def part_names() -> dict[str, str]:
    """What the parts are called."""
    return {
        "attainment": _("Capaian indikator"),
        "predicates": _("Predikat"),
        "waiting": _("Yang tertahan"),
        "cascade": _("Cascading"),
        "evidence": _("Bukti dukung"),
        "budget": _("Anggaran"),
    }
