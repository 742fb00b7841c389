"""Evidence is looked at by others than its owner, by relation; a question goes to the owner and comes back answered."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.measurement.cards.tests.make import make_card
from pamong.measurement.models import Card, Evidence
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.evidence.actions import UseInput, use_evidence
from pamong.performance.looked import evidence_beside, evidence_said
from pamong.performance.models import EvidenceUse, Goal, GoalIndicator, Plan, Result
from pamong.performance.progress.tests.make import make_plan, make_result
from pamong.performance.verification.actions import (
    confirm_evidence,
    explain_evidence,
    question_evidence,
)
from pamong.performance.verification.queries import waiting_evidence

DAY = date(2026, 11, 25)
Look = Evidence.Look


@pytest.fixture
def result(world: World) -> Result:
    return make_result(make_plan(world.sari))


def make_piece(result: Result, title: str = "Rekap") -> Evidence:
    owner: Employee = result.plan.employee
    piece = Evidence.objects.create(
        owner=owner, title=title, link="https://contoh.example/rekap", dated_on=DAY
    )
    EvidenceUse.objects.create(evidence=piece, plan=result.plan, result=result)
    return piece


def kept_by(world: World, result: Result, name: str) -> Card:
    """The result hangs on a goal whose indicator has a card of somebody."""
    card = make_card(world, unit=world.health, owner=world.people[name])
    goal = Goal.objects.create(
        agency=world.agency, kind=Goal.Kind.OUTCOME, name="Sehat", first_year=2025, last_year=2029
    )
    GoalIndicator.objects.create(goal=goal, indicator=card.indicator)
    result.goal = goal
    result.save(update_fields=["goal"])
    return card


def waiting(world: World, name: str) -> list[Evidence]:
    return list(waiting_evidence(world.scope(name), DAY))


def test_the_leader_confirms_and_the_record_says_who_and_when(world: World, result: Result) -> None:
    piece = make_piece(result)
    assert waiting(world, "budi") == [piece]
    confirm_evidence(piece, by=world.account("budi"), on=DAY)
    piece.refresh_from_db()
    assert (piece.looked, piece.looked_on) == (Look.CONFIRMED, DAY)
    assert [(one.by, one.question) for one in piece.looks.all()] == [(world.budi, "")]
    entry = Entry.objects.get(verb="performance.evidence_confirmed")
    assert entry.person_uuid == world.sari.uuid
    assert waiting(world, "budi") == []
    with pytest.raises(ValidationError, match="sudah diperiksa"):
        confirm_evidence(piece, by=world.account("rini"), on=DAY)


@pytest.mark.parametrize("name", ["sari", "wati", "agus", "hadi", "dewi", "tono", "lina", "joko"])
def test_nobody_without_the_relation_looks(world: World, result: Result, name: str) -> None:
    piece = make_piece(result)
    assert waiting(world, name) == []
    with pytest.raises(PermissionDenied):
        confirm_evidence(piece, by=world.account(name), on=DAY)
    with pytest.raises(PermissionDenied):
        question_evidence(piece, "Apa ini?", by=world.account(name), on=DAY)


def test_who_keeps_the_card_behind_a_result_looks_and_sees_no_more(
    world: World, result: Result, as_: Any
) -> None:
    card = kept_by(world, result, "agus")
    piece = make_piece(result)
    other = make_piece(make_result(result.plan, text="Lain"), "Notulen")
    assert waiting(world, "agus") == [piece]
    client = as_("agus")
    assert client.get(f"/evidence/{other.uuid}/").status_code == 404
    page = client.get(f"/evidence/{piece.uuid}/").content.decode()
    assert "Konfirmasi bukti" in page
    confirm_evidence(piece, by=world.account("agus"), on=DAY)
    ((_label, said),) = evidence_beside(world.scope("agus"), card)
    assert said == "1 dari 1 dikonfirmasi"
    assert said in as_("putri").get(f"/indicators/{card.uuid}/").content.decode()


def test_a_question_is_answered_by_the_owner_and_the_piece_waits_again(
    world: World, result: Result
) -> None:
    piece, budi, sari = make_piece(result), world.account("budi"), world.account("sari")
    with pytest.raises(ValidationError, match="Tidak ada pertanyaan"):
        explain_evidence(piece, "x", by=sari, on=DAY)
    with pytest.raises(ValidationError, match="Tulis apa"):
        question_evidence(piece, "  ", by=budi, on=DAY)
    question_evidence(piece, " Bulan apa ini? ", by=budi, on=DAY)
    assert waiting(world, "budi") == []
    with pytest.raises(ValidationError, match="sudah diperiksa"):
        question_evidence(piece, "Lagi", by=world.account("rini"), on=DAY)
    with pytest.raises(PermissionDenied):
        explain_evidence(piece, "Oktober", by=budi, on=DAY)
    explain_evidence(piece, "Oktober", by=sari, on=DAY)
    (look,) = piece.looks.all()
    assert (look.question, look.answer, look.answered_on) == ("Bulan apa ini?", "Oktober", DAY)
    assert waiting(world, "budi") == [piece]
    assert "Oktober" not in str(list(Entry.objects.values_list("changes", flat=True)))
    confirm_evidence(piece, by=budi, on=DAY)
    assert piece.looks.count() == 2


def test_a_piece_that_serves_more_than_was_looked_at_waits_again(
    world: World, result: Result
) -> None:
    piece = make_piece(result)
    confirm_evidence(piece, by=world.account("budi"), on=DAY)
    other = make_result(result.plan, text="Lain")
    both = UseInput(results=frozenset([result.pk, other.pk]))
    piece.refresh_from_db()
    use_evidence(piece, result.plan, both, by=world.account("sari"), on=DAY)
    assert waiting(world, "budi") == [piece]


def test_a_withdrawn_piece_and_a_draft_are_not_looked_at(world: World, result: Result) -> None:
    piece = make_piece(result)
    Plan.objects.update(status=Plan.Status.DRAFTED)
    assert waiting(world, "budi") == []
    with pytest.raises(PermissionDenied):
        confirm_evidence(piece, by=world.account("budi"), on=DAY)
    Plan.objects.update(status=Plan.Status.AGREED)
    Evidence.objects.update(withdrawn_on=DAY)
    assert waiting(world, "budi") == []
    with pytest.raises(ValidationError, match="sudah ditarik"):
        confirm_evidence(piece, by=world.account("budi"), on=DAY)


def test_the_pages_lead_from_the_list_to_the_look(world: World, result: Result, as_: Any) -> None:
    piece = make_piece(result)
    address = f"/evidence/{piece.uuid}/"
    budi, sari = as_("budi"), as_("sari")
    assert piece.title in budi.get("/evidence/waiting/").content.decode()
    assert budi.post(address + "question", {"question": ""}).status_code == 422
    assert budi.post(address + "question", {"question": "x" * 9000}).status_code == 422
    assert budi.post(address + "question", {"question": "Mana ini? 🙂"}).status_code == 303
    assert budi.post(address + "question", {"question": "Lagi"}).status_code == 422
    page = sari.get(address).content.decode()
    assert "Mana ini? 🙂" in page
    assert "Jawab pertanyaan" in page
    assert "Ditanyakan" in sari.get("/evidence/").content.decode()
    assert sari.post(address + "explain", {"answer": "Lampiran 2"}).status_code == 303
    assert sari.post(address + "explain", {"answer": "Lagi"}).status_code == 422
    assert "Lampiran 2" in budi.get(address).content.decode()
    assert budi.post(address + "confirm").status_code == 303
    assert budi.post(address + "confirm").status_code == 422
    readings = sari.get(
        reverse("performance:readings-enter", args=[result.plan.uuid])
    ).content.decode()
    assert evidence_said([Look.CONFIRMED]) in readings


def test_the_list_costs_the_same_however_much_waits(
    world: World, result: Result, as_: Any, django_assert_max_num_queries: Any
) -> None:
    for at in range(30):
        make_piece(result, f"Bukti {at}")
    client = as_("budi")
    client.get("/evidence/waiting/")
    with django_assert_max_num_queries(12):
        page = client.get("/evidence/waiting/").content.decode()
    assert "?after=" in page
