"""What a delegate may do, and that the record has both names."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Delegation
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import level_of, make_rated_plan, opened, rated
from pamong.performance.models import DailyEntry, Evaluation, Plan
from pamong.performance.papers.writings import PERIODIC
from pamong.performance.plan.actions import agree_plan, propose_plan
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.tests.make import make_complete_plan

As = Callable[[str], Client]


def only(*duties: str) -> None:
    """Putri acts for Budi in these alone."""
    every = ("agrees", "rates", "reviews")
    Delegation.objects.update(**{name: name in duties for name in every})


def proposed(world: World) -> Plan:
    plan = make_complete_plan(world.sari)
    return propose_plan(plan, by=world.account("sari"), on=world.day)


def test_the_record_names_the_delegate_and_the_rater(world: World) -> None:
    agree_plan(proposed(world), by=world.account("putri"), on=world.day)
    entry = Entry.objects.get(verb="performance.plan_agreed")
    assert entry.actor_uuid == world.account("putri").uuid
    assert entry.actor_name == f"{world.putri.name} a.n. {world.budi.name}"


def test_the_own_act_of_a_delegate_names_nobody_else(world: World) -> None:
    plan = make_complete_plan(world.putri)
    propose_plan(plan, by=world.account("putri"), on=world.day)
    assert Entry.objects.get(verb="performance.plan_proposed").actor_name == world.putri.name


def test_who_got_only_ratings_answers_no_plan(world: World, as_: As) -> None:
    only("rates")
    plan = proposed(world)
    with pytest.raises(PermissionDenied):
        agree_plan(plan, by=world.account("putri"), on=world.day)
    assert "Jawab SKP" not in as_("putri").get(reverse("home")).content.decode()


def test_who_got_only_plans_rates_nobody_and_sees_no_rating(world: World, as_: As) -> None:
    only("agrees")
    level_of(world)
    evaluation = opened(world)
    with pytest.raises(PermissionDenied):
        rated(world, evaluation, by="putri")
    assert not Evaluation.objects.visible_to(world.scope("putri")).exists()
    rate = reverse("performance:evaluation-rate", args=[evaluation.uuid])
    assert as_("putri").get(rate).status_code == 404
    listed = as_("putri").get(reverse("performance:evaluation-list") + "?year=2026&period=Q3")
    assert world.sari.full_name not in listed.content.decode()
    assert "Nilai 1 pegawai" not in as_("putri").get(reverse("home")).content.decode()


def test_the_person_reads_who_rated_in_whose_place(world: World, as_: As) -> None:
    level_of(world)
    evaluation = rated(world, opened(world), by="putri")
    set_predicates(
        world.budi, (2026, "Q3"), reason="Beda.", by=world.account("putri"), on=world.day
    )
    both = f"{world.putri.name} a.n. {world.budi.name}"
    page = as_("sari").get(reverse("performance:evaluation-detail", args=[evaluation.uuid]))
    assert both in page.content.decode()
    writing = PERIODIC.one(str(evaluation.uuid))
    assert writing is not None
    assert ["Dinilai oleh", both] in writing.content["notes"]


def test_after_the_last_day_nothing_is_left(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    Delegation.objects.update(valid_to=world.day)
    with pytest.raises(PermissionDenied):
        rated(world, evaluation, by="putri")
    make_rated_plan(world.rini, "80")
    assert not Plan.objects.visible_to(world.scope("putri")).filter(rater=world.budi).exists()


PICKS = {
    "agrees": ("performance:team", "performance:plan-subordinates"),
    "rates": ("performance:evaluations-rate",),
    "reviews": ("performance:daily-review",),
}


@pytest.mark.parametrize("duty", sorted(PICKS))
def test_a_delegate_picks_only_what_the_duties_allow(world: World, as_: As, duty: str) -> None:
    """Whatever stands on the boards of a leader is done or asked anew; nothing ends in a refusal."""
    only(duty)
    level_of(world)
    proposed(world)
    rini = opened(world, "rini").plan
    DailyEntry.objects.create(
        plan=rini, employee=world.rini, on=world.day, text="Imunisasi", status="recorded"
    )
    putri = as_("putri")
    for held, names in PICKS.items():
        for name in names:
            args = [2026, "Q3"] if "rate" in name else []
            page = putri.get(reverse(name, args=args))
            has_picks = 'type="checkbox"' in page.content.decode() and page.status_code == 200
            assert has_picks is (held == duty), name


def test_what_a_delegate_may_not_answer_is_said_to_wait_for_the_rater(
    world: World, as_: As
) -> None:
    only("rates")
    proposed(world)
    page = as_("putri").get(reverse("performance:team")).content.decode()
    assert "Menunggu penilai" in page
    assert "Setujui SKP" not in page
    only("agrees")
    page = as_("putri").get(reverse("performance:team")).content.decode()
    assert "Menunggu penilai" not in page
    assert "Setujui SKP" in page
