"""`pamong export plans`: only what the caller may see, figures as numbers, and a mark."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pamong.cli.exports import exports
from pamong.ledger.models import Entry
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.models import Evaluation, Plan
from pamong.performance.tests.make import YEAR, make_complete_plan, make_indicator, make_result


@pytest.fixture(autouse=True)
def plans(world: World) -> list[Plan]:
    return [make_complete_plan(person) for person in (world.sari, world.budi, world.wati)]


def run(*options: str) -> Result:
    command = ["plans", "--year", str(YEAR), "--agency", "wanasari", *options]
    return CliRunner().invoke(exports, command)


def rows(*options: str) -> list[dict[str, Any]]:
    result = run("--json", *options)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line, parse_float=Decimal) for line in result.stdout.splitlines()]


def test_the_shell_gets_every_plan_of_the_year_and_the_record_says_so(world: World) -> None:
    assert [row["nip"] for row in rows()] == [world.budi.nip, world.sari.nip, world.wati.nip]
    entry = Entry.objects.get(verb="performance.plans_exported")
    assert (entry.actor_name, entry.subject_name) == ("shell", "Kabupaten Wanasari")
    assert entry.changes == {"year": [None, YEAR]}


def test_a_person_gets_what_the_person_may_see(world: World) -> None:
    assert [row["name"] for row in rows("--as", world.sari.nip)] == ["Sari Lestari"]
    assert [row["name"] for row in rows("--as", world.budi.nip)] == ["Budi Santoso", "Sari Lestari"]


def test_another_agency_is_refused(world: World) -> None:
    assert run("--as", world.lina.nip).exit_code == 2


def test_figures_are_numbers_and_dates_are_days(world: World) -> None:
    result = make_result(Plan.objects.get(employee=world.sari), "Layanan cepat")
    make_indicator(result, target=Decimal("12.5"), baseline=Decimal(100), direction="less")
    (row,) = rows("--as", world.sari.nip)
    assert (row["from"], row["to"], row["status"]) == ("2026-01-01", "2026-12-31", "drafted")
    assert (row["results_count"], row["indicators_count"], row["predicate"]) == (2, 2, None)
    (indicator,) = row["results"][1]["indicators"]
    assert (indicator["target"], indicator["baseline"]) == (Decimal("12.5"), 100)
    assert isinstance(indicator["baseline"], int)
    assert (indicator["direction"], indicator["due_on"]) == ("less", None)


def test_only_a_predicate_that_is_set_goes_out(world: World) -> None:
    plan = Plan.objects.get(employee=world.sari)
    fields = {"rater": world.budi, "status_on": date(2026, 12, 30), "predicate": "baik"}
    found = Evaluation.objects.create(plan=plan, period="Y", status="rated", **fields)
    assert rows("--as", world.sari.nip)[0]["predicate"] is None
    Evaluation.objects.filter(pk=found.pk).update(status="set")
    assert rows("--as", world.sari.nip)[0]["predicate"] == "baik"


def test_an_auditor_gets_no_predicates_by_the_pile(world: World) -> None:
    plan = Plan.objects.get(employee=world.sari)
    fields = {"rater": world.budi, "status_on": date(2026, 12, 30), "predicate": "baik"}
    Evaluation.objects.create(plan=plan, period="Y", status="set", **fields)
    told = {who: rows("--as", world.account(who).sign_in_name) for who in ("tono", "dewi")}
    found = {who: {row["predicate"] for row in told[who]} for who in told}
    assert found == {"tono": {None}, "dewi": {None, "baik"}}


def test_the_table_stays_a_table_and_holds_no_formula(world: World) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(name="=HYPERLINK(1)\tSari\nLestari")
    head, *lines = [line.split("\t") for line in run().stdout.splitlines()]
    assert all(len(line) == len(head) for line in lines)
    names = [dict(zip(head, line, strict=True))["name"] for line in lines]
    assert "'=HYPERLINK(1) Sari Lestari" in names
    assert "results" not in head


def test_a_year_without_plans_is_an_empty_list() -> None:
    result = CliRunner().invoke(
        exports, ["plans", "--year", "2001", "--json", "--agency", "wanasari"]
    )
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("year", [[], ["--year", "soon"], ["--year", "12"]])
def test_a_wrong_year_is_refused_with_status_2(year: list[str]) -> None:
    assert CliRunner().invoke(exports, ["plans", *year]).exit_code == 2


def test_the_number_of_queries_does_not_grow_with_the_plans(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for person in (world.joko, world.putri, world.rini):
        make_complete_plan(person)
    with django_assert_max_num_queries(18):
        assert len(rows()) == 6
