"""The yearly document, the annexes alone, a leader's matrix, and the list of predicates of a unit."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pamong.access.scope import EVERYTHING
from pamong.documents.kinds import Choice, Kind
from pamong.documents.models import Paper
from pamong.documents.tests.pages import pictured
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    final,
    level_of,
    make_rated_plan,
    opened,
    rated,
)
from pamong.performance.models import (
    Evaluation,
    Plan,
    PlanAnnex,
    PredicateSetting,
    RoleCell,
    UnitLevel,
)
from pamong.performance.objection.actions import (
    Decision,
    decide_objection,
    explain_objection,
    file_objection,
)
from pamong.performance.papers.actions import (
    issue_annex_paper,
    issue_evaluation_document,
    issue_matrix_paper,
    issue_predicates_paper,
)
from pamong.performance.papers.queries import lists_seen
from pamong.performance.papers.writings import (
    ANNEX,
    DOCUMENT,
    MATRIX,
    PREDICATE_LIST,
    annual_keys,
    matrix_keys,
    predicates_keys,
)
from pamong.performance.tests.make import make_complete_plan, make_result

As = Callable[[str], Client]


def content(kind: Kind, subject: Any) -> Any:
    writing = kind.one(str(subject.uuid))
    assert writing is not None
    return writing.content


def pages(world: World, kind: Kind, subject: Any) -> int:
    writing = kind.one(str(subject.uuid))
    assert writing is not None
    return len(pictured(writing, made_on=world.day))


def yearly(world: World) -> Evaluation:
    """Sari's evaluation of the year, set."""
    level_of(world, period="Y")
    from pamong.performance.evaluation.actions import open_evaluations

    plan = make_rated_plan(world.sari, "76")
    evaluation = open_evaluations([plan], "Y", by=world.account("budi"), on=world.day)[0]
    rated(world, evaluation)
    Evaluation.objects.update(status="set", status_on=world.day)
    evaluation.refresh_from_db()
    return evaluation


def test_the_document_has_its_eight_parts_and_three_who_sign(world: World) -> None:
    said = content(DOCUMENT, yearly(world))
    assert [part["title"] for part in said["parts"]] == [
        "1. Pegawai yang Dinilai",
        "2. Pejabat Penilai Kinerja",
        "3. Atasan Pejabat Penilai Kinerja",
        "4. Evaluasi Kinerja",
        "5. Catatan/Rekomendasi",
        "6. Keberatan",
        "7. Penjelasan Pejabat Penilai Kinerja atas Keberatan",
        "8. Keputusan dan Alasan Keputusan Atasan Pejabat Penilai Kinerja",
    ]
    assert [part["empty"] for part in said["parts"] if not part["rows"]] == ["Tidak ada."] * 4
    assert [one["name"] for one in said["signs"]] == [
        "Budi Santoso",
        "Sari Lestari, A.Md.Keb.",
        "Joko Susilo",
    ]
    assert said["unconfirmed"] == ["nomor bagian dokumen evaluasi"]


def test_the_document_tells_objection_explanation_and_decision(world: World) -> None:
    old = yearly(world)
    sari, budi, joko = (world.account(name) for name in ("sari", "budi", "joko"))
    objection = file_objection(old, reason="Satu hasil terlewat.", by=sari, on=world.day)
    assert "Menunggu keputusan" in str(content(DOCUMENT, old)["parts"][7])
    explain_objection(objection, text="Buktinya baru masuk.", by=budi, on=world.day)
    decide_objection(objection, Decision("Terbukti.", ABOVE, ABOVE), by=joko, on=world.day)
    said = content(DOCUMENT, Evaluation.objects.get(number=2))
    assert ["Predikat kinerja pegawai", "Baik"] in said["parts"][3]["rows"]
    assert ["Alasan", "Satu hasil terlewat."] in said["parts"][5]["rows"]
    assert ["Penjelasan", "Buktinya baru masuk."] in said["parts"][6]["rows"]
    assert ["Keputusan", "Penilaian diubah"] in said["parts"][7]["rows"]
    assert ["Predikat menurut keputusan", "Sangat Baik"] in said["parts"][7]["rows"]


