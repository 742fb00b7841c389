from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import TeamMember
from pamong.people.tests.make import make_employee
from pamong.people.tests.world import World
from pamong.performance.feedback.actions import Word, give_feedback
from pamong.performance.models import Feedback, Plan, Result
from pamong.performance.progress.tests.make import make_line, make_plan, make_reading, make_result

DAY = date(2026, 11, 25)


@pytest.fixture
def result(world: World) -> Result:
    result = make_result(make_plan(world.sari))
    make_reading(make_line(result), 75, date(2026, 9, 30))
    return result


def give(world: World, result: Result, name: str, **more: Any) -> Feedback:
    fields: dict[str, Any] = {"text": "Kohortnya rapi.", "result_id": result.pk} | more
    words = [Word(**fields)]
    return give_feedback(result.plan, words, by=world.account(name), on=DAY)[0]


@pytest.mark.parametrize(
    ("name", "side"),
    [("budi", "pimpinan"), ("putri", "pimpinan"), ("agus", "ketua_tim"), ("rini", "rekan")],
)
def test_the_side_is_where_the_giver_stands(
    world: World, result: Result, name: str, side: str
) -> None:
    assert give(world, result, name).side == side


@pytest.mark.parametrize("name", ["sari", "wati", "hadi", "dewi", "lina"])
def test_who_stands_on_no_side_says_nothing(world: World, result: Result, name: str) -> None:
    with pytest.raises(PermissionDenied):
        give(world, result, name)


def test_a_team_that_is_over_gives_no_side(world: World, result: Result) -> None:
    TeamMember.objects.update(valid_to=date(2026, 6, 30))
    with pytest.raises(PermissionDenied):
        give(world, result, "agus")


def test_the_ledger_keeps_side_and_digest_only(world: World, result: Result) -> None:
    give(world, result, "budi")
    entry = Entry.objects.get(verb="performance.feedback_given")
    assert entry.changes["side"] == [None, "pimpinan"]
    assert "rapi" not in str(entry.changes)


def test_a_plan_must_be_in_force(world: World, result: Result) -> None:
    Plan.objects.update(status=Plan.Status.PROPOSED)
    with pytest.raises(ValidationError, match="setelah SKP disetujui"):
        give(world, result, "budi")


def test_a_result_of_another_plan_is_ignored(world: World, result: Result) -> None:
    other = make_result(make_plan(world.putri))
    with pytest.raises(ValidationError, match="paling sedikit satu"):
        give(world, result, "budi", result_id=other.pk)


def page(result: Result) -> str:
    return reverse("performance:feedback-give", args=[result.plan.uuid])


def test_several_things_are_said_at_once(as_: Any, result: Result) -> None:
    typed = {f"result_{result.pk}": "Kohortnya rapi.", "value_harmonis": "Membantu rekan baru."}
    answer = as_("budi").post(page(result), typed, follow=True)
    assert "2 umpan balik tersimpan." in answer.content.decode()
    own = as_("sari").get(reverse("performance:feedback-list")).content.decode()
    assert "Kohortnya rapi." in own
    assert "Pimpinan: Budi Santoso" in own
    assert as_("budi").post(page(result), {"value_loyal": ""}).status_code == 422


def test_a_team_leader_sees_readings_and_a_colleague_does_not(
    world: World, as_: Any, result: Result
) -> None:
    world.people["tuti"] = make_employee(world.clinic, name="Tuti Handayani")
    leader = as_("agus").get(page(result)).content.decode()
    assert "75%, target 100%" in leader
    assert "Anda menulis sebagai ketua tim" in leader
    colleague = as_("tuti").get(page(result)).content.decode()
    assert "75%, target 100%" not in colleague
    assert "Anda menulis sebagai rekan kerja" in colleague


def test_who_does_not_see_the_plan_reads_only_his_own_words(
    world: World, as_: Any, result: Result
) -> None:
    give(world, result, "budi", text="Hanya antara kita.")
    give(world, result, "agus", text="Data tim lengkap.")
    text = as_("agus").get(page(result)).content.decode()
    assert "Data tim lengkap." in text
    assert "Hanya antara kita." not in text


@pytest.mark.parametrize(
    ("name", "status"),
    [("sari", 200), ("budi", 200), ("agus", 200), ("rini", 200), ("dewi", 200),
     ("wati", 404), ("hadi", 404), ("lina", 404), ("outsider", 404)],
)  # fmt: skip
def test_who_opens_the_page(as_: Any, result: Result, name: str, status: int) -> None:
    assert as_(name).get(page(result)).status_code == status


def test_the_list_names_whom_one_may_speak_about(as_: Any, result: Result) -> None:
    text = as_("agus").get(reverse("performance:feedback-list")).content.decode()
    assert "Sari Lestari" in text
    assert "Ketua tim" in text
    assert "Sari Lestari, A.Md.Keb.</a>" not in as_("wati").get(
        reverse("performance:feedback-list")
    ).content.decode()  # fmt: skip


def test_the_page_costs_at_most_twelve_queries(
    as_: Any, result: Result, django_assert_max_num_queries: Any
) -> None:
    client = as_("agus")
    with django_assert_max_num_queries(12):
        client.get(page(result))
