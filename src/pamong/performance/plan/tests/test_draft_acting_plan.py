"""A plan for an acting post stands beside the plan of the definitive one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Assignment
from pamong.people.posts.actions import NewPost, end_assignment, move_employee, set_acting_rater
from pamong.people.raters.actions import set_rater
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World
from pamong.performance.due import due_plans
from pamong.performance.evaluation.queries import counted, worklist
from pamong.performance.home.queries import home_of
from pamong.performance.models import Plan, Window
from pamong.performance.plan.acting_actions import draft_acting_plan
from pamong.performance.rhythm import PLAIN
from pamong.performance.team.queries import board_plans, team_rows
from pamong.performance.tests.make import make_plan

YEAR_END = date(2026, 12, 31)
KIND = "kuantitatif"


@pytest.fixture
def post(world: World) -> Assignment:
    """Budi, head of the clinic, acts as head of the office above, which Joko leads."""
    head = make_position(world.agency, name="Sekretaris Dinas", is_head=False)
    new = NewPost(world.health, head, date(2026, 9, 1), "plt")
    return move_employee(world.budi, new, by=world.account("dewi"), on=world.day)


def draft(world: World, post: Assignment, **given: Any) -> Plan:
    fields: dict[str, Any] = {"starts_on": date(2026, 9, 1), "ends_on": YEAR_END, "approach": KIND}
    by = given.pop("by", world.account("budi"))
    return draft_acting_plan(post, **(fields | given), by=by, on=world.day)


def test_draft_acting_plan_stands_beside_the_own_one(world: World, post: Assignment) -> None:
    own = make_plan(world.budi)
    plan = draft(world, post)
    assert (plan.unit, plan.position, plan.held) == (world.health, post.position, "plt")
    assert plan.rater == world.joko  # who heads the office of the acting post
    assert plan.title == "SKP Plt. 2026"
    assert own.title == "SKP 2026"
    entry = Entry.objects.get(verb="performance.acting_plan_drafted")
    assert entry.changes["held"] == [None, "plt"]


def test_the_head_of_the_own_office_acts_under_who_stands_above(world: World) -> None:
    head = make_position(world.agency, name="Bupati", is_head=True)
    move_employee(
        world.wati, NewPost(world.root, head, world.day), by=world.account("dewi"), on=world.day
    )
    new = NewPost(world.health, world.joko.position, date(2026, 9, 1), "plt")  # type: ignore[arg-type]
    post = move_employee(world.budi, new, by=world.account("dewi"), on=world.day)
    assert draft(world, post).rater == world.wati


@pytest.mark.parametrize("who", ["sari", "joko", "rini", "dewi"])
def test_nobody_drafts_it_for_another(world: World, post: Assignment, who: str) -> None:
    with pytest.raises(PermissionDenied):
        draft(world, post, by=world.account(who))


def test_it_lies_in_the_days_of_the_post_and_is_made_once(world: World, post: Assignment) -> None:
    with pytest.raises(ValidationError, match="isi periode di dalamnya"):
        draft(world, post, starts_on=date(2026, 8, 1))
    draft(world, post)
    with pytest.raises(ValidationError, match="sudah punya SKP"):
        draft(world, post, starts_on=date(2026, 10, 1))


def test_an_agency_without_such_plans_says_where_the_work_goes(
    world: World, post: Assignment, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pamong.performance.plan.rules.acting_allowed", lambda _pack: False)
    with pytest.raises(ValidationError, match="hasil kerja tambahan"):
        draft(world, post)


def test_the_end_of_the_post_closes_its_plan_and_not_the_own_one(
    world: World, post: Assignment
) -> None:
    own, plan = make_plan(world.budi), draft(world, post)
    until = world.day + timedelta(days=10)
    end_assignment(post, valid_to=until, by=world.account("dewi"), on=world.day)
    for one in (own, plan):
        one.refresh_from_db()
    assert (own.ends_on, plan.ends_on) == (YEAR_END, until - timedelta(days=1))
    assert Entry.objects.filter(verb="performance.acting_plan_closed").count() == 1


def test_a_change_of_the_own_rater_leaves_the_acting_plan(world: World, post: Assignment) -> None:
    plan = draft(world, post)
    set_rater(
        world.budi, rater=world.agus, valid_from=world.day, by=world.account("dewi"), on=world.day
    )
    plan.refresh_from_db()
    assert plan.rater == world.joko


def test_the_acting_plan_follows_the_rater_chosen_for_the_post(
    world: World, post: Assignment
) -> None:
    own, plan = make_plan(world.budi), draft(world, post)
    set_acting_rater(post, rater=world.wati, by=world.account("dewi"), on=world.day)
    for one in (own, plan):
        one.refresh_from_db()
    assert (own.rater, plan.rater) == (world.joko, world.wati)


def test_a_move_closes_the_own_plan_alone(world: World, post: Assignment) -> None:
    own, plan = make_plan(world.budi), draft(world, post)
    new = NewPost(world.clinic, make_position(world.agency, name="Staf"), world.day)
    move_employee(world.budi, new, by=world.account("dewi"), on=world.day)
    for one in (own, plan):
        one.refresh_from_db()
    assert (own.ends_on, plan.ends_on) == (world.day - timedelta(days=1), YEAR_END)


def test_it_is_rated_within_the_year_and_the_year_is_of_the_own_post(
    world: World, post: Assignment
) -> None:
    own, plan = make_plan(world.budi, status="agreed"), draft(world, post)
    Plan.objects.filter(pk=plan.pk).update(status="agreed")
    assert set(due_plans((2026, Window.Period.Q4), PLAIN)) == {own, plan}
    assert set(due_plans((2026, Window.Period.YEAR), PLAIN)) == {own}
    lines = worklist([world.joko.pk], (2026, Window.Period.Q4), PLAIN)
    assert {line.post for line in lines} >= {"Plt. Sekretaris Dinas"}
    assert [line.plan_id for line in counted(lines)] == [own.pk]


def test_the_team_board_has_a_row_for_each_post(world: World, post: Assignment) -> None:
    own, plan = make_plan(world.budi), draft(world, post)
    scope = world.scope("joko")
    plans = board_plans(scope, world.day)
    rows = team_rows(scope, plans, plan_year=2026, year=2026, day=world.day)
    mine = {row.position: row.page for row in rows if row.employee_id == world.budi.pk}
    assert mine == {
        f"Kepala UPTD Puskesmas, {own.unit.name}": str(own.uuid),
        "Plt. Sekretaris Dinas": str(plan.uuid),
    }


def test_a_rater_of_the_acting_post_alone_has_that_row_alone(
    world: World, post: Assignment
) -> None:
    make_plan(world.budi)
    plan = draft(world, post)
    set_acting_rater(post, rater=world.wati, by=world.account("dewi"), on=world.day)
    scope = world.scope("wati")
    plans = board_plans(scope, world.day)
    rows = team_rows(scope, plans, plan_year=2026, year=2026, day=world.day)
    assert [(row.position, row.page) for row in rows] == [("Plt. Sekretaris Dinas", str(plan.uuid))]
    assert world.scope("wati").leads


def test_home_shows_it_beside_the_own_one(world: World, post: Assignment) -> None:
    own, plan = make_plan(world.budi, status="agreed"), draft(world, post)
    Plan.objects.filter(pk=plan.pk).update(status="agreed")
    home = home_of(world.scope("budi"), world.day)
    assert (home.current, home.beside) == (own, [plan])


def test_the_list_offers_it_and_the_page_makes_it(world: World, post: Assignment, as_: Any) -> None:
    make_plan(world.budi)
    client = as_("budi")
    address = reverse("performance:acting-plan-draft", args=[post.uuid])
    assert address in client.get(reverse("performance:plan-list")).content.decode()
    page = client.get(address).content.decode()
    assert "Joko Susilo" in page
    given = {"starts_on": "01-09-2026", "ends_on": "31-12-2026", "approach": KIND}
    assert client.post(address, given).status_code == 303
    page = client.get(reverse("performance:plan-list")).content.decode()
    assert address not in page
    assert "SKP Plt. 2026" in page
