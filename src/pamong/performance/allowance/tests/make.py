"""An agency that pays: its rules released by two, a table of bases, attendance and predicates."""

from datetime import date
from decimal import Decimal
from typing import Any

from pamong.access.scope import Role
from pamong.ledger.actions import SHELL
from pamong.people.models import Employee
from pamong.people.roles.actions import give_role
from pamong.people.tests.world import World
from pamong.performance.allowance.actions import draft_sheet
from pamong.performance.allowance_base.actions import make_table, release_table, set_base
from pamong.performance.local_rules.actions import Answer, ask_rule, grant_rule
from pamong.performance.models import (
    AllowanceSheet,
    AllowanceTable,
    Attendance,
    Evaluation,
    Plan,
)
from pamong.performance.tests.make import make_plan

PACK = "id-permenpanrb-6-2022"
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
SHARES = {"attendance": 40, "performance": 60}
PERCENTS = {
    "sangat_baik": 100,
    "baik": 95,
    "butuh_perbaikan": 80,
    "kurang": 50,
    "sangat_kurang": 0,
}
WEIGHTS = {
    "absent_days": Decimal(3),
    "half_days": Decimal("1.5"),
    "late_minutes": Decimal("0.02"),
    "leave_days": Decimal(0),
    "sick_days": Decimal("0.5"),
}
SINCE = date(2026, 1, 1)


def answer(world: World, clause: str, figures: dict[str, Decimal | str], pack: str = PACK) -> None:
    """One clause of the agency's own, asked by Dewi and granted by Wati."""
    given = Answer(pack, clause, figures, SINCE, "Peraturan Bupati 12/2026", "TPP")
    rule = ask_rule(world.agency, given, by=world.account("dewi"), on=world.day)
    grant_rule(rule, by=world.account("wati"), on=world.day)
    world.agency.refresh_from_db()


def set_rules(world: World, *, without: str = "", **instead: dict[str, Any]) -> None:
    """The whole table of the agency, or all of it but one clause."""
    give_role(world.account("wati"), Role.HR, world.agency, by=SHELL, on=date(2026, 1, 1))
    rules: dict[str, dict[str, Any]] = {
        "allowance_shares": SHARES,
        "allowance_predicates": PERCENTS,
        "allowance_attendance": WEIGHTS,
        **instead,
    }
    rules.pop(without, None)
    for clause, rows in rules.items():
        answer(world, clause, {f"rows__{k}__percent": Decimal(v) for k, v in rows.items()})


def make_bases(world: World, amount: int = 3_333_333, **overrides: Any) -> AllowanceTable:
    """A table with the plain post of the cast and that of the head of the clinic."""
    by, on = world.account("dewi"), world.day
    given: dict[str, Any] = {"valid_from": SINCE, "basis": "Peraturan Bupati 12/2026"}
    given |= overrides
    table = make_table(world.agency, **given, by=by, on=on)
    set_base(table, amount, position=world.sari.position, by=by, on=on)
    set_base(table, 7_500_001, position=world.budi.position, by=by, on=on)
    return release_table(table, by=world.account("wati"), on=on)


def make_attendance(employee: Employee, month: date = OCTOBER, **values: Any) -> Attendance:
    """A person's month."""
    return Attendance.objects.create(
        employee=employee, month=month, sourced_on=date(2026, 11, 2), **values
    )


def make_predicate(
    employee: Employee, predicate: str = "baik", period: str = "Q3", **overrides: Any
) -> Evaluation:
    """A final evaluation of a quarter."""
    plan = Plan.objects.filter(employee=employee, year=2026).first() or make_plan(employee)
    fields: dict[str, Any] = {
        "status": Evaluation.Status.SET,
        "status_on": date(2026, 10, 5),
        "pack": plan.pack,
    }
    return Evaluation.objects.create(
        plan=plan, period=period, predicate=predicate, **(fields | overrides)
    )


def make_paying_world(world: World, **rules: Any) -> None:
    """Everything but a sheet; Putri has no attendance, Rini no predicate."""
    set_rules(world, **rules)
    make_bases(world)
    make_attendance(world.sari, absent_days=1, half_days=0, late_minutes=37, sick_days=2)
    make_attendance(world.budi, percent=Decimal("98.75"))
    make_attendance(world.rini, percent=100)
    for person, predicate in ((world.sari, "baik"), (world.budi, "sangat_baik")):
        make_predicate(person, predicate)
    make_predicate(world.putri, "butuh_perbaikan")


def drafted(world: World, month: date = OCTOBER, by: str = "rini") -> AllowanceSheet:
    """The clinic's sheet."""
    return draft_sheet(world.clinic, month, by=world.account(by), on=world.day)
