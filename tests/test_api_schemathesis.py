"""Requests made from the API's own description: whatever they hold, the answer is never our own fault.

API_EXAMPLES=n sends so many to each operation instead of one to some; all of them took no 5xx.
"""

import os
import random
from typing import Any
from urllib.parse import unquote, urlsplit

import requests
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings

from pamong.access.tests.make import with_key
from pamong.config.api.build import description
from pamong.people.tests.world import World
from tests.subjects import make_subjects

EXAMPLES = int(os.environ.get("API_EXAMPLES", "0"))
SOME = 60  # operations of each run, where no number was asked for
PEOPLE = ("sari", "budi", "dewi", "joko")


def test_no_request_is_our_own_fault(world: World) -> None:
    subjects = make_subjects(world)
    uuids = [str(value) for value in subjects.values()]
    keys = [with_key(world.account(person)) for person in PEOPLE]
    schema = schemathesis.openapi.from_dict(description())
    operations = [found.ok() for found in schema.get_all_operations()]
    chance = random.Random(0)
    picked = operations if EXAMPLES else chance.sample(operations, SOME)
    sent = sum(_try(operation, keys, uuids, chance) for operation in picked)
    assert sent >= len(picked)


def _try(operation: Any, keys: list[str], uuids: list[str], chance: random.Random) -> int:
    sent = 0

    @seed(1)
    @settings(
        max_examples=EXAMPLES or 2,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy())
    def send(case: Any) -> None:
        nonlocal sent
        sent += 1
        with transaction.atomic():
            status = _status(case, chance.choice(keys), chance.choice(uuids))
            transaction.set_rollback(True)
        assert status < 500, (operation.method, operation.path, case.body)

    send()
    return sent


def _status(case: Any, key: str, uuid: str) -> int:
    """What the request is answered; its address names something that there is."""
    for name, value in (case.path_parameters or {}).items():
        if isinstance(value, str) and len(value) == len(uuid):
            case.path_parameters[name] = uuid
    known = {"method", "url", "params", "json", "data", "files"}
    told = case.as_transport_kwargs(base_url="http://localhost")
    sent = requests.Request(**{name: told[name] for name in known & told.keys()}).prepare()
    body = sent.body or b""
    answer = Client().generic(
        case.method,
        unquote(urlsplit(sent.url).path),
        body.encode() if isinstance(body, str) else body,
        content_type=sent.headers.get("Content-Type", "application/json"),
        QUERY_STRING=urlsplit(sent.url).query,
        headers={"Authorization": f"Bearer {key}"},
    )
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code
