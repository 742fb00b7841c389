"""The charts of each part of the dashboards, from the figures of a snapshot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pamong.access.scope import Scope
from pamong.analytics.dashboards.branches import JOINED, People, Unseen, unseen_rows, without
from pamong.analytics.dashboards.figures import (
    AGREED,
    DONE,
    DRAFTED,
    OPEN,
    PREDICATES,
    PROPOSED,
    SET,
    Rated,
    Year,
    aims_of,
    codes_of,
    rated_in,
    year_of,
)
from pamong.analytics.dashboards.hearing import hear_all, refused
from pamong.analytics.dashboards.kept import heard
from pamong.analytics.dashboards.lines import Line, lines_of
from pamong.analytics.dashboards.money import budget_chart, paid_goals
from pamong.analytics.dashboards.quarters import figures_of, totals_of
from pamong.analytics.dashboards.targets import attainment_chart
from pamong.analytics.dashboards.told import WHOLE
from pamong.analytics.dashboards.totals import total_chart
from pamong.analytics.dashboards.ways import trend_chart
from pamong.analytics.dashboards.words import (
    Looks,
    Offices,
    states_chart,
    things_chart,
    told_apart,
)
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.measurement.attainment import low_bound
from pamong.measurement.cards.rulewords import attaining_pack
from pamong.measurement.models import Indicator
from pamong.people.models import Unit
from pamong.performance.evaluation.distribution import distribution_of
from pamong.performance.models import Goal
from pamong.performance.periods import say_period
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.stats.rows import ALL
from pamong.ui.charts.chart import Chart

COUNTING = ("predicates", "waiting", "cascade", "evidence")  # people, by office alone
PEOPLE = "people"
ALL_PARTS = ("attainment", *COUNTING, "budget", PEOPLE)
BELOW = tuple(part for part in ALL_PARTS if part not in COUNTING)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, by whom, and from which snapshot."""

    scope: Scope
    snapshot: Snapshot
    pack: Pack
    about: str
    year: int
    period: str
    at: Unit | None = None  # the unit that is looked at alone
    indicator: str = ""
    after: str = ""  # the cursor of a list
    names: Mapping[str, str] = field(default_factory=dict)  # of the offices that the reader sees
    places: Mapping[str, str] = field(default_factory=dict)  # their UUIDs
    unseen: Sequence[Unseen] = ()  # whose predicates the reader does not see, by each duty
    is_exact: bool = False  # sees all people there one by one, so that nothing is withheld
    parts: Sequence[str] = ALL_PARTS  # that there are of what is looked at
    reach: str = ""  # the path of the unit that the reader leads; empty for who sees all
    has_all: bool = False  # sees more than one office

    @property
    def office(self) -> Unit | None:
        """The same where people are told of it in figures."""
        return self.at if "waiting" in self.parts else None

    @property
    def codes(self) -> tuple[str, ...]:
        """The predicates of the pack, the best first."""
        return codes_of(self.pack)

    @property
    def offices(self) -> Offices:
        """As the charts read them."""
        one = str(self.office.pk) if self.office else ""
        return Offices(self.names, lambda key: self.address(unit=self.places[key]), one)

    def address(self, **other: str) -> str:
        """The page with something else in its address; an empty part is left out."""
        unit = str(self.at.uuid) if self.at else ""
        said = {"about": self.about, "year": str(self.year), "period": self.period, "unit": unit}
        kept = {name: value for name, value in (said | other).items() if value}
        return f"{reverse('analytics:dashboard')}?{urlencode(kept)}"


def of_year(asked: Asked) -> Year:
    """The figures of its year."""
    return year_of(asked.snapshot, asked.year, is_exact=asked.is_exact)


def of_period(asked: Asked) -> Rated:
    """The figures of its period."""
    when = (asked.year, asked.period)
    return rated_in(asked.snapshot, *when, asked.codes, is_exact=asked.is_exact)


def predicates_charts(asked: Asked) -> list[Chart]:
    """What was given, beside the limits of the pattern where the office has a level."""
    found = of_period(asked)
    people = found.predicates
    if any(asked.unseen):
        people = _for_one_who_sees_some(asked, people)
    labels = _labels(asked, people)
    title = _("Predikat %(period)s") % {"period": say_period(asked.year, asked.period)}
    ticks = _limits(asked, people, found)
    return [states_chart(Looks("predikat", title, labels, ticks), people, asked.offices)]


def _for_one_who_sees_some(asked: Asked, people: People) -> People:
    """Without the rows of which he would learn few predicates, or a change of few."""
    told = []
    for unseen in asked.unseen:
        left = unseen_rows(people, unseen, of_year(asked).offices, asked.snapshot.day)
        told.append({row: counts for row, counts in left.items() if row != WHOLE})
    name = f"{asked.year} {asked.period} {asked.scope.active_id}"
    return without(people, refused(heard(asked.snapshot, name, partial(hear_all, people, told))))


