"""A year of one who works part time in an agency that rates by month, from the contract to the next one."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamong.people.contracts.actions import ContractFacts, add_contract
from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import (
    acknowledge_evaluation,
    open_evaluations,
    rate_evaluation,
)
from pamong.performance.evaluation.tests.make import make_rated_plan, ratings
from pamong.performance.levels.actions import set_level
from pamong.performance.models import Evaluation, Plan
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.progress.actions import ReadingInput, enter_readings
from pamong.performance.tests.make_rhythm import PART_TIME, make_kind, make_monthly

As = Callable[[str], Client]
ENDS = {"Q1": (3, 31), "Q2": (6, 30), "Q3": (9, 30), "Q4": (12, 31)}


@pytest.fixture
def monthly(world: World) -> World:
    """Sari under a contract of the year, Putri by month like everybody."""
    make_kind(world.sari, PART_TIME)
    make_monthly(world)
    facts = ContractFacts(date(2026, 1, 1), date(2026, 12, 31), Decimal(50))
    add_contract(world.sari, facts, by=world.account("rini"), on=date(2026, 1, 2))
    return world


class Year:
    """What happens to one plan, day by day, each by whoever does it."""

    def __init__(self, world: World, as_: As, settings: Any) -> None:
        self.world, self.as_, self.settings = world, as_, settings

    def go(self, day: date) -> date:
        """It is this day."""
        self.settings.TODAY = day.isoformat()
        self.day = day
        return day

    def page(self, who: str, address: str = "/") -> str:
        """What somebody reads."""
        found = self.as_(who).get(address)
        assert found.status_code == 200, address
        text: str = found.content.decode()
        return text

    def by(self, who: str) -> dict[str, Any]:
        """Who acts, today."""
        return {"by": self.world.account(who), "on": self.day}

    def read(self, plan: Plan, value: str, as_of: date) -> None:
        """The person's own figure."""
        line = plan.results.get().indicators.get()
        enter_readings(plan, {line.pk: ReadingInput(Decimal(value), as_of)}, **self.by("sari"))

    def rate(self, plan: Plan, period: str) -> Evaluation:
        """The level by Joko, the rating by Budi, the answer by Sari."""
        text: dict[str, Any] = {"level": "istimewa", "reason": "Capaian perjanjian kinerja."}
        set_level(self.world.clinic, (2026, period), **text, **self.by("joko"))
        (found,) = open_evaluations([plan], period, **self.by("budi"))
        rate_evaluation(found, ratings(), seen=found.version, **self.by("budi"))
        set_predicates(self.world.budi, (2026, period), **self.by("budi"))
        found.refresh_from_db()
        return acknowledge_evaluation(found, **self.by("sari"))


def test_four_quarters_and_the_year_lead_to_the_next_contract(
    monthly: World, as_: As, settings: Any
) -> None:
    year = Year(monthly, as_, settings)
    plan = make_rated_plan(monthly.sari, None)
    for number, (period, (month, last)) in enumerate(ENDS.items(), start=1):
        ended = date(2026, month, last)
        year.go(ended - timedelta(days=5))
        assert "berakhir" in year.page("sari")
        assert "untuk triwulan" not in year.page("budi")
        year.go(ended + timedelta(days=3) if number < len(ENDS) else date(2027, 1, 4))
        assert "untuk triwulan" in year.page("budi") or period == "Q4"
        year.read(plan, "80", ended)
        assert year.rate(plan, period).status == Evaluation.Status.ACKNOWLEDGED
        assert "untuk triwulan" not in year.page("budi")
    assert year.rate(plan, "Y").predicate
    given = Evaluation.objects.filter(plan=plan).values_list("period", flat=True)
    assert sorted(given) == [*ENDS, "Y"]
    page = year.page("sari", "/periods/")
    assert page.count("Buka") >= 5
    year.go(date(2026, 11, 10))
    listed = year.page("dewi", reverse("performance:contract-list"))
    assert "Tahun 2026: Baik" in listed
    assert (
        listed.index("Tahun 2026")
        < listed.index("riwulan IV 2026")
        < listed.index("riwulan III 2026")
    )


def test_meanwhile_others_are_rated_by_month(monthly: World, as_: As, settings: Any) -> None:
    year = Year(monthly, as_, settings)
    make_rated_plan(monthly.sari)
    make_rated_plan(monthly.putri)
    for month, name in ((2, "Januari"), (3, "Februari"), (5, "April")):
        year.go(date(2026, month, 5))
        assert f"Nilai 1 pegawai untuk {name} 2026" in year.page("budi")
        assert ("untuk triwulan I 2026" in year.page("budi")) is (month > 3)
