from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.access.scope import Role
from pamong.ledger.models import Entry
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final, give_role
from pamong.performance.home.waiting import TO_DECIDE, TO_STATE, waiting_for
from pamong.performance.models import Sanction
from pamong.performance.own_data.sanctioned import sanctioned_sheets
from pamong.performance.rules import pack_named
from pamong.performance.sanction.actions import (
    Case,
    Decided,
    Proposal,
    annul_sanction,
    appeal_sanction,
    decide_sanction,
    propose_discipline,
    propose_sanction,
    state_sanction,
    withdraw_sanction,
)
from pamong.performance.sanction.steps import STEPS, steps_open
from pamong.performance.sanction.tests.make import (
    DISMISSAL,
    TEST,
    WAIT,
    after_a_chance,
    case,
    decided,
    lowest,
    proposed,
)

Status = Sanction.Status


def codes(world: World, evaluation: Any, days: int = 0) -> list[str]:
    return [one.code for one in steps_open(evaluation, world.day + timedelta(days=days))]


def stated(world: World, sanction: Sanction, by: str = "sari") -> Sanction:
    return state_sanction(sanction, text="Data dari desa.", by=world.account(by), on=world.day)


def text(page: Any) -> str:
    return str(page.content.decode())


def test_a_chance_that_failed_opens_the_test_and_nothing_else(world: World) -> None:
    evaluation = after_a_chance(world)
    assert codes(world, evaluation) == [TEST]
    with pytest.raises(ValidationError, match="belum dapat diusulkan"):
        proposed(world, evaluation, DISMISSAL)
    sanction = decided(world, proposed(world, evaluation))
    after = codes(world, evaluation)
    assert TEST not in after
    assert WAIT in after
    assert DISMISSAL not in after
    wait = proposed(world, evaluation, WAIT, on=sanction.starts_on)
    assert WAIT not in codes(world, evaluation)
    wait = decided(world, wait, ends_on=wait.statement_by + timedelta(days=90))
    assert DISMISSAL not in codes(world, evaluation)
    assert DISMISSAL in codes(world, evaluation, days=300)


def test_contract_staff_go_another_way(world: World) -> None:
    evaluation = lowest(world)
    assert codes(world, evaluation) == []
    evaluation.plan.employee.kind = Employee.Kind.PPPK_PART_TIME
    assert codes(world, evaluation) == [pack_named(evaluation.pack).scales[STEPS].codes[-1]]


def test_a_good_predicate_begins_none(world: World) -> None:
    evaluation = final(world)
    with pytest.raises(ValidationError, match="belum dapat diusulkan"):
        proposed(world, evaluation)


