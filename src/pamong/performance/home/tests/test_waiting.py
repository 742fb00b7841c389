"""What others ask of a person stands on the first screen, and only on that person's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from pamong.access.scope import Role
from pamong.people.tests.world import World
from pamong.performance.correction.tests.test_correct_evaluation import UNTIL, ask, grant
from pamong.performance.evaluation.actions import acknowledge_evaluation
from pamong.performance.evaluation.tests.make import final, give_role
from pamong.performance.feedback_ask.actions import decline_feedback
from pamong.performance.feedback_ask.tests.test_ask_feedback import agreed, asked
from pamong.performance.home.waiting import waiting_for
from pamong.performance.local_rules.tests.test_local_rules import ask as ask_rule
from pamong.performance.objection.actions import explain_objection, withdraw_objection
from pamong.performance.objection.tests.test_objection import filed

As = Callable[[str], Client]


def page(client: Client, name: str = "home") -> str:
    response = client.get(reverse(name))
    assert response.status_code == 200
    return response.content.decode()


def test_an_objection_waits_for_who_decides_and_who_explains(world: World, as_: As) -> None:
    objection = filed(world)
    assert "Putuskan 1 keberatan" in page(as_("joko"))
    assert "Tanggapi 1 keberatan" in page(as_("budi"))
    assert "1 keberatan Anda" in page(as_("sari"))
    assert "1 keberatan" not in page(as_("wati"))
    explain_objection(objection, text="Data per September.", by=world.account("budi"), on=world.day)
    assert "Tanggapi 1 keberatan" not in page(as_("budi"))
    assert "Putuskan 1 keberatan" in page(as_("joko"))


def test_a_rating_waits_for_the_answer_of_whom_it_is(world: World, as_: As) -> None:
    evaluation = final(world)
    assert "Jawab 1 hasil penilaian Anda" in page(as_("sari"))
    assert "hasil penilaian Anda" not in page(as_("budi"))
    acknowledge_evaluation(evaluation, by=world.account("sari"), on=world.day)
    assert "Jawab 1 hasil penilaian Anda" not in page(as_("sari"))


def test_who_objected_has_answered(world: World) -> None:
    filed(world)
    assert "result" not in waiting_for(world.scope("sari"), world.day)


def test_a_withdrawn_objection_waits_for_nobody(world: World, as_: As) -> None:
    withdraw_objection(filed(world), by=world.account("sari"), on=world.day)
    assert "keberatan" not in page(as_("joko")).replace("Keberatan", "")
    assert "keberatan Anda" not in page(as_("sari"))


def test_without_a_superior_the_head_or_personnel_decides(world: World) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    objection = filed(world)
    plan = objection.evaluation.plan
    plan.superior = None
    plan.save()
    assert waiting_for(world.scope("wati"), world.day) == {"decide": 1}
    assert waiting_for(world.scope("dewi"), world.day)["decide"] == 1
    assert "decide" not in waiting_for(world.scope("joko"), world.day)


def test_who_is_asked_for_feedback_is_told_until_it_is_answered(world: World, as_: As) -> None:
    one = asked(world, agreed(world))
    assert "Jawab 1 permintaan umpan balik" in page(as_("wati"))
    assert "permintaan umpan balik" not in page(as_("joko"))
    decline_feedback(one, by=world.account("wati"), on=world.day)
    assert "Jawab 1 permintaan umpan balik" not in page(as_("wati"))


def test_a_correction_waits_for_the_superior_and_personnel(world: World, as_: As) -> None:
    reopening = ask(world, final(world))
    for name in ("joko", "dewi"):
        assert "Jawab 1 permintaan koreksi" in page(as_(name))
    for name in ("budi", "sari", "wati"):
        assert "permintaan koreksi" not in page(as_(name))
    grant(world, reopening)
    assert "permintaan koreksi" not in page(as_("dewi"))


def test_a_correction_whose_days_are_over_waits_for_nobody(world: World) -> None:
    ask(world, final(world))
    after = UNTIL + timedelta(days=1)
    assert "correction" not in waiting_for(world.scope("joko"), after)


def test_a_changed_rule_waits_for_the_second_person(world: World, as_: As) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    ask_rule(world)
    assert "Jawab 1 permintaan perubahan aturan" in page(as_("wati"))
    assert "permintaan perubahan aturan" not in page(as_("dewi"))


def test_the_corrections_that_wait_stand_on_one_page(world: World, as_: As) -> None:
    ask(world, final(world))
    text = page(as_("joko"), "performance:correction-list")
    assert "Realisasi Agustus salah ketik." in text
    assert "Menunggu Anda" in text
    assert "Menunggu orang kedua" in page(as_("budi"), "performance:correction-list")
    assert world.sari.full_name not in page(as_("wati"), "performance:correction-list")


def test_everything_that_waits_is_one_query(
    world: World, django_assert_max_num_queries: Any
) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    filed(world)
    scope = world.scope("wati")
    with django_assert_max_num_queries(1):
        waiting_for(scope, world.day)
