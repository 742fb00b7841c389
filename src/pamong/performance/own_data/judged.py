"""What others said of the work: feedback, ratings with their reasons, what followed, who looked."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.writing import Heading, Out
from pamong.ledger.models import Entry
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnSheet
from pamong.people.trace.words import KINDS, VERBS
from pamong.performance.models import (
    BehaviourRating,
    CalibrationChange,
    Dialogue,
    Evaluation,
    EvaluationRead,
    Feedback,
    FollowUp,
    Objection,
    Reopening,
    ResultRating,
)
from pamong.performance.models.window import Window
from pamong.performance.own_data.planned import label_said, own_plans
from pamong.performance.periods import in_order
from pamong.performance.team_input.queries import inputs_told
from pamong.ui.dates import local

PERIODS = Window.Period
MANY = 2000


def judged_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """Only what the person may see: an evaluation from the day its predicate is set."""
    seen = Evaluation.objects.visible_to(scope).filter(plan__employee=employee)
    around = ("plan__employee", "rater")
    evaluations = list(
        seen.select_related(*around).order_by("-plan__starts_on", in_order(), "number")
    )
    named = {one.pk: (_title(one), PERIODS(one.period).label, one.number) for one in evaluations}
    packs = {one.pk: one.pack for one in evaluations}
    yield _feedback(scope, employee)
    yield _inputs(scope, employee)
    yield _dialogues(scope, employee)
    yield _evaluations(evaluations)
    yield _ratings(named, packs)
    yield _follow_ups(scope, named, packs)
    yield _objections(scope, named)
    yield _calibrations(named, packs)
    yield _reads(named)
    yield _record(employee, [one.uuid for one in evaluations])


def _title(evaluation: Evaluation) -> str:
    return f"{evaluation.plan.title}, {evaluation.plan.starts_on:%d-%m-%Y}"


def _of_evaluation() -> list[Heading]:
    return [
        Heading(_("SKP"), width=24),
        Heading(_("Periode")),
        Heading(_("Versi"), "number", 8),
    ]


def _feedback(scope: Scope, employee: Employee) -> OwnSheet:
    mine = own_plans(scope, employee).order_by()
    found = Feedback.objects.filter(plan__in=mine).select_related("plan", "result", "giver")
    rows = (
        [
            *(one.on, one.plan.year, str(one.get_side_display())),
            one.giver.full_name if one.side == Feedback.Side.LEADER else "",
            one.result.text
            if one.result
            else label_said(one.plan.pack, "behaviour_value", one.value),
            one.text,
        ]
        for one in found.order_by("-on", "-pk").iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Tanggal"), "day"), Heading(_("Tahun"), "number"), Heading(_("Dari"))),
        *(Heading(_("Nama penilai"), width=30), Heading(_("Tentang"), width=50)),
        Heading(_("Umpan balik"), width=60),
    ]
    about = _("Umpan balik untuk Anda. Nama rekan tidak dimuat; nama penilai dimuat.")
    return OwnSheet(_("Umpan balik"), about, headings, rows)


def _inputs(scope: Scope, employee: Employee) -> OwnSheet:
    found = inputs_told(own_plans(scope, employee).order_by())
    rows = (
        [
            *(one.on, one.plan.year, str(one.get_period_display()), one.team.name),
            one.result.text
            if one.result
            else label_said(one.plan.pack, "behaviour_value", one.value),
            label_said(one.plan.pack, "rating", one.rating) if one.rating else "",
            one.text,
        ]
        for one in found.iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Tanggal"), "day"), Heading(_("Tahun"), "number"), Heading(_("Periode"))),
        *(Heading(_("Tim kerja"), width=30), Heading(_("Tentang"), width=50)),
        *(Heading(_("Usulan rating"), width=24), Heading(_("Alasan"), width=60)),
    ]
    about = _("Masukan ketua tim kepada penilai Anda, setelah predikatnya ditetapkan.")
    return OwnSheet(_("Masukan ketua tim"), about, headings, rows)


def _dialogues(scope: Scope, employee: Employee) -> OwnSheet:
    mine = own_plans(scope, employee).order_by()
    found = Dialogue.objects.filter(plan__in=mine).prefetch_related("actions")
    rows = (
        [
            *(one.asked_on, one.topic, str(one.get_status_display()), one.held_on, one.summary),
            "; ".join(f"{action.text} ({action.due_on:%d-%m-%Y})" for action in one.actions.all()),
        ]
        for one in found.order_by("-asked_on", "-pk")
    )
    headings = [
        *(Heading(_("Diminta"), "day"), Heading(_("Pokok pembicaraan"), width=50)),
        *(Heading(_("Status")), Heading(_("Tanggal dialog"), "day")),
        *(Heading(_("Kesepakatan"), width=50), Heading(_("Tindakan dan tenggatnya"), width=50)),
    ]
    about = _("Dialog kinerja Anda dengan penilai, dengan kesepakatannya.")
    return OwnSheet(_("Dialog"), about, headings, rows)


def _evaluations(evaluations: list[Evaluation]) -> OwnSheet:
    rows = (_evaluation_row(one) for one in evaluations)
    headings = [
        *_of_evaluation(),
        *(Heading(_("Status")), Heading(_("Status sejak"), "day"), Heading(_("Penilai"), width=30)),
        *(Heading(_("Capaian organisasi")), Heading(_("Rating disarankan"))),
        *(Heading(_("Rating hasil kerja")), Heading(_("Rating perilaku")), Heading(_("Predikat"))),
        *(Heading(_("Alasan"), width=50), Heading(_("Catatan atau rekomendasi"), width=50)),
        *(Heading(_("Diterima"), "day"), Heading(_("Catatan Anda"), width=40)),
        *(Heading(_("Diterima tanpa jawaban")), Heading(_("Aturan yang dipakai"), width=30)),
    ]
    about = _("Penilaian Anda yang predikatnya sudah ditetapkan, dengan alasan yang ditulis.")
    return OwnSheet(_("Penilaian"), about, headings, rows)


def _evaluation_row(one: Evaluation) -> list[Out]:
    return [
        *(_title(one), str(PERIODS(one.period).label), one.number),
        *(str(one.get_status_display()), one.status_on, one.rater.full_name if one.rater else ""),
        label_said(one.pack, "organisation", one.unit_level),
        label_said(one.pack, "rating", one.results_suggested),
        label_said(one.pack, "rating", one.results_rating),
        label_said(one.pack, "rating", one.behaviour_rating),
        label_said(one.pack, "predicate", one.predicate),
        *(one.reason, one.recommendation, one.acknowledged_on, one.acknowledged_note),
        *(_("ya") if one.is_silent else "", one.pack),
    ]


def _ratings(named: dict[int, Any], packs: dict[int, str]) -> OwnSheet:
    results = ResultRating.objects.filter(evaluation__in=named).order_by("-evaluation", "pk")
    values = BehaviourRating.objects.filter(evaluation__in=named).order_by("-evaluation", "pk")
    rows: list[list[Out]] = [
        [*named[key], text, attainment, label_said(packs[key], "rating", rating), said]
        for key, text, attainment, rating, said in results.values_list(
            "evaluation_id", "result__text", "attainment", "rating", "feedback"
        )
    ]
    rows += [
        [
            *named[key],
            label_said(packs[key], "behaviour_value", value),
            None,
            label_said(packs[key], "rating", rating),
            said,
        ]
        for key, value, rating, said in values.values_list(
            "evaluation_id", "value", "rating", "feedback"
        )
    ]
    headings = [
        *(*_of_evaluation(), Heading(_("Hasil kerja atau nilai perilaku"), width=50)),
        *(Heading(_("Capaian (%)"), "number"), Heading(_("Rating"))),
        Heading(_("Umpan balik"), width=50),
    ]
    about = _("Rating tiap hasil kerja dan tiap nilai perilaku dalam penilaian itu.")
    return OwnSheet(_("Rincian penilaian"), about, headings, rows)


def _follow_ups(scope: Scope, named: dict[int, Any], packs: dict[int, str]) -> OwnSheet:
    found = FollowUp.objects.visible_to(scope).filter(evaluation__in=named)
    rows = (
        [
            *named[one.evaluation_id],
            label_said(packs[one.evaluation_id], "follow_up", one.kind),
            *(one.text, one.due_on, one.done_on, one.outcome),
        ]
        for one in found.order_by("-due_on", "pk")
    )
    headings = [
        *(*_of_evaluation(), Heading(_("Jenis")), Heading(_("Isi"), width=50)),
        *(Heading(_("Paling lambat"), "day"), Heading(_("Selesai"), "day")),
        Heading(_("Hasil"), width=40),
    ]
    about = _("Tindak lanjut setelah penilaian Anda.")
    return OwnSheet(_("Tindak lanjut"), about, headings, rows)


def _objections(scope: Scope, named: dict[int, Any]) -> OwnSheet:
    found = Objection.objects.visible_to(scope).filter(evaluation__in=named)
    rows = (
        [
            *(*named[one.evaluation_id], one.filed_on, one.reason),
            *(str(one.get_status_display()), one.explained_on, one.explanation),
            *(one.decided_on, one.decision),
        ]
        for one in found.order_by("-filed_on", "-pk")
    )
    headings = [
        *(*_of_evaluation(), Heading(_("Diajukan"), "day")),
        *(Heading(_("Alasan keberatan"), width=50), Heading(_("Status"))),
        *(Heading(_("Dijelaskan"), "day"), Heading(_("Penjelasan penilai"), width=50)),
        *(Heading(_("Diputuskan"), "day"), Heading(_("Alasan keputusan"), width=50)),
    ]
    about = _("Keberatan Anda atas penilaian, dengan penjelasan dan keputusannya.")
    return OwnSheet(_("Keberatan"), about, headings, rows)


def _calibrations(named: dict[int, Any], packs: dict[int, str]) -> OwnSheet:
    made = CalibrationChange.Status.MADE
    found = CalibrationChange.objects.filter(peer__evaluation__in=named, status=made)
    rows = (
        [
            *named[one.peer.evaluation_id],
            one.answered_on,
            *(
                label_said(packs[one.peer.evaluation_id], "rating", getattr(one, name))
                for name in (
                    "results_before",
                    "results_after",
                    "behaviour_before",
                    "behaviour_after",
                )
            ),
            one.reason,
        ]
        for one in found.select_related("peer").order_by("-answered_on", "-pk")
    )
    headings = [
        *(*_of_evaluation(), Heading(_("Diubah"), "day")),
        *(Heading(_("Hasil kerja sebelumnya")), Heading(_("Hasil kerja sesudahnya"))),
        *(Heading(_("Perilaku sebelumnya")), Heading(_("Perilaku sesudahnya"))),
        Heading(_("Alasan"), width=50),
    ]
    about = _("Rating Anda yang diubah penilai dalam sesi kalibrasi, dengan alasannya.")
    return OwnSheet(_("Kalibrasi"), about, headings, rows)


def _reads(named: dict[int, Any]) -> OwnSheet:
    found = EvaluationRead.objects.filter(evaluation__in=named).select_related("reader")
    rows = (
        [*named[one.evaluation_id], one.on, one.reader.name, one.purpose]
        for one in found.order_by("-on", "-pk")
    )
    headings = [
        *(*_of_evaluation(), Heading(_("Tanggal"), "day")),
        *(Heading(_("Pengawas yang membuka"), width=30), Heading(_("Tujuan"), width=50)),
    ]
    about = _("Pengawas yang membuka penilaian Anda, dengan tujuan yang dinyatakannya.")
    return OwnSheet(_("Dibuka pengawas"), about, headings, rows)


def _record(employee: Employee, seen: list[Any]) -> OwnSheet:
    """Without what is said of a rating that the person may not see yet, or of a request to open one."""
    hidden = Evaluation.objects.filter(plan__employee=employee).exclude(uuid__in=seen)
    asked = Reopening.objects.filter(evaluation__plan__employee=employee, granted_on=None)
    kept = [*hidden.values_list("uuid", flat=True), *asked.values_list("uuid", flat=True)]
    entries = Entry.objects.filter(person_uuid=employee.uuid).exclude(Q(subject_uuid__in=kept))
    rows = (
        [
            *(f"{local(at):%d-%m-%Y %H:%M}", on),
            *(str(VERBS.get(verb, verb)), str(KINDS.get(kind, "")), actor),
        ]
        for at, on, verb, kind, actor in entries.order_by("-sequence")
        .values_list("recorded_at", "effective_on", "verb", "subject_kind", "actor_name")
        .iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Dicatat")), Heading(_("Berlaku"), "day")),
        *(Heading(_("Apa yang terjadi"), width=40), Heading(_("Tentang"))),
        Heading(_("Oleh"), width=36),
    ]
    about = _("Jejak tentang Anda: siapa berbuat apa dan kapan, yang terbaru lebih dahulu.")
    return OwnSheet(_("Jejak"), about, headings, rows)