@pytest.mark.parametrize("name", ["sari", "joko", "rini", "wati", "tono", "lina"])
def test_only_the_rater_and_the_personnel_office_propose(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        case(world, by=name)


def test_two_people_and_never_the_one_whom_it_hits(world: World) -> None:
    sanction = stated(world, case(world, by="dewi"))
    for name in ("dewi", "budi", "sari", "tono"):
        with pytest.raises(PermissionDenied):
            decided(world, sanction, by=name)
    give_role(world, "joko", Role.AGENCY_HEAD)
    done = decided(world, sanction, by="joko", on=world.day)
    assert (done.status, done.decided_by) == (Status.IMPOSED, world.account("joko"))
    entry = Entry.objects.get(verb="performance.sanction_decided")
    assert entry.person_uuid == world.sari.uuid
    assert done.decision not in str(entry.changes)


def test_the_person_is_heard_first(world: World) -> None:
    sanction = case(world)
    assert waiting_for(world.scope("sari"), world.day)[TO_STATE] == 1
    assert TO_DECIDE not in waiting_for(world.scope("dewi"), world.day)
    with pytest.raises(ValidationError, match="memberi keterangan sampai"):
        decided(world, sanction, on=sanction.statement_by)
    with pytest.raises(PermissionDenied):
        stated(world, sanction, by="budi")
    assert stated(world, sanction).statement == "Data dari desa."
    assert TO_STATE not in waiting_for(world.scope("sari"), world.day)
    assert waiting_for(world.scope("dewi"), world.day)[TO_DECIDE] == 1
    done = decided(world, sanction, on=world.day)
    with pytest.raises(ValidationError, match="tidak menunggu"):
        stated(world, done)


def test_a_decision_names_its_paper_and_days(world: World) -> None:
    sanction = stated(world, case(world))
    with pytest.raises(ValidationError, match="nomor keputusan"):
        decided(world, sanction, on=world.day, number=" ")
    with pytest.raises(ValidationError, match="sesudah hari ini"):
        decided(world, sanction, on=world.day, dated_on=world.day + timedelta(days=1))
    with pytest.raises(ValidationError, match="tanggal akhir"):
        decided(world, sanction, on=world.day, ends_on=world.day - timedelta(days=1))
    declined = decided(world, sanction, on=world.day, imposes=False, number="")
    assert (declined.status, declined.starts_on) == (Status.DECLINED, None)


def test_days_of_absence_settle_the_penalty(world: World) -> None:
    sanction = case(world)
    rule = pack_named(sanction.pack)
    assert sanction.level == rule.tables["discipline_kinds"].cell(sanction.step, "level")
    assert sanction.citation == rule.head.citation
    with pytest.raises(ValidationError, match="sudah menunggu"):
        case(world)
    with pytest.raises(ValidationError, match="tidak dikenai"):
        case(world, absence_days=1)
    with pytest.raises(ValidationError, match="Kosongkan pilihan"):
        case(world, kind="teguran_lisan")
    with pytest.raises(ValidationError, match="berturut-turut"):
        case(world, days_running=13)
    with pytest.raises(ValidationError, match="tulis pelanggarannya"):
        case(world, absence_days=None, kind="teguran_lisan")
    other = case(world, absence_days=None, kind="teguran_lisan", ground="Pasal 3 huruf f.")
    assert other.step == "teguran_lisan"


def test_discipline_without_rules_for_the_kind_is_refused(world: World) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(kind=Employee.Kind.PPPK)
    with pytest.raises(ValidationError, match="tidak berlaku untuk jenis"):
        case(world)


def test_nothing_is_deleted(world: World) -> None:
    sanction = case(world)
    with pytest.raises(PermissionDenied):
        withdraw_sanction(sanction, reason="Keliru.", by=world.account("dewi"), on=world.day)
    done = withdraw_sanction(sanction, reason="Keliru.", by=world.account("budi"), on=world.day)
    assert done.status == Status.WITHDRAWN
    imposed = decided(world, case(world))
    noted = appeal_sanction(imposed, text="Banding.", by=world.account("sari"), on=world.day)
    assert noted.appeal == "Banding."
    with pytest.raises(ValidationError, match="alasannya"):
        annul_sanction(imposed, reason=" ", by=world.account("dewi"), on=world.day)
    over = annul_sanction(
        imposed, reason="Banding diterima.", by=world.account("dewi"), on=world.day
    )
    assert (over.status, over.number) == (Status.ANNULLED, "800/12/2026")
    with pytest.raises(ValidationError, match="Status sanksi"):
        annul_sanction(over, reason="Lagi.", by=world.account("dewi"), on=world.day)
    (sheet,) = sanctioned_sheets(world.scope("sari"), world.sari)
    assert len(list(sheet.rows)) == 2


def test_only_those_in_relation_know_of_it(world: World) -> None:
    sanction = case(world)
    seen = {
        name
        for name in (
            "sari",
            "budi",
            "putri",
            "joko",
            "dewi",
            "tono",
            "rini",
            "agus",
            "wati",
            "lina",
        )
        if sanction in Sanction.objects.visible_to(world.scope(name))
    }
    assert seen == {"sari", "budi", "putri", "joko", "dewi", "tono"}


def test_each_verb_says_what_is_missing(world: World) -> None:
    by, on = world.account("budi"), world.day
    evaluation = after_a_chance(world)
    with pytest.raises(ValidationError, match="buktinya"):
        propose_sanction(evaluation, Proposal(TEST, " ", "Ya."), by=by, on=on)
    with pytest.raises(ValidationError, match="buktinya"):
        propose_discipline(world.sari, Case("x", " ", absence_days=12), by=by, on=on)
    sanction = stated(world, proposed(world, evaluation))
    with pytest.raises(ValidationError, match="alasan keputusan"):
        decide_sanction(sanction, Decided(False, " "), by=world.account("dewi"), on=on)


def test_the_pages_lead_from_the_proposal_to_the_annulment(
    world: World, as_: Callable[[str], Client]
) -> None:
    evaluation = after_a_chance(world)
    page = f"/evaluations/{evaluation.uuid}/"
    assert "Usulkan langkah sanksi" in text(as_("budi").get(page))
    assert "Usulkan hukuman disiplin" not in text(as_("sari").get(page))
    sent = {"step": TEST, "evidence": "", "reason": "Tidak membaik."}
    assert as_("budi").post(f"{page}sanction", sent).status_code == 422
    assert as_("budi").post(f"{page}sanction", {**sent, "evidence": "Tonggak"}).status_code == 303
    sanction = Sanction.objects.get()
    address = f"/sanctions/{sanction.uuid}/"
    assert "berhak memberi keterangan" in text(as_("sari").get(address))
    assert "Menunggu keterangan pegawai" in text(as_("dewi").get(address))
    assert as_("sari").post(f"{address}state", {"text": "Sudah \U0001f600"}).status_code == 303
    assert "Sudah" in text(as_("dewi").get(f"{address}decide"))
    choice = {
        "outcome": "impose",
        "reason": "Terbukti.",
        "number": "800/12",
        "dated_on": "25-11-2026",
        "starts_on": "26-11-2026",
    }
    assert as_("dewi").post(f"{address}decide", choice).status_code == 303
    assert "800/12" in text(as_("sari").get(address))
    assert as_("sari").post(f"{address}appeal", {"text": "Banding."}).status_code == 303
    assert as_("dewi").post(f"{address}annul", {"reason": "Keliru."}).status_code == 303
    assert "Keliru." in text(as_("budi").get(address))
    assert as_("rini").get(address).status_code == 404
    assert "Sari" in text(as_("dewi").get("/sanctions/?show=over"))
    person = f"/sanctions/people/{world.sari.uuid}"
    assert as_("budi").post(person, {"absence_days": "99", "evidence": "x"}).status_code == 422
    assert as_("wati").get(person).status_code == 404