def test_acceptance_by_silence_is_said_and_marked(world: World) -> None:
    evaluation = yearly(world)
    Evaluation.objects.update(status="acknowledged", acknowledged_on=world.day, is_silent=True)
    said = content(DOCUMENT, evaluation)
    assert said["signs"][1]["above"] == "Dianggap diterima tanggal 25 November 2026, tanpa jawaban"
    assert "tanpa jawaban berarti diterima" in said["unconfirmed"]


def test_only_the_years_evaluation_has_a_document(world: World, as_: As) -> None:
    evaluation, quarter = yearly(world), None
    sari, at = world.account("sari"), timezone.now()
    issued = issue_evaluation_document(evaluation, by=sari, on=world.day, at=at)
    assert issued.pdf.startswith(b"%PDF")
    assert annual_keys(world.scope("sari"), Choice(2026)) == [str(evaluation.uuid)]
    page = as_("sari").get(reverse("performance:evaluation-detail", args=[evaluation.uuid]))
    address = reverse("performance:evaluation-document", args=[evaluation.uuid])
    assert address in page.content.decode()
    Evaluation.objects.update(period="Q3")
    quarter = Evaluation.objects.get()
    assert DOCUMENT.one(str(quarter.uuid)) is None
    with pytest.raises(ValidationError, match="evaluasi tahunan"):
        issue_evaluation_document(quarter, by=sari, on=world.day, at=at)
    assert as_("wati").post(address).status_code == 404
    assert as_("sari").post(address).status_code == 422


