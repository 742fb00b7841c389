"""Whose figures of people are withheld: who sees each rating anyway is told as it is, and nobody else."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pamong.access.clock import now
from pamong.access.scope import Role
from pamong.access.tests.make import with_key
from pamong.analytics.dashboards import figures
from pamong.analytics.dashboards.tests.reading import CODES, DAY, of_dashboards
from pamong.analytics.snapshot.making import make_snapshot
from pamong.config.api.tests.programs import get
from pamong.people.models import Mandate, Unit
from pamong.people.tests.make import START, make_employee
from pamong.people.tests.world import World
from pamong.performance.models import Evaluation, Plan, PredicateSetting, UnitLevel
from pamong.performance.tests.make import make_plan

PACK = "id-permenpanrb-6-2022@1"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.DATA, settings.ANALYTICS, settings.SNAPSHOT_MINUTES = tmp_path, "", 60
    figures._rated.cache_clear()
    figures._year.cache_clear()


def rate(world: World, unit: Unit, *counts: int) -> None:
    """People of a unit whom Wati rates, so many of each predicate."""
    told: dict[str, Any] = {"unit": unit, "year": 2026, "period": "Q3", "level": "baik"}
    UnitLevel.objects.get_or_create(**told, set_by=world.joko, set_on=DAY)
    setting = PredicateSetting.objects.create(
        **told, rater=world.wati, people=sum(counts), set_on=DAY, pack=PACK
    )
    for code, count in zip(CODES, counts, strict=False):
        for _one in range(count):
            person = make_employee(unit)
            plan = make_plan(person, status=Plan.Status.AGREED, rater=world.wati)
            row: dict[str, Any] = {"plan": plan, "period": "Q3", "setting": setting}
            row |= {"rater": world.wati, "predicate": code, "pack": PACK}
            Evaluation.objects.create(**row, status="set", status_on=DAY)


def mandate(world: World, name: str, role: Role, unit: Unit | None = None) -> Mandate:
    return Mandate.objects.create(
        user=world.account(name), role=role, unit=unit, agency=world.agency, valid_from=START
    )


def told(client: Any, name: str) -> set[int]:
    """The counts of predicates of one office."""
    return {n for _units, _states, n in of_dashboards(client, {name: [name]}, ["predikat"])}


@pytest.mark.parametrize("role", [Role.HR, Role.AGENCY_HEAD])
def test_who_is_told_as_it_is_sees_each_rating_by_itself(
    world: World, as_: Any, role: Role
) -> None:
    """The personnel office and the agency's head: there is nothing to attack."""
    rate(world, world.health, 3, 1)
    mandate(world, "agus", role)
    rows = Evaluation.objects.final()
    assert rows.visible_to(world.scope("agus")).count() == rows.count() == 4
    make_snapshot(world.agency, day=DAY, clock=now)
    client = as_("agus")
    assert {3, 1, 4} <= told(client, world.health.name)
    for one in rows:
        assert client.get(f"/evaluations/{one.uuid}/").status_code == 200


def test_who_administers_a_unit_sees_each_rating_there_and_reads_counts_of_nobody(
    world: World, as_: Any
) -> None:
    """Rini of the clinic: neither dashboards nor what is made of them, as a page or by a program."""
    rate(world, world.clinic, 3, 1)
    rate(world, world.health, 12, 14)
    make_snapshot(world.agency, day=DAY, clock=now)
    seen = Evaluation.objects.final().visible_to(world.scope("rini"))
    assert set(seen.values_list("plan__unit", flat=True)) == {world.clinic.pk}
    assert seen.count() == 4
    client, key = as_("rini"), with_key(world.account("rini"))
    pages = (
        "dashboards",
        "dashboards/wall",
        "briefs/monthly",
        "distribution/",
        "evaluations/agency",
    )
    assert {client.get(f"/{page}").status_code for page in pages} == {403}
    assert {
        get(key, f"dashboards?about={one}").status_code for one in ("predicates", "waiting")
    } == {403}


def cells_of(client: Any, page: str) -> set[str]:
    """What stands in the tables of a page."""
    html = client.get(page).content.decode().partition("<main")[2]
    return {cell.strip() for cell in re.findall(r"<td[^>]*>(?:<[^>]*>)*([^<]*)", html)}


def test_the_auditor_opens_no_rating_and_reads_no_predicate_before_he_says_why(
    world: World, as_: Any
) -> None:
    rate(world, world.health, 12, 14)
    client, key = as_("tono"), with_key(world.account("tono"))
    one = Evaluation.objects.final()[0]
    asked = "?year=2026&period=Q3"
    for page, said in (
        ("evaluations/agency", {"Sangat Baik", "Baik"}),
        ("distribution/", {"12", "14"}),
    ):
        assert said <= cells_of(as_("dewi"), f"/{page}{asked}")
        assert not said & cells_of(client, f"/{page}{asked}")
    html = client.get(f"/evaluations/{one.uuid}/", follow=True).content.decode()
    assert "Tujuan membaca" in html
    assert get(key, f"evaluations/{one.uuid}").status_code == 403


@pytest.mark.parametrize("year", ["2005", "2013", "2100"])
def test_a_year_for_which_there_are_no_rules_is_no_fault_of_the_server(
    world: World, as_: Any, year: str
) -> None:
    make_snapshot(world.agency, day=DAY, clock=now)
    asked = {"year": year, "about": "predicates"}
    for page in ("/dashboards", "/distribution/", "/evaluations/agency"):
        assert as_("dewi").get(page, asked).status_code == 200
    key = with_key(world.account("dewi"))
    assert get(key, f"dashboards?year={year}&about=predicates").status_code == 200


def test_who_leads_an_office_is_not_told_of_those_whom_he_saw_as_its_administrator(
    world: World, as_: Any
) -> None:
    """Joko leads the office and administers it for a while: what he saw one by one he still knows afterwards."""
    rate(world, world.health, 22, 42)
    rate(world, world.school, 12, 14)
    mandate(world, "joko", Role.UNIT_ADMIN, world.health)

    def on(day: int) -> set[int]:
        make_snapshot(world.agency, day=DAY + timedelta(days=day), clock=now)
        return told(as_("joko"), world.health.name)

    def rise(count: int) -> None:
        low = Evaluation.objects.filter(plan__unit=world.health, predicate=CODES[1])
        keys = list(low.values_list("pk", flat=True)[:count])
        Evaluation.objects.filter(pk__in=keys).update(predicate=CODES[0])

    assert {22, 42} <= on(0)
    rise(1)
    assert {22, 42} <= on(1), "never as it is, although he sees each of them"
    rise(10)
    assert {33, 31} <= on(2)
