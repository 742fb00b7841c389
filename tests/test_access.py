"""The access table: every address × every one of the cast → status. An address without a row fails.

To see what a new address answers: ACCESS_TABLE=show pytest tests/test_access.py -k NAME -s
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from conftest import TODAY
from pamong.people.tests.world import CAST, make_world
from tests.addresses import TABLE, addresses, asked, is_verb, url_of
from tests.subjects import make_subjects

SESSION = settings.SESSION_COOKIE_NAME


class House:
    """One world for all rows, in which everybody has signed in."""

    def __init__(self) -> None:
        world = make_world(TODAY)
        self.subjects = make_subjects(world)
        self.sessions = {}
        for person in CAST:
            client = Client()
            if user := world.user(person):
                client.force_login(user)
                self.sessions[person] = client.cookies[SESSION].value

    def client(self, person: str) -> Client:
        """A browser that has asked for nothing yet."""
        client = Client()
        if person in self.sessions:
            client.cookies[SESSION] = self.sessions[person]
        return client


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """Made once, for it takes far longer than a row; each row takes back what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield House()
        transaction.set_rollback(True)


def test_every_address_has_a_row() -> None:
    names = {name.removesuffix(" POST") for name in TABLE}
    missing = sorted(set(addresses()) - names)
    assert not missing, f"add to tests/access.toml: {missing}"
    gone = sorted(names - set(addresses()))
    assert not gone, f"take out of tests/access.toml: {gone}"


@pytest.mark.parametrize("name", sorted(TABLE))
def test_who_gets_what(db: None, house: House, name: str) -> None:
    wanted = asked(name)
    got = {person: status_of(name, house, person) for person in wanted}
    if os.environ.get("ACCESS_TABLE") == "show":
        print(name, " ".join(f"{who}={status}" for who, status in got.items()))
        return
    assert got == wanted


def status_of(name: str, house: House, person: str) -> int:
    client = house.client(person)
    send = client.post if is_verb(name) else client.get
    answer = send(url_of(name, house.subjects), TABLE[name].get("data", {}))
    if answer.streaming:
        list(answer.streaming_content)  # a file that is being sent is closed at its end
    return answer.status_code
