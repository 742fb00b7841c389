"""The access table: every address × every one of the cast → status. An address without a row fails.

To see what a new address answers: ACCESS_TABLE=show pytest tests/test_access.py -k NAME -s
"""

import os

import pytest
from django.test import Client

from pamong.people.tests.world import CAST, World
from tests.addresses import TABLE, addresses, expected, is_verb, url_of
from tests.subjects import make_subjects


def test_every_address_has_a_row() -> None:
    names = {name.removesuffix(" POST") for name in TABLE}
    missing = sorted(set(addresses()) - names)
    assert not missing, f"add to tests/access.toml: {missing}"
    gone = sorted(names - set(addresses()))
    assert not gone, f"take out of tests/access.toml: {gone}"


@pytest.mark.parametrize("name", sorted(TABLE))
def test_who_gets_what(world: World, name: str) -> None:
    url = url_of(name, make_subjects(world))
    got = {}
    for person in CAST:
        client = Client()
        user = world.user(person)
        if user is not None:
            client.force_login(user)
        send = client.post if is_verb(name) else client.get
        answer = send(url, TABLE[name].get("data", {}))
        if answer.streaming:
            list(answer.streaming_content)  # a file that is being sent is closed at its end
        got[person] = answer.status_code
    if os.environ.get("ACCESS_TABLE") == "show":
        print(name, " ".join(f"{who}={status}" for who, status in got.items()))
        return
    assert got == expected(name)
