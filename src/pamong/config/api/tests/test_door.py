from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from pamong.access.models import ApiKey
from pamong.access.tests.make import with_key, with_password
from pamong.config.api import gate
from pamong.config.api.tests.programs import PROBLEM, get, new_plan, send
from pamong.people.tests.world import World
from pamong.performance.models import Plan


def test_without_a_key_nothing_opens_but_the_description(world: World) -> None:
    answer = Client().get("/api/v1/plans")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert Client().get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")


def test_a_browsers_session_opens_nothing_here(world: World) -> None:
    client = Client()
    client.force_login(world.account("sari"))
    assert client.get("/api/v1/plans").status_code == 401
    assert client.get("/profile").status_code == 200  # and it is not lost by asking


def test_a_key_ends_with_a_new_password_and_with_the_account(world: World) -> None:
    user = world.account("sari")
    key = with_key(user)
    assert get(key, "plans").status_code == 200
    with_password(user)
    assert get(key, "plans").status_code == 401
    key = with_key(user)
    user.is_active = False
    user.save()
    assert get(key, "plans").status_code == 401


def test_a_key_ends_on_its_day_and_when_it_is_revoked(world: World) -> None:
    key = with_key(world.account("sari"))
    ApiKey.objects.update(expires_on=world.day, made_on=world.day - timedelta(days=9))
    assert get(key, "plans").status_code == 401
    key = with_key(world.account("sari"))
    ApiKey.objects.update(revoked_on=world.day)
    assert get(key, "plans").status_code == 401


@pytest.mark.parametrize("written", ["", "pamong", "pamong_00000000_" + "x" * 43, "\0", "é" * 50])
def test_what_is_no_key_opens_nothing(world: World, written: str) -> None:
    header = f"Bearer {written}".encode().decode("latin-1")
    answer = Client().get("/api/v1/plans", headers={"Authorization": header})
    assert answer.status_code == 401


def test_the_last_day_of_use_is_kept(world: World) -> None:
    get(with_key(world.account("sari")), "plans")
    assert ApiKey.objects.get().used_on == world.day


def test_a_key_that_may_read_writes_nothing(world: World) -> None:
    key = with_key(world.account("sari"), "read")
    answer = send(key, "plans/new", new_plan())
    assert answer.status_code == 403
    assert "tulis" in answer.json()["detail"]
    assert not Plan.objects.exists()


def test_too_many_calls_wait(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    caches["process"].clear()
    monkeypatch.setattr(gate, "CALLS", 2)
    key = with_key(world.account("sari"))
    assert [get(key, "periods?year=2026").status_code for _ in range(3)] == [200, 200, 429]
    other = with_key(world.account("budi"))
    assert get(other, "periods?year=2026").status_code == 200


def test_a_role_that_must_have_a_second_factor_says_so(world: World, settings: Any) -> None:
    settings.MFA_ROLES = ["hr"]
    assert get(with_key(world.account("dewi")), "plans").status_code == 403
    assert get(with_key(world.account("sari")), "plans").status_code == 200


def test_refusals_speak_the_callers_language(world: World) -> None:
    key = with_key(world.account("sari"))
    there = get(key, "plans/nowhere", **{"Accept-Language": "en-GB,en;q=0.8"})
    assert there.headers["Content-Language"] == "en"
    assert get(key, "plans/nowhere").headers["Content-Language"] == "id"
