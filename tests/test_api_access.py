"""The access table holds for programs: each verb answers each of the cast as its page does."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from conftest import TODAY
from pamong.access.tests.make import with_key
from pamong.config.api.verbs import api_verbs
from pamong.people.tests.world import CAST, make_world
from tests.addresses import TABLE, asked, url_of
from tests.subjects import make_subjects

# What the page answers → what the API answers: 200 is a file, or a form that asks for more.
SAME = {303: {200}, 302: {401}, 200: {200, 422}, 403: {403}, 404: {404}, 422: {422}}
VERBS = sorted(verb.name for verb in api_verbs())


class House:
    """One world for all rows, in which everybody has a key that opens everything."""

    def __init__(self) -> None:
        world = make_world(TODAY)
        self.subjects = make_subjects(world)
        self.keys = {
            person: with_key(user) for person in CAST if (user := world.user(person)) is not None
        }

    def send(self, name: str, person: str) -> Any:
        """The verb's row of the table, as a program sends it."""
        row = f"{name} POST"
        key = self.keys.get(person)
        return Client().post(
            f"/api/v1{url_of(row, self.subjects).rstrip('/')}",
            json.dumps(TABLE[row].get("data", {})),
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}"} if key else {},
        )


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """Made once; each row takes back what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield House()
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", VERBS)
def test_a_program_gets_what_the_page_gives(db: None, house: House, name: str) -> None:
    wrong = {}
    for person, status in asked(f"{name} POST").items():
        answer = house.send(name, person)
        if answer.streaming:
            list(answer.streaming_content)
        if answer.status_code not in SAME[status]:
            said = answer.content.decode()[:300] if not answer.streaming else ""
            wrong[person] = f"page {status}, API {answer.status_code}: {said}"
        if os.environ.get("ACCESS_TABLE") == "show":
            print(name, person, status, answer.status_code)
    assert not wrong
