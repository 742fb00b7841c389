"""Reads of the API: who sees what, pages that go on, figures as the pages say them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pamong.access.tests.make import with_key
from pamong.config.api.resources import RESOURCES
from pamong.people.tests.world import CAST, World
from pamong.performance.models import DailyEntry, Evaluation, Plan
from pamong.policy.asking import answer_line, asked, pack_for
from tests.addresses import expected
from tests.subjects import make_subjects


class Program:
    """Somebody's program."""

    def __init__(self, key: str) -> None:
        self.headers = {"Authorization": f"Bearer {key}"}

    def get(self, path: str, **query: Any) -> Any:
        return Client().get(f"/api/v1/{path}", query, headers=self.headers)


def program(world: World, person: str, level: str = "write", *areas: str) -> Program:
    return Program(with_key(world.account(person), level, *areas))


@pytest.fixture
def subjects(world: World) -> dict[str, Any]:
    """One of each: a line of a day, and a rating that is set."""
    made = make_subjects(world)
    plan = Plan.objects.get(uuid=made["plan"])
    told: Any = {"on": world.day, "text": "Menimbang balita", "amount": Decimal("12.50")}
    DailyEntry.objects.create(plan=plan, employee=world.sari, **told)
    set_now = {"status": "set", "predicate": "baik", "status_on": world.day}
    Evaluation.objects.filter(follow_ups__isnull=False).update(**set_now)
    return made


@pytest.mark.parametrize("path", [one.path for one in RESOURCES])
def test_a_list_shows_rows_and_each_row_can_be_read(
    world: World, subjects: dict[str, Any], path: str
) -> None:
    dewi = program(world, "dewi")
    answer = dewi.get(path)
    assert answer.status_code == 200, answer.content
    rows = answer.json()["items"]
    assert rows
    key = next((r["id"] for r in rows if r.get("status") == "set"), rows[0]["id"])
    one = dewi.get(f"{path}/{key}")
    assert one.status_code == 200, one.content
    assert one.json()["id"] == key


@pytest.mark.parametrize("path", [one.path for one in RESOURCES])
def test_nothing_of_another_agency_is_seen(
    world: World, subjects: dict[str, Any], path: str
) -> None:
    ids = [row["id"] for row in program(world, "dewi").get(path).json()["items"]]
    lina = program(world, "lina")
    assert not {row["id"] for row in lina.get(path).json()["items"]} & set(ids)
    assert lina.get(f"{path}/{ids[0]}").status_code == 404


PAGES = {"plans": ("performance:plan-detail", "plan"), "people": ("people:employee-detail", "sari")}


@pytest.mark.parametrize("path", PAGES)
def test_a_detail_opens_for_whom_its_page_opens(
    world: World, subjects: dict[str, Any], path: str
) -> None:
    name, subject = PAGES[path]
    for person in CAST:
        if world.user(person) is None:
            continue
        status = program(world, person).get(f"{path}/{subjects[subject]}").status_code
        assert status == expected(name)[person], person


@pytest.mark.parametrize("path", ["people", "plans", "units", "entries", "evaluations"])
def test_a_longer_page_asks_no_more_queries(
    world: World, subjects: dict[str, Any], path: str
) -> None:
    dewi = program(world, "dewi")
    dewi.get(path, size=1)
    counts = []
    for size in (1, 50):
        with CaptureQueriesContext(connection) as seen:
            assert dewi.get(path, size=size).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_pages_go_on_until_all_was_seen(world: World) -> None:
    dewi, seen, after = program(world, "dewi"), [], ""
    whole = [row["id"] for row in dewi.get("people", size=100).json()["items"]]
    while True:
        page = dewi.get("people", size=3, after=after).json()
        seen += [row["id"] for row in page["items"]]
        after = page["next"]
        if not after:
            break
    assert seen == whole
    assert len(seen) > 3


@pytest.mark.parametrize("after", ["!", "W10", "bnVsbA", "x" * 400])
def test_a_broken_cursor_is_told(world: World, after: str) -> None:
    answer = program(world, "dewi").get("people", after=after)
    assert answer.status_code == 422
    assert "after" in answer.json()["detail"]


