"""Opens each page once inside this process and keeps what it read and what it said, for the floor."""

import gzip
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast
from unittest.mock import patch

from django.conf import settings
from django.contrib import auth
from django.core.cache import caches
from django.db import connection
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler, SQLUpdateCompiler
from django.db.models.sql.constants import MULTI
from django.test import Client

from bench.signed_in import Request
from pamong.access.prepared import Prepared
from pamong.people import middleware
from pamong.people.scope import scope_of

WRITERS = (SQLInsertCompiler, SQLUpdateCompiler)


@dataclass(slots=True)
class Page:
    """One answer: its body, the reads of the page itself, and how many queries there were in all."""

    body: bytes
    kind: str
    reads: list[tuple[Query, str]]
    queries: int
    status: int


@dataclass(slots=True)
class Tape:
    """What is running: reads inside the frame (session, account, scope) are not the page's own."""

    reads: list[tuple[Query, str]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    depth: int = 0


def record_pages(requests: Sequence[Request]) -> dict[tuple[str, str], Page]:
    """Every page by session and address; queries are counted with nothing kept, reads as they are later."""
    pages = {}
    for request in requests:
        client = Client(raise_request_exception=True)
        client.cookies[settings.SESSION_COOKIE_NAME] = request.session
        caches["process"].clear()
        with _running() as cold:
            client.get(request.path, headers={"host": "localhost"})
        with _running() as tape:
            response = client.get(request.path, headers={"host": "localhost"})
        pages[request.session, request.path] = Page(
            response.content,
            response.headers["Content-Type"],
            tape.reads,
            len(cold.queries),
            response.status_code,
        )
    return pages


def keep(pages: dict[tuple[str, str], Page], folder: str) -> None:
    """Write them where the floor's server finds them."""
    with gzip.open(f"{folder}/pages", "wb", compresslevel=1) as file:
        pickle.dump(pages, file)


@contextmanager
def _running() -> Iterator[Tape]:
    """Listen to the ORM and to the connection."""
    tape, execute, send = (
        Tape(),
        cast("Any", SQLCompiler.execute_sql),
        cast("Any", Prepared.__call__),
    )

    def listening(compiler: Any, result_type: str = MULTI, *args: Any, **named: Any) -> Any:
        if not tape.depth and not isinstance(compiler, WRITERS):
            tape.reads.append((compiler.query.clone(), result_type))
        return execute(compiler, result_type, *args, **named)

    def prepared(read: Any, **values: Any) -> Any:
        if not tape.depth:
            tape.reads.append((read.build(**values).query, MULTI))
        return send(read, **values)

    def in_frame(function: Callable[..., Any]) -> Callable[..., Any]:
        def inside(*args: Any) -> Any:
            tape.depth += 1
            try:
                return function(*args)
            finally:
                tape.depth -= 1

        return inside

    def count(run: Any, sql: str, *rest: Any) -> Any:
        tape.queries.append(sql)
        return run(sql, *rest)

    with (
        patch.object(SQLCompiler, "execute_sql", listening),
        patch.object(Prepared, "__call__", prepared),
        patch.object(auth, "get_user", in_frame(auth.get_user)),
        patch.object(middleware, "scope_of", in_frame(scope_of)),
        connection.execute_wrapper(count),
    ):
        yield tape
