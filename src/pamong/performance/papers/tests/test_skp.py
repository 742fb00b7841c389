"""Sasaran Kinerja Pegawai on paper: what it says, what it leaves on record, who gets it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from pamong.access.scope import EVERYTHING, Scope
from pamong.documents.issuing import issue_papers
from pamong.documents.kinds import Choice
from pamong.documents.models import Look, Paper, PaperFile
from pamong.documents.tests.pages import pictured
from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.models import Assignment, Employee
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World
from pamong.performance.models import BehaviourExpectation, Plan, PlanAnnex
from pamong.performance.papers.actions import issue_plan_paper
from pamong.performance.papers.contents.skp import SKP, skp_keys, skp_writings
from pamong.performance.tests.make import (
    make_complete_plan,
    make_indicator,
    make_plan,
    make_result,
)

As = Callable[[str], Client]


def agreed(person: Employee, **overrides: Any) -> Plan:
    return make_complete_plan(
        person, status=Plan.Status.AGREED, agreed_on="2026-01-05", **overrides
    )


def content(plan: Plan) -> Any:
    writing = SKP.one(str(plan.uuid))
    assert writing is not None
    return writing.content


def test_it_names_both_people_and_what_was_agreed(world: World) -> None:
    plan = agreed(world.sari)
    PlanAnnex.objects.create(plan=plan, kind="konsekuensi", text="Pembinaan bila tertinggal")
    said = str(content(plan))
    for word in (
        "Sasaran Kinerja Pegawai",
        "Sari Lestari",
        "Budi Santoso",
        "Meningkatnya cakupan imunisasi",
        "Bayi mendapat imunisasi lengkap",
        "Rencana Hasil Kerja Pimpinan yang Diintervensi",
        "Ramah, cekatan, solutif",
        "Pembinaan bila tertinggal",
        "5 Januari 2026",
    ):
        assert word in said


def test_it_is_in_indonesian_whoever_prints_it(world: World) -> None:
    plan = agreed(world.sari)
    there = SKP.one(str(plan.uuid))
    with override("en"):
        here = SKP.one(str(plan.uuid))
    assert here == there


def test_the_rater_is_named_with_the_post_held_when_it_was_agreed(world: World) -> None:
    plan = agreed(world.sari)
    before = content(plan)
    new = make_position(world.agency, name="Kepala Badan")
    Assignment.objects.filter(employee=world.budi).update(valid_to=world.day)
    Assignment.objects.create(
        employee=world.budi, unit=world.school, position=new, valid_from=world.day
    )
    Employee.objects.filter(pk=world.budi.pk).update(position=new, unit=world.school)
    assert content(plan) == before
    assert "Kepala UPTD Puskesmas" in str(before)


def test_a_leaders_form_has_perspectives_and_no_leaders_result(world: World) -> None:
    titles = [label for _code, label in content(agreed(world.joko))["results"]["columns"]]
    assert "Perspektif" in titles
    assert not any("Diintervensi" in title for title in titles)


def test_a_result_with_several_indicators_stands_once_beside_them(world: World) -> None:
    plan = make_plan(world.sari, status=Plan.Status.AGREED)
    result = make_result(plan)
    for _n in range(3):
        make_indicator(result)
    _group, first, *others = content(plan)["results"]["rows"]
    assert [cell["span"] for cell in first["cells"][:3]] == [3, 3, 3]
    assert [len(row["cells"]) for row in others] == [3, 3]


def test_the_pages_are_drawn_also_of_an_empty_plan_and_of_a_long_one(world: World) -> None:
    empty = SKP.one(str(make_plan(world.sari).uuid))
    long = agreed(world.budi)
    for number in range(25):
        result = make_result(long, text=f"Terlaksananya kegiatan {number} " * 12)
        make_indicator(result)
        make_indicator(result, target=None, target_text="Dokumen tersusun")
    BehaviourExpectation.objects.create(plan=long, value="kolaboratif", text="Berbagi " * 60)
    written = SKP.one(str(long.uuid))
    assert empty
    assert written
    assert len(pictured(empty, made_on=world.day)) >= 2
    assert len(pictured(written, made_on=world.day)) >= 5


def test_printing_it_puts_it_on_record_and_tells_the_ledger(world: World) -> None:
    plan = agreed(world.sari)
    issued = issue_plan_paper(plan, by=world.account("sari"), on=world.day, at=timezone.now())
    paper = Paper.objects.get()
    assert issued.pdf.startswith(b"%PDF")
    assert (paper.kind, paper.digest, paper.title) == ("skp", issued.digest, "SKP 2026")
    assert "Lestari" not in str(paper.facts)
    assert paper.facts["person"].startswith("S. L.")
    file = paper.files.get()
    assert (file.sha256, file.signer) == (issued.sha256, "seal")
    entry = Entry.objects.get(verb="documents.paper_issued")
    assert entry.person_uuid == world.sari.uuid
    assert entry.changes["digest"] == [None, issued.digest]


def test_printed_again_it_is_the_same_paper_and_the_same_file(world: World) -> None:
    plan = agreed(world.sari)
    first, second = (
        issue_plan_paper(plan, by=world.account(name), on=world.day, at=timezone.now())
        for name in ("sari", "budi")
    )
    assert first.pdf == second.pdf
    assert (first.is_new, second.is_new) == (True, False)
    assert Entry.objects.filter(verb="documents.paper_issued").count() == 1
    assert second.is_signed


def test_what_changed_since_is_another_paper(world: World) -> None:
    plan = agreed(world.sari)
    for text in ("Satu", "Dua"):
        plan.results.update(text=text)
        issue_plan_paper(plan, by=world.account("sari"), on=world.day, at=timezone.now())
    assert Paper.objects.count() == PaperFile.objects.count() == 2


def test_a_draft_bears_its_mark_and_leaves_no_record(world: World) -> None:
    plan = make_complete_plan(world.sari)
    writing = SKP.one(str(plan.uuid))
    issued = issue_plan_paper(plan, by=world.account("sari"), on=world.day, at=timezone.now())
    assert writing
    assert writing.is_draft
    assert issued.pdf.startswith(b"%PDF")
    assert not issued.digest
    assert not Paper.objects.exists()
    assert not Entry.objects.filter(verb="documents.paper_issued").exists()


def test_an_auditor_sees_a_draft_and_prints_none(world: World, as_: As) -> None:
    address = reverse("performance:plan-paper", args=[make_complete_plan(world.sari).uuid])
    assert as_("tono").post(address).status_code == 403
    plan = Plan.objects.get()
    with pytest.raises(PermissionDenied):
        issue_plan_paper(plan, by=world.account("tono"), on=world.day, at=timezone.now())
    for name in ("sari", "budi", "rini", "dewi"):
        assert as_(name).post(address).status_code == 200
    Plan.objects.update(status=Plan.Status.AGREED)
    assert as_("tono").post(address).status_code == 200


def test_it_comes_as_a_file_with_a_name_that_sorts(world: World, as_: As) -> None:
    plan = agreed(world.sari)
    answer = as_("sari").post(reverse("performance:plan-paper", args=[plan.uuid]))
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert f"SKP 2026 {world.sari.nip} Sari Lestari.pdf" in answer["Content-Disposition"]
    assert as_("sari").get(reverse("performance:plan-paper", args=[plan.uuid])).status_code == 405


def test_many_are_read_and_recorded_with_as_many_queries_as_one(world: World) -> None:
    def print_all(keys: list[str]) -> int:
        with CaptureQueriesContext(connection) as caught:
            issue_papers(list(skp_writings(keys)), by=SHELL, on=world.day, at=timezone.now())
        return len(caught)

    one = [str(agreed(world.sari).uuid)]
    print_all(one)  # the key and the head of the chain are made once
    Plan.objects.get(uuid=one[0]).results.update(text="Lain")
    alone = print_all(one)
    more = [str(agreed(person).uuid) for person in (world.budi, world.joko, world.agus, world.rini)]
    assert print_all(more) == alone


def test_the_choice_is_a_unit_with_all_below_or_one_person(world: World) -> None:
    sari, agus = agreed(world.sari), agreed(world.agus)
    draft = make_complete_plan(world.rini)

    def found(scope: Scope, **more: Any) -> set[str]:
        return set(skp_keys(scope, Choice(2026, **more)))

    everything = found(EVERYTHING)
    assert {str(sari.uuid), str(agus.uuid)} <= everything
    assert str(draft.uuid) not in everything
    assert found(EVERYTHING, unit_path=world.clinic.path) >= {str(sari.uuid)}
    assert found(EVERYTHING, employee_id=world.sari.pk) == {str(sari.uuid)}
    assert found(world.scope("wati")) & {str(sari.uuid)} == set()
    assert not found(EVERYTHING, employee_id=world.sari.pk, unit_path="/0/")


def test_another_look_is_another_file_of_the_same_paper(world: World) -> None:
    plan = agreed(world.sari)
    given: Any = {"by": world.account("sari"), "on": world.day, "at": timezone.now()}
    first = issue_plan_paper(plan, **given)
    Look.objects.create(agency_uuid=world.agency.uuid, sheet="f4", lines="Jalan Merdeka 1")
    second = issue_plan_paper(plan, **given)
    assert first.digest == second.digest
    assert first.sha256 != second.sha256
    assert Paper.objects.get().files.count() == 2