def test_a_value_that_a_filter_does_not_know_is_told(world: World) -> None:
    dewi = program(world, "dewi")
    assert dewi.get("plans", status="lost").status_code == 422
    answer = dewi.get("plans", year="soon")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["year"]


def test_a_plan_comes_with_its_content_and_the_reason_of_each_figure(
    world: World, subjects: dict[str, Any]
) -> None:
    sari = program(world, "sari", "read", "plans")
    plan = sari.get(f"plans/{subjects['plan']}", because="1").json()
    (result,) = plan["results"]
    indicator = result["indicators"][0]
    assert indicator["name"]
    assert indicator["attainment"]["value"] is None  # missing is missing
    assert indicator["attainment"]["reason"]
    assert isinstance(indicator["attainment"]["because"], list)


def test_the_nip_of_another_is_for_who_keeps_people(world: World) -> None:
    path = f"people/{world.sari.uuid}"
    assert program(world, "budi").get(path).json()["nip"] is None
    assert program(world, "dewi").get(path).json()["nip"] == world.sari.nip
    assert program(world, "sari").get(path).json()["nip"] == world.sari.nip


def test_an_auditor_states_a_purpose_before_an_evaluation_is_read(
    world: World, subjects: dict[str, Any]
) -> None:
    tono = program(world, "tono")
    row = next(r for r in tono.get("evaluations").json()["items"] if r["status"] == "set")
    refused = tono.get(f"evaluations/{row['id']}")
    assert refused.status_code == 403
    assert f"/api/v1/evaluations/{row['id']}/read" in refused.json()["detail"]
    sent = Client().post(
        f"/api/v1/evaluations/{row['id']}/read",
        {"purpose": "Pemeriksaan triwulan"},
        content_type="application/json",
        headers=tono.headers,
    )
    assert sent.status_code == 200, sent.content
    assert tono.get(f"evaluations/{row['id']}").status_code == 200


def test_readings_feedback_windows_periods_packs_and_accounts_are_read(
    world: World, subjects: dict[str, Any]
) -> None:
    dewi, plan = program(world, "dewi"), subjects["plan"]
    for path, query in (
        ("readings", {"plan": plan}),
        ("feedback", {"plan": plan}),
        ("windows", {"year": 2025}),
        ("periods", {"year": 2026}),
        ("packs", {}),
        (f"credit/people/{world.sari.uuid}", {"because": 1}),
    ):
        answer = dewi.get(path, **query)
        assert answer.status_code == 200, (path, answer.content)
    pack = dewi.get("packs").json()["items"][0]["id"]
    assert dewi.get(f"packs/{pack}").json()["scales"]
    assert dewi.get("packs/none").status_code == 404
    assert dewi.get("windows").status_code == 422


def test_a_rule_is_asked_with_the_answer_of_the_command(world: World) -> None:
    dewi, inputs = program(world, "dewi", "read", "plans"), '{"population": 1000, "margin": 0.05}'
    listed = {one["rule"]: one for one in dewi.get("rules").json()["items"]}
    assert listed["sample_size"]["inputs"]["population"]["is"] == "integer"

    def ask(path: str, body: str) -> Any:
        kind = "application/json"
        return Client().post(f"/api/v1/{path}", body, content_type=kind, headers=dewi.headers)

    told = ask("rules/sample_size?on=2026-11-25", inputs)
    pack = pack_for("sample_size", date(2026, 11, 25))
    known = asked(pack, "sample_size", inputs.encode(), on=date(2026, 11, 25))
    assert told.content.decode() == answer_line(known)
    refused = ask("rules/sample_size", '{"population": 0}')
    assert refused.status_code == 422
    assert "population" in refused.json()["errors"]
    assert ask("rules/none", "{}").status_code == 404
    assert ask("rules/sample_size", "[").status_code == 422
    assert ask("rules/predicate?on=1999-01-01", "{}").status_code == 422


def test_a_key_opens_no_other_area(world: World, subjects: dict[str, Any]) -> None:
    sari = program(world, "sari", "read", "people")
    assert sari.get("people").status_code == 200
    refused = sari.get("plans")
    assert refused.status_code == 403
    assert refused.headers["Content-Type"] == "application/problem+json"
