"""The plan of the definitive post carries what its owner does besides."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.people.models import Assignment, Employee, Position, Unit
from pamong.people.posts.actions import NewPost, end_assignment, move_employee
from pamong.people.tests.make import make_employee, make_position, make_unit
from pamong.people.tests.world import World
from pamong.performance.evaluation.queries import seat_of
from pamong.performance.models import Plan
from pamong.performance.plan.actions import draft_plan
from pamong.performance.tests.make import make_plan


def head_teacher(world: World, since: date) -> tuple[Employee, Unit, Position]:
    school = make_unit(world.agency, world.school, name="SD Negeri 1", kind=Unit.Kind.SCHOOL)
    head = make_position(
        world.agency, name="Kepala Sekolah", kind=Position.Kind.FUNCTIONAL, is_head=True
    )
    teacher = make_employee(school, name="Ani Rahayu")
    post = NewPost(school, head, since, Assignment.Kind.EXTRA.value)
    move_employee(teacher, post, by=SHELL, on=since)
    return teacher, school, head


def test_a_new_plan_names_the_duty_and_its_owner_leads(world: World, as_: Any) -> None:
    teacher, _school, head = head_teacher(world, world.day)
    assert teacher.user is not None
    plan = draft_plan(
        teacher,
        starts_on=date(world.day.year, 1, 1),
        ends_on=date(world.day.year, 12, 31),
        approach=Plan.Approach.QUANTITATIVE,
        by=teacher.user,
        on=world.day,
    )
    assert (plan.duty, plan.leads) == (head, True)
    assert seat_of(plan).leads
    client = as_("sari")
    client.force_login(teacher.user)
    page = client.get(reverse("performance:plan-detail", args=[plan.uuid]))
    assert "Kepala Sekolah (tugas tambahan)" in page.content.decode()


def test_a_duty_given_in_the_year_joins_the_plan_and_leaves_it_at_its_end(world: World) -> None:
    school = make_unit(world.agency, world.school, name="SD Negeri 1", kind=Unit.Kind.SCHOOL)
    teacher = make_employee(school, name="Ani Rahayu")
    plan, last = make_plan(teacher), make_plan(teacher, year=world.day.year - 1)
    head = make_position(
        world.agency, name="Kepala Sekolah", kind=Position.Kind.FUNCTIONAL, is_head=True
    )
    post = NewPost(school, head, world.day, Assignment.Kind.EXTRA.value)
    duty = move_employee(teacher, post, by=SHELL, on=world.day)
    plan.refresh_from_db()
    last.refresh_from_db()
    assert (plan.duty, last.duty) == (head, None)
    later = world.day + timedelta(days=1)
    end_assignment(duty, valid_to=later, by=SHELL, on=later)
    plan.refresh_from_db()
    assert plan.duty is None
    entries = Entry.objects.filter(verb="performance.plan_duty_changed").order_by("pk")
    assert [entry.changes["duty"] for entry in entries] == [
        [None, str(head.uuid)],
        [str(head.uuid), None],
    ]


def test_a_duty_in_another_unit_is_none_of_this_plans(world: World) -> None:
    teacher, _school, head = head_teacher(world, world.day)
    plan = make_plan(world.sari)
    post = NewPost(world.school, head, world.day, Assignment.Kind.EXTRA.value)
    move_employee(world.sari, post, by=SHELL, on=world.day)
    plan.refresh_from_db()
    assert plan.duty is None
    assert teacher.unit != world.sari.unit
