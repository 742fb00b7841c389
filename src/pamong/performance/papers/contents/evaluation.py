"""An evaluation on its form: periodic or of the year, as it stood when its predicate was set."""

from collections.abc import Iterator, Sequence
from typing import Any

from pamong.documents.signatories import Room
from pamong.performance.evaluation.wording import open_clauses
from pamong.performance.levels.queries import leader_rating, leader_rating_is_open
from pamong.performance.models import Evaluation, Plan
from pamong.performance.papers.contents.evaluation_rows import (
    behaviour_columns,
    behaviour_rows,
    result_columns,
    result_rows,
)
from pamong.performance.papers.contents.judged import Behind, behind
from pamong.performance.papers.contents.pattern import pattern_content
from pamong.performance.papers.contents.persons import (
    NONE,
    Seat,
    owner_seat,
    person_rows,
    seat_on,
    sign,
)
from pamong.performance.papers.contents.skp import DOCUMENTS
from pamong.performance.periods import Period, period_days, say_period
from pamong.performance.plan.part_time import hours_said
from pamong.performance.rules import label_of, pack_named
from pamong.performance.timeline.missing import with_missing
from pamong.performance.timeline.months import is_open, length_of
from pamong.performance.timeline.presentation import counted_said, length_said
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full, say_days

RATINGS, PREDICATES, ORGANISATION = "rating", "predicate", "organisation"
RATED, RATER = "Pegawai yang dinilai", "Pejabat penilai kinerja"
SUPERIOR = "Atasan pejabat penilai kinerja"
PATTERN_TITLE = "Pola distribusi"
MONTHS_CLAUSE = "cara menghitung bulan"


def evaluation_contents(evaluations: Sequence[Evaluation]) -> Iterator[dict[str, Any]]:
    """What the form of each says, in a fixed number of queries whatever their number."""
    read = behind(evaluations)
    for one in evaluations:
        yield _content(one, read)


def _content(one: Evaluation, read: Behind) -> dict[str, Any]:
    pack = pack_named(one.pack)
    is_led = _follows_level(one, pack)
    years = years_content(one, read) if one.period == Period.YEAR else None
    marks = list(open_clauses(["leader_rating"])) if is_led else []
    if years and years["is_open"]:
        marks.append(MONTHS_CLAUSE)
    return {
        "heading": heading_of(one, pack),
        "period": period_said(one),
        "version": version_said(one, read),
        "persons": persons_of(one, read),
        "level": level_of(one, pack),
        "pattern_title": PATTERN_TITLE,
        "pattern": pattern_content(pack, pattern_level(one)),
        "results": {
            "title": "Hasil kerja",
            "columns": result_columns(pack, one),
            "rows": result_rows(one, read),
            "empty": "SKP ini tidak memuat hasil kerja.",
        },
        "results_rating": ["Rating hasil kerja", label_of(pack, RATINGS, one.results_rating)],
        "behaviour": {
            "title": "Perilaku kerja",
            "columns": behaviour_columns(pack),
            "rows": behaviour_rows(one, read),
        },
        "behaviour_rating": [
            "Rating perilaku kerja",
            label_of(pack, RATINGS, one.behaviour_rating),
        ],
        "predicate": ["Predikat kinerja pegawai", label_of(pack, PREDICATES, one.predicate)],
        "years": years,
        "notes": _notes(one, read),
        "unconfirmed": marks,
        "signs": signs_of(one, read),
    }


def heading_of(one: Evaluation, pack: Pack) -> str:
    """The form's own title."""
    code = "evaluasi_tahunan" if one.period == Period.YEAR else "evaluasi_periodik"
    return heading_known(pack, code, "Evaluasi Kinerja Pegawai")


def heading_known(pack: Pack, code: str, otherwise: str) -> str:
    """The title that the pack gives a paper, where it knows it."""
    known = DOCUMENTS in pack.scales and code in pack.scales[DOCUMENTS].codes
    return label_of(pack, DOCUMENTS, code) if known else otherwise


def period_said(one: Evaluation) -> str:
    """`Periode: triwulan III 2026 (1 Juli sampai 30 September 2026)`, of a shorter plan its own days."""
    plan = one.plan
    first, last = period_days(plan.year, one.period)
    days = say_days(max(first, plan.starts_on), min(last, plan.ends_on))
    return f"Periode penilaian: {say_period(plan.year, one.period)} ({days})"


