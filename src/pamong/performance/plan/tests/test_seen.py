"""An answer to a plan that is not any more as the page showed it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.plan.actions import agree_plan, propose_plan, withdraw_plan
from pamong.performance.plan.seen import changed_since, keys_of, marks_of
from pamong.performance.tests.make import make_complete_plan

As = Callable[[str], Client]
Status = Plan.Status


@pytest.fixture
def plan(world: World) -> Plan:
    whole = make_complete_plan(world.sari)
    return propose_plan(whole, by=world.account("sari"), on=world.day)


def agreed(world: World, plan: Plan) -> Plan:
    return agree_plan(plan, by=world.account("budi"), on=world.day)


def proposed_anew(world: World, plan: Plan) -> Plan:
    sari = world.account("sari")
    return propose_plan(withdraw_plan(plan, by=sari, on=world.day), by=sari, on=world.day)


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_return_opened_before_the_plan_was_agreed_asks_again(
    world: World, as_: As, plan: Plan
) -> None:
    address, budi = reverse("performance:plan-return", args=[plan.uuid]), as_("budi")
    (seen,) = marks_of([plan])
    assert f'name="plan" value="{seen}"' in page(budi.get(address))
    now = agreed(world, plan)
    told = budi.post(address, {"plan": seen, "reason": "Sebut sumber data"})
    assert told.status_code == 422
    assert "(disetujui)" in page(told)
    assert "Sebut sumber data" in page(told)
    plan.refresh_from_db()
    assert plan.status == Status.AGREED
    (fresh,) = marks_of([now])
    assert f'value="{fresh}"' in page(told)
    budi.post(address, {"plan": fresh, "reason": "Sebut sumber data"})
    plan.refresh_from_db()
    assert plan.status == Status.RETURNED


def test_many_are_not_returned_when_one_changed_meanwhile(
    world: World, as_: As, plan: Plan
) -> None:
    address, budi = reverse("performance:plan-return-many"), as_("budi")
    marks = marks_of([plan])
    asked = budi.post(address, {"plan": marks})
    assert asked.status_code == 200
    assert f'value="{marks[0]}"' in page(asked)
    agreed(world, plan)
    told = budi.post(address, {"plan": marks, "reason": "Sebut sumber data"})
    assert "berubah sesudah halaman ini dibuka" in page(told)
    assert "Sebut sumber data" in page(told)
    first = budi.post(address, {"plan": marks})
    assert first.status_code == 303
    plan.refresh_from_db()
    assert plan.status == Status.AGREED


@pytest.mark.parametrize("many", [False, True])
def test_a_plan_proposed_anew_is_not_agreed_unread(
    world: World, as_: As, plan: Plan, many: bool
) -> None:
    budi, board = as_("budi"), reverse("performance:plan-subordinates")
    (seen,) = marks_of([plan])
    detail = reverse("performance:plan-detail", args=[plan.uuid])
    assert f'value="{seen}"' in page(budi.get(detail))
    for place in (board, reverse("performance:team")):
        assert f'name="plan" value="{seen}"' in page(budi.get(place))
    proposed_anew(world, plan)
    one = reverse("performance:plan-agree", args=[plan.uuid])
    answer = budi.post(reverse("performance:plan-agree-many") if many else one, {"plan": seen})
    assert answer["Location"] == (board if many else detail)
    assert "berubah sesudah halaman ini dibuka" in page(budi.get(answer["Location"]))
    plan.refresh_from_db()
    assert plan.status == Status.PROPOSED


def test_what_is_no_mark_tells_nothing(world: World, plan: Plan) -> None:
    assert keys_of(["~", "x~2", str(plan.uuid), f"{plan.uuid}~9"]) == [str(plan.uuid)] * 2
    assert changed_since([plan], [str(plan.uuid)]) == []
    assert changed_since([plan], [f"{plan.uuid}~odd"]) == [plan]
