from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from pamong.access.models import ApiKey
from pamong.access.tests.make import with_key
from pamong.config.api.tests.programs import PROBLEM, get, send
from pamong.people.models import Position
from pamong.people.tests.world import World

DEEP = b"[" * 100_000
ODD: tuple[tuple[Any, int], ...] = (
    (b"{", 400),
    (b"[]", 400),
    (b"1", 400),
    (b'{"starts_on": NaN}', 400),
    (b'{"starts_on": ' + DEEP + b"}", 400),
    (b'{"starts_on": ' + b"9" * 5000 + b"}", 400),
    (b'{"starts_on": 1e999999}', 422),
    (b'{"starts_on": "\\ud800"}', 422),
    (b'{"starts_on": "a\\u0000b"}', 422),
    (b'{"\\ud800": 1}', 422),
    (b'{"starts_on": {"a": 1}}', 422),
    (b'{"starts_on": [[1]]}', 422),
    (b"\xff\xfe", 400),
    (b'{"approach": "' + b"x" * 2_000_000 + b'"}', 422),
    (b'{"approach": "' + b"x" * 5_000_000 + b'"}', 413),
)


@pytest.mark.parametrize(("body", "status"), ODD, ids=[str(n) for n in range(len(ODD))])
def test_odd_bodies_are_refused_in_one_form(world: World, body: bytes, status: int) -> None:
    answer = send(with_key(world.account("sari")), "plans/new", body)
    assert answer.status_code == status, answer.content[:300]
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.json()["status"] == status


def test_other_kinds_of_content_and_methods_are_refused_in_one_form(world: World) -> None:
    key = with_key(world.account("sari"))
    assert send(key, "plans/new", b"<a/>", content_type="text/xml").status_code == 415
    head = {"Authorization": f"Bearer {key}"}
    for method in ("put", "delete", "patch", "head", "options"):
        answer = getattr(Client(), method)("/api/v1/plans/new", headers=head)
        assert answer.status_code == 405
        assert answer.headers["Content-Type"] == PROBLEM
    broken = send(key, "plans/new", b"--x\r\n", content_type="multipart/form-data; boundary=")
    assert broken.status_code == 400


@pytest.mark.parametrize("path", ["", "nowhere", "plans/not-a-uuid", "plans/%00", "plans?a=%00"])
def test_addresses_that_are_none_are_refused_in_one_form(world: World, path: str) -> None:
    answer = get(with_key(world.account("sari")), path)
    assert answer.status_code in {400, 404}
    assert answer.headers["Content-Type"] == PROBLEM


def test_a_position_is_added_with_its_own_rules(world: World) -> None:
    key = with_key(world.account("dewi"), "write", "people")
    body = {"name": "Analis Kesehatan", "kind": "fungsional", "grade": 8}
    answer = send(key, "positions/add", body)
    assert answer.status_code == 200, answer.content
    assert Position.objects.filter(name="Analis Kesehatan", grade=8).exists()
    assert send(key, "positions/add", body).status_code == 422


def test_the_day_of_a_key_is_at_most_a_year_away(world: World) -> None:
    with_key(world.account("sari"))
    key = ApiKey.objects.get()
    assert key.expires_on - key.made_on <= timedelta(days=365)
    assert isinstance(key.expires_on, date)