def version_said(one: Evaluation, read: Behind) -> str:
    """Which version it is, by what it came about, and whether another took its place."""
    said = []
    decided = read.decided.get(one.pk)
    if decided and decided.decided_on:
        day = say_day_full(decided.decided_on)
        said.append(f"Versi {one.number}, menurut keputusan atas keberatan tanggal {day}.")
    elif one.number > 1:
        said.append(f"Versi {one.number}, koreksi resmi atas versi {one.number - 1}.")
    if one.replaced_by:
        said.append(f"Versi {one.number} ini sudah diganti versi {one.replaced_by.number}.")
    return " ".join(said)


def persons_of(one: Evaluation, read: Behind) -> list[dict[str, Any]]:
    """The one rated and the rater, as of the last day that is judged."""
    plan, day, rater = one.plan, one.last_day, rater_of(one, read)
    seat = seat_on(rater, read.posts, day, plan.unit.path) if rater else Seat()
    hours = [list(row) for row in hours_said(plan, read.contracts.get(plan.pk))]
    return [
        {"title": RATED, "rows": person_rows(plan.employee, owner_seat(plan, day), day) + hours},
        {"title": RATER, "rows": person_rows(rater, seat, day)},
    ]


def rater_of(one: Evaluation, read: Behind) -> Any:
    """The rater; of a version that the superior decided, whoever rated the one before."""
    decided = read.decided.get(one.pk)
    return decided.evaluation.rater if decided else one.rater or one.plan.rater


def pattern_level(one: Evaluation) -> str:
    """The level in whose pattern one counts: a head's is that of the unit above."""
    return one.setting.level if one.setting else one.unit_level


def level_of(one: Evaluation, pack: Pack) -> list[str]:
    """How the organisation did."""
    return ["Capaian kinerja organisasi", label_of(pack, ORGANISATION, one.unit_level) or NONE]


def _follows_level(one: Evaluation, pack: Pack) -> bool:
    """Whether the rating of results was taken from the unit's level by a mapping that is not settled."""
    if not one.plan.leads or not one.unit_level:
        return False
    given = leader_rating(pack, one.unit_level)
    return given == one.results_rating and leader_rating_is_open(pack, one.unit_level)


def _notes(one: Evaluation, read: Behind) -> list[list[str]]:
    rows = []
    if one.recommendation:
        rows.append(["Catatan/rekomendasi", one.recommendation])
    if acted := read.acted.get(one.uuid, ""):
        rows.append(["Dinilai oleh", acted])
    return rows


def signs_of(one: Evaluation, read: Behind) -> list[Room]:
    """Who signs: the one rated and the rater, or the superior who decided."""
    on = f"Ditetapkan {say_day_full(read.set_on[one.pk])}"
    decided = read.decided.get(one.pk)
    if decided:
        return [sign(RATED, one.plan.employee), sign(SUPERIOR, decided.decided_by, on)]
    return [sign(RATED, one.plan.employee), sign(RATER, rater_of(one, read), on)]


def years_content(one: Evaluation, read: Behind) -> dict[str, Any]:
    """The person's plans of the year with how long each ran and what was given under it."""
    pack = pack_named(one.pack)
    stretches = read.years.get((one.plan.employee_id, one.plan.year), [])
    rows = [{"cells": _stretch(plan, given, pack)} for plan, given in stretches]
    parts = any(length_of(p.starts_on, p.ends_on, pack).days for p, _given in stretches)
    return {
        "title": "SKP dan predikat periodik dalam tahun ini",
        "columns": [
            ["plan", "SKP"],
            ["length", "Lama"],
            ["rater", "Penilai"],
            ["given", "Predikat periodik"],
        ],
        "rows": rows,
        "is_open": parts and is_open(pack),
    }


def _stretch(plan: Plan, given: Sequence[tuple[str, str, str]], pack: Pack) -> list[Any]:
    length = length_of(plan.starts_on, plan.ends_on, pack)
    labels = {
        period: label_of(pack_named(mark), PREDICATES, predicate)
        for period, predicate, mark in given
    }
    parts = [period for period, _is_given in with_missing(plan, labels)]
    said = [f"{Period(period).label}: {labels.get(period, 'belum dinilai')}" for period in parts]
    post = f"{plan.post_name}, {plan.unit_name}"
    return [
        {"text": say_days(plan.starts_on, plan.ends_on), "sub": post},
        {"text": length_said(length), "sub": counted_said(length)},
        plan.rater.full_name if plan.rater else "belum tercatat",
        "; ".join(said) or "belum ada",
    ]
