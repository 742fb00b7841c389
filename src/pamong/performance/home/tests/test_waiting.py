"""What others ask of a person stands on the first screen, and only on that person's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from pamong.access.scope import Role
from pamong.measurement.publishing.tests.make import make_measured_card, name_publisher, propose
from pamong.people.raters.actions import decline_report, report_supervisor
from pamong.people.tests.world import World
from pamong.performance.correction.tests.test_correct_evaluation import UNTIL, ask, grant
from pamong.performance.evaluation.actions import acknowledge_evaluation
from pamong.performance.evaluation.tests.make import (
    WHEN,
    final,
    give_role,
    level_of,
    make_rated_plan,
    opened,
    rated,
)
from pamong.performance.feedback.actions import ask_dialogue, hold_dialogue
from pamong.performance.feedback_ask.actions import decline_feedback
from pamong.performance.feedback_ask.tests.test_ask_feedback import agreed, asked
from pamong.performance.home.asked import CLAIMS, REQUESTS
from pamong.performance.home.queries import home_of
from pamong.performance.home.waiting import TO_PUBLISH, waiting_for
from pamong.performance.local_rules.tests.test_local_rules import ask as ask_rule
from pamong.performance.models import Window
from pamong.performance.objection.actions import explain_objection, withdraw_objection
from pamong.performance.objection.tests.test_objection import filed
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.progress.tests.make import make_plan

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
    assert waiting_for(world.scope("wati"), world.day)["decide"] == 1
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


def test_rated_people_wait_for_their_predicates_to_be_set(world: World, as_: As) -> None:
    level_of(world, "istimewa")
    rated(world, opened(world))
    said = "Tetapkan predikat 1 pegawai untuk triwulan III 2026"
    text = page(as_("budi"))
    assert said in text
    assert "/evaluations/?year=2026&amp;period=Q3" in text
    assert "Tetapkan predikat" not in page(as_("sari")) + page(as_("wati"))
    set_predicates(world.budi, WHEN, reason="Beda.", by=world.account("budi"), on=world.day)
    assert "Tetapkan predikat" not in page(as_("budi"))


def test_predicates_are_set_when_everybody_is_rated(world: World, as_: As) -> None:
    level_of(world)
    rated(world, opened(world))
    make_rated_plan(world.putri)
    text = page(as_("budi"))
    assert "Nilai 1 pegawai untuk triwulan III 2026" in text
    assert "Tetapkan predikat" not in text


def test_a_talk_that_one_asked_for_is_awaited_until_it_is_held(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    talk = ask_dialogue(plan, topic="Beban kerja", by=world.account("sari"), on=world.day)
    response = as_("sari").get(reverse("home"))
    awaited = [(task.text, task.sub) for task in response.context["awaited"]]
    assert awaited == [("Dialog kinerja", f"Menunggu {world.budi.name}")]
    assert reverse("performance:dialogue-list", args=[plan.uuid]) in response.content.decode()
    assert not as_("budi").get(reverse("home")).context["awaited"]
    hold_dialogue(talk, [], summary="Dibagi.", by=world.account("budi"), on=world.day)
    assert not as_("sari").get(reverse("home")).context["awaited"]


def test_a_leader_who_asks_for_a_talk_waits_for_the_employee(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    ask_dialogue(plan, topic="Beban kerja", by=world.account("budi"), on=world.day)
    (task,) = as_("budi").get(reverse("home")).context["awaited"]
    assert task.sub == f"Menunggu {world.sari.name}"


def test_the_own_report_of_a_wrong_superior_is_awaited_until_it_is_answered(
    world: World, as_: As
) -> None:
    by = world.account("sari")
    report = report_supervisor(world.sari, suggested=None, note="", by=by, on=world.day)
    response = as_("sari").get(reverse("home"))
    (task,) = response.context["awaited"]
    assert task.text == "Laporan Anda: atasan keliru"
    assert task.sub == "Menunggu administrator unit"
    address = reverse("people:supervisor-report-detail", args=[report.uuid])
    assert address in response.content.decode()
    decline_report(report, answer="Sudah benar.", by=world.account("dewi"), on=world.day)
    assert not as_("sari").get(reverse("home")).context["awaited"]


def test_everything_that_waits_is_one_query(
    world: World, django_assert_max_num_queries: Any
) -> None:
    give_role(world, "wati", Role.AGENCY_HEAD)
    filed(world)
    scope = world.scope("wati")
    with django_assert_max_num_queries(1):
        waiting_for(scope, world.day)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("kind", [*CLAIMS, *REQUESTS])
def test_what_others_ask_is_said_in_english(kind: str, count: int) -> None:
    _name, text, _why = (CLAIMS | REQUESTS)[kind]
    with override("id"):
        indonesian = text % {"n": count}
    with override("en"):
        assert text % {"n": count} != indonesian


def test_a_figure_for_the_public_waits_for_who_publishes_and_not_for_who_proposed_it(
    world: World, as_: Any
) -> None:
    name_publisher(world)
    name_publisher(world, "budi")
    propose(world, make_measured_card(world))
    assert waiting_for(world.scope("wati"), world.day)[TO_PUBLISH] == 1
    assert TO_PUBLISH not in waiting_for(world.scope("budi"), world.day), "the card is his"
    assert TO_PUBLISH not in waiting_for(world.scope("dewi"), world.day)
    assert "Putuskan 1 angka untuk publik" in as_("wati").get("/").content.decode()


def test_who_publishes_and_is_no_employee_sees_no_deadlines_of_plans(world: World) -> None:
    days = {"opens_on": world.day, "closes_on": world.day + timedelta(days=5)}
    place = {"year": world.day.year, "stage": Window.Stage.EVALUATION, "period": WHEN[1]}
    Window.objects.create(agency=world.agency, **place, **days)
    name_publisher(world)
    scope = world.scope("wati")
    assert home_of(scope, world.day).windows
    assert not home_of(replace(scope, employee_id=0), world.day).windows
