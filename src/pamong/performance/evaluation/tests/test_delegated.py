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
from pamong.performance.models import Evaluation, Plan
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
    for name in ("evaluation-detail", "evaluation-paper"):
        page = as_("sari").get(reverse(f"performance:{name}", args=[evaluation.uuid]))
        assert both in page.content.decode()


def test_after_the_last_day_nothing_is_left(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    Delegation.objects.update(valid_to=world.day)
    with pytest.raises(PermissionDenied):
        rated(world, evaluation, by="putri")
    make_rated_plan(world.rini, "80")
    assert not Plan.objects.visible_to(world.scope("putri")).filter(rater=world.budi).exists()
