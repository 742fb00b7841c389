"""Builders of a measured year and of its report for tests."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from pamong.access.models import User
from pamong.access.scope import Role
from pamong.analytics.annual.actions import (
    approve_annual_report,
    open_annual_report,
    propose_annual_report,
)
from pamong.analytics.models import AnnualReport
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.analytics.snapshot.making import make_snapshot
from pamong.measurement.cards.tests.make import aim, make_card, read
from pamong.measurement.models import Card
from pamong.people.models import Mandate
from pamong.people.tests.world import World
from pamong.performance.cascade.card_actions import take_card
from pamong.performance.cascade.tests.make import make_goal
from pamong.performance.models import Goal
from pamong.performance.tests.make import make_plan

YEAR = 2025
AT = datetime(2026, 11, 25, 3, tzinfo=UTC)
FIGURES: dict[str, Any] = {
    "agency": "Kabupaten Wanasari",
    "year": YEAR,
    "years": [2024, YEAR],
    "snapshot": "0123456789abcdef",
    "as_of": "2026-11-25",
    "pack": "id-permenpanrb-6-2022@1",
    "offices": ["Dinas Kesehatan"],
    "goals": [],
}


def measured(world: World) -> tuple[Goal, Card]:
    """An outcome of the clinic with a card: 60 of 80 in 2024, 90 of 100 in 2025, 120 aimed at in 2029."""
    goal = make_goal(
        world, "Balita tumbuh sehat", "outcome", unit=world.clinic, first_year=2024, last_year=2029
    )
    card = make_card(world, source="Laporan gizi")
    for year, target in ((2024, 80), (YEAR, 100), (2029, 120)):
        aim(world, card, target, year)
    read(world, card, 60, date(2024, 12, 31))
    read(world, card, 90, date(YEAR, 12, 31))
    make_plan(world.sari, year=YEAR)  # a snapshot holds money in the years of plans
    by = world.account("dewi")
    take_card(goal, card, year=YEAR, budget=Decimal(5_000_000), by=by, on=world.day)
    return goal, card


def snapshot_now(world: World, clock: Callable[[], datetime] = lambda: AT) -> Snapshot:
    """The snapshot of the agency as it is."""
    made = make_snapshot(world.agency, day=world.day, clock=clock)
    assert made is not None
    return made


def head_of(world: World) -> User:
    """Wati heads the agency."""
    user = world.account("wati")
    row: dict[str, Any] = {"user": user, "role": Role.AGENCY_HEAD, "agency": world.agency}
    Mandate.objects.get_or_create(**row, valid_from=date(2020, 1, 1))
    return user


def opened_report(world: World) -> AnnualReport:
    """The report of the measured year, opened by the personnel office."""
    measured(world)
    snapshot_now(world)
    return open_annual_report(world.agency, YEAR, by=world.account("dewi"), on=world.day)


def approved_report(world: World, report: AnnualReport) -> AnnualReport:
    """Sent by the personnel office and approved by the head."""
    sent = propose_annual_report(report, by=world.account("dewi"), on=world.day)
    return approve_annual_report(sent, by=head_of(world), on=world.day)


def bare_report(world: World, **more: Any) -> AnnualReport:
    """A report without a goal, for pages; no snapshot is made for it."""
    told = {"agency": world.agency, "year": YEAR, "figures": FIGURES, "filled_on": world.day}
    return AnnualReport.objects.create(**told | {"snapshot": FIGURES["snapshot"]} | more)
