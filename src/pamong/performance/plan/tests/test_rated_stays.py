"""Moves and leavings never cut what was rated, whether by form or by file; a death closes the plan all the same."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pamong.ledger.actions import SHELL
from pamong.people.importing.actions import import_people
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import parsed
from pamong.people.leaving.actions import leave_employee
from pamong.people.models import Assignment
from pamong.people.posts.actions import NewPost, end_assignment, move_employee
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import Plan

IN_QUARTER, BEFORE, AFTER = date(2026, 8, 15), date(2026, 6, 30), date(2026, 10, 1)
SAID = "(?i)triwulan III 2026 .* sudah dinilai.*tidak dipersingkat"
LEFT = ("NIP", "Nama", "Tanggal berhenti", "Alasan berhenti")
MOVED = ("NIP", "Nama", "Jabatan", "Kode unit", "Nama unit", "TMT jabatan")


@pytest.fixture
def plan(world: World) -> Plan:
    """Sari's plan of the year, whose third quarter is rated."""
    Assignment.objects.filter(employee=world.sari).update(valid_from=date(2026, 1, 1))
    return final(world).plan


def leave(world: World, day: date, reason: str = "pensiun") -> Any:
    return leave_employee(
        world.sari, reason=reason, left_on=day, by=world.account("dewi"), on=world.day
    )


def read(world: World, *row: str, headings: tuple[str, ...]) -> ImportPlan:
    return plan_import(world.agency, parsed(row, headings=headings), world.day)


def left(world: World, day: str, reason: str = "Pensiun") -> ImportPlan:
    return read(world, world.sari.nip, world.sari.name, day, reason, headings=LEFT)


def ends(plan: Plan) -> date:
    plan.refresh_from_db()
    return plan.ends_on


def test_a_retirement_before_a_rated_quarter_is_refused(world: World, plan: Plan) -> None:
    with pytest.raises(ValidationError, match=SAID):
        leave(world, BEFORE)
    assert ends(plan) == date(2026, 12, 31)


@pytest.mark.parametrize("day", [IN_QUARTER, AFTER])
def test_a_quarter_that_keeps_a_day_of_work_is_not_cut(world: World, plan: Plan, day: date) -> None:
    leave(world, day)
    assert ends(plan) == day - timedelta(days=1)


def test_a_death_closes_the_plan_all_the_same(world: World, plan: Plan) -> None:
    leave(world, BEFORE, "meninggal")
    assert (ends(plan), plan.status) == (date(2026, 6, 29), Plan.Status.CLOSED)


def test_the_form_and_the_file_refuse_the_same_move_with_the_same_words(
    world: World, plan: Plan
) -> None:
    assert world.budi.position is not None
    post = NewPost(world.health, world.budi.position, BEFORE)
    with pytest.raises(ValidationError, match=SAID) as refused:
        move_employee(world.sari, post, by=world.account("dewi"), on=world.day)
    said = plan_moving(world, "30-06-2026")
    assert [row.reason for row in said.rejected] == refused.value.messages
    assert not said.people
    assert not plan_moving(world, "01-10-2026").rejected


def plan_moving(world: World, since: str) -> ImportPlan:
    unit = world.health
    row = (world.sari.nip, world.sari.name, "Bidan Ahli Muda", unit.code, unit.name, since)
    return read(world, *row, headings=MOVED)


def test_a_file_sets_a_leaving_apart_that_would_cut_and_writes_the_rest(
    world: World, plan: Plan
) -> None:
    other = world.putri
    rows = [
        (world.sari.nip, world.sari.name, "30-06-2026", "Pensiun"),
        (other.nip, other.name, "01-10-2026", "Pensiun"),
    ]
    made = plan_import(world.agency, parsed(*rows, headings=LEFT), world.day)
    assert [row.line for row in made.rejected] == [2]
    import_people(world.agency, made, by=SHELL, on=world.day, partial=True)
    for one, day in ((world.sari, None), (other, AFTER)):
        one.refresh_from_db()
        assert one.left_on == day
    assert ends(plan) == date(2026, 12, 31)


def test_a_file_that_tells_of_a_death_closes_the_plan(world: World, plan: Plan) -> None:
    made = left(world, "30-06-2026", "Meninggal dunia")
    import_people(world.agency, made, by=SHELL, on=world.day)
    assert ends(plan) == date(2026, 6, 29)


def test_a_quarter_rated_under_an_acting_post_is_kept_too(world: World, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(held=Assignment.Kind.ACTING)
    with pytest.raises(ValidationError, match=SAID):
        leave(world, BEFORE)


def test_the_end_of_an_acting_post_keeps_a_rated_quarter(world: World, plan: Plan) -> None:
    held = {"held": Assignment.Kind.ACTING, "position": world.joko.position, "unit": world.health}
    Plan.objects.filter(pk=plan.pk).update(**held)
    post = Assignment.objects.create(
        employee=world.sari,
        unit=world.health,
        position=world.joko.position,  # type: ignore[misc]
        kind=Assignment.Kind.ACTING,
        valid_from=date(2026, 1, 1),
    )
    by = world.account("dewi")
    with pytest.raises(ValidationError, match=SAID):
        end_assignment(post, valid_to=BEFORE, by=by, on=world.day)
    post.refresh_from_db()
    assert (post.valid_to, ends(plan)) == (None, date(2026, 12, 31))
    end_assignment(post, valid_to=IN_QUARTER, by=by, on=world.day)
    assert ends(plan) == IN_QUARTER - timedelta(days=1)


def test_many_rows_are_asked_about_in_a_few_queries(
    world: World, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    from pamong.people.following import why_kept

    days = dict.fromkeys([one.pk for one in world.people.values()], BEFORE)
    with django_assert_max_num_queries(2):
        assert list(why_kept(days, leave=True)) == [world.sari.pk]
