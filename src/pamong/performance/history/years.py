"""One period of a person under its own law, ready to be set beside the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.performance.evaluation.wording import calculation_of, open_clauses
from pamong.performance.history.columns import LABELS
from pamong.performance.history.laws import (
    FIRST_HALF,
    PREDICATES,
    SECOND_HALF,
    Judged,
    half_of,
    inputs_of,
    join,
    judge,
    law_of,
)
from pamong.performance.history.wording import differences, input_said
from pamong.performance.models import Evaluation, PastResult
from pamong.performance.rules import RATINGS, label_of, pack_named
from pamong.performance.timeline.presentation import missing_said
from pamong.policy.evaluate import Outcome
from pamong.policy.operators.numbers import written
from pamong.policy.pack import Exact, Pack
from pamong.ui.dates import say_day, say_days
from pamong.ui.numbers import say_number
from pamong.ui.reasons import Explained, Reason

RESULTS = ("results_score", "results")
BEHAVIOUR = ("behaviour_score", "behaviour")
PARTS = (("results_part", "results_score"), ("behaviour_part", "behaviour_score"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period in words."""

    days: str
    law: str
    results: str
    behaviour: str
    score: str
    predicate: str
    why: Explained | None
    differs: tuple[str, ...]
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class JoinedYear:
    """A year of two laws: its joined score, or why both halves stand."""

    year: int
    score: str
    given: str
    why: Explained


def stretches_of(
    past: Sequence[PastResult],
    yearly: Sequence[Evaluation],
    unrated: Mapping[int, Sequence[str]] = MappingProxyType({}),
) -> list[Stretch]:
    """All periods in their order, those of files and those that were lived here."""
    dated = [(row.starts_on, _of_file(row)) for row in past]
    dated += [(one.plan.starts_on, _of_here(one, unrated)) for one in yearly]
    return [stretch for _start, stretch in sorted(dated, key=lambda pair: pair[0])]


def judged_of(row: PastResult) -> Judged:
    """What the law of its time makes of a result."""
    return judge(law_of(row.pack), row.given, score=row.score, predicate=row.predicate)


def _of_file(row: PastResult) -> Stretch:
    judged = judged_of(row)
    label = label_of(judged.pack, PREDICATES, judged.predicate)
    source = _("Dari berkas %(name)s, %(day)s") % {
        "name": row.source,
        "day": say_day(row.sourced_on),
    }
    return Stretch(
        days=say_days(row.starts_on, row.ends_on),
        law=judged.pack.head.title,
        results=_part(judged.pack, row, RESULTS),
        behaviour=_part(judged.pack, row, BEHAVIOUR),
        score="" if judged.score is None else say_number(judged.score),
        predicate=label,
        why=explained(judged.pack, judged.outcome, row.given) if judged.outcome else None,
        differs=tuple(differences(judged, label)),
        source=source,
    )


def _part(pack: Pack, row: PastResult, names: Sequence[str]) -> str:
    return next(
        (input_said(pack, name, row.given[name]) for name in names if name in row.given), ""
    )


def _of_here(evaluation: Evaluation, unrated: Mapping[int, Sequence[str]]) -> Stretch:
    pack, plan = pack_named(evaluation.pack), evaluation.plan
    missing = dict.fromkeys(unrated.get(plan.year, ()))
    return Stretch(
        days=say_days(plan.starts_on, plan.ends_on),
        law=pack.head.title,
        results=label_of(pack, RATINGS, evaluation.results_rating),
        behaviour=label_of(pack, RATINGS, evaluation.behaviour_rating),
        score="",
        predicate=label_of(pack, PREDICATES, evaluation.predicate),
        why=calculation_of(evaluation),
        differs=tuple(missing_said(period) for period in missing),
        source=_("Ditetapkan di Pamong"),
        url=reverse("performance:evaluation-detail", args=[evaluation.uuid]),
    )


def _said(value: Exact) -> str:
    """A figure of a step, exact as it stands."""
    return say_number(written(value))


