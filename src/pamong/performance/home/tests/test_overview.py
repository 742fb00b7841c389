"""What the agency's head, a head of office and personnel see of everything they look over."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pamong.access.kept import LONG, Gathered
from pamong.access.scope import Role
from pamong.people.figures import OVERVIEW, figure_key, gathered_said
from pamong.people.models import Employee, Mandate
from pamong.people.scope import agency_scope
from pamong.people.tests.make import START, make_employee, make_unit
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import WHEN, level_of, make_rated_plan, opened, rated
from pamong.performance.home.overview import (
    Overview,
    goals_standing,
    whole_overview,
)
from pamong.performance.home.queries import home_of
from pamong.performance.home.ticking import gather_overviews
from pamong.performance.models import Goal, Plan, PredicateSetting, Result
from pamong.performance.objection.tests.test_objection import filed
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.predicates.repeating import repeat_settings
from pamong.performance.tests.make import make_complete_plan, make_plan

As = Callable[[str], Client]


def give(world: World, name: str, role: Role) -> None:
    account = world.account(name)
    Mandate.objects.create(user=account, role=role, agency=world.agency, valid_from=START)


def overview(world: World, name: str) -> Overview:
    found = home_of(world.scope(name), world.day).overview
    assert found is not None
    return found


def page(client: Client) -> str:
    response = client.get(reverse("home"))
    assert response.status_code == 200
    return str(response.content.decode())


def leads_health(world: World) -> None:
    """Joko's own plan says which office he leads."""
    make_complete_plan(world.joko, status=Plan.Status.AGREED, agreed_on=world.day)


@pytest.mark.parametrize("name", ["dewi", "tono"])
def test_everybody_who_needs_a_plan_is_counted_once(world: World, name: str) -> None:
    half = {"ends_on": date(2026, 6, 30), "status": Plan.Status.AGREED}
    make_plan(world.sari, **half)
    make_plan(world.sari, starts_on=date(2026, 7, 1), status=Plan.Status.PROPOSED)
    make_plan(world.budi, status=Plan.Status.AGREED)
    make_plan(world.budi, starts_on=date(2026, 2, 1), held="plt", status=Plan.Status.DRAFTED)
    found = overview(world, name)
    assert found.states[2026] == {Plan.Status.PROPOSED: 1, Plan.Status.AGREED: 1}
    assert found.people == Employee.objects.filter(agency=world.agency).count()
    assert found.without(2026) == found.people - 2
    assert found.without(2027) == found.people


def test_who_left_and_political_officials_need_none(world: World) -> None:
    before = overview(world, "dewi").people
    make_employee(world.school, left_on=world.day)
    make_employee(world.school, kind=Employee.Kind.POLITICAL)
    make_employee(world.school)
    home = home_of(world.scope("tono"), world.day + timedelta(days=1))
    assert home.overview is not None
    assert home.overview.people == before + 1


def test_a_head_of_office_sees_only_the_office_and_below_it(world: World, as_: As) -> None:
    leads_health(world)
    make_plan(world.wati, status=Plan.Status.AGREED)
    make_plan(world.sari, status=Plan.Status.AGREED)
    found = overview(world, "joko")
    below = Employee.objects.filter(unit__in=[world.health, world.clinic])
    assert found.people == below.count() - 1
    assert found.states[2026] == {Plan.Status.AGREED: 1}
    text = page(as_("joko"))
    assert "Keadaan unit yang Anda pimpin, triwulan III 2026" in text
    assert reverse("performance:register-plans") not in text


@pytest.mark.parametrize("name", ["sari", "rini", "outsider"])
def test_others_look_over_nothing(world: World, as_: As, name: str) -> None:
    make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    assert "Keadaan" not in page(as_(name)).replace("Keadaan</th>", "").replace('"Keadaan"', "")
    assert home_of(world.scope(name), world.day).overview is None


def test_who_is_waited_for_longest_comes_first_and_leads_on(world: World, as_: As) -> None:
    proposed, first = Plan.Status.PROPOSED, world.day - timedelta(days=23)
    make_plan(world.putri, status=proposed, proposed_on=first, status_on=first)
    make_plan(world.rini, status=proposed, proposed_on=world.day, status_on=world.day)
    make_plan(world.agus, status=proposed, proposed_on=world.day, status_on=world.day)
    give(world, "wati", Role.AGENCY_HEAD)
    held = [(one.name, one.count, one.since) for one in overview(world, "wati").held]
    assert held == [("Budi Santoso", 2, first), ("Joko Susilo", 1, world.day)]
    text = page(as_("wati"))
    assert "23 hari menunggu" in text
    assert reverse("people:blocking-list") in text


def test_a_head_of_office_is_told_of_those_whom_the_head_rates(world: World, as_: As) -> None:
    leads_health(world)
    make_plan(world.putri, status=Plan.Status.PROPOSED, proposed_on=world.day, status_on=world.day)
    make_plan(world.agus, status=Plan.Status.PROPOSED, proposed_on=world.day, status_on=world.day)
    assert [one.name for one in overview(world, "joko").held] == ["Budi Santoso"]
    assert reverse("people:blocking-list") not in page(as_("joko"))