def _labels(asked: Asked, people: People) -> dict[str, str]:
    """The words of predicates; of several that are told together one of them, and on which side the others lie."""
    found = {code: label_of(asked.pack, PREDICATES, code) for code in asked.codes}
    for state in {*people.states, *people.fine} - found.keys():
        first, *between, last = state.split(JOINED)
        if last == asked.codes[-1]:
            found[state] = _("%(predicate)s atau di bawahnya") % {"predicate": found[first]}
        elif first == asked.codes[0]:
            found[state] = _("%(predicate)s atau di atasnya") % {"predicate": found[last]}
        else:
            named = {"first": found[first], "last": found[last]}
            words = _("%(first)s sampai %(last)s") if between else _("%(first)s dan %(last)s")
            found[state] = words % named
    return found


def _limits(asked: Asked, people: People, found: Rated) -> dict[str, int]:
    """How many people the pattern speaks of, where all counts of the office are told."""
    told = people.of(asked.offices.at)
    level = found.levels.get(asked.office.pk, "") if asked.office else ""
    every = told.get(ALL)
    if not level or not every or people.states != asked.codes or None in told.values():
        return {}
    given = [code for code in asked.codes for _n in range(told[code] or 0)]
    bars = distribution_of(asked.pack, level, given, total=every).bars
    return {bar.code: bar.marks[0].people for bar in bars if bar.marks}


def counted_said() -> str:
    """Why there are more plans than people on the first screen."""
    return _(
        "Dihitung per SKP, juga milik pegawai yang sudah berhenti. "
        "Beranda menghitung pegawai yang masih bertugas, sekali tiap orang."
    )


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
                "skp",
                _("SKP %(year)s") % {"year": asked.year},
                plans,
                waits=(DRAFTED, PROPOSED),
                key=counted_said(),
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


def _below(unit: Unit) -> QuerySet[Unit]:
    """The unit with all below it."""
    return Unit.objects.filter(agency_id=unit.agency_id, path__startswith=unit.path)


def _lines(asked: Asked) -> list[Line]:
    """The indicators of goals and cards, of the office where one is looked at."""
    aims, _money = aims_of(asked.snapshot, asked.year)
    one, offices = asked.offices.one, of_year(asked).offices
    if one:
        aims = [aim for aim in aims if aim.unit is not None and offices.get(aim.unit) == one]
    elif asked.at:
        below = set(_below(asked.at).values_list("pk", flat=True))
        aims = [aim for aim in aims if aim.unit in below]
    keys = [aim.indicator for aim in aims]
    own = Indicator.objects.filter(agency_id=asked.scope.agency_id).select_related("card")
    day = asked.snapshot.day
    pack = attaining_pack(day, asked.scope.local_packs)
    return lines_of(aims, own.in_bulk(keys), pack, day, asked.year)


def attainment_charts(asked: Asked) -> list[Chart]:
    """How far indicators came, and the way of the one that is picked, else of the one with the longest."""
    lines = _lines(asked)

    def address(row: Indicator) -> str:
        return asked.address(indicator=str(row.uuid))

    charts = [attainment_chart(lines, low_bound(asked.pack), address, asked.year)]
    read = [line for line in lines if line.aimed.readings]
    picked = [line for line in read if str(line.row.uuid) == asked.indicator] or read
    if picked:
        charts += _way_charts(max(picked, key=lambda line: len(line.aimed.readings)), asked.year)
    return charts


def _way_charts(line: Line, year: int) -> list[Chart]:
    """Of what a year adds up first how much came together; then the way by quarter, where a quarter is whole."""
    charts = [total_chart(line, year)] if totals_of(line, year) else []
    return [*charts, trend_chart(line, year)] if figures_of(line) else charts


def budget_charts(asked: Asked) -> list[Chart]:
    """Money of goals beside what their indicators came to."""
    lines = _lines(asked)
    money = aims_of(asked.snapshot, asked.year)[1]
    rows = Goal.objects.visible_to(asked.scope).filter(pk__in=[k for k, m in money.items() if m])
    if asked.at:
        rows = rows.filter(unit__path__startswith=asked.at.path)
    names = told_apart(rows.values_list("pk", "name", "unit__name"))
    return [budget_chart(paid_goals(lines, money, names), low_bound(asked.pack))]


Charts = Callable[[Asked], list[Chart]]
PARTS: dict[str, Charts] = {
    "attainment": attainment_charts,
    "predicates": predicates_charts,
    "waiting": waiting_charts,
    "cascade": cascade_charts,
    "evidence": evidence_charts,
    "budget": budget_charts,
}  # of the list of people there is none


def part_names() -> dict[str, str]:
    """What the parts are called."""
    return {
        "attainment": _("Capaian indikator"),
        "predicates": _("Predikat"),
        "waiting": _("Yang tertahan"),
        "cascade": _("Cascading"),
        "evidence": _("Bukti dukung"),
        "budget": _("Anggaran"),
        PEOPLE: _("Unit dan pegawai"),
    }