def test_annexes_alone_name_both_people_and_what_is_empty(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    PlanAnnex.objects.create(plan=plan, kind="konsekuensi", text="Pembinaan.")
    said = content(ANNEX, plan)
    assert [part["title"] for part in said["parts"]] == [
        "Dukungan Sumber Daya",
        "Skema Pertanggungjawaban",
        "Konsekuensi",
    ]
    assert [part["lines"] for part in said["parts"]] == [[], [], ["Pembinaan."]]
    assert said["parts"][0]["empty"] == "belum diisi"
    issue_annex_paper(plan, by=world.account("sari"), on=world.day, at=timezone.now())
    assert Paper.objects.get().kind == "lampiran_skp"
    address = reverse("performance:annex-paper", args=[plan.uuid])
    assert as_("wati").post(address).status_code == 404
    detail = as_("sari").get(reverse("performance:plan-detail", args=[plan.uuid]))
    assert address in detail.content.decode()


def shared(world: World, results: int = 3) -> Plan:
    """Budi's plan with roles of Sari for every second result."""
    plan = make_complete_plan(world.budi, status=Plan.Status.AGREED)
    for number in range(1, results):
        make_result(plan, text=f"Mutu layanan {number}")
    for result in list(plan.results.all())[::2]:
        RoleCell.objects.create(result=result, employee=world.sari, text="Data balita mutakhir")
    return plan


def test_the_matrix_has_people_down_and_results_across(world: World) -> None:
    plan = shared(world)
    make_complete_plan(world.rini)
    said = content(MATRIX, plan)
    assert said["results"][0] == "1. Meningkatnya cakupan imunisasi"
    told = {row["name"]: row["cells"] for row in said["rows"]}
    assert told["Sari Lestari, A.Md.Keb."] == [
        "Data balita mutakhir",
        "–",
        "Data balita mutakhir",
    ]
    assert told["Rini Astuti"] == ["–"] * 3
    assert pages(world, MATRIX, plan) == 1
    assert pages(world, MATRIX, shared_anew(world, plan, 14)) >= 3


def shared_anew(world: World, plan: Plan, results: int) -> Plan:
    plan.results.all().delete()
    for number in range(results):
        make_result(plan, text=f"Meningkatnya mutu layanan {number}")
    return plan


def test_an_empty_matrix_says_so(world: World) -> None:
    plan = make_complete_plan(world.budi)
    assert content(MATRIX, plan)["empty"] == "Belum ada pegawai yang memikul peran."
    plan.results.all().delete()
    assert content(MATRIX, plan)["empty"] == "SKP pimpinan belum memuat hasil kerja."
    assert pages(world, MATRIX, plan) == 1


def test_the_matrix_is_for_the_leader_who_acts_for_him_his_rater_and_the_office(
    world: World, as_: As
) -> None:
    plan = shared(world)
    address = reverse("performance:matrix-paper", args=[plan.uuid])
    for name in ("budi", "putri", "joko", "dewi"):
        assert as_(name).post(address).status_code == 200
    for name in ("rini", "tono"):
        assert as_(name).post(address).status_code == 403
    for name in ("sari", "wati", "lina", "outsider"):
        assert as_(name).post(address).status_code == 404
    assert address in as_("budi").get(reverse("performance:matrix")).content.decode()
    issue_matrix_paper(plan, by=world.account("budi"), on=world.day, at=timezone.now())
    assert matrix_keys(EVERYTHING, Choice(2026)) == [str(plan.uuid)]


def test_a_plan_of_who_leads_nobody_has_no_matrix_to_print(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari)
    address = reverse("performance:matrix-paper", args=[plan.uuid])
    for name in ("sari", "budi", "dewi"):
        assert as_(name).post(address).status_code == 404
    assert address not in as_("sari").get(reverse("performance:matrix")).content.decode()
    with pytest.raises(PermissionDenied):
        issue_matrix_paper(plan, by=world.account("sari"), on=world.day, at=timezone.now())
    assert not Paper.objects.exists()
    RoleCell.objects.create(result=plan.results.all()[0], employee=world.rini, text="Data balita")
    assert as_("sari").post(address).status_code == 200
    assert address in as_("sari").get(reverse("performance:matrix")).content.decode()


def set_unit(world: World) -> UnitLevel:
    """The clinic's people with their predicates."""
    make_rated_plan(world.rini, "76")
    level_of(world, "baik")
    from pamong.performance.evaluation.actions import open_evaluations
    from pamong.performance.predicates.actions import set_predicates

    plans = [Plan.objects.get(), make_rated_plan(world.sari, "80")]
    budi = world.account("budi")
    for one in open_evaluations(plans, "Q3", by=budi, on=world.day):
        rated(world, one)
    told = "Unit kecil."
    set_predicates(world.budi, (2026, "Q3"), reason=told, by=budi, on=world.day)
    return UnitLevel.objects.get()


def test_the_list_has_the_level_everybody_and_the_pattern(world: World) -> None:
    level = set_unit(world)
    said = content(PREDICATE_LIST, level)
    assert said["level"][1] == "Baik"
    assert said["unit"] == "UPTD Puskesmas Cempaka"
    names = [row["cells"][1]["text"] for row in said["people"]["rows"]]
    assert names == ["Rini Astuti", "Sari Lestari, A.Md.Keb."]
    spread = {row["cells"][0]: row["cells"][1:] for row in said["spread"]["rows"]}
    assert spread["Baik"] == ["2", "100,0%"]
    assert said["spread"]["limits"] == [
        "paling banyak 70% Baik: dari 2 pegawai = 1,4, jadi 1 pegawai",
        "paling sedikit 1 pegawai Butuh Perbaikan dan/atau Kurang",
    ]
    assert said["spread"]["findings"]
    assert said["reasons"][0][1] == "Unit kecil."
    assert said["unconfirmed"] == ["cara membulatkan jumlah pegawai pada pola distribusi"]
    assert [one["name"] for one in said["signs"]] == ["Budi Santoso"]
    assert pages(world, PREDICATE_LIST, level) >= 1


def test_the_list_is_for_who_sees_everybody_in_it(world: World, as_: As) -> None:
    level = set_unit(world)
    address = reverse("performance:predicates-paper", args=[level.uuid])
    for name in ("budi", "rini", "dewi"):
        assert as_(name).post(address).status_code == 200
    assert as_("tono").post(address).status_code == 403
    for name in ("sari", "wati", "agus", "lina", "outsider"):
        assert as_(name).post(address).status_code == 404
    for name in ("budi", "dewi"):
        assert predicates_keys(world.scope(name), Choice(2026)) == [str(level.uuid)]
    assert predicates_keys(world.scope("sari"), Choice(2026)) == []
    assert predicates_keys(EVERYTHING, Choice(2026, employee_id=world.sari.pk)) == []


def test_the_list_is_found_where_predicates_are_set_and_printed(world: World, as_: As) -> None:
    level = set_unit(world)
    address = reverse("performance:predicates-paper", args=[level.uuid])
    unit = reverse("performance:distribution-unit", args=[world.clinic.uuid, 2026, "Q3"])
    reports = f"{reverse('performance:report-list')}?unit={world.clinic.pk}"
    setting = reverse("performance:predicates-set", args=[2026, "Q3"])
    every = reverse("performance:report-list")
    places = [("dewi", unit), ("dewi", reports), ("budi", reports), ("budi", setting)]
    for name, page in (*places, ("budi", every), ("rini", every)):
        assert address in as_(name).get(page).content.decode()
    assert address not in as_("tono").get(unit).content.decode()
    issue_predicates_paper(level, by=world.account("budi"), on=world.day, at=timezone.now())
    paper = Paper.objects.get()
    assert paper.facts["unit"] == "UPTD Puskesmas Cempaka"
    assert paper.facts["signers"][0].startswith("B. S.")


def test_of_a_branch_the_lists_are_those_in_which_one_sees_everybody(world: World) -> None:
    level = set_unit(world)
    for unit in (world.clinic, world.health):
        assert lists_seen(world.scope("budi"), 2026, unit) == [level]
        assert lists_seen(world.scope("dewi"), 2026, unit) == [level]
        assert lists_seen(world.scope("sari"), 2026, unit) == []
    assert lists_seen(world.scope("budi"), 2025, world.clinic) == []
    UnitLevel.objects.update(unit=world.health)  # the level that holds for a unit may be one above
    PredicateSetting.objects.update(unit=world.health)
    assert [row.unit for row in lists_seen(world.scope("budi"), 2026, world.health)] == [
        world.health
    ]


def test_whoever_sees_somebody_of_a_list_does_not_see_its_list(world: World) -> None:
    set_unit(world)
    Plan.objects.filter(employee=world.rini).update(rater=world.joko, superior=None)
    Evaluation.objects.filter(plan__employee=world.rini).update(rater=world.joko)
    scope = world.scope("budi")
    assert Evaluation.objects.visible_to(scope).final().count() == 1
    assert lists_seen(scope, 2026, world.clinic) == lists_seen(scope, 2026, None) == []


def test_many_are_read_with_as_many_queries_as_one(world: World) -> None:
    plan, other = shared(world), make_complete_plan(world.joko)
    evaluation = final(world, "sari", "76")
    second = opened(world, "rini", "80")
    Evaluation.objects.update(period="Y", status="set", predicate="baik")
    some: list[tuple[Kind, list[Any]]] = [
        (ANNEX, [plan, other]),
        (MATRIX, [plan, other]),
        (DOCUMENT, [evaluation, second]),
    ]

    def read(kind: Kind, subjects: list[Any]) -> int:
        with CaptureQueriesContext(connection) as caught:
            found = list(kind.written([str(one.uuid) for one in subjects]))
        assert len(found) == len(subjects)
        return len(caught)

    for kind, subjects in some:
        assert read(kind, subjects[:1]) == read(kind, subjects)
