"""Who has left rates nobody any more, and sees those no longer whom they rated."""

from datetime import timedelta
from typing import Any

import pytest

from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.people.tests.world import World
from pamong.performance.correction.permissions import can_ask_correction
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import Plan
from pamong.performance.objection.actions import file_objection
from pamong.performance.objection.permissions import can_decide_objection
from pamong.performance.tests.make import make_complete_plan

PAGES = ("/", "/plans/", "/plans/subordinates", "/team/", "/matrix/", "/follow-ups/", "/reports/")


def leave(world: World, person: str, days: int) -> None:
    left_on = world.day + timedelta(days=days)
    Employee.objects.filter(pk=world.people[person].pk).update(left_on=left_on)


@pytest.mark.parametrize(("days", "status"), [(-1, 404), (0, 404), (1, 303)])
def test_a_rater_agrees_until_the_day_of_leaving(
    world: World, as_: Any, days: int, status: int
) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.PROPOSED)
    assert as_("budi").get(f"/plans/{plan.uuid}/").status_code in {200, 404}
    leave(world, "budi", days)
    assert as_("budi").post(f"/plans/{plan.uuid}/agree").status_code == status


def test_who_left_still_reads_the_own_plan_and_no_page_breaks(world: World, as_: Any) -> None:
    plan, own = make_complete_plan(world.sari), make_complete_plan(world.budi)
    leave(world, "budi", -1)
    budi = as_("budi")
    assert budi.get(f"/plans/{own.uuid}/").status_code == 200
    assert budi.get(f"/plans/{plan.uuid}/").status_code == 404
    assert all(budi.get(page).status_code < 500 for page in PAGES)
    assert as_("joko").get(f"/plans/{own.uuid}/").status_code == 200  # one's own shape of the read


@pytest.mark.parametrize(("days", "is_seen"), [(0, False), (1, True)])
def test_a_superior_sees_and_decides_until_the_day_of_leaving(
    world: World, as_: Any, days: int, is_seen: bool
) -> None:
    evaluation = final(world)
    objection = file_objection(evaluation, reason="Salah.", by=world.account("sari"), on=world.day)
    leave(world, "joko", days)
    joko, scope = as_("joko"), scope_of(world.account("joko"), world.day)
    for page in (
        f"/plans/{evaluation.plan.uuid}/",
        f"/evaluations/{evaluation.uuid}/",
        f"/objections/{objection.uuid}/",
        f"/people/{world.sari.uuid}",
    ):
        assert (joko.get(page).status_code == 200) == is_seen, page
    assert can_decide_objection(scope, objection) == is_seen
    assert can_ask_correction(scope, evaluation) == is_seen
    assert Employee.objects.visible_to(scope).filter(pk=world.joko.pk).exists()
