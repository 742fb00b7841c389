"""The access table as data: each address, who gets what there, and who may open it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pamong.people.tests.world import CAST

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "access.toml").read_text(encoding="utf-8")
)
OK = 200


def addresses(resolver: Any = None, space: str = "") -> Iterator[str]:
    """The full name of every address that there is."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or pattern.pattern}"


def expected(name: str) -> dict[str, int]:
    """Who gets what; `else` holds for whoever is not named."""
    named: dict[str, int] = {}
    for part in TABLE[name]["who"].split():
        people, _, status = part.partition("=")
        for person in people.split("+"):
            named[person] = int(status)
    return {person: named.get(person, named.get("else", 0)) for person in CAST}


def asked(name: str) -> dict[str, int]:
    """Who asks there, and what they get: on SQLite everybody.

    PostgreSQL could only take a statement otherwise: one person of each answer asks, at each address
    another, so that every part of the house asks somewhere.
    """
    statuses = expected(name)
    if connection.vendor != "postgresql":
        return statuses
    turn = crc32(name.encode()) % len(CAST)
    found = {statuses[person]: person for person in (*CAST[turn:], *CAST[:turn])}.values()
    # In their own order: who comes second may find the thing done.
    return {person: statuses[person] for person in CAST if person in found}


def is_verb(name: str) -> bool:
    """Whether the row speaks of a POST."""
    return name.endswith(" POST")


def url_of(name: str, subjects: dict[str, Any]) -> str:
    """The address in a world, by the names that the table uses for its rows."""
    args = TABLE[name].get("args", {})
    kwargs = {key: subjects.get(value, value) for key, value in args.items()}
    return reverse(name.removesuffix(" POST"), kwargs=kwargs)


def visitors(name: str) -> list[str]:
    """Who is shown something there, those with a seat in the house first."""
    statuses = expected(name)
    return [person for person in CAST if statuses[person] == OK]


def pages() -> list[str]:
    """Each address that shows somebody something, a page or a file."""
    return sorted(n for n in TABLE if not is_verb(n) and visitors(n))


def is_html(answer: Any) -> bool:
    """Whether it is a page; a file that is being sent is closed at its end."""
    if answer.streaming:
        list(answer.streaming_content)
    return str(answer.get("Content-Type", "")).startswith("text/html")