def explained(pack: Pack, outcome: Outcome, given: Mapping[str, Any]) -> Explained:
    """The steps of a law in sentences: parts and sum where it adds up, else both ratings."""
    steps = {step.step: step for step in outcome.because}
    marks = open_clauses(_clause_said(pack, name) for name in outcome.unconfirmed)
    label = label_of(pack, PREDICATES, outcome.value[PREDICATES])
    last = steps[PREDICATES]
    if "score" not in steps:
        told = {name: label_of(pack, RATINGS, code) for name, code in last.inputs.items()}
        said = _("Matriks hasil kerja dan perilaku kerja memberi predikat %(label)s.") % {
            "label": label
        }
        return Explained((*map(Reason, told.values()), Reason(said, last.citation)), marks)
    rows = [_part_said(steps[name], score) for name, score in PARTS if name in steps]
    parts = [_said(steps[name].value) for name, _score in PARTS if name in steps]
    total = _said(steps["score"].value)
    rows.append(
        Reason(_("Nilai: %(parts)s = %(total)s.") % {"parts": " + ".join(parts), "total": total})
    )
    said = _("Nilai %(total)s berarti %(label)s.") % {"total": total, "label": label}
    lacking = _lacking_said(pack, outcome.value[PREDICATES], given, total)
    return Explained((*rows, Reason(said, last.citation), *lacking), marks)


def _lacking_said(
    pack: Pack, predicate: str, given: Mapping[str, Any], total: str
) -> Iterator[Reason]:
    """What was not told, or told to be missing, and would have given another predicate."""
    for name, field in inputs_of(pack).items():
        if field.kind != "boolean" or given.get(name):
            continue
        other = judge(pack, {**given, name: True}, score=None, predicate="").predicate
        if other and other != predicate:
            told = {"what": LABELS[name], "total": total}
            told["label"] = label_of(pack, PREDICATES, other)
            said = _("%(what)s tidak tercatat; bila ada, nilai %(total)s berarti %(label)s.")
            yield Reason(said % told)


def _part_said(step: Any, score: str) -> Reason:
    base = step.inputs[score]
    weight = next(value for name, value in step.inputs.items() if name != score)
    words = (
        _("Hasil kerja: %(weight)s%% dari %(base)s = %(part)s.")
        if score in RESULTS
        else _("Perilaku: %(weight)s%% dari %(base)s = %(part)s.")
    )
    told = {"weight": _said(weight), "base": _said(base), "part": _said(step.value)}
    return Reason(words % told, step.citation)


def _clause_said(pack: Pack, name: str) -> str:
    """A band by the predicate that it gives; other clauses by their names."""
    code = name.partition(".")[2]
    if code not in pack.predicate_scale.codes:
        return name
    return _("batas predikat %(label)s") % {"label": label_of(pack, PREDICATES, code)}


def joined_year(past: Sequence[PastResult]) -> JoinedYear | None:
    """The year of two laws, where a file told of one of its halves at least."""
    halves = {half_of(row.starts_on, row.ends_on): row for row in past}
    first, second = halves.get(FIRST_HALF), halves.get(SECOND_HALF)
    if first is None and second is None:
        return None
    converted = first.converted if first else None
    score = judged_of(second).score if second else None
    outcome = join(converted, score)
    row = first or second
    if outcome is None or row is None:
        return None
    total = outcome.value.get("score")
    given = second.joined if second else None
    return JoinedYear(
        year=row.starts_on.year,
        score="" if total is None else say_number(total),
        given=_given_said(given, total),
        why=_joined_why(outcome, converted, score),
    )


def _given_said(given: Any, total: Any) -> str:
    if given is None or given == total:
        return ""
    return _("Nilai gabungan di berkas: %s.") % say_number(given)


def _joined_why(outcome: Outcome, converted: Any, score: Any) -> Explained:
    citation = outcome.because[0].citation
    if converted is None:
        said = _(
            "Cara mengubah nilai Januari–Juni ke nilai aturan yang baru tidak ditemukan dalam peraturan. "
            "Tanpa nilai konversi dalam berkas, kedua separuh tahun berdiri sendiri."
        )
        return Explained((Reason(said, citation),))
    if score is None:
        said = _("Nilai Juli–Desember belum ada, sehingga nilai setahun tidak dihitung.")
        return Explained((Reason(said, citation),))
    parts = [step for step in outcome.because if step.step.endswith("_part")]
    rows = [
        Reason(_("Nilai konversi Januari–Juni %s.") % say_number(converted), citation),
        Reason(_("Nilai Juli–Desember %s.") % say_number(score), citation),
        Reason(
            _("Masing-masing setengah: %(parts)s = %(total)s.")
            % {
                "parts": " + ".join(_said(step.value) for step in parts),
                "total": say_number(outcome.value["score"]),
            },
            citation,
        ),
    ]
    return Explained(tuple(rows))
