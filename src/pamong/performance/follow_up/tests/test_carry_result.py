from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.bulk.plans import PlanStory, ResultStory, write_plans
from pamong.performance.evaluation.tests.make import BELOW, final, row
from pamong.performance.follow_up.actions import carry_result
from pamong.performance.follow_up.queries import plan_to_carry_into, unmet_of
from pamong.performance.given import IndicatorInput, ResultInput
from pamong.performance.models import Evaluation, Plan, Result
from pamong.performance.tests.make import make_indicator, make_plan, make_result


@pytest.fixture
def evaluation(world: World) -> Evaluation:
    return final(world, "sari", "60", "80", None, reason="Berbeda.")


@pytest.fixture
def next_plan(world: World, evaluation: Evaluation) -> Plan:
    return make_plan(world.sari, year=2027)


def carry(world: World, result: Result, plan: Plan, by: str = "sari") -> Result:
    return carry_result(result, plan, by=world.account(by), on=world.day)


def test_an_unmet_result_goes_into_the_next_plan(
    world: World, evaluation: Evaluation, next_plan: Plan
) -> None:
    source = row(evaluation.plan, 1)
    assert [r.result for r in unmet_of(evaluation)] == [source]
    assert plan_to_carry_into(evaluation) == next_plan
    carried = carry(world, source, next_plan)
    assert (carried.plan, carried.carried_from, carried.text) == (next_plan, source, source.text)
    line = carried.indicators.get()
    assert line.indicator.targets.get(year=2027).value == 80
    assert line.indicator_id != source.indicators.get().indicator_id
    assert Entry.objects.filter(verb="performance.result_carried").count() == 1
    assert unmet_of(evaluation) == []


def test_a_result_that_says_the_same_already_is_joined_and_keeps_its_targets(
    world: World, evaluation: Evaluation, next_plan: Plan
) -> None:
    source = row(evaluation.plan, 1)
    written = make_result(next_plan, source.text)
    make_indicator(written, target=Decimal(95))
    carried = carry(world, source, next_plan)
    assert (carried, next_plan.results.count()) == (written, 1)
    assert carried.carried_from == source
    assert carried.indicators.get().indicator.targets.get(year=2027).value == 95


def test_it_is_carried_once(world: World, evaluation: Evaluation, next_plan: Plan) -> None:
    source = row(evaluation.plan, 1)
    carried = carry(world, source, next_plan)
    with pytest.raises(ValidationError, match="sudah dibawa satu kali"):
        carry(world, source, next_plan)
    later = make_plan(world.sari, year=2028)
    with pytest.raises(ValidationError, match="sudah dibawa satu kali"):
        carry(world, carried, later)


def test_a_met_one_and_one_without_reading_stay(
    world: World, evaluation: Evaluation, next_plan: Plan
) -> None:
    for number in (2, 3):
        with pytest.raises(ValidationError, match="belum tercapai"):
            carry(world, row(evaluation.plan, number), next_plan)


def test_what_the_leader_rated_below_counts_as_unmet(
    world: World, evaluation: Evaluation, next_plan: Plan
) -> None:
    evaluation.results.filter(result__place=3).update(rating=BELOW)
    assert carry(world, row(evaluation.plan, 3), next_plan)


def test_only_the_owner_carries(world: World, evaluation: Evaluation, next_plan: Plan) -> None:
    for name in ("budi", "dewi", "wati"):
        with pytest.raises(PermissionDenied):
            carry(world, row(evaluation.plan, 1), next_plan, by=name)


def test_only_into_a_later_plan_of_the_same_person(
    world: World, evaluation: Evaluation, next_plan: Plan
) -> None:
    earlier = make_plan(world.sari, year=2025, starts_on=date(2025, 1, 1))
    with pytest.raises(ValidationError, match="lebih baru"):
        carry(world, row(evaluation.plan, 1), earlier)
    other = make_plan(world.rini, year=2027)
    with pytest.raises(ValidationError, match="lebih baru"):
        carry(world, row(evaluation.plan, 1), other, by="rini")


def test_the_next_plans_page_offers_what_the_year_left_unmet(
    world: World, as_: Callable[[str], Client], evaluation: Evaluation, next_plan: Plan
) -> None:
    page = reverse("performance:plan-detail", args=[next_plan.uuid])
    client = as_("sari")
    assert "Bawa ke SKP ini" not in client.get(page).content.decode()
    Evaluation.objects.filter(pk=evaluation.pk).update(period="Y")
    assert "Bawa ke SKP ini" in client.get(page).content.decode()
    source = row(evaluation.plan, 1)
    url = reverse("performance:result-carry", args=[evaluation.uuid, source.uuid])
    done = client.post(url, follow=True)
    text = done.content.decode()
    assert done.redirect_chain[-1][0] == page
    assert "Dibawa dari SKP sebelumnya" in text
    assert "Bawa ke SKP ini" not in text


def test_a_plan_told_for_many_takes_along_only_what_fell_short(
    world: World, evaluation: Evaluation
) -> None:
    def told(number: int) -> PlanStory:
        source = row(evaluation.plan, number)
        line = IndicatorInput("Bayi dipantau", aspect="kuantitas", unit="%", target=Decimal(90))
        given = ResultInput(source.text, indicators=(line,))
        day = date(2027, 1, 21)
        result = ResultStory(given, carried_from=source)
        return PlanStory(world.sari, day, date(2027, 12, 31), "kuantitatif", day, [result])

    with pytest.raises(ValidationError, match="belum tercapai"):
        write_plans([told(2)])
    plan = write_plans([told(1)]).plans[0]
    assert plan.results.get().carried_from == row(evaluation.plan, 1)
    entry = Entry.objects.get(verb="performance.result_carried")
    assert entry.changes["carried_from"] == [None, str(row(evaluation.plan, 1).uuid)]
    assert unmet_of(evaluation) == []
