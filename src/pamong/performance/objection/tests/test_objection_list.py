from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import Evaluation, Objection
from pamong.performance.objection.queries import objections_in
from pamong.ui.paging import SIZE

As = Callable[[str], Client]
Status = Objection.Status


def filed(evaluation: Evaluation, status: str = Status.WITHDRAWN, times: int = 1) -> None:
    row = {"evaluation": evaluation, "reason": "Belum dihitung.", "status": status}
    Objection.objects.bulk_create(
        Objection(**row, filed_on=date(2026, 11, day + 1)) for day in range(times)
    )


def copies(evaluation: Evaluation, times: int) -> list[Evaluation]:
    """More versions of the same, which only a list of this length needs."""
    made = []
    for number in range(2, times + 2):
        one = Evaluation.objects.get(pk=evaluation.pk)
        one.pk, one.uuid, one.number = None, uuid4(), number
        made.append(one)
    return Evaluation.objects.bulk_create(made)


@pytest.mark.parametrize("name", ["sari", "budi", "dewi"])
def test_those_that_wait_come_first_and_the_answered_ones_follow_page_by_page(
    world: World, name: str
) -> None:
    evaluation = final(world)
    filed(evaluation, times=SIZE)
    filed(evaluation, Status.FILED)
    scope = world.scope(name)
    first = objections_in(scope, 2026, "")
    assert [row.status for row in first.rows] == [Status.FILED, *[Status.WITHDRAWN] * (SIZE - 1)]
    second = objections_in(scope, 2026, first.next_cursor)
    assert len(second.rows) == 1
    assert not second.next_cursor
    assert len({row.pk for row in [*first.rows, *second.rows]}) == SIZE + 1
    assert [row.status for row in objections_in(scope, 2025, "").rows] == [Status.FILED]


def test_a_page_full_of_those_that_wait_leads_on_to_the_others(world: World) -> None:
    evaluation = final(world)
    filed(evaluation, times=2)
    Objection.objects.bulk_create(
        Objection(evaluation=one, reason="Belum dihitung.", filed_on=world.day)
        for one in copies(evaluation, SIZE)
    )
    scope = world.scope("dewi")
    first = objections_in(scope, 2026, "")
    assert {row.status for row in first.rows} == {Status.FILED}
    second = objections_in(scope, 2026, first.next_cursor)
    assert [row.status for row in second.rows] == [Status.WITHDRAWN] * 2


def test_a_cursor_that_somebody_made_up_begins_the_list_anew(world: World, as_: As) -> None:
    filed(final(world))
    for after in (".", ".x", "x"):
        assert as_("dewi").get("/objections/", {"year": "2026", "after": after}).status_code == 200


@pytest.mark.parametrize(
    "name", ["sari", "budi", "joko", "rini", "dewi", "wati", "lina", "tono", "outsider"]
)
def test_the_sides_find_what_a_person_without_a_role_may_see(world: World, name: str) -> None:
    filed(final(world))
    scope = world.scope(name)
    found = set(Objection.objects.beside(scope))
    seen = set(Objection.objects.visible_to(scope))
    assert found == seen if not scope.roles else found <= seen


def test_a_list_reads_its_page_in_as_many_queries_however_long_it_is(
    world: World, django_assert_num_queries: Any
) -> None:
    scope = world.scope("budi")
    filed(final(world), times=SIZE + 5)
    with django_assert_num_queries(3):
        assert len(objections_in(scope, 2026, "").rows) == SIZE
