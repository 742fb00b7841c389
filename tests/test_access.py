"""The access table: every address × every one of the cast → status. An address without a row fails.

To see what a new address answers: ACCESS_TABLE=show pytest tests/test_access.py -k NAME -s
"""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pamong.people.tests.world import CAST, World
from tests.subjects import make_subjects

TABLE = tomllib.loads((Path(__file__).parent / "access.toml").read_text(encoding="utf-8"))


def addresses(resolver: Any = None, space: str = "") -> Iterator[str]:
    """The full name of every address that there is."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or pattern.pattern}"


def test_every_address_has_a_row() -> None:
    names = {name.rpartition(" ")[0] or name for name in TABLE}
    missing = sorted(set(addresses()) - names)
    assert not missing, f"add to tests/access.toml: {missing}"
    gone = sorted(names - set(addresses()))
    assert not gone, f"take out of tests/access.toml: {gone}"


def expected(row: dict[str, Any]) -> dict[str, int]:
    """Who gets what; `else` holds for whoever is not named."""
    named: dict[str, int] = {}
    for part in row["who"].split():
        people, _, status = part.partition("=")
        for name in people.split("+"):
            named[name] = int(status)
    return {name: named.get(name, named.get("else", 0)) for name in CAST}


@pytest.mark.parametrize("name", sorted(TABLE))
def test_who_gets_what(world: World, name: str) -> None:
    row = TABLE[name]
    address, _, method = name.rpartition(" ")
    subjects = make_subjects(world)
    kwargs = {key: subjects.get(value, value) for key, value in row.get("args", {}).items()}
    url = reverse(address or name, kwargs=kwargs)
    got = {}
    for person in CAST:
        client = Client()
        user = world.user(person)
        if user is not None:
            client.force_login(user)
        send = client.post if method == "POST" else client.get
        answer = send(url, row.get("data", {}))
        if answer.streaming:
            list(answer.streaming_content)  # a file that is being sent is closed at its end
        got[person] = answer.status_code
    if os.environ.get("ACCESS_TABLE") == "show":
        print(name, " ".join(f"{who}={status}" for who, status in got.items()))
        return
    assert got == expected(row)
