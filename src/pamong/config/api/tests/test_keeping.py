from datetime import timedelta
from typing import Any

from pamong.access.forgetting import forget_old
from pamong.access.models import ApiKey, KeptAnswer
from pamong.access.tests.make import with_key
from pamong.config.api.keeping import claim
from pamong.config.api.tests.programs import new_plan, send
from pamong.config.verb import Verb
from pamong.ledger.models import Entry
from pamong.people.tests.world import World


def test_the_same_key_and_body_do_it_once(world: World) -> None:
    key = with_key(world.account("sari"))
    first = send(key, "plans/new", new_plan(), **{"Idempotency-Key": "a"})
    again = send(key, "plans/new", new_plan(), **{"Idempotency-Key": "a"})
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Entry.objects.filter(verb="performance.plan_drafted").count() == 1


def test_the_same_key_for_something_else_is_refused(world: World) -> None:
    key = with_key(world.account("sari"))
    send(key, "plans/new", new_plan(), **{"Idempotency-Key": "a"})
    other = new_plan() | {"approach": "kualitatif"}
    assert send(key, "plans/new", other, **{"Idempotency-Key": "a"}).status_code == 422


def test_a_refusal_frees_the_key(world: World) -> None:
    key = with_key(world.account("sari"))
    assert send(key, "plans/new", {}, **{"Idempotency-Key": "a"}).status_code == 422
    assert not KeptAnswer.objects.exists()
    assert send(key, "plans/new", new_plan(), **{"Idempotency-Key": "a"}).status_code == 200


def test_another_key_of_another_person_is_another_request(world: World) -> None:
    for person in ("sari", "rini"):
        key = with_key(world.account(person))
        assert send(key, "plans/new", new_plan(), **{"Idempotency-Key": "a"}).status_code == 200
    assert KeptAnswer.objects.count() == 2


def test_answers_are_forgotten_after_a_day(world: World) -> None:
    key = with_key(world.account("sari"))
    send(key, "plans/new", new_plan(), **{"Idempotency-Key": "a"})
    kept = KeptAnswer.objects.get()
    KeptAnswer.objects.update(at=kept.at - timedelta(hours=25))
    list(forget_old())
    assert not KeptAnswer.objects.exists()


def test_of_an_anonymous_verb_no_answer_is_kept(world: World, rf: Any) -> None:
    request = rf.post("/api/v1/vote", headers={"Idempotency-Key": "a"})
    with_key(world.account("sari"))
    request.api_key = ApiKey.objects.get()
    verb = Verb("x:vote", "Pilih", "a", "b", "c", is_anonymous=True)
    assert claim(request, verb) == (0, None)
    assert not KeptAnswer.objects.exists()
