from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.people.raters.actions import set_superior
from pamong.people.tests.world import World
from pamong.performance.correction.actions import ask_correction
from pamong.performance.evaluation.actions import (
    accept_silent_evaluations,
    acknowledge_evaluation,
    read_evaluation,
)
from pamong.performance.evaluation.tests.make import ABOVE, BELOW, final, give_role
from pamong.performance.models import Evaluation, Objection
from pamong.performance.objection.actions import (
    Decision,
    decide_objection,
    explain_objection,
    file_objection,
    withdraw_objection,
)
from pamong.performance.objection.permissions import can_decide_objection
from pamong.performance.objection.queries import object_by

As = Callable[[str], Client]
WHY = "Realisasi imunisasi belum memakai data Desember."


def text_of(page: Any) -> str:
    return str(page.content.decode())


def filed(world: World, evaluation: Evaluation | None = None, by: str = "sari") -> Objection:
    return file_objection(
        evaluation or final(world), reason=WHY, by=world.account(by), on=world.day
    )


def decided(world: World, objection: Objection, decision: Decision, by: str = "joko") -> Objection:
    return decide_objection(objection, decision, by=world.account(by), on=world.day)


def test_the_person_objects_and_the_record_keeps_no_words(world: World) -> None:
    objection = filed(world)
    assert (objection.status, objection.reason) == (Objection.Status.FILED, WHY)
    entry = Entry.objects.get(verb="performance.objection_filed")
    assert WHY not in str(entry.changes)


def test_the_superior_chosen_by_hand_decides(world: World) -> None:
    objection = filed(world)
    by = world.account("rini")
    set_superior(
        world.sari,
        superior=world.agus,
        valid_from=world.day,
        reason="Kepala dinas cuti.",
        by=by,
        on=world.day,
    )
    objection = Objection.objects.select_related("evaluation__plan").get(pk=objection.pk)
    assert can_decide_objection(world.scope("agus"), objection)
    assert not can_decide_objection(world.scope("joko"), objection)


