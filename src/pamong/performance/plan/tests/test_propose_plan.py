"""Proposing, withdrawing, returning and agreeing: who may, in which state, and what is left."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong import performance
from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.models import Plan, PlanSnapshot
from pamong.performance.plan.actions import (
    agree_plan,
    agree_plans,
    draft_plan,
    propose_plan,
    return_plan,
    return_plans,
    withdraw_plan,
)
from pamong.performance.plan.wording import VERBS
from pamong.performance.tests.make import make_complete_plan, make_plan, make_result

As = Callable[[str], Client]


def proposed(world: World) -> Plan:
    plan = make_complete_plan(world.sari)
    return propose_plan(plan, by=world.account("sari"), on=world.day)


def last_verb(plan: Plan) -> str:
    return Entry.objects.filter(subject_uuid=plan.uuid).latest("sequence").verb


def test_a_complete_plan_is_handed_to_the_rater(world: World) -> None:
    plan = proposed(world)
    assert (plan.status, plan.proposed_on) == (Plan.Status.PROPOSED, world.day)
    entry = Entry.objects.get(subject_uuid=plan.uuid)
    assert entry.changes == {"status": ["drafted", "proposed"]}
    assert entry.person_name.startswith("Sari")


def test_an_incomplete_plan_says_all_that_is_missing(world: World) -> None:
    plan = make_plan(world.sari, rater=None)
    make_result(plan, "Meningkatnya mutu")
    with pytest.raises(ValidationError) as refused:
        propose_plan(plan, by=world.account("sari"), on=world.day)
    assert len(refused.value.messages) == 2
    assert "Penilai Anda belum tercatat" in refused.value.messages[0]


@pytest.mark.parametrize("name", ["budi", "wati", "rini", "dewi", "agus"])
def test_nobody_proposes_for_another(world: World, name: str) -> None:
    plan = make_complete_plan(world.sari)
    with pytest.raises(PermissionDenied):
        propose_plan(plan, by=world.account(name), on=world.day)


def test_a_proposed_plan_is_not_proposed_twice(world: World) -> None:
    plan = proposed(world)
    with pytest.raises(ValidationError, match="sudah diajukan"):
        propose_plan(plan, by=world.account("sari"), on=world.day)
    assert Entry.objects.filter(subject_uuid=plan.uuid).count() == 1


def test_the_owner_withdraws_and_proposes_again(world: World) -> None:
    plan = withdraw_plan(proposed(world), by=world.account("sari"), on=world.day)
    assert plan.status == Plan.Status.WITHDRAWN
    assert propose_plan(plan, by=world.account("sari"), on=world.day).status == "proposed"


def test_the_rater_agrees_and_the_content_is_frozen(world: World) -> None:
    plan = agree_plan(proposed(world), by=world.account("budi"), on=world.day)
    snapshot = PlanSnapshot.objects.get(plan=plan)
    assert plan.is_in_force
    assert snapshot.content["results"][0]["indicators"][0]["target"] == "80.000000"
    assert last_verb(plan) == "performance.plan_agreed"


def test_a_delegate_agrees_between_the_dates_and_not_after(world: World) -> None:
    plan = proposed(world)
    with pytest.raises(PermissionDenied):
        agree_plan(plan, by=world.account("putri"), on=date(2026, 12, 24))
    assert agree_plan(plan, by=world.account("putri"), on=world.day).status == "agreed"


@pytest.mark.parametrize("name", ["sari", "joko", "wati", "rini", "dewi", "hadi", "tono"])
def test_only_the_rater_agrees(world: World, name: str) -> None:
    plan = proposed(world)
    with pytest.raises(PermissionDenied):
        agree_plan(plan, by=world.account(name), on=world.day)


def test_many_are_agreed_together_or_not_at_all(world: World) -> None:
    first = proposed(world)
    draft = make_complete_plan(world.putri)
    with pytest.raises(ValidationError):
        agree_plans([first, draft], by=world.account("budi"), on=world.day)
    first.refresh_from_db()
    assert first.status == Plan.Status.PROPOSED


def test_a_returned_plan_keeps_the_reason_out_of_the_ledger(world: World) -> None:
    plan = return_plan(
        proposed(world), reason="Naikkan target", by=world.account("budi"), on=world.day
    )
    entry = Entry.objects.filter(subject_uuid=plan.uuid).latest("sequence")
    assert plan.return_reason == "Naikkan target"
    assert entry.changes["reason"][1].startswith("sha256:")
    assert plan.is_editable


def test_a_return_needs_a_reason(world: World) -> None:
    with pytest.raises(ValidationError, match="Tulis apa"):
        return_plan(proposed(world), reason=" ", by=world.account("budi"), on=world.day)


def test_many_are_returned_with_one_reason(world: World) -> None:
    plan = proposed(world)
    with pytest.raises(ValidationError):
        return_plans([plan], reason=" ", by=world.account("budi"), on=world.day)
    with pytest.raises(PermissionDenied):
        return_plans([plan], reason="Naikkan target.", by=world.account("wati"), on=world.day)
    return_plans([plan], reason="Naikkan target.", by=world.account("budi"), on=world.day)
    plan.refresh_from_db()
    assert (plan.status, last_verb(plan)) == (Plan.Status.RETURNED, "performance.plan_returned")


def test_two_plans_of_one_person_never_overlap(world: World) -> None:
    make_plan(world.sari)
    with pytest.raises(ValidationError, match="sudah punya SKP"):
        draft_plan(
            world.sari,
            starts_on=date(2026, 7, 1),
            ends_on=date(2026, 12, 31),
            approach="kuantitatif",
            by=world.account("sari"),
            on=world.day,
        )


def test_a_plan_is_drafted_before_there_is_a_rater(world: World) -> None:
    plan = draft_plan(
        world.wati,
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        approach="kuantitatif",
        by=world.account("wati"),
        on=world.day,
    )
    assert plan.rater is None
    assert plan.form == Plan.Form.LEADER


def test_the_head_finds_the_plan_on_her_desk(world: World, as_: As) -> None:
    plan = proposed(world)
    page = as_("budi").get(reverse("performance:plan-subordinates"))
    text = page.content.decode()
    assert str(plan.uuid) in text
    assert f"{plan.post_name}, {plan.unit.name}" in text


@pytest.mark.parametrize("name", ["wati", "lina", "outsider", "agus"])
def test_the_head_of_another_unit_gets_404(world: World, as_: As, name: str) -> None:
    plan = proposed(world)
    response = as_(name).get(reverse("performance:plan-detail", args=[plan.uuid]))
    assert response.status_code == 404


def test_a_double_click_agrees_once_and_shows_the_plan(world: World, as_: As) -> None:
    plan = proposed(world)
    client, url = as_("budi"), reverse("performance:plan-agree", args=[plan.uuid])
    answers = [client.post(url, {"_once": "k1"}) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert Entry.objects.filter(verb="performance.plan_agreed").count() == 1


def test_agreeing_an_answered_plan_says_so_on_a_page(world: World, as_: As) -> None:
    plan = agree_plan(proposed(world), by=world.account("budi"), on=world.day)
    response = as_("budi").post(reverse("performance:plan-agree", args=[plan.uuid]))
    assert response.status_code == 422
    assert "sudah disetujui" in response.content.decode()


def test_the_trace_shows_the_reason_to_both(world: World, as_: As) -> None:
    plan = return_plan(
        proposed(world), reason="Sebut sumber data", by=world.account("budi"), on=world.day
    )
    for name in ("sari", "budi"):
        page = as_(name).get(reverse("performance:plan-detail", args=[plan.uuid]))
        assert "Sebut sumber data" in page.content.decode()


def test_every_verb_on_a_plan_has_words_for_its_trace() -> None:
    asked = re.compile(r"(?:record|Draft)\(\s*\"(performance\.[a-z_]+)\",\s*plan,")
    sources = [
        path
        for path in Path(performance.__file__).parent.rglob("*.py")
        if "improvement" not in path.parts  # whose plan is another: one to improve after a rating
    ]
    found = {verb for path in sources for verb in asked.findall(path.read_text(encoding="utf-8"))}
    assert found
    assert found <= VERBS.keys()
