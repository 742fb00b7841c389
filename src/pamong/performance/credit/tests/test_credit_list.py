"""The list of functional posts: prepared, by state and unit, the same cost for many people."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pamong.people.models import Agency, Employee
from pamong.people.tests.make import make_employee
from pamong.people.tests.world import World
from pamong.performance.credit.standings import refresh_daily, refresh_stale, refresh_standings
from pamong.performance.credit.tests.make import make_balance, make_credited, make_functional
from pamong.performance.models import CreditStanding

State = CreditStanding.State


def state_of(person: Employee) -> str:
    return CreditStanding.objects.get(employee=person).state


@pytest.fixture
def clinic(world: World) -> World:
    """Sari reached a rank, Putri is near, Rini has no balance, Hadi in another unit has far to go."""
    make_credited(world)
    for name, credit in (("putri", "45"), ("hadi", "10")):
        make_functional(world.people[name])
        facts = {"given": {"credit": credit}}
        by = ("dewi", "rini") if name == "hadi" else ("rini", "dewi")
        if name == "putri":
            make_balance(world, name, **facts)
        else:
            _enter_elsewhere(world, name, by, facts)
    make_functional(world.rini)
    refresh_standings(Employee.objects.select_related("agency"), world.day)
    return world


def _enter_elsewhere(world: World, name: str, by: tuple[str, str], facts: Any) -> None:
    from pamong.access.scope import Role
    from pamong.ledger.actions import SHELL
    from pamong.people.roles.actions import give_role
    from pamong.performance.credit.actions import confirm_balances, enter_balance
    from pamong.performance.credit.tests.make import balance

    give_role(world.account("wati"), Role.HR, world.agency, by=SHELL, on=world.day)
    entry = enter_balance(
        world.people[name], balance(**facts), by=world.account("dewi"), on=world.day
    )
    confirm_balances([entry], by=world.account("wati"), on=world.day)


def test_each_stands_where_the_account_says(clinic: World) -> None:
    assert state_of(clinic.sari) == State.RANK
    assert state_of(clinic.putri) == State.NEAR
    assert state_of(clinic.hadi) == State.UNDER_WAY
    assert state_of(clinic.rini) == State.MISSING
    row = CreditStanding.objects.get(employee=clinic.rini)
    assert (row.total, row.lacking) == (None, "balance")


def test_the_personnel_office_reads_all_by_state_and_unit(clinic: World, as_: Any) -> None:
    client = as_("dewi")
    page = client.get("/credit/people").content.decode()
    assert all(person.name in page for person in (clinic.sari, clinic.putri, clinic.hadi))
    assert clinic.budi.name not in page.split("<tbody")[1]
    reached = client.get("/credit/people", {"state": "rank"}).content.decode()
    assert clinic.sari.name in reached
    assert clinic.putri.name not in reached
    unit = client.get("/credit/people", {"unit": str(clinic.clinic.uuid)}).content.decode()
    assert clinic.sari.name in unit
    assert clinic.hadi.name not in unit


def test_a_rater_reads_ones_own_people_and_an_employee_no_list(clinic: World, as_: Any) -> None:
    page = as_("budi").get("/credit/people").content.decode()
    assert clinic.sari.name in page
    assert clinic.hadi.name not in page
    assert as_("sari").get("/credit/people").status_code == 403


def test_an_auditor_reads_who_stands_where_and_no_figure(clinic: World, as_: Any) -> None:
    page = as_("tono").get("/credit/people").content.decode()
    assert clinic.sari.name in page
    assert str(State.RANK.label) in page
    assert not re.search(r"\d,\d\d", page)
    assert re.search(r"\d,\d\d", as_("dewi").get("/credit/people").content.decode())


def test_what_is_lacking_is_said_and_no_nought_stands_for_it(clinic: World, as_: Any) -> None:
    page = as_("dewi").get("/credit/people", {"state": "missing"}).content.decode()
    assert "Saldo angka kredit sebelum 2023 belum ada." in page
    assert "0,00" not in page


def test_the_list_costs_the_same_for_many_people(clinic: World, as_: Any) -> None:
    client = as_("dewi")
    client.get("/credit/people")
    with CaptureQueriesContext(connection) as few:
        client.get("/credit/people")
    for number in range(30):
        make_functional(make_employee(clinic.clinic, name=f"Tambahan {number}"))
    refresh_standings(Employee.objects.select_related("agency"), clinic.day)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/credit/people").content.decode()
    assert len(many) == len(few)
    assert len(many) <= 12
    assert "Berikutnya" in page


def test_the_daily_round_computes_who_is_not_of_the_day(clinic: World) -> None:
    CreditStanding.objects.all().delete()
    agency = Agency.objects.get(pk=clinic.agency.pk)
    done = refresh_stale(agency, clinic.day, 4)
    assert done == CreditStanding.objects.filter(employee__agency=agency).count()
    assert refresh_stale(agency, clinic.day, 4) == 0
    assert CreditStanding.objects.get(employee=clinic.sari).total == Decimal("63.75")
    assert all("angka kredit" in line for line in refresh_daily())


def test_computing_many_costs_as_many_queries_as_computing_one(clinic: World) -> None:
    one = Employee.objects.filter(pk=clinic.sari.pk).select_related("agency")
    with CaptureQueriesContext(connection) as few:
        refresh_standings(one, clinic.day)
    with CaptureQueriesContext(connection) as many:
        refresh_standings(Employee.objects.select_related("agency"), clinic.day)
    assert len(few) == len(many)
