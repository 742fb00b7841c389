from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import level_of, opened
from pamong.performance.feedback.actions import Word, give_feedback
from pamong.performance.feedback_ask.actions import ask_feedback, decline_feedback
from pamong.performance.models import Feedback, FeedbackAsk, Plan
from pamong.performance.tests.make import make_complete_plan

As = Callable[[str], Client]


def text_of(page: Any) -> str:
    return str(page.content.decode())


def agreed(world: World) -> Plan:
    return make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)


def asked(world: World, plan: Plan, by: str = "sari", giver: str = "wati") -> FeedbackAsk:
    person = getattr(world, giver)
    note = "Bagaimana kerja sama dengan sekolah?"
    return ask_feedback(plan, person, note=note, by=world.account(by), on=world.day)


def said(world: World, plan: Plan, by: str = "wati") -> list[Feedback]:
    words = [Word("Selalu siap membantu.", value="kolaboratif")]
    return give_feedback(plan, words, by=world.account(by), on=world.day)


def test_who_is_asked_may_speak_from_outside_the_unit_and_only_once(world: World) -> None:
    plan = agreed(world)
    with pytest.raises(PermissionDenied):
        said(world, plan)
    ask = asked(world, plan)
    (one,) = said(world, plan)
    assert one.side == Feedback.Side.PEER
    ask.refresh_from_db()
    assert ask.answered_on == world.day
    with pytest.raises(PermissionDenied):
        said(world, plan)


def test_the_record_knows_who_was_asked_and_no_words(world: World) -> None:
    asked(world, agreed(world))
    entry = Entry.objects.get(verb="performance.feedback_asked")
    assert str(world.wati.uuid) in str(entry.changes["giver"])
    assert "sekolah" not in str(entry.changes)


@pytest.mark.parametrize("name", ["joko", "rini", "agus", "wati", "dewi"])
def test_others_do_not_ask(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        asked(world, agreed(world), by=name, giver="hadi")


@pytest.mark.parametrize("giver", ["sari", "budi", "lina"])
def test_the_pair_and_other_agencies_are_not_asked(world: World, giver: str) -> None:
    with pytest.raises(ValidationError, match="rekan lain"):
        asked(world, agreed(world), giver=giver)


def test_one_is_asked_again_only_after_an_answer(world: World) -> None:
    plan = agreed(world)
    ask = asked(world, plan)
    with pytest.raises(ValidationError, match="belum menjawab"):
        asked(world, plan, by="budi")
    decline_feedback(ask, by=world.account("wati"), on=world.day)
    with pytest.raises(PermissionDenied):
        said(world, plan)
    assert asked(world, plan, by="budi").is_open


def test_nobody_declines_for_another(world: World) -> None:
    with pytest.raises(PermissionDenied):
        decline_feedback(asked(world, agreed(world)), by=world.account("sari"), on=world.day)


def test_from_the_search_to_the_answer(world: World, as_: As) -> None:
    plan = agreed(world)
    address = f"/plans/{plan.uuid}/feedback/ask"
    sari, wati = as_("sari"), as_("wati")
    assert "Minta umpan balik" in text_of(sari.get("/feedback/"))
    found = text_of(sari.get(f"{address}?q=wati kus"))
    assert "Wati Kusuma" in found
    assert "Tidak ada rekan" in text_of(sari.get(f"{address}?q=lina"))
    assert sari.post(f"{address}?q=wati", {"giver": ""}).status_code == 422
    given = {"giver": str(world.wati.uuid), "note": "Kerja sama?"}
    assert sari.post(f"{address}?q=wati", given).status_code == 303
    assert "Menunggu jawaban" in text_of(sari.get(address))
    page = text_of(wati.get("/feedback/"))
    assert "Sari Lestari, A.Md.Keb. meminta umpan balik Anda" in page
    give = f"/plans/{plan.uuid}/feedback"
    assert wati.get(give).status_code == 200
    assert wati.get(f"/plans/{plan.uuid}/").status_code == 404
    assert wati.post(give, {"value_loyal": "Setia."}).status_code == 303
    assert "Dijawab" in text_of(sari.get(address))
    assert "Setia." in text_of(as_("budi").get(give))
    assert wati.get(give).status_code == 404


def test_the_leader_sees_the_words_of_others_while_rating(world: World, as_: As) -> None:
    level_of(world)
    evaluation = opened(world, "sari")
    asked(world, evaluation.plan)
    said(world, evaluation.plan)
    page = text_of(as_("budi").get(f"/evaluations/{evaluation.uuid}/rate"))
    assert "Rekan kerja: Selalu siap membantu." in page
