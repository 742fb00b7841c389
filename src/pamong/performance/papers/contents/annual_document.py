"""Dokumen evaluasi kinerja: the yearly cover with the objection, what was said to it, and the decision."""

from collections.abc import Iterator, Sequence
from typing import Any

from pamong.documents.signatories import Room
from pamong.performance.evaluation.queries import silence_is_open
from pamong.performance.evaluation.wording import open_clauses
from pamong.performance.models import Evaluation, Objection
from pamong.performance.papers.contents.evaluation import (
    ORGANISATION,
    PREDICATES,
    RATED,
    RATER,
    RATINGS,
    SUPERIOR,
    heading_known,
    period_said,
    rater_of,
    version_said,
)
from pamong.performance.papers.contents.judged import Behind, behind
from pamong.performance.papers.contents.persons import (
    NONE,
    Seat,
    owner_seat,
    person_rows,
    seat_on,
    sign,
)
from pamong.performance.rules import label_of, pack_named, scale
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full

PARTS, SILENCE = "evaluation_part", "silence_is_acceptance"
DOTS = "…………………"
EMPTY = "Tidak ada."
DAY = "Tanggal"
Rows = list[list[str]]


def document_contents(evaluations: Sequence[Evaluation]) -> Iterator[dict[str, Any]]:
    """What the cover of each says, in a fixed number of queries whatever their number."""
    read, objections = behind(evaluations), _objections(evaluations)
    for one in evaluations:
        yield _content(one, read, objections.get((one.plan_id, one.period)))


def _objections(evaluations: Sequence[Evaluation]) -> dict[tuple[int, str], Objection]:
    """What was objected to any version of each, the last one that was not taken back."""
    rows = Objection.objects.filter(
        evaluation__plan_id__in={one.plan_id for one in evaluations},
        status__in=Objection.SPOKEN,
    ).select_related("evaluation", "explained_by", "decided_by", "new_version")
    found = {}
    for row in rows.order_by("filed_on", "pk"):
        found[row.evaluation.plan_id, row.evaluation.period] = row
    return found


def _content(one: Evaluation, read: Behind, objection: Objection | None) -> dict[str, Any]:
    pack = pack_named(one.pack)
    marks = [name for name in (PARTS,) if name in pack.scales and scale(pack, name).unconfirmed]
    if one.is_silent and silence_is_open(pack):
        marks.append(SILENCE)
    return {
        "heading": heading_known(pack, "dokumen_evaluasi", "Dokumen Evaluasi Kinerja Pegawai"),
        "period": period_said(one),
        "version": version_said(one, read),
        "parts": _parts(one, read, objection, pack),
        "unconfirmed": list(open_clauses(marks)),
        "signs": _signs(one, read, objection),
    }


def _parts(
    one: Evaluation, read: Behind, objection: Objection | None, pack: Pack
) -> list[dict[str, Any]]:
    """The parts in the order of the pack, each a list of what is told beside its name."""
    plan, day = one.plan, one.last_day
    rater, superior = rater_of(one, read), plan.superior
    told = [
        person_rows(plan.employee, owner_seat(plan, day), day),
        person_rows(rater, _seat(rater, one, read), day),
        person_rows(superior, _seat(superior, one, read), day),
        rated(objection.evaluation if objection else one, pack),
        [["Catatan", one.recommendation]] if one.recommendation else [],
        *(spoken(objection) if objection else ([], [], [])),
    ]
    titles = [label for _code, label in _part_labels(pack)]
    return [
        {"title": f"{number}. {title}", "rows": rows, "empty": EMPTY}
        for number, (title, rows) in enumerate(zip(titles, told, strict=False), start=1)
    ]


def _part_labels(pack: Pack) -> list[tuple[str, str]]:
    return [(code, label_of(pack, PARTS, code)) for code in scale(pack, PARTS).codes]


def _seat(person: Any, one: Evaluation, read: Behind) -> Seat:
    if person is None:
        return Seat()
    return seat_on(person, read.posts, one.last_day, one.plan.unit.path)


def rated(one: Evaluation, pack: Pack) -> Rows:
    """The level of the unit, both ratings and the predicate."""
    return [
        ["Capaian kinerja organisasi", label_of(pack, ORGANISATION, one.unit_level) or NONE],
        ["Rating hasil kerja", label_of(pack, RATINGS, one.results_rating)],
        ["Rating perilaku kerja", label_of(pack, RATINGS, one.behaviour_rating)],
        ["Predikat kinerja pegawai", label_of(pack, PREDICATES, one.predicate)],
    ]


def spoken(objection: Objection) -> tuple[Rows, Rows, Rows]:
    """The objection, the rater's explanation, the decision: each with its day and its words."""
    filed = [[DAY, say_day_full(objection.filed_on)], ["Alasan", objection.reason]]
    explained: Rows = []
    if objection.explained_on and objection.explained_by:
        explained = [
            [DAY, say_day_full(objection.explained_on)],
            ["Oleh", objection.explained_by.full_name],
            ["Penjelasan", objection.explanation],
        ]
    decided: Rows = [["Keputusan", str(objection.get_status_display())]]
    if objection.decided_on and objection.decided_by:
        decided = [
            [DAY, say_day_full(objection.decided_on)],
            ["Oleh", objection.decided_by.full_name],
            *decided,
            ["Alasan", objection.decision],
        ]
    return filed, explained, decided + _changed(objection.new_version)


def _changed(version: Evaluation | None) -> Rows:
    if version is None:
        return []
    label = label_of(pack_named(version.pack), PREDICATES, version.predicate)
    return [["Predikat menurut keputusan", label]]


def _signs(one: Evaluation, read: Behind, objection: Objection | None) -> list[Room]:
    """The rater who made it, the one rated and the superior who receive it, each with the day."""
    given = objection.evaluation if objection else one
    set_on = given.setting.set_on if given.setting_id and given.setting else read.set_on[one.pk]
    accepted = say_day_full(one.acknowledged_on) if one.acknowledged_on else DOTS
    decided = objection.decided_on if objection else None
    superior = (objection.decided_by if objection else None) or one.plan.superior
    return [
        sign(RATER, rater_of(one, read), f"Dibuat tanggal {say_day_full(set_on)}"),
        sign(RATED, one.plan.employee, _received(one, accepted)),
        sign(SUPERIOR, superior, f"Diterima tanggal {say_day_full(decided) if decided else DOTS}"),
    ]


def _received(one: Evaluation, day: str) -> str:
    if one.is_silent:
        return f"Dianggap diterima tanggal {day}, tanpa jawaban"
    return f"Diterima tanggal {day}"
