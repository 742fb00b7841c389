"""An evaluation on its form: what it says of the day on which it was set, who gets it, what is recorded."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from pamong.access.scope import EVERYTHING
from pamong.documents.kinds import Choice
from pamong.documents.models import Paper
from pamong.documents.tests.pages import pictured
from pamong.ledger.models import Entry
from pamong.measurement.models import Evidence, Reading
from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import read_evaluation
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    AS_EXPECTED,
    IN_QUARTER,
    final,
    level_of,
    make_rated_plan,
    opened,
    rated,
    ratings,
    word,
)
from pamong.performance.models import Evaluation, EvidenceUse, Feedback, Plan
from pamong.performance.objection.actions import Decision, decide_objection, file_objection
from pamong.performance.papers.actions import issue_evaluation_paper
from pamong.performance.papers.writings import PERIODIC, evaluation_writings, periodic_keys
from pamong.performance.plan.actions import freeze

As = Callable[[str], Client]
AUGUST = date(2026, 8, 10)


def content(evaluation: Evaluation) -> Any:
    writing = PERIODIC.one(str(evaluation.uuid))
    assert writing is not None
    return writing.content


def cells(evaluation: Evaluation, row: int = 1) -> dict[str, Any]:
    """The cells of a line of results by the names of their columns."""
    part = content(evaluation)["results"]
    names = [name for name, _label in part["columns"]]
    return dict(zip(names, part["rows"][row]["cells"], strict=True))


def test_it_says_everything_of_the_form(world: World) -> None:
    evaluation = final(world, "sari", "76", recommendation="Ikut pelatihan data.")
    said = str(content(evaluation))
    for told in (
        "Evaluasi Kinerja Pegawai Periodik",
        "triwulan III 2026 (1 Juli sampai 30 September 2026)",
        "Sari Lestari, A.Md.Keb.",
        "Budi Santoso",
        "Kepala UPTD Puskesmas",
        "Istimewa",
        "Paling banyak 70% Sangat Baik.",
        "bukan kuota",
        "A. Utama",
        "per 30 September 2026, capaian 95,0%",
        "Realisasi Berdasarkan Bukti Dukung",
        "Umpan Balik Berkelanjutan Berdasarkan Bukti Dukung",
        "Ramah, cekatan, solutif",
        "Sesuai ekspektasi",
        "'Baik'",
        "Ikut pelatihan data.",
        "Ditetapkan 25 November 2026",
    ):
        assert told in said


def test_it_is_in_indonesian_whoever_prints_it(world: World) -> None:
    evaluation = final(world)
    there = content(evaluation)
    with override("en"):
        assert content(evaluation) == there


def test_feedback_is_prefixed_by_its_giver_and_a_colleague_stays_unnamed(world: World) -> None:
    evaluation = opened(world, "sari", "76")
    plan, result = evaluation.plan, evaluation.plan.results.get()
    told = {"plan": plan, "result": result, "on": AUGUST}
    Feedback.objects.create(giver=world.agus, side="ketua_tim", text="Cermat.", **told)
    Feedback.objects.create(giver=world.putri, side="rekan", text="Ringan tangan.", **told)
    Feedback.objects.create(giver=world.hadi, side="pimpinan", text="Rapi.", **told)
    earlier = told | {"on": date(2026, 5, 1)}
    Feedback.objects.create(giver=world.agus, side="ketua_tim", text="Dulu.", **earlier)
    level_of(world)
    given = ratings(results={result.pk: word(AS_EXPECTED, "Pertahankan.")})
    evaluation = rated(world, evaluation, given)
    Evaluation.objects.filter(pk=evaluation.pk).update(status="set")
    assert cells(evaluation)["umpan_balik"].split("\n") == [
        "Penilaian pimpinan: Sesuai ekspektasi",
        "Pimpinan: Pertahankan.",
        "Ketua tim (Agus Salim): Cermat.",
        "Rekan kerja: Ringan tangan.",
        "Pimpinan (Hadi Wijaya): Rapi.",
    ]


def test_what_was_not_read_is_missing_and_never_nought(world: World) -> None:
    found = cells(final(world, "sari", None))
    assert found["realisasi"]["text"] == "belum ada"
    assert found["umpan_balik"] == "–"
    assert "Bukti dukung: belum ada" in found["rhk"]["sub"]


def test_evidence_is_named_as_it_stood(world: World) -> None:
    evaluation = opened(world, "sari", "76")
    result = evaluation.plan.results.get()
    for title in ("Foto", "Laporan", "Daftar hadir", "Notula", "Surat"):
        piece = Evidence.objects.create(
            owner=world.sari, title=title, link="https://x.example", dated_on=AUGUST
        )
        EvidenceUse.objects.create(evidence=piece, plan=evaluation.plan, result=result)
    Evidence.objects.filter(title="Foto").update(withdrawn_on=AUGUST)
    level_of(world)
    rated(world, evaluation)
    Evaluation.objects.update(status="set")
    said = cells(evaluation)["rhk"]["sub"]
    assert said == "Bukti dukung: Laporan; Daftar hadir; Notula; dan 1 lainnya"


def test_a_figure_corrected_after_the_predicate_leaves_the_paper_as_it_was(world: World) -> None:
    evaluation = final(world, "sari", "76")
    before = content(evaluation)
    old = Reading.objects.get()
    new = Reading.objects.create(indicator=old.indicator, value=99, as_of=IN_QUARTER)
    Reading.objects.filter(pk=old.pk).update(replaced_by=new, entered_at="2026-10-02T08:00:00Z")
    Reading.objects.filter(pk=new.pk).update(entered_at="2027-01-02T08:00:00Z")
    assert content(evaluation) == before


def test_a_target_revised_after_the_predicate_leaves_the_paper_as_it_was(world: World) -> None:
    plan = make_rated_plan(world.sari, "76")
    freeze(plan, on=plan.starts_on)
    level_of(world)
    from pamong.performance.evaluation.actions import open_evaluations

    evaluation = open_evaluations([plan], "Q3", by=world.account("budi"), on=world.day)[0]
    rated(world, evaluation)
    Evaluation.objects.update(status="set", status_on=world.day)
    before = content(evaluation)
    indicator = plan.results.get().indicators.get().indicator
    indicator.targets.update(value=50, q1=50, q2=50, q3=50)
    plan.version += 1
    freeze(plan, on=world.day + timedelta(days=1))
    assert content(evaluation) == before


def test_a_head_counts_by_the_units_level_which_is_not_confirmed(world: World) -> None:
    plan = make_rated_plan(world.budi, "76")
    level_of(world, "baik")
    from pamong.performance.evaluation.actions import open_evaluations

    evaluation = open_evaluations([plan], "Q3", by=world.account("joko"), on=world.day)[0]
    evaluation = rated(world, evaluation, by="joko")
    Evaluation.objects.update(status="set")
    assert content(evaluation)["unconfirmed"] == [
        "padanan capaian organisasi dan rating kepala unit"
    ]
    assert [label for _code, label in content(evaluation)["results"]["columns"]].count(
        "Perspektif"
    ) == 1


def test_a_corrected_evaluation_keeps_both_versions_and_says_which(world: World) -> None:
    old = final(world, "sari", "76")
    first = content(old)
    objection = file_objection(
        old, reason="Belum dihitung.", by=world.account("sari"), on=world.day
    )
    decision = Decision("Bukti cukup.", ABOVE, ABOVE)
    decide_objection(objection, decision, by=world.account("joko"), on=world.day)
    new = Evaluation.objects.get(number=2)
    assert first["version"] == ""
    assert content(old)["version"] == "Versi 1 ini sudah diganti versi 2."
    said = content(new)
    assert "Versi 2, menurut keputusan atas keberatan" in said["version"]
    assert said["predicate"][1] == "Sangat Baik"
    assert said["persons"][1]["rows"][0][1] == "Budi Santoso"
    assert [sign["name"] for sign in said["signs"]] == ["Sari Lestari, A.Md.Keb.", "Joko Susilo"]
    writing = PERIODIC.one(str(new.uuid))
    assert writing is not None
    assert [who[:5] for who in writing.told["signers"]] == ["S. L.", "J. S."]


def test_printing_it_puts_it_on_record_with_the_predicate(world: World) -> None:
    evaluation = final(world)
    issued = issue_evaluation_paper(
        evaluation, by=world.account("sari"), on=world.day, at=timezone.now()
    )
    paper = Paper.objects.get()
    assert issued.pdf.startswith(b"%PDF")
    assert (paper.kind, paper.facts["predicate"]) == ("evaluasi_periodik", "Baik")
    assert paper.title == "Evaluasi kinerja periodik triwulan III 2026"
    assert "Lestari" not in str(paper.facts)
    entry = Entry.objects.get(verb="documents.paper_issued")
    assert entry.person_uuid == world.sari.uuid


def test_what_is_not_set_yet_is_not_printed(world: World, as_: As) -> None:
    level_of(world)
    evaluation = rated(world, opened(world))
    address = reverse("performance:evaluation-paper", args=[evaluation.uuid])
    assert as_("sari").post(address).status_code == 404
    assert as_("budi").post(address).status_code == 303
    with pytest.raises(ValidationError, match="belum ditetapkan"):
        issue_evaluation_paper(
            evaluation, by=world.account("budi"), on=world.day, at=timezone.now()
        )


def test_an_auditor_states_a_purpose_first(world: World, as_: As) -> None:
    evaluation, tono = final(world), world.account("tono")
    address = reverse("performance:evaluation-paper", args=[evaluation.uuid])
    detail = reverse("performance:evaluation-detail", args=[evaluation.uuid])
    assert as_("tono").post(address)["Location"] == detail
    with pytest.raises(PermissionDenied):
        issue_evaluation_paper(evaluation, by=tono, on=world.day, at=timezone.now())
    assert periodic_keys(world.scope("tono"), Choice(2026)) == []
    read_evaluation(evaluation, purpose="Pemeriksaan berkala.", by=tono, on=world.day)
    assert as_("tono").post(address)["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("name", ["wati", "agus", "lina", "outsider"])
def test_nobody_else_gets_it(world: World, as_: As, name: str) -> None:
    address = reverse("performance:evaluation-paper", args=[final(world).uuid])
    assert as_(name).post(address).status_code == 404


def test_a_person_prints_the_own_ones_and_a_rater_those_of_the_people(world: World) -> None:
    evaluation = final(world, "sari")
    for name in ("sari", "budi", "dewi"):
        assert periodic_keys(world.scope(name), Choice(2026)) == [str(evaluation.uuid)]
    assert periodic_keys(world.scope("wati"), Choice(2026)) == []
    assert periodic_keys(EVERYTHING, Choice(2026, unit_path="/0/")) == []
    assert periodic_keys(EVERYTHING, Choice(2025)) == []


def test_many_are_read_with_as_many_queries_as_one(world: World) -> None:
    level_of(world, "istimewa")
    found = [rated(world, opened(world, name, "76", None)) for name in ("sari", "rini")]
    Evaluation.objects.update(status="set")

    def read(some: list[Evaluation]) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert len(list(evaluation_writings([str(one.uuid) for one in some]))) == len(some)
        return len(caught)

    assert read(found[:1]) == read(found) <= 20


def test_the_pages_are_drawn_also_of_an_empty_plan_and_of_a_long_one(world: World) -> None:
    level_of(world)
    empty = opened(world, "rini")
    Plan.objects.get(pk=empty.plan_id).results.all().delete()
    long = opened(world, "sari", *["76"] * 12)
    for result in long.plan.results.all():
        told = {"plan": long.plan, "result": result, "on": AUGUST, "side": "rekan"}
        Feedback.objects.create(giver=world.putri, text="Sangat membantu. 👍 " * 40, **told)
    for one in (empty, long):
        rated(world, one)
    Evaluation.objects.update(status="set")
    pages = [len(pictured(PERIODIC.one(str(one.uuid)), made_on=world.day)) for one in (empty, long)]  # type: ignore[arg-type]
    assert pages[0] >= 2
    assert pages[1] >= 5
