from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.feedback.actions import (
    Promise,
    ask_dialogue,
    finish_dialogue_action,
    hold_dialogue,
)
from pamong.performance.models import Dialogue, DialogueAction, Plan
from pamong.performance.progress.tests.make import make_plan

DAY = date(2026, 11, 25)


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.sari)


def ask(world: World, plan: Plan, name: str = "sari") -> Dialogue:
    return ask_dialogue(plan, topic="Beban kerja", by=world.account(name), on=DAY)


def hold(world: World, dialogue: Dialogue, name: str = "budi") -> Dialogue:
    promises = [
        Promise("Tambah satu kader", world.budi, date(2026, 12, 10)),
        Promise("Bukan pihak dialog", world.wati, date(2026, 12, 10)),
    ]
    by = world.account(name)
    return hold_dialogue(dialogue, promises, summary="Beban dibagi.", by=by, on=DAY)


@pytest.mark.parametrize("name", ["sari", "budi", "putri"])
def test_either_of_the_two_asks(world: World, plan: Plan, name: str) -> None:
    assert ask(world, plan, name).asked_by == world.people[name]
    assert Entry.objects.filter(verb="performance.dialogue_asked").count() == 1


@pytest.mark.parametrize("name", ["joko", "rini", "agus", "dewi"])
def test_nobody_else_asks(world: World, plan: Plan, name: str) -> None:
    with pytest.raises(PermissionDenied):
        ask(world, plan, name)


def test_what_was_agreed_is_written_once_with_who_does_it(world: World, plan: Plan) -> None:
    dialogue = hold(world, ask(world, plan))
    assert (dialogue.status, dialogue.held_on) == ("held", DAY)
    assert DialogueAction.objects.get().owner == world.budi
    with pytest.raises(ValidationError, match="sudah dicatat"):
        hold(world, dialogue)


def test_a_summary_is_needed(world: World, plan: Plan) -> None:
    with pytest.raises(ValidationError, match="kesepakatan"):
        hold_dialogue(ask(world, plan), [], summary=" ", by=world.account("budi"), on=DAY)


def test_who_promised_or_the_rater_marks_it_done_once(world: World, plan: Plan) -> None:
    hold(world, ask(world, plan))
    action = DialogueAction.objects.get()
    with pytest.raises(PermissionDenied):
        finish_dialogue_action(action, by=world.account("sari"), on=DAY)
    assert finish_dialogue_action(action, by=world.account("budi"), on=DAY).done_on == DAY
    with pytest.raises(ValidationError, match="sudah selesai"):
        finish_dialogue_action(action, by=world.account("budi"), on=DAY)


def test_the_pages_ask_hold_and_finish(world: World, as_: Any, plan: Plan) -> None:
    listed = reverse("performance:dialogue-list", args=[plan.uuid])
    assert as_("sari").post(listed, {"topic": ""}).status_code == 422
    assert as_("sari").post(listed, {"topic": "Beban kerja"}).status_code == 303
    dialogue = Dialogue.objects.get()
    held = reverse("performance:dialogue-hold", args=[dialogue.uuid])
    typed = {"summary": "Beban dibagi.", "text_0": "Tambah kader", "owner_0": str(world.sari.uuid)}
    answer = as_("budi").post(held, typed)
    assert answer.status_code == 422
    assert "Isi paling lambat kapan." in answer.content.decode()
    assert as_("budi").post(held, {**typed, "due_0": "10-12-2026"}).status_code == 303
    text = as_("sari").get(listed).content.decode()
    assert "Tambah kader" in text
    assert "10 Desember 2026, 15 hari lagi" in text
    finish = reverse("performance:dialogue-finish", args=[dialogue.uuid])
    key = {"action": DialogueAction.objects.get().pk}
    assert as_("sari").post(finish, key).status_code == 303
    assert as_("sari").post(finish, {"action": "x"}).status_code == 404
    assert as_("wati").get(listed).status_code == 404
    assert as_("joko").get(held).status_code == 403
    assert as_("joko").post(listed, {"topic": "x"}).status_code == 403


def test_a_talk_waits_on_the_first_page_of_the_other_and_what_was_promised_too(
    world: World, as_: Any, plan: Plan
) -> None:
    dialogue = ask(world, plan)
    asked = "Lakukan dialog kinerja dengan Sari Lestari"
    assert asked in as_("budi").get(reverse("home")).content.decode()
    assert asked not in as_("sari").get(reverse("home")).content.decode()
    hold(world, dialogue)
    text = as_("budi").get(reverse("home")).content.decode()
    assert asked not in text
    assert "Tambah satu kader" in text