def test_levels_to_set_wait_until_they_are_set(world: World, as_: As) -> None:
    said = "Tetapkan capaian organisasi 1 unit untuk triwulan III 2026"
    assert said in page(as_("joko"))
    assert "Tetapkan capaian" not in page(as_("budi"))
    level_of(world)
    assert "Tetapkan capaian" not in page(as_("joko"))


def test_predicates_that_leave_the_pattern_are_counted_by_unit(world: World) -> None:
    leads_health(world)
    level_of(world)
    for name in ("sari", "putri", "rini"):
        rated(world, opened(world, name))
    set_predicates(world.budi, WHEN, reason="Tim kecil.", by=world.account("budi"), on=world.day)
    for name in ("dewi", "joko"):
        found = overview(world, name)
        assert (found.levels, found.given, found.departs, found.small) == (1, 1, 0, 1)
    caches["process"].clear()
    PredicateSetting.objects.update(people=10)
    repeat_settings(PredicateSetting.objects.all())
    for name in ("dewi", "joko"):
        found = overview(world, name)
        assert (found.levels, found.given, found.departs, found.small) == (1, 1, 1, 0)


def test_the_head_of_an_office_is_led_to_the_units_below(world: World, as_: As) -> None:
    assert as_("joko").get(reverse("performance:distribution")).status_code == 403
    leads_health(world)
    address = f"{reverse('performance:distribution')}?year=2026&period=Q3"
    assert address.replace("&", "&amp;") in page(as_("joko"))
    level = level_of(world)
    elsewhere = make_unit(world.agency, world.school, name="SD Melati")
    level.pk, level.uuid, level.unit, level._state.adding = None, uuid4(), elsewhere, True
    level.save()
    text = as_("joko").get(f"{address}&show=all").content.decode()
    assert "Cempaka" in text
    assert "SD Melati" not in text
    unit = reverse("performance:distribution-unit", args=[world.clinic.uuid, 2026, "Q3"])
    other = reverse("performance:distribution-unit", args=[elsewhere.uuid, 2026, "Q3"])
    assert [as_("joko").get(one).status_code for one in (unit, other)] == [200, 404]


def test_open_objections_are_counted(world: World) -> None:
    filed(world)
    assert overview(world, "dewi").objections == 1


def test_goals_stand_by_the_mean_of_what_plans_measure(world: World, as_: As) -> None:
    give(world, "wati", Role.AGENCY_HEAD)
    for number, value in enumerate(("80", "10", None)):
        person = (world.sari, world.putri, world.rini)[number]
        plan = make_rated_plan(person, value)
        goal = Goal.objects.create(
            agency=world.agency,
            kind=Goal.Kind.OUTCOME,
            name=f"Sasaran {number}",
            first_year=2026,
            last_year=2026,
        )
        Result.objects.filter(plan=plan).update(goal=goal)
    found = goals_standing(world.scope("wati"), world.day)
    assert found == {Goal.Kind.OUTCOME: {"fine": 1, "behind": 1, "unread": 1}}
    assert "Sasaran dan program" in page(as_("wati"))
    assert "Sasaran dan program" not in page(as_("dewi"))


def test_the_overview_costs_the_same_for_any_agency(world: World, as_: As) -> None:
    """The head of a whole agency who has a plan, a team and a second duty, from cold."""
    give(world, "joko", Role.AGENCY_HEAD)
    leads_health(world)
    costs: list[int] = []
    for _time in range(2):
        for _ in range(5):
            make_plan(
                make_employee(world.clinic), status=Plan.Status.PROPOSED, proposed_on=world.day
            )
        client: Any = as_("joko")
        with CaptureQueriesContext(connection) as seen:
            page(client)
        costs.append(len(seen))
    assert max(costs) <= 12


def test_a_large_agency_is_told_what_was_gathered_and_when(world: World, as_: As) -> None:
    make_plan(world.sari, status=Plan.Status.AGREED)
    found = whole_overview(world.scope("dewi"), world.day)
    make_plan(world.rini, status=Plan.Status.AGREED)
    key, at = figure_key(OVERVIEW, world.agency.pk, world.day), timezone.now()
    caches["default"].set(key, Gathered(found, at, seconds=LONG * 2))
    assert overview(world, "dewi").states[2026] == {Plan.Status.AGREED: 2}  # quick: counted now
    caches["process"].clear()
    list(gather_overviews())
    assert overview(world, "dewi").states[2026] == {Plan.Status.AGREED: 1}
    said = gathered_said(Gathered(found, at, seconds=LONG * 2))
    assert said
    assert said in page(as_("dewi"))


def test_tick_gathers_every_agency_and_not_again_at_once(world: World) -> None:
    list(gather_overviews())
    held = caches["default"].get(figure_key(OVERVIEW, world.agency.pk, world.day))
    assert held.found == whole_overview(agency_scope(world.agency), world.day)
    list(gather_overviews())
    assert caches["default"].get(figure_key(OVERVIEW, world.agency.pk, world.day)).at == held.at
