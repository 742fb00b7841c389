"""A rating of a period that is over stays with the rater of its last day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.following import count_staying
from pamong.people.models import Assignment, Delegation
from pamong.people.posts.actions import set_acting_rater
from pamong.people.raters.actions import set_rater
from pamong.people.tests.make import START, make_position
from pamong.people.tests.world import World
from pamong.people.vacancies.actions import take_over_rater
from pamong.performance.evaluation.permissions import can_rate_evaluation
from pamong.performance.evaluation.queries import worklist
from pamong.performance.evaluation.tests.make import (
    WHEN,
    final,
    level_of,
    make_rated_plan,
    opened,
    rated,
)
from pamong.performance.home.queries import home_of
from pamong.performance.keeping.actions import pass_on_ratings
from pamong.performance.models import Evaluation, Plan, Window
from pamong.performance.objection.actions import file_objection
from pamong.performance.objection.permissions import can_decide_objection
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.rhythm import PLAIN
from pamong.performance.team.queries import waiting_counts
from pamong.performance.waiting import ratings

As = Callable[[str], Client]
OCTOBER, JULY, APRIL = date(2026, 10, 1), date(2026, 7, 1), date(2026, 4, 1)


def change(world: World, day: date, rater: str = "agus", of: str = "sari") -> None:
    person, new = getattr(world, of), getattr(world, rater)
    set_rater(person, rater=new, valid_from=day, by=SHELL, on=world.day)


def kept(plan: Plan) -> dict[str, str]:
    rows = Evaluation.objects.filter(plan=plan).select_related("keeper").order_by("period")
    return {row.period: row.keeper.name.split()[0] if row.keeper else "" for row in rows}


def names(world: World, name: str, when: tuple[int, str] = WHEN) -> list[str]:
    return [line.name for line in worklist([getattr(world, name).pk], when, PLAIN)]


def test_what_is_over_before_the_change_stays_and_what_runs_goes_along(world: World) -> None:
    plan = make_rated_plan(world.sari)
    change(world, OCTOBER)
    plan.refresh_from_db()
    assert plan.rater == world.agus
    assert kept(plan) == {"Q1": "Budi", "Q2": "Budi", "Q3": "Budi"}
    assert names(world, "budi") == [world.sari.full_name]
    assert names(world, "agus") == []
    assert names(world, "agus", (2026, "Q4")) == [world.sari.full_name]
    assert names(world, "agus", (2026, Window.Period.YEAR)) == names(world, "agus", (2026, "Q4"))


def test_it_is_on_record_and_nothing_is_written_twice(world: World) -> None:
    make_rated_plan(world.sari)
    change(world, OCTOBER)
    change(world, OCTOBER)
    entry = Entry.objects.filter(verb="performance.evaluation_kept").first()
    assert entry is not None
    assert entry.changes["keeper"] == [None, str(world.budi.uuid)]
    assert Entry.objects.filter(verb="performance.evaluation_kept").count() == 3


def test_a_wrong_superior_is_corrected_from_the_day_that_is_chosen(world: World) -> None:
    plan = make_rated_plan(world.sari)
    change(world, APRIL)
    assert kept(plan) == {"Q1": "Budi"}
    assert names(world, "agus") == [world.sari.full_name]


def test_a_day_that_is_mended_later_moves_ratings_again(world: World) -> None:
    plan = make_rated_plan(world.sari)
    change(world, OCTOBER)
    change(world, JULY)
    assert kept(plan) == {"Q1": "Budi", "Q2": "Budi", "Q3": ""}
    assert Entry.objects.filter(verb="performance.evaluation_passed_on").count() == 1
    assert names(world, "budi") == []
    assert names(world, "agus") == [world.sari.full_name]


def test_of_two_changes_each_rater_keeps_the_own_quarters(world: World) -> None:
    plan = make_rated_plan(world.sari)
    change(world, JULY)
    change(world, OCTOBER, "wati")
    assert kept(plan) == {"Q1": "Budi", "Q2": "Budi", "Q3": "Agus"}


def test_the_former_rater_rates_and_the_new_one_may_not(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    change(world, OCTOBER)
    evaluation.refresh_from_db()
    assert not can_rate_evaluation(world.scope("agus"), evaluation)
    with pytest.raises(PermissionDenied):
        rated(world, evaluation, by="agus")
    assert not Evaluation.objects.visible_to(world.scope("agus")).filter(period="Q3").exists()
    done = rated(world, evaluation)
    assert (done.rater, done.is_complete) == (world.budi, True)


def test_the_former_rater_sees_the_plan_until_the_predicate_is_set(world: World, as_: As) -> None:
    level_of(world, "istimewa")
    evaluation = opened(world)
    Evaluation.objects.exclude(pk=evaluation.pk).delete()
    change(world, OCTOBER)
    Evaluation.objects.exclude(pk=evaluation.pk).delete()
    client = as_("budi")
    assert Plan.objects.visible_to(world.scope("budi")).filter(employee=world.sari).exists()
    page = client.get(reverse("performance:evaluation-rate", args=[evaluation.uuid]))
    assert page.status_code == 200
    rated(world, evaluation)
    set_predicates(world.budi, WHEN, reason="Beda.", by=world.account("budi"), on=world.day)
    assert not Plan.objects.visible_to(world.scope("budi")).filter(employee=world.sari).exists()
    page = client.get(reverse("performance:evaluation-detail", args=[evaluation.uuid]))
    assert page.status_code == 200


def test_predicates_are_set_together_with_whom_one_still_rates(world: World) -> None:
    level_of(world, "istimewa")
    for name in ("putri", "rini", "sari"):
        rated(world, opened(world, name))
    change(world, OCTOBER)
    (setting,) = set_predicates(world.budi, WHEN, by=world.account("budi"), on=world.day)
    assert sum(setting.counts.values()) == 3
    assert len(names(world, "budi")) == 3


def test_a_delegate_of_the_former_rater_rates_it_too(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    change(world, OCTOBER)
    evaluation.refresh_from_db()
    assert world.scope("putri").keeps
    done = rated(world, evaluation, by="putri")
    assert done.rater == world.budi
    entry = Entry.objects.get(verb="performance.evaluation_rated")
    assert entry.actor_name == f"{world.putri.name} a.n. {world.budi.name}"
    Delegation.objects.update(valid_to=world.day)
    with pytest.raises(PermissionDenied):
        rated(world, done, by="putri")


def test_the_first_screen_and_who_waits_for_whom_count_it_for_the_former(world: World) -> None:
    make_rated_plan(world.sari)
    change(world, OCTOBER)
    for name, count in (("budi", 1), ("agus", 0)):
        scope = world.scope(name)
        assert home_of(scope, world.day).to_rate.total() == count
        assert waiting_counts(scope, world.day).get("performance:evaluation-list", 0) == count
    waiting = {key: count for key, count, _since in ratings(world.scope("dewi"), world.day)}
    assert waiting == {world.budi.pk: 1}


def test_a_rating_to_be_set_waits_on_the_former_raters_first_screen(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    rated(world, evaluation)
    change(world, OCTOBER)
    assert home_of(world.scope("budi"), world.day).to_set == {WHEN: 1}
    assert home_of(world.scope("agus"), world.day).to_set == {}


def test_a_former_rater_who_left_keeps_nothing(world: World) -> None:
    plan = make_rated_plan(world.sari)
    world.budi.left_on = OCTOBER
    world.budi.save()
    change(world, OCTOBER)
    assert kept(plan) == {}
    assert names(world, "agus") == [world.sari.full_name]


def test_what_a_rater_keeps_who_leaves_later_goes_to_the_new_one(world: World) -> None:
    plan = make_rated_plan(world.sari)
    change(world, OCTOBER)
    world.budi.left_on = world.day
    world.budi.keeps_ratings = True
    world.budi.save()
    assert len(pass_on_ratings(world.agency, on=world.day)) == 3
    assert set(kept(plan).values()) == {""}
    assert names(world, "agus") == [world.sari.full_name]
    world.budi.refresh_from_db()
    assert not world.budi.keeps_ratings
    assert pass_on_ratings(world.agency, on=world.day) == []


@pytest.mark.parametrize("how", ["shut", "nowhere"])
def test_nobody_waits_for_one_who_is_shut_out_or_has_no_place(world: World, how: str) -> None:
    plan = make_rated_plan(world.sari)
    if how == "shut":
        user = world.account("budi")
        user.is_active = False
        user.save()
    else:
        type(world.budi).objects.filter(pk=world.budi.pk).update(unit=None, position=None)
    change(world, OCTOBER)
    assert kept(plan) == {}


def test_a_vacancy_is_taken_over_with_what_is_over(world: World) -> None:
    plan = make_rated_plan(world.sari)
    world.budi.left_on = OCTOBER
    world.budi.save()
    take_over_rater(world.budi, valid_from=OCTOBER, by=world.account("joko"), on=world.day)
    assert kept(plan) == {}
    assert names(world, "joko") == [world.sari.full_name]


def test_a_change_that_begins_later_leaves_what_is_over_on_its_day(world: World) -> None:
    plan = make_rated_plan(world.sari)
    change(world, world.day + timedelta(days=30))
    assert kept(plan) == {}
    assert count_staying([world.sari.pk], world.day, world.day) == 3
    assert count_staying([world.sari.pk], APRIL, world.day) == 1
    assert count_staying([world.sari.pk], START, world.day) == 0


def test_a_plan_that_nobody_agreed_has_nothing_to_keep(world: World) -> None:
    plan = make_rated_plan(world.sari, status=Plan.Status.DRAFTED, agreed_on=None)
    change(world, OCTOBER)
    assert kept(plan) == {}
    assert count_staying([world.sari.pk], OCTOBER, world.day) == 0


def test_the_page_says_what_stays_and_the_answer_says_it_again(world: World, as_: As) -> None:
    make_rated_plan(world.sari)
    client = as_("dewi")
    address = f"{reverse('people:rater-set')}?person={world.sari.uuid}&q=Agus+Salim"
    page = client.get(address).content.decode()
    assert "tetap dinilai penilai lama: 3 penilaian bila berlaku sejak" in page
    given = {"rater": str(world.agus.uuid), "valid_from": "01-07-2026"}
    answer = client.post(address, given, follow=True).content.decode()
    assert "2 penilaian periode yang sudah berakhir tetap pada penilai lama." in answer


def test_who_gave_the_rating_never_decides_an_objection_to_it(world: World, as_: As) -> None:
    evaluation = final(world)
    change(world, OCTOBER)
    Plan.objects.filter(pk=evaluation.plan_id).update(superior=world.budi)
    by = world.account("sari")
    objection = file_objection(evaluation, reason="Target sudah tercapai.", by=by, on=world.day)
    objection.evaluation.plan.refresh_from_db()
    assert not can_decide_objection(world.scope("budi"), objection)
    assert can_decide_objection(world.scope("dewi"), objection)
    assert home_of(world.scope("budi"), world.day).requests.get("decide") is None
    assert home_of(world.scope("dewi"), world.day).requests["decide"] == 1


def test_what_is_over_in_an_acting_post_stays_when_its_rater_is_changed(world: World) -> None:
    post = Assignment.objects.create(
        employee=world.agus,
        unit=world.clinic,
        position=make_position(world.agency, name="Kepala Tata Usaha"),
        kind=Assignment.Kind.ACTING,
        valid_from=date(2026, 4, 1),
        rater=world.budi,
    )
    plan = make_rated_plan(
        world.agus,
        held=post.kind,
        unit=post.unit,
        position=post.position,
        starts_on=post.valid_from,
        rater=world.budi,
    )
    set_acting_rater(post, rater=world.joko, by=world.account("dewi"), on=world.day)
    plan.refresh_from_db()
    assert plan.rater == world.joko
    assert kept(plan) == {"Q2": "Budi", "Q3": "Budi"}
