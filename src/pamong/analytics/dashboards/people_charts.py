"""The charts that count people, by office alone: predicates, who is waited for, the cascade, evidence."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pamong.analytics.dashboards.asked import Asked, of_period, of_year
from pamong.analytics.dashboards.figures import (
    AGREED,
    DONE,
    DRAFTED,
    OPEN,
    PREDICATES,
    PROPOSED,
    SET,
    Rated,
)
from pamong.analytics.dashboards.hearing import hear_all, refused
from pamong.analytics.dashboards.kept import heard
from pamong.analytics.dashboards.offices import JOINED, People, unseen_rows, without
from pamong.analytics.dashboards.told import WHOLE
from pamong.analytics.dashboards.words import (
    Looks,
    states_chart,
    things_chart,
)
from pamong.performance.evaluation.distribution import distribution_of
from pamong.performance.periods import say_period
from pamong.performance.rules import label_of
from pamong.stats.rows import ALL
from pamong.ui.charts.chart import Chart


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
