import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from pamong.access.forgetting import forget, forget_old
from pamong.access.models import FormDraft, Submission
from pamong.people.tests.world import World
from pamong.ui.dates import say_day, say_time

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def send(client: Client, key: str, fields: Any) -> Any:
    return client.post(
        f"/drafts/{key}", json.dumps({"fields": fields}), content_type="application/json"
    )


def test_what_was_typed_comes_back_to_its_owner_only(as_: Any) -> None:
    sari = as_("sari")
    assert send(sari, "plan-1", {"result": "Terlaksana 🌾"}).status_code == 200
    answer = sari.get("/drafts/plan-1").json()
    assert answer["fields"] == {"result": "Terlaksana 🌾"}
    assert answer["saved_at"]
    at = FormDraft.objects.get().saved_at
    assert (answer["saved_day"], answer["saved_time"]) == (say_day(at), say_time(at))
    assert as_("budi").get("/drafts/plan-1").status_code == 204


def test_a_draft_is_replaced_and_dropped(as_: Any) -> None:
    sari = as_("sari")
    send(sari, "plan-1", {"a": "1"})
    send(sari, "plan-1", {"a": ["1", "2"]})
    assert sari.get("/drafts/plan-1").json()["fields"] == {"a": ["1", "2"]}
    assert sari.delete("/drafts/plan-1").status_code == 204
    assert sari.get("/drafts/plan-1").status_code == 204


def test_nobody_drops_anothers_draft(as_: Any) -> None:
    sari = as_("sari")
    send(sari, "plan-1", {"a": "1"})
    assert as_("budi").delete("/drafts/plan-1").status_code == 204
    assert sari.get("/drafts/plan-1").status_code == 200


def test_without_sign_in_there_is_no_draft(client: Client, world: World) -> None:
    assert client.get("/drafts/plan-1").status_code == 302


@pytest.mark.parametrize("key", ["plan_1", "plan.1", "a" * 101])
def test_a_key_holds_letters_digits_and_hyphens(as_: Any, key: str) -> None:
    assert send(as_("sari"), key, {}).status_code == 404


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"fields": 1}', '{"fields": {"a": {}}}', "{" * 9000]
)
def test_what_is_not_a_form_is_refused(as_: Any, body: str) -> None:
    answer = as_("sari").post("/drafts/x", body, content_type="application/json")
    assert answer.status_code == 400
    assert not FormDraft.objects.exists()


def test_a_draft_has_at_most_200_kilobytes(as_: Any) -> None:
    sari = as_("sari")
    assert send(sari, "x", {"a": "x" * 199_000}).status_code == 200
    assert send(sari, "y", {"a": "x" * 200_001}).status_code == 422
    assert send(sari, "z", {"a": "x" * 1_300_000}).status_code == 413


def test_the_oldest_gives_way_beyond_200(as_: Any, world: World) -> None:
    user = world.account("sari")
    FormDraft.objects.bulk_create(
        FormDraft(user=user, key=f"k-{n}", saved_at=NOW + timedelta(minutes=n)) for n in range(200)
    )
    FormDraft.objects.create(user=world.account("budi"), key="k-0", saved_at=NOW)
    send(as_("sari"), "new", {"a": "1"})
    kept = set(FormDraft.objects.filter(user=user).values_list("key", flat=True))
    assert len(kept) == 200
    assert "k-0" not in kept or "k-1" in kept
    assert FormDraft.objects.filter(user=world.account("budi")).exists()


def test_tick_forgets_old_drafts_and_sent_marks(world: World) -> None:
    user = world.account("sari")
    for key, age in (("old", 61), ("young", 59)):
        FormDraft.objects.create(user=user, key=key, saved_at=NOW - timedelta(days=age))
    for key, age in (("old", 8), ("young", 6)):
        Submission.objects.create(user=user, key=key, at=NOW - timedelta(days=age))
    assert forget(NOW) == {"submissions": 1, "answers": 0, "drafts": 1, "notices": 0, "attempts": 0}
    assert forget(NOW) == {"submissions": 0, "answers": 0, "drafts": 0, "notices": 0, "attempts": 0}
    assert FormDraft.objects.get().key == Submission.objects.get().key == "young"


def test_a_round_of_tick_says_what_it_forgot(world: World) -> None:
    assert list(forget_old()) == []
    FormDraft.objects.create(user=world.account("sari"), key="old", saved_at="2020-01-01T00:00Z")
    assert list(forget_old()) == ["forgot 1 sent marks, drafts, notices and attempts"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b'{"fields": {"a": "x\\ud83d"}}', {"a": "x?"}),
        (b'{"fields": {"a": ["\\udfff", "b"]}}', {"a": ["?", "b"]}),
        (b'{"fields": {"\\ud800": "a"}}', {"?": "a"}),
        (b'{"fields": {"a\\u0000": "x\\u0000y"}}', {"a": "xy"}),
    ],
)
def test_half_characters_and_nul_lose_nothing_else(
    as_: Any, sent: bytes, kept: dict[str, Any]
) -> None:
    sari = as_("sari")
    answer = sari.post("/drafts/plan-1", sent, content_type="application/json")
    assert answer.status_code == 200
    assert sari.get("/drafts/plan-1").json()["fields"] == kept
