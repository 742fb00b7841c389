"""Two people press different buttons at the same moment: one is first, the other is told plainly."""

import threading
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from pamong.ledger.models import Entry
from pamong.people.raters.actions import set_rater
from pamong.people.tests.world import World
from pamong.performance.correction.actions import grant_correction
from pamong.performance.correction.tests.test_correct_evaluation import ask
from pamong.performance.evaluation.actions import acknowledge_evaluation, rate_evaluation
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    BELOW,
    WHEN,
    final,
    level_of,
    opened,
    rated,
    ratings,
)
from pamong.performance.models import Evaluation, Plan
from pamong.performance.objection.actions import Decision, decide_objection, file_objection
from pamong.performance.plan.actions import agree_plan, propose_plan, return_plan, withdraw_plan
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.tests.make import make_complete_plan

pytestmark = pytest.mark.django_db(transaction=True)

Verb = Callable[[], object]


def race(first: Verb, second: Verb) -> str:
    """Let the second begin while the first has not committed; the sentence that the second got."""
    held, go, said = threading.Event(), threading.Event(), []

    def begin() -> None:
        try:
            with transaction.atomic():
                first()
                held.set()
                go.wait(timeout=10)
        finally:
            held.set()
            connection.close()

    def follow() -> None:
        try:
            second()
        except ValidationError as error:
            said.append(" ".join(error.messages))
        finally:
            connection.close()

    threads = [threading.Thread(target=begin), threading.Thread(target=follow)]
    threads[0].start()
    assert held.wait(timeout=10)
    threads[1].start()
    threads[1].join(timeout=0.3)  # it waits for the first, or would be done by now
    assert threads[1].is_alive()
    go.set()
    for thread in threads:
        thread.join(timeout=30)
    return "".join(said)


ENDS = {"agree": "agreed", "return": "returned", "withdraw": "withdrawn"}


@pytest.mark.parametrize(("first", "second"), list(permutations(ENDS, 2)))
def test_of_agree_return_and_withdraw_the_first_counts(
    world: World, first: str, second: str
) -> None:
    row = make_complete_plan(world.sari, status=Plan.Status.PROPOSED)
    sari, budi, day = world.account("sari"), world.account("budi"), world.day
    verbs: dict[str, Callable[[Plan], object]] = {
        "agree": lambda plan: agree_plan(plan, by=budi, on=day),
        "return": lambda plan: return_plan(plan, reason="Perjelas target.", by=budi, on=day),
        "withdraw": lambda plan: withdraw_plan(plan, by=sari, on=day),
    }
    one, other = Plan.objects.get(pk=row.pk), Plan.objects.get(pk=row.pk)
    said = race(lambda: verbs[first](one), lambda: verbs[second](other))
    assert "Muat ulang halaman" in said
    row.refresh_from_db()
    assert row.status == ENDS[first]
    told = Entry.objects.filter(subject_uuid=row.uuid).values_list("verb", flat=True)
    assert list(told) == [f"performance.plan_{ENDS[first]}"]


@pytest.mark.parametrize("is_proposed_first", [True, False])
def test_a_proposal_and_a_new_rater_both_hold(world: World, is_proposed_first: bool) -> None:
    row = make_complete_plan(world.sari)
    day = world.day

    def propose() -> None:
        propose_plan(Plan.objects.get(pk=row.pk), by=world.account("sari"), on=day)

    def change() -> None:
        by = world.account("rini")
        set_rater(world.sari, rater=world.agus, valid_from=day, by=by, on=day)

    verbs = (propose, change) if is_proposed_first else (change, propose)
    assert race(*verbs) == ""
    row.refresh_from_db()
    assert (row.status, row.rater) == ("proposed", world.agus)


def rate(world: World, evaluation: Evaluation, seen: int) -> Evaluation:
    given = ratings(BELOW, BELOW, reason="Lain.")
    return rate_evaluation(evaluation, given, seen=seen, by=world.account("budi"), on=world.day)


def set_all(world: World) -> object:
    return set_predicates(world.budi, WHEN, reason="Beda.", by=world.account("budi"), on=world.day)


def test_a_rating_that_comes_after_the_predicates_were_set_is_refused(world: World) -> None:
    level_of(world, "istimewa")
    row = rated(world, opened(world))
    said = race(lambda: set_all(world), lambda: rate(world, row, row.version))
    assert said
    row.refresh_from_db()
    assert (row.status, row.results_rating == BELOW) == ("set", False)


def test_predicates_set_after_a_rating_set_what_that_rating_says(world: World) -> None:
    level_of(world, "istimewa")
    row = rated(world, opened(world))
    said = race(lambda: rate(world, row, row.version), lambda: set_all(world))
    row.refresh_from_db()
    assert row.results_rating == BELOW
    assert (row.status == "set") == (said == "")


def test_two_grants_open_one_version(world: World) -> None:
    old = final(world)
    asked = ask(world, old)
    verbs = [
        lambda name=name: grant_correction(asked, by=world.account(name), on=world.day)
        for name in ("joko", "joko")
    ]
    assert "sudah disetujui" in race(*verbs)
    assert Evaluation.objects.filter(plan=old.plan).count() == 2


@pytest.mark.parametrize("is_grant_first", [True, False])
def test_a_correction_and_a_decided_objection_make_one_version(
    world: World, is_grant_first: bool
) -> None:
    old = final(world)
    asked = ask(world, old)
    objection = file_objection(old, reason="Salah.", by=world.account("sari"), on=world.day)
    joko = world.account("joko")
    decision = Decision("Data benar.", ABOVE, ABOVE)
    verbs: tuple[Any, Any] = (
        lambda: grant_correction(asked, by=joko, on=world.day),
        lambda: decide_objection(objection, decision, by=joko, on=world.day),
    )
    said = race(*(verbs if is_grant_first else verbs[::-1]))
    assert "koreksi" in said.lower()
    assert Evaluation.objects.filter(plan=old.plan).count() == 2


def test_an_acceptance_and_an_objection_do_not_both_count_unseen(world: World) -> None:
    row = final(world)
    sari, day = world.account("sari"), world.day
    said = race(
        lambda: acknowledge_evaluation(row, by=sari, on=day),
        lambda: acknowledge_evaluation(row, by=sari, on=day),
    )
    assert "diterima pegawai" in said
