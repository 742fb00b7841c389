"""A move in the middle of a quarter: the former rater rates the closed plan at once."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.posts.actions import NewPost, move_employee
from pamong.people.raters.actions import set_rater
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World
from pamong.performance.closing.actions import close_evaluation
from pamong.performance.closing.queries import plans_to_close
from pamong.performance.evaluation.actions import open_evaluations
from pamong.performance.evaluation.tests.make import level_of, make_rated_plan, rated, ratings
from pamong.performance.levels.actions import set_level
from pamong.performance.models import Evaluation, Plan, Window
from pamong.performance.tests.make import make_complete_plan

As = Callable[[str], Client]
MOVED = date(2026, 11, 10)


@pytest.fixture
def closed(world: World) -> Plan:
    """Sari went from the clinic to the school in mid-quarter, and is rated by Wati from that day."""
    plan = make_rated_plan(world.sari, "80")
    post = NewPost(world.school, make_position(world.agency, name="Analis Sekolah"), MOVED)
    move_employee(world.sari, post, by=world.account("dewi"), on=world.day)
    set_rater(world.sari, rater=world.wati, valid_from=MOVED, by=SHELL, on=world.day)
    plan.refresh_from_db()
    assert (plan.ends_on, plan.rater) == (date(2026, 11, 9), world.budi)
    level_of(world)  # of the third quarter: the fourth is not over
    make_window(world)
    return plan


def make_window(world: World) -> Window:
    """The fourth quarter is rated in January."""
    days = {"opens_on": date(2027, 1, 2), "closes_on": date(2027, 1, 20)}
    place = {"year": 2026, "stage": Window.Stage.EVALUATION, "period": "Q4"}
    return Window.objects.create(agency=world.agency, **place, **days)


def opened(world: World, plan: Plan) -> Evaluation:
    return open_evaluations([plan], "Q4", by=world.account("budi"), on=world.day)[0]


def test_close_evaluation_sets_one_predicate_before_the_window_of_the_others(
    world: World, closed: Plan
) -> None:
    make_rated_plan(world.rini, "80")  # still to be rated with the quarter
    evaluation = rated(world, opened(world, closed))
    done = close_evaluation(evaluation, by=world.account("budi"), on=world.day)
    assert (done.status, done.predicate, done.unit_level) == ("set", "baik", "baik")
    entry = Entry.objects.get(verb="performance.evaluation_closed")
    assert (entry.actor_uuid, entry.person_uuid) == (world.account("budi").uuid, world.sari.uuid)
    assert not plans_to_close(world.scope("budi"), world.day).exists()
    assert Evaluation.objects.visible_to(world.scope("sari")).filter(pk=done.pk).exists()


def test_who_stays_is_not_rated_before_the_window(world: World, closed: Plan) -> None:
    other = opened(world, make_rated_plan(world.rini, "80"))
    with pytest.raises(ValidationError, match="Dibuka mulai"):
        rated(world, other)


def test_the_level_of_the_quarter_may_still_be_set_after_a_closing(
    world: World, closed: Plan
) -> None:
    evaluation = rated(world, opened(world, closed))
    close_evaluation(evaluation, by=world.account("budi"), on=world.day)
    Window.objects.all().delete()
    when, given = (2026, "Q4"), {"level": "istimewa", "reason": "Capaian triwulan IV."}
    set_level(world.clinic, when, **given, by=world.account("joko"), on=world.day)


def test_only_the_rater_of_the_closed_plan_closes_it(world: World, closed: Plan) -> None:
    evaluation = rated(world, opened(world, closed))
    for name in ("wati", "sari", "joko", "dewi"):
        with pytest.raises(PermissionDenied):
            close_evaluation(evaluation, by=world.account(name), on=world.day)


def test_close_evaluation_asks_for_both_ratings_first(world: World, closed: Plan) -> None:
    evaluation = rated(world, opened(world, closed), ratings(is_draft=True))
    with pytest.raises(ValidationError, match="Pilih dahulu rating"):
        close_evaluation(evaluation, by=world.account("budi"), on=world.day)


def test_a_running_plan_is_set_with_the_others(world: World, closed: Plan) -> None:
    Window.objects.all().delete()
    level_of(world, period="Q4")
    evaluation = rated(world, opened(world, make_rated_plan(world.rini, "80")))
    with pytest.raises(ValidationError, match="bersama pegawai lain"):
        close_evaluation(evaluation, by=world.account("budi"), on=world.day)


def test_the_first_screen_asks_the_former_rater(world: World, closed: Plan, as_: As) -> None:
    asked = "Nilai 1 SKP yang ditutup karena mutasi"
    assert asked in as_("budi").get(reverse("home")).content.decode()
    assert asked not in as_("wati").get(reverse("home")).content.decode()
    assert asked not in as_("sari").get(reverse("home")).content.decode()


def test_the_former_rater_walks_from_the_list_to_the_predicate(
    world: World, closed: Plan, as_: As
) -> None:
    client = as_("budi")
    listed = client.get(reverse("performance:closing-list")).content.decode()
    assert world.sari.full_name in listed
    assert "Mulai menilai 1 pegawai" in listed
    response = client.post(reverse("performance:closing-open"))
    evaluation = Evaluation.objects.get(plan=closed)
    rate = reverse("performance:evaluation-rate", args=[evaluation.uuid])
    assert response["Location"] == rate
    page = client.get(rate).content.decode()
    assert "Belum dapat dinilai" not in page
    given = {"results_rating": "sesuai_ekspektasi", "behaviour_rating": "sesuai_ekspektasi"}
    response = client.post(rate, given | {"seen": evaluation.version})
    close = reverse("performance:evaluation-close", args=[evaluation.uuid])
    assert response["Location"] == close
    shown = client.get(close).content.decode()
    assert "triwulan III 2026" in shown  # whose level stands in
    assert shown.count("Tetapkan predikat penutup") >= 2  # title and button
    assert client.post(close)["Location"] == reverse("performance:closing-list")
    evaluation.refresh_from_db()
    assert evaluation.is_final
    assert as_("wati").get(close).status_code == 404


def test_a_plan_that_ended_with_the_quarter_is_rated_with_the_others(world: World) -> None:
    make_complete_plan(world.sari, status=Plan.Status.AGREED, ends_on=date(2026, 9, 30))
    assert not plans_to_close(world.scope("budi"), world.day).exists()
