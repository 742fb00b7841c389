"""Open plans follow their people's rater."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.importing.actions import import_people
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import parsed
from pamong.people.models import Assignment, Employee, Supervision
from pamong.people.posts.actions import NewPost, move_employee
from pamong.people.raters.actions import set_rater
from pamong.people.tests.make import make_employee, make_position
from pamong.people.tests.world import World
from pamong.people.ticking import daily_round
from pamong.people.vacancies.actions import take_over_rater
from pamong.performance.models import Evaluation, Plan
from pamong.performance.plan.actions import draft_plan
from pamong.performance.plan.following import close_at_move
from pamong.performance.tests.make import make_plan


def set_for_sari(world: World, day: date) -> None:
    set_rater(world.sari, rater=world.joko, valid_from=day, by=SHELL, on=world.day)


def test_an_open_plan_follows_with_its_superior_and_is_recorded(world: World) -> None:
    plan = make_plan(world.sari, status=Plan.Status.AGREED)
    assert plan.rater == world.budi
    set_for_sari(world, world.day)
    plan.refresh_from_db()
    assert (plan.rater, plan.superior) == (world.joko, None)
    entry = Entry.objects.get(verb="performance.plan_rater_changed")
    assert entry.changes["rater"] == [str(world.budi.uuid), str(world.joko.uuid)]
    set_for_sari(world, world.day)
    assert Entry.objects.filter(verb="performance.plan_rater_changed").count() == 1


def test_a_plan_that_ended_before_keeps_its_rater(world: World) -> None:
    last, this = make_plan(world.sari, year=2025), make_plan(world.sari, year=2026)
    set_for_sari(world, date(2026, 1, 1))
    for plan in (last, this):
        plan.refresh_from_db()
    assert (last.rater, this.rater) == (world.budi, world.joko)


def test_next_years_plan_follows_at_once_and_this_years_not_before_the_day(world: World) -> None:
    this, following = make_plan(world.sari), make_plan(world.sari, year=2027)
    tomorrow = world.day + timedelta(days=1)
    set_for_sari(world, tomorrow)
    for plan in (this, following):
        plan.refresh_from_db()
    assert (this.rater, following.rater) == (world.budi, world.joko)


def test_the_daily_round_lets_plans_follow_on_the_day(world: World) -> None:
    plan = make_plan(world.sari)
    old = world.sari.supervisions.get(valid_to=None)
    old.valid_to = world.day
    old.save()
    world.sari.supervisions.create(rater=world.joko, valid_from=world.day)
    list(daily_round())
    plan.refresh_from_db()
    assert plan.rater == world.joko


def move_sari(world: World, day: date) -> None:
    post = make_position(world.agency, name="Bidan Mahir")
    by = world.account("dewi")
    move_employee(world.sari, NewPost(world.health, post, day), by=by, on=world.day)


def test_a_move_closes_the_old_posts_plan_and_makes_room_for_a_second(
    world: World, as_: Any
) -> None:
    plan = make_plan(world.sari, status=Plan.Status.AGREED)
    move_sari(world, date(2026, 11, 10))
    plan.refresh_from_db()
    assert plan.ends_on == date(2026, 11, 9)
    assert Entry.objects.filter(verb="performance.plan_closed").exists()
    client = as_("sari")
    assert "SKP jabatan lama sudah ditutup" in client.get(reverse("home")).content.decode()
    assert "10-11-2026" in client.get(reverse("performance:plan-draft")).content.decode()
    second = draft_plan(
        world.sari,
        starts_on=date(2026, 11, 10),
        ends_on=date(2026, 12, 31),
        approach=Plan.Approach.QUANTITATIVE,
        by=world.account("sari"),
        on=world.day,
    )
    assert (second.unit, second.position.name) == (world.health, "Bidan Mahir")


def test_a_draft_that_begins_with_the_move_takes_the_new_post(world: World) -> None:
    draft = make_plan(world.sari, year=2027)
    agreed = make_plan(world.sari, status=Plan.Status.AGREED)
    move_sari(world, date(2027, 1, 1))
    for plan in (draft, agreed):
        plan.refresh_from_db()
    assert (draft.unit, draft.position.name) == (world.health, "Bidan Mahir")
    assert (agreed.unit, agreed.ends_on) == (world.clinic, date(2026, 12, 31))


def test_a_proposed_plan_of_the_next_year_goes_to_the_new_post_and_its_rater(world: World) -> None:
    proposed = make_plan(world.sari, year=2027, status=Plan.Status.PROPOSED)
    agreed = make_plan(world.agus, year=2027, status=Plan.Status.AGREED)
    by, day = world.account("dewi"), date(2026, 11, 10)
    for person in (world.sari, world.agus):
        post = make_position(world.agency, name=f"Bidan {person.name}")
        new = NewPost(world.health, post, day, head_rates=True)
        move_employee(person, new, by=by, on=world.day)
    for plan in (proposed, agreed):
        plan.refresh_from_db()
    assert (proposed.unit, proposed.rater) == (world.health, world.joko)
    assert not agreed.position.name.startswith("Bidan")


def test_a_draft_for_the_time_after_a_move_to_come_is_of_the_new_post(world: World) -> None:
    first = date(2026, 12, 1)
    post = make_position(world.agency, name="Bidan di dinas")
    new = NewPost(world.health, post, first, head_rates=True)
    move_employee(world.sari, new, by=world.account("dewi"), on=world.day)
    world.sari.refresh_from_db()
    assert world.sari.unit == world.clinic
    drafted = draft_plan(
        world.sari,
        starts_on=first,
        ends_on=date(2026, 12, 31),
        approach=Plan.Approach.QUANTITATIVE,
        by=world.account("sari"),
        on=world.day,
    )
    assert (drafted.unit, drafted.position, drafted.rater) == (world.health, post, world.joko)
    before = draft_plan(
        world.sari,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 11, 30),
        approach=Plan.Approach.QUANTITATIVE,
        by=world.account("sari"),
        on=world.day,
    )
    assert (before.unit, before.rater) == (world.clinic, world.budi)


def import_sari(world: World, post: str, rater: str = "", *, on: date) -> None:
    row = (world.sari.nip, "Sari Lestari", post, "", "", rater)
    plan = plan_import(world.agency, parsed(row), on)
    import_people(world.agency, plan, by=SHELL, on=world.day)


def test_a_move_that_comes_by_import_closes_the_plan_alike(world: World) -> None:
    agreed = make_plan(world.sari, status=Plan.Status.AGREED)
    draft = make_plan(world.sari, year=2027)
    import_sari(world, "Bidan Mahir", on=date(2026, 11, 10))
    for plan in (agreed, draft):
        plan.refresh_from_db()
    assert (agreed.ends_on, agreed.position.name) == (date(2026, 11, 9), "Analis Kebijakan")
    assert draft.position.name == "Bidan Mahir"
    verbs = Entry.objects.values_list("verb", flat=True)
    assert {"performance.plan_closed", "performance.plan_post_changed"} <= set(verbs)


def test_a_post_mended_by_import_on_its_first_day_closes_nothing(world: World) -> None:
    move_sari(world, world.day)
    draft = make_plan(world.sari)
    import_sari(world, "Bidan Penyelia", on=world.day)
    draft.refresh_from_db()
    assert (draft.ends_on, draft.position.name) == (date(2026, 12, 31), "Bidan Penyelia")


def test_open_plans_follow_a_rater_who_comes_by_import(world: World) -> None:
    plan, following = make_plan(world.sari), make_plan(world.sari, year=2027)
    import_sari(world, "", world.agus.nip, on=date(2027, 1, 1))
    for one in (plan, following):
        one.refresh_from_db()
    assert (plan.rater, following.rater) == (world.budi, world.agus)


def test_many_moves_are_followed_in_a_fixed_number_of_queries(
    world: World, django_assert_max_num_queries: Any
) -> None:
    people = [make_employee(world.clinic) for _number in range(12)]
    for person in people:
        make_plan(person, status=Plan.Status.AGREED)
    moves = list(Assignment.objects.filter(employee__in=people).select_related("employee__agency"))
    for move in moves:
        move.valid_from = world.day
    with django_assert_max_num_queries(15):
        close_at_move(moves, SHELL, world.day)
    assert set(Plan.objects.values_list("ends_on", flat=True)) == {world.day - timedelta(days=1)}


def test_an_acting_post_leaves_the_plan_alone(world: World) -> None:
    plan = make_plan(world.budi)
    assert world.joko.position is not None
    post = NewPost(world.health, world.joko.position, world.day, "plt")
    move_employee(world.budi, post, by=world.account("dewi"), on=world.day)
    before = plan.ends_on
    plan.refresh_from_db()
    assert plan.ends_on == before


def test_a_rated_year_is_neither_cut_by_a_move_nor_given_to_another_rater(world: World) -> None:
    plan = make_plan(world.sari, year=2025, status=Plan.Status.AGREED)
    Supervision.objects.filter(employee=world.sari, rater=world.budi).delete()
    Supervision.objects.filter(employee=world.sari).update(rater=world.budi, valid_to=None)
    final = Evaluation.Status.SET
    Evaluation.objects.create(
        plan=plan, period="Y", status=final, status_on=world.day, predicate="baik"
    )
    with pytest.raises(ValidationError, match="tidak dipersingkat"):
        move_sari(world, date(2025, 3, 1))
    with pytest.raises(ValidationError, match="tahun 2025 sudah ditetapkan"):
        set_for_sari(world, date(2025, 3, 1))
    set_for_sari(world, date(2026, 1, 1))
    plan.refresh_from_db()
    assert (plan.ends_on, plan.rater) == (date(2025, 12, 31), world.budi)


def test_nobody_takes_over_a_year_that_is_rated(world: World) -> None:
    gone, by = date(2025, 3, 1), world.account("joko")
    plan = make_plan(world.sari, year=2025, status=Plan.Status.AGREED)
    Supervision.objects.filter(employee=world.sari, rater=world.budi).delete()
    Supervision.objects.filter(employee=world.sari).update(rater=world.budi, valid_to=None)
    Employee.objects.filter(pk=world.budi.pk).update(left_on=gone)
    final = Evaluation.Status.SET
    Evaluation.objects.create(
        plan=plan, period="Y", status=final, status_on=world.day, predicate="baik"
    )
    with pytest.raises(ValidationError, match="tahun 2025 sudah ditetapkan"):
        take_over_rater(world.budi, valid_from=gone, by=by, on=world.day)