@pytest.mark.parametrize("name", ["budi", "joko", "dewi", "rini"])
def test_nobody_objects_for_another(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        filed(world, by=name)


def test_fourteen_days_after_the_result_it_is_too_late(world: World) -> None:
    evaluation = final(world)
    last = object_by(evaluation)
    assert last == world.day + timedelta(days=14)
    sari = world.account("sari")
    with pytest.raises(ValidationError, match="dapat diajukan sampai"):
        file_objection(evaluation, reason=WHY, by=sari, on=last + timedelta(days=1))
    acknowledge_evaluation(evaluation, by=sari, on=world.day)
    assert file_objection(evaluation, reason=WHY, by=sari, on=last).pk


def test_one_objects_once_unless_it_was_withdrawn(world: World) -> None:
    objection = filed(world)
    withdraw_objection(objection, by=world.account("sari"), on=world.day)
    again = filed(world, objection.evaluation)
    with pytest.raises(ValidationError, match="sudah pernah"):
        filed(world, again.evaluation)


def test_the_rater_explains_until_it_is_decided(world: World) -> None:
    objection = filed(world)
    with pytest.raises(PermissionDenied):
        explain_objection(objection, text="Ya.", by=world.account("joko"), on=world.day)
    budi = world.account("budi")
    objection = explain_objection(objection, text="Data Desember menyusul.", by=budi, on=world.day)
    assert objection.explained_by == world.budi
    decided(world, objection, Decision("Cukup jelas."))
    with pytest.raises(ValidationError, match="tidak menunggu"):
        explain_objection(objection, text="Lagi.", by=budi, on=world.day)


@pytest.mark.parametrize("name", ["sari", "budi", "dewi", "wati", "putri"])
def test_only_the_raters_superior_decides(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        decided(world, filed(world), Decision("Tetap."), by=name)


def test_without_a_superior_the_personnel_office_decides(world: World) -> None:
    objection = filed(world)
    plan = objection.evaluation.plan
    plan.superior = None
    plan.save(update_fields=["superior"])
    assert decided(world, objection, Decision("Tetap."), by="dewi").decided_by == world.dewi


def test_an_evaluation_that_stands_stays_as_it_was(world: World) -> None:
    objection = decided(world, filed(world), Decision("Data sudah lengkap."))
    evaluation = Evaluation.objects.get(pk=objection.evaluation_id)
    assert (objection.status, evaluation.replaced_by) == (Objection.Status.UPHELD, None)
    with pytest.raises(ValidationError, match="selesai: penilaian tetap"):
        decided(world, objection, Decision("Lagi."))


def test_a_changed_one_is_a_new_version_and_both_stay(world: World) -> None:
    objection = filed(world)
    old = objection.evaluation
    before = (old.results_rating, old.behaviour_rating, old.predicate)
    objection = decided(world, objection, Decision("Bukti baru sah.", ABOVE, ABOVE))
    old.refresh_from_db()
    new = objection.new_version
    assert new is not None
    assert (new.number, new.predicate, new.status) == (2, "sangat_baik", Evaluation.Status.SET)
    assert old.replaced_by == new
    assert (old.results_rating, old.behaviour_rating, old.predicate) == before
    entry = Entry.objects.get(verb="performance.objection_decided")
    assert entry.changes["predicate"] == [before[2], "sangat_baik"]
    with pytest.raises(ValidationError, match="sudah pernah"):
        filed(world, new)


def test_a_change_changes_something_and_has_its_reason(world: World) -> None:
    objection = filed(world)
    same = Decision("Sama.", objection.evaluation.results_rating)
    with pytest.raises(ValidationError, match="Pilih rating yang berbeda"):
        decided(world, objection, same)
    with pytest.raises(ValidationError, match="Tulis alasan"):
        decided(world, objection, Decision(" ", BELOW))


def test_who_objected_never_accepts_by_silence(world: World) -> None:
    filed(world)
    assert accept_silent_evaluations(world.agency, on=world.day + timedelta(days=60)) == []


def test_a_version_under_correction_is_not_objected_to_unseen(world: World) -> None:
    evaluation = final(world)
    ask_correction(
        evaluation, reason="Salah", until=date(2026, 12, 1), by=world.account("budi"), on=world.day
    )
    assert filed(world, evaluation).pk


@pytest.mark.parametrize("name", ["sari", "budi", "joko", "dewi", "putri"])
def test_both_sides_read_it(world: World, as_: As, name: str) -> None:
    objection = filed(world)
    page = as_(name).get(f"/objections/{objection.uuid}/")
    assert page.status_code == 200
    assert WHY in text_of(page)


def test_since_when_it_waits_stands_wherever_it_waits(world: World, as_: As) -> None:
    evaluation = final(world)
    objection = file_objection(
        evaluation,
        reason="Data kurang.",
        by=world.account("sari"),
        on=world.day - timedelta(days=3),
    )
    for name in ("sari", "budi", "joko"):
        for url in (f"/objections/{objection.uuid}/", f"/evaluations/{evaluation.uuid}/"):
            assert "Menunggu sejak 22 November 2026" in as_(name).get(url).content.decode()


@pytest.mark.parametrize("name", ["rini", "agus", "wati", "lina", "outsider"])
def test_colleagues_and_others_do_not_know_of_it(world: World, as_: As, name: str) -> None:
    objection = filed(world)
    assert as_(name).get(f"/objections/{objection.uuid}/").status_code == 404
    assert WHY not in text_of(as_(name).get("/objections/"))


def test_the_auditor_states_a_purpose_first(world: World, as_: As) -> None:
    objection = filed(world)
    address = f"/objections/{objection.uuid}/"
    assert as_("tono").get(address).status_code == 303
    tono = world.account("tono")
    read_evaluation(objection.evaluation, purpose="Pengawasan", by=tono, on=world.day)
    assert WHY in text_of(as_("tono").get(address))


def test_from_the_page_of_the_evaluation_to_the_decision(world: World, as_: As) -> None:
    evaluation = final(world)
    detail = f"/evaluations/{evaluation.uuid}/"
    assert "Ajukan keberatan" in text_of(as_("sari").get(detail))
    assert "Ajukan keberatan" not in text_of(as_("budi").get(detail))
    file = f"{detail}object"
    assert as_("sari").post(file, {"reason": " "}).status_code == 422
    address = as_("sari").post(file, {"reason": WHY})["Location"]
    assert "Tarik keberatan" in text_of(as_("sari").get(address))
    as_("budi").post(f"{address}explain", {"text": "Belum ada bukti."})
    page = text_of(as_("joko").get(address))
    assert "Belum ada bukti." in page
    wrong = as_("joko").post(f"{address}decide", {"outcome": "changes", "reason": "Sah."})
    assert wrong.status_code == 422
    given = {"outcome": "changes", "reason": "Sah.", "results": ABOVE, "behaviour": ABOVE}
    assert as_("joko").post(f"{address}decide", given).status_code == 303
    page = text_of(as_("sari").get(address))
    assert "Penilaian sesudah keputusan" in page
    assert "Sangat Baik" in page
    assert "1 keberatan" not in text_of(as_("joko").get("/objections/"))


def test_the_head_of_the_agency_is_not_asked_where_a_superior_is(world: World) -> None:
    give_role(world, "agus", Role.AGENCY_HEAD)
    with pytest.raises(PermissionDenied):
        decided(world, filed(world), Decision("Tetap."), by="agus")


def test_the_form_of_an_objection_made_leads_to_it(world: World, as_: As) -> None:
    objection = filed(world)
    form = f"/evaluations/{objection.evaluation.uuid}/object"
    assert as_("sari").get(form)["Location"] == f"/objections/{objection.uuid}/"
    withdraw_objection(objection, by=world.account("sari"), on=world.day)
    assert "Alasan keberatan" in text_of(as_("sari").get(form))


DOWN = {"outcome": "changes", "reason": "Bukti tidak sah.", "results": BELOW}


@pytest.mark.parametrize(
    ("heard", "given", "asked"),
    [
        (False, DOWN | {"results": ABOVE, "behaviour": ABOVE}, "Penilai belum memberi penjelasan"),
        (True, DOWN, "Rating menjadi lebih rendah"),
        (True, DOWN | {"results": ABOVE, "behaviour": ABOVE}, ""),
        (False, {"outcome": "stands", "reason": "Data lengkap."}, ""),
    ],
)
def test_a_change_that_may_harm_is_asked_about_once(
    world: World, as_: As, heard: bool, given: dict[str, str], asked: str
) -> None:
    objection = filed(world)
    address = f"/objections/{objection.uuid}/"
    if heard:
        as_("budi").post(f"{address}explain", {"text": "Belum ada bukti."})
    first = as_("joko").post(f"{address}decide", given)
    objection.refresh_from_db()
    if not asked:
        assert (first.status_code, bool(objection.decided_on)) == (303, True)
        return
    assert (first.status_code, objection.status) == (422, Objection.Status.FILED)
    assert asked in text_of(first)
    assert given["reason"] in text_of(first)
    assert as_("joko").post(f"{address}decide", given | {"sure": "on"}).status_code == 303
