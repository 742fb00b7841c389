"""Fields of rows are named by UUID for programs, and pages that only take tell what they take."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamong.access.tests.make import with_key
from pamong.config.api.askers import ASKERS
from pamong.config.api.names import SHAPES, form_names, form_places, public_names, public_places
from pamong.config.api.receipts import asked_of
from pamong.config.api.tests.programs import get, send
from pamong.people.tests.world import World
from pamong.performance.models import Plan, PlanIndicator, RoleCell
from pamong.performance.plan_files.forms import PlanFileForm
from pamong.performance.tests.make import make_complete_plan, make_plan, make_result


def asked(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.content
    return {one["name"]: one for one in answer.json()["asked"]}


def test_figures_are_asked_and_sent_by_the_indicators_uuid(world: World) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    row = PlanIndicator.objects.get(result__plan=plan)
    key, path = with_key(world.account("sari")), f"plans/{plan.uuid}/readings"
    fields = asked(get(key, path))
    assert f"value_{row.uuid}" in fields
    assert f"value_{row.pk}" not in fields
    sent = {"as_of": world.day.isoformat(), f"value_{row.uuid}": 12}
    answer = send(key, path, sent)
    assert answer.status_code == 200, answer.content
    assert answer.json()["count"] == 1
    wrong = send(key, path, sent | {f"value_{row.uuid}": "banyak"})
    assert list(wrong.json()["errors"]) == [f"value_{row.uuid}"]


def test_cells_of_a_matrix_are_told_and_shared_by_uuid(world: World) -> None:
    plan = make_plan(world.budi, status=Plan.Status.AGREED, agreed_on=world.day)
    result = make_result(plan, "Meningkatnya mutu layanan")
    key, path = with_key(world.account("budi")), f"matrix/{plan.uuid}/share"
    cell = f"t{result.uuid}-{world.sari.uuid}"
    fields = asked(get(key, path))
    assert cell in fields
    assert not any(str(name).startswith(f"t{result.pk}-") for name in fields)
    sent = {cell: "Menimbang semua balita", "seen": fields["seen"]["value"]}
    assert send(key, path, sent).status_code == 200
    assert RoleCell.objects.get().employee == world.sari
    seen = json.loads(asked(get(key, path))["seen"]["value"])
    assert seen == {f"{result.uuid}-{world.sari.uuid}": 1}
    assert send(key, path, sent | {cell: "Lain"}).status_code == 422  # what was seen is older


@pytest.mark.parametrize("verb", sorted(SHAPES))
def test_what_is_no_row_keeps_its_name(world: World, verb: str) -> None:
    odd = ["value_", "value_0", "r-akuntabel", "t1-", "x" * 200, "value_😀", "as_of", "seen"]
    assert set(public_names(verb, odd).values()) <= set(odd)
    assert form_names(verb, [*odd, f"r{world.sari.uuid}", f"t{world.sari.uuid}-1"]) is not None
    for text in ("", "[]", "nonsense", '{"a-2": 3}'):
        assert public_places(text) == form_places(text) == text


@pytest.mark.parametrize("verb", sorted(ASKERS))
def test_a_verb_without_a_page_of_its_own_tells_its_fields(world: World, verb: str) -> None:
    described = Client().get("/api/v1/openapi.json").json()["paths"]
    (found,) = [
        methods
        for methods in described.values()
        if methods.get("post", {}).get("operationId", "").partition("_")[2]
        == verb.replace("-", "_")
    ]
    assert "get" in found


def test_windows_and_allowances_tell_what_they_ask(world: World) -> None:
    key = with_key(world.account("dewi"))
    assert any(name.endswith("-opens") for name in asked(get(key, "windows/2026/set")))
    assert "unit" in asked(get(key, "allowance/draft"))
    sari = with_key(world.account("sari"))
    assert get(sari, "allowance/draft").status_code == 403


def test_what_is_chosen_is_told_as_the_choices_say_it(today: date) -> None:
    (year,) = [one for one in asked_of({"form": PlanFileForm(on=today)}) if one["name"] == "year"]
    assert year["value"] == str(today.year)
    assert year["value"] in [one["value"] for one in year["choices"]]


def test_people_read_the_description_without_script_key_or_account(
    world: World, client: Client
) -> None:
    text = client.get(reverse("api-docs"), {"area": "plans"}).content.decode()
    assert "POST /<wbr>api/<wbr>v1/<wbr>plans/<wbr>agree" in text
    assert "<script" not in text.split("<main")[1]
    documents = client.get(reverse("api-docs"), {"area": "documents"}).content.decode()
    assert "SheetOut" in documents
    assert client.get(reverse("api-docs"), {"area": "😀" * 9000}).status_code == 200
