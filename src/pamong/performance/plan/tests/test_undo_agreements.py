"""Agreeing many plans: a look before, who is passed over, and taking it back for a while."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.actions import record
from pamong.ledger.models import Entry
from pamong.people.acts.record import WHILE, Act
from pamong.people.tests.world import World
from pamong.performance.models import Plan, PlanAnnex
from pamong.performance.plan.actions import agree_plans, propose_plan, return_plan, withdraw_plan
from pamong.performance.plan.picked_actions import (
    agree_picked_plans,
    return_picked_plans,
    undo_agreements,
)
from pamong.performance.plan.seen import marks_of
from pamong.performance.tests.make import make_complete_plan, make_plan

As = Callable[[str], Client]
Status = Plan.Status
AGREE = "performance:plan-agree-many"


@pytest.fixture
def plans(world: World) -> list[Plan]:
    whole = make_complete_plan(world.sari)
    first = propose_plan(whole, by=world.account("sari"), on=world.day)
    return [first, make_plan(world.putri, status=Status.PROPOSED, status_on=world.day)]


def page(answer: Any) -> str:
    return str(answer.content.decode())


def set_annex(plan: Plan, text: str) -> None:
    PlanAnnex.objects.create(plan=plan, kind="dukungan_sumber_daya", text=text, place=1)


def states(plans: list[Plan]) -> list[str]:
    return [Plan.objects.get(pk=plan.pk).status for plan in plans]


def agreed(world: World, plans: list[Plan]) -> Act:
    agree_plans(plans, by=world.account("budi"), on=world.day)
    rows = Entry.objects.filter(verb="performance.plan_agreed").order_by("sequence")
    return Act(tuple(rows))


def test_the_first_press_shows_what_will_change_and_changes_nothing(
    world: World, as_: As, plans: list[Plan]
) -> None:
    shown = as_("budi").post(reverse(AGREE), {"plan": marks_of(plans)})
    assert shown.status_code == 200
    for words in ("Sari Lestari", "Putri Ayu", "Belum ada yang berubah", "Setujui 2 SKP"):
        assert words in page(shown)
    assert states(plans) == ["proposed", "proposed"]
    assert not Entry.objects.filter(verb="performance.plan_agreed").exists()


def test_the_page_before_shows_the_whole_of_each_plan(
    world: World, as_: As, plans: list[Plan], django_assert_max_num_queries: Any
) -> None:
    set_annex(plans[0], "Posyandu kit untuk tiga desa")
    budi, data = as_("budi"), {"plan": marks_of(plans)}
    with django_assert_max_num_queries(12):
        shown = page(budi.post(reverse(AGREE), data))
    result = plans[0].results.get()
    for words in (result.text, "Bayi mendapat imunisasi lengkap", "80%", "Posyandu kit untuk tiga"):
        assert words in shown
    assert shown.index("Posyandu kit") < shown.index("Setujui 2 SKP")


def test_more_plans_than_a_page_holds_are_said_to_be_unread(
    as_: As, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pamong.performance.plan.many_views.AT_ONCE", 1)
    shown = page(as_("budi").post(reverse(AGREE), {"plan": marks_of(plans)}))
    assert "Isi 1 SKP lagi tidak termuat" in shown


def test_a_plan_that_changed_is_passed_over_by_name_and_the_others_are_agreed(
    world: World, as_: As, plans: list[Plan]
) -> None:
    budi, data = as_("budi"), {"plan": marks_of(plans), "sure": "1"}
    withdraw_plan(plans[0], by=world.account("sari"), on=world.day)
    before = page(budi.post(reverse(AGREE), {"plan": data["plan"]}))
    assert "SKP sudah ditarik" in before
    answer = budi.post(reverse(AGREE), data)
    told = page(budi.get(answer["Location"]))
    assert "Dilewati: Sari Lestari, A.Md.Keb. (SKP sudah ditarik)" in told
    assert "1 SKP disetujui." in told
    assert states(plans) == ["withdrawn", "agreed"]


def test_two_answers_at_once_do_nothing_twice(world: World, plans: list[Plan]) -> None:
    marks, budi = marks_of(plans), world.account("budi")
    seen = list(Plan.objects.filter(pk__in=[plan.pk for plan in plans]))
    done = return_picked_plans(seen[:1], marks, reason="Lengkapi", by=budi, on=world.day)
    assert len(done.done) == 1
    then = agree_picked_plans(seen, marks, by=budi, on=world.day)
    assert [plan.pk for plan in then.done] == [seen[1].pk]
    again = agree_picked_plans(seen, marks, by=budi, on=world.day)
    assert again.done == []
    assert {str(one.why) for one in again.passed} == {
        "SKP sudah dikembalikan",
        "SKP sudah disetujui",
    }
    assert Entry.objects.filter(verb="performance.plan_agreed").count() == 1
    with pytest.raises(PermissionDenied):
        agree_picked_plans(seen, marks, by=world.account("wati"), on=world.day)


def test_who_agreed_takes_it_back_once(world: World, as_: As, plans: list[Plan]) -> None:
    budi = as_("budi")
    answer = budi.post(reverse(AGREE), {"plan": marks_of(plans), "sure": "1"})
    address = answer["Location"]
    assert "Batalkan persetujuan" in page(budi.get(address))
    assert as_("joko").get(address).status_code == 404
    assert as_("joko").post(address).status_code == 404
    assert budi.post(address).status_code == 303
    assert states(plans) == ["proposed", "proposed"]
    assert Entry.objects.filter(verb="performance.plan_agreement_undone").count() == 2
    again = budi.post(address)
    assert again.status_code == 422
    assert "ada catatan lain" in page(again)
    assert "Batalkan persetujuan" not in page(budi.get(address))
    assert Entry.objects.filter(verb="performance.plan_agreement_undone").count() == 2


def test_what_happened_on_top_stays_and_is_named(world: World, plans: list[Plan]) -> None:
    act, budi = agreed(world, plans), world.account("budi")
    return_plan(Plan.objects.get(pk=plans[0].pk), reason="Lengkapi", by=budi, on=world.day)
    done = undo_agreements(act, by=budi, on=world.day, at=act.until)
    assert [plan.employee for plan in done.done] == [world.putri]
    assert [one.name for one in done.passed] == [world.sari.full_name]
    assert states(plans) == ["returned", "proposed"]


def test_work_of_the_owner_since_keeps_the_agreement(world: World, plans: list[Plan]) -> None:
    act = agreed(world, plans[:1])
    record("performance.steps_saved", plans[0], by=world.account("sari"), on=world.day)
    with pytest.raises(ValidationError, match="Tidak dapat dibatalkan"):
        undo_agreements(act, by=world.account("budi"), on=world.day, at=act.until)
    assert states(plans[:1]) == ["agreed"]


def test_an_agreement_stays_after_a_while(world: World, plans: list[Plan]) -> None:
    act = agreed(world, plans)
    late = act.until + timedelta(seconds=1)
    assert act.until - act.entries[0].recorded_at == WHILE
    with pytest.raises(ValidationError, match="sudah lewat"):
        undo_agreements(act, by=world.account("budi"), on=world.day, at=late)


def test_who_rates_no_more_takes_nothing_back(world: World, plans: list[Plan]) -> None:
    act = agreed(world, plans[:1])
    Plan.objects.update(rater=world.joko)
    with pytest.raises(ValidationError, match="Tidak dapat dibatalkan"):
        undo_agreements(act, by=world.account("budi"), on=world.day, at=act.until)
    assert states(plans[:1]) == ["agreed"]


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (1, 999999), (2**70, 1), (1, 1)])
def test_a_place_of_the_record_that_is_no_act_of_ones_own_is_not_found(
    world: World, as_: As, place: tuple[int, int]
) -> None:
    address = reverse("performance:agreements-undo", args=place)
    assert as_("budi").get(address).status_code == 404
