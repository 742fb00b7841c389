"""Service that begins within the year: the plan begins with it, its months are counted and shown."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pamong.people.contracts.actions import ContractFacts, add_contract
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.models import Evaluation, Plan, Window
from pamong.performance.plan.actions import draft_plan
from pamong.performance.plan_page.presentation import person_facts
from pamong.performance.tests.make import make_plan
from pamong.performance.timeline.presentation import part_said, year_context

ENTERED = date(2026, 4, 15)


@pytest.fixture(autouse=True)
def entered(world: World) -> Employee:
    world.sari.kind, world.sari.joined_on = Employee.Kind.CPNS, ENTERED
    world.sari.save(update_fields=["kind", "joined_on"])
    return world.sari


def draft(world: World, first: date) -> Plan:
    given: dict[str, Any] = {"by": world.account("sari"), "on": world.day}
    given |= {"ends_on": date(2026, 12, 31), "approach": Plan.Approach.QUANTITATIVE}
    return draft_plan(world.sari, starts_on=first, **given)


def test_the_plan_begins_on_the_day_of_entry(world: World, as_: Any) -> None:
    page = as_("sari").get(reverse("performance:plan-draft")).content.decode()
    assert "15-04-2026" in page
    assert "31-12-2026" in page
    with pytest.raises(ValidationError) as refused:
        draft(world, date(2026, 1, 1))
    assert "mulai bekerja 15-04-2026" in refused.value.messages[0]
    assert draft(world, ENTERED).starts_on == ENTERED


def test_who_has_this_years_plan_is_offered_the_coming_year(world: World, as_: Any) -> None:
    make_plan(world.sari, starts_on=ENTERED)
    assert "01-01-2027" in as_("sari").get(reverse("performance:plan-draft")).content.decode()


def test_the_months_are_counted_on_the_plan(world: World, as_: Any) -> None:
    plan = make_plan(world.sari, starts_on=ENTERED)
    assert part_said(plan) == "8 bulan 16 hari, dihitung 9 bulan"
    url = reverse("performance:plan-detail", args=[plan.uuid])
    assert "8 bulan 16 hari, dihitung 9 bulan" in as_("sari").get(url).content.decode()
    assert part_said(make_plan(world.putri)) == ""


def test_the_yearly_predicate_shows_the_months_of_a_plan_that_fills_no_year(world: World) -> None:
    part = make_plan(world.sari, starts_on=ENTERED, status=Plan.Status.AGREED)
    whole = make_plan(world.putri, status=Plan.Status.AGREED)
    shown = year_context(Evaluation(plan=part, period=Window.Period.YEAR, pack=part.pack))
    (row,) = shown["year_plans"].rows
    assert (row.cells[1].text, row.cells[1].sub) == ("8 bulan 16 hari", "dihitung 9 bulan")
    hidden = year_context(Evaluation(plan=whole, period=Window.Period.YEAR, pack=whole.pack))
    assert hidden == {"year_plans": None}


def test_the_plan_of_one_who_works_part_time_shows_the_share_of_hours(
    world: World, as_: Any
) -> None:
    world.sari.kind = Employee.Kind.PPPK_PART_TIME
    world.sari.save(update_fields=["kind"])
    facts = ContractFacts(ENTERED, date(2027, 4, 14), Decimal(50))
    add_contract(world.sari, facts, by=world.account("rini"), on=world.day)
    plan = make_plan(world.sari, starts_on=ENTERED)
    url = reverse("performance:plan-detail", args=[plan.uuid])
    assert "50% jam penuh" in as_("sari").get(url).content.decode()
    assert "jam penuh" not in str(person_facts(make_plan(world.putri)))
