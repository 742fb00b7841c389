"""Copying results and changing agreed targets."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.measurement.models import Pace, Target
from pamong.people.tests.world import World
from pamong.performance.models import Plan, PlanIndicator, Result, TargetRevision
from pamong.performance.plan.content import content_of
from pamong.performance.plan.copying import copy_results, offered
from pamong.performance.plan.revision_actions import answer_revision, ask_revision
from pamong.performance.tests.make import (
    make_complete_plan,
    make_indicator,
    make_plan,
    make_result,
)

As = Callable[[str], Client]


def asked(world: World) -> TargetRevision:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    line = PlanIndicator.objects.get(result__plan=plan)
    return ask_revision(
        line,
        new_value=Decimal(70),
        reason="Wilayah dibagi dua",
        by=world.account("sari"),
        on=world.day,
    )


def target_of(plan: Plan) -> Decimal | None:
    return content_of(plan).indicators[0].target


def test_the_old_target_holds_until_the_rater_answers(world: World) -> None:
    revision = asked(world)
    assert target_of(revision.plan) == 80
    answer_revision(revision, is_granted=True, answer="", by=world.account("budi"), on=world.day)
    assert target_of(revision.plan) == 70
    revision.plan.refresh_from_db()
    assert revision.plan.status == Plan.Status.REVISED
    assert revision.old_value == 80
    entry = Entry.objects.get(verb="performance.revision_granted")
    assert entry.changes["target"] == ["80.000000", "70"] or entry.changes["target"][1] in {
        "70",
        "70.000000",
    }


def test_a_refusal_needs_its_reason_and_changes_nothing(world: World) -> None:
    revision = asked(world)
    with pytest.raises(ValidationError, match="alasan penolakan"):
        answer_revision(
            revision, is_granted=False, answer="", by=world.account("budi"), on=world.day
        )
    answer_revision(
        revision, is_granted=False, answer="Masih wajar", by=world.account("budi"), on=world.day
    )
    assert target_of(revision.plan) == 80


def test_one_request_at_a_time_for_one_indicator(world: World) -> None:
    revision = asked(world)
    with pytest.raises(ValidationError, match="masih menunggu"):
        ask_revision(
            revision.plan_indicator,
            new_value=Decimal(60),
            reason="Lagi",
            by=world.account("sari"),
            on=world.day,
        )


@pytest.mark.parametrize("name", ["sari", "joko", "rini", "dewi"])
def test_only_the_rater_answers(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        answer_revision(
            asked(world), is_granted=True, answer="", by=world.account(name), on=world.day
        )


def test_a_stranger_does_not_find_the_request(world: World, as_: As) -> None:
    url = reverse("performance:revision-answer", args=[asked(world).uuid])
    assert as_("wati").post(url, {"grant": "1"}).status_code == 404


def test_the_rater_answers_on_the_plan(world: World, as_: As) -> None:
    revision = asked(world)
    client = as_("budi")
    page = client.get(reverse("performance:plan-detail", args=[revision.plan.uuid]))
    assert "Wilayah dibagi dua" in page.content.decode()
    url = reverse("performance:revision-answer", args=[revision.uuid])
    assert client.post(url, {"grant": "1"}).status_code == 303


def test_a_refusal_without_a_reason_is_asked_back_beside_the_answer(world: World, as_: As) -> None:
    revision = asked(world)
    url = reverse("performance:revision-answer", args=[revision.uuid])
    page = as_("budi").post(url, {"refuse": "1", "answer": " "})
    assert page.status_code == 422
    text, name = page.content.decode(), f"answer-{revision.pk}"
    assert f'<a href="#{name}">' in text
    assert f'id="{name}_error"' in text
    assert "Wilayah dibagi dua" in text
    assert as_("budi").post(url, {"refuse": "1", "answer": "Belum"}).status_code == 303


def test_an_answer_to_what_was_answered_already_is_handed_back(world: World, as_: As) -> None:
    revision = asked(world)
    url = reverse("performance:revision-answer", args=[revision.uuid])
    by = world.account("budi")
    answer_revision(revision, is_granted=True, answer="", by=by, on=world.day)
    page = as_("budi").post(url, {"refuse": "1", "answer": "Belum waktunya."})
    assert page.status_code == 422
    assert "Permintaan ini sudah dijawab." in page.content.decode()
    assert ">Belum waktunya.<" in page.content.decode()


def test_last_years_results_are_copied_with_the_aim_as_start(world: World) -> None:
    old = make_complete_plan(world.sari, year=2025, status=Plan.Status.AGREED)
    plan = make_plan(world.sari)
    copy_results(plan, list(old.results.all()), by=world.account("sari"), on=world.day)
    line = content_of(plan).indicators[0]
    assert (line.target, line.baseline) == (Decimal(80), Decimal(80))
    assert Entry.objects.filter(verb="performance.plan_copied").count() == 1


def test_a_colleague_in_the_same_post_is_offered_once_agreed(world: World) -> None:
    theirs = make_complete_plan(world.putri)
    plan = make_plan(world.sari)
    assert offered(plan) == []
    theirs.status = Plan.Status.AGREED
    theirs.save()
    assert [source.owner for source in offered(plan)] == [world.putri.full_name]


def test_a_result_of_another_post_is_never_copied(world: World) -> None:
    theirs = make_complete_plan(world.joko, status=Plan.Status.AGREED)
    plan = make_plan(world.sari)
    with pytest.raises(ValidationError, match="Pilih"):
        copy_results(
            plan, list(Result.objects.filter(plan=theirs)), by=world.account("sari"), on=world.day
        )


def test_picked_results_are_copied_from_the_page(world: World, as_: As) -> None:
    old = make_complete_plan(world.sari, year=2025, status=Plan.Status.AGREED)
    plan = make_plan(world.sari)
    url = reverse("performance:plan-copy", args=[plan.uuid])
    client = as_("sari")
    key = str(old.results.get().uuid)
    assert key in client.get(url).content.decode()
    assert client.post(url, {"result": [key, "rusak"]}).status_code == 303
    assert plan.results.count() == 1
    none = client.post(url, {}).content.decode()
    assert '<a href="#picks">Centang paling sedikit satu hasil kerja untuk disalin.</a>' in none
    assert none.count('id="picks"') == 1
    assert 'id="picks_error"' in none


def test_a_colleagues_sentence_is_offered_once_with_how_many_have_it(world: World) -> None:
    agreed = {"status": Plan.Status.AGREED}
    for person, text in ((world.putri, "Data gizi lengkap"), (world.agus, "data  gizi lengkap")):
        make_result(make_plan(person, **agreed), text)
    make_result(make_plan(world.rini), "Belum disetujui")
    plan = make_plan(world.sari)
    (source,) = offered(plan)
    assert (source.owner_id, source.people) == (world.putri.pk, 2)


def test_a_copy_keeps_only_the_column_that_its_form_shows(world: World) -> None:
    source = make_plan(world.sari, year=2025)
    make_indicator(make_result(source), aspect="kuantitas")
    plan = make_plan(world.sari, form=Plan.Form.LEADER)
    copy_results(plan, list(source.results.all()), by=world.account("sari"), on=world.day)
    assert [line.aspect for line in content_of(plan).indicators] == [""]


@pytest.mark.parametrize(
    ("typed", "said"), [("8.000", "100 kali targetnya"), ("0,8", "kurang dari")]
)
def test_an_odd_target_is_asked_back_once_and_sent_when_confirmed(
    world: World, as_: As, typed: str, said: str
) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    line = PlanIndicator.objects.get(result__plan=plan)
    url = reverse("performance:revision-ask", args=[plan.uuid])
    data = {"line": str(line.uuid), "new_value": typed, "reason": "Wilayah dibagi dua"}
    page = as_("sari").post(url, data)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert 'name="sure"' in page.content.decode()
    assert not TargetRevision.objects.exists()
    assert as_("sari").post(url, data | {"sure": "on"}).status_code == 303
    assert TargetRevision.objects.exists()


def test_a_likely_target_is_not_asked_back(world: World, as_: As) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    line = PlanIndicator.objects.get(result__plan=plan)
    url = reverse("performance:revision-ask", args=[plan.uuid])
    assert 'name="sure"' not in as_("sari").get(url).content.decode()
    data = {"line": str(line.uuid), "new_value": "70", "reason": "Wilayah dibagi dua"}
    assert as_("sari").post(url, data).status_code == 303


def test_both_sides_read_in_the_trace_from_which_target_to_which(world: World, as_: As) -> None:
    revision = asked(world)
    plan = revision.plan_indicator.result.plan
    for name in ("sari", "budi"):
        page = as_(name).get(reverse("performance:plan-detail", args=[plan.uuid]))
        assert "Target: 80 → 70" in page.content.decode()


@pytest.mark.parametrize(("value", "said"), [("-5", "di bawah nol"), ("40", "triwulan III (45)")])
def test_a_target_that_cannot_be_meant_is_asked_back(
    world: World, as_: As, value: str, said: str
) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    line = PlanIndicator.objects.get(result__plan=plan)
    stages = {"q1": 15, "q2": 30, "q3": 45}
    Target.objects.filter(indicator=line.indicator).update(pace=Pace.OWN, **stages)
    url = reverse("performance:revision-ask", args=[plan.uuid])
    data = {"line": str(line.uuid), "new_value": value, "reason": "Wilayah dibagi dua"}
    response = as_("sari").post(url, data)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert as_("sari").post(url, data | {"sure": "on"}).status_code == 303
