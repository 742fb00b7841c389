"""Cursors of PostgreSQL for statements that are sent again and again."""

from typing import Any, Self

from psycopg import Connection, Cursor
from psycopg._queries import PostgresQuery

KEPT: dict[str, tuple[Any, ...]] = {}  # as many as there are statements of prepared reads


class KeptQuery(PostgresQuery):
    """The driver's form of a statement, made of its text once; the driver itself keeps short ones only."""

    __slots__ = ()

    def convert(self, query: Any, vars: Any) -> None:  # noqa: A002 — the driver's name
        """Take the form of an earlier time where there is one."""
        known = KEPT.get(query)
        if known is None:
            super().convert(query, vars)
            KEPT[query] = self.query, self._want_formats, self._order, self._parts
            return
        self.query, self._want_formats, self._order, self._parts = known
        self.dump(vars)


class KeptCursor(Cursor[Any]):
    """The cursor of one statement on one connection: it knows already how to read the columns."""

    _query_cls = KeptQuery

    def fetchall(self) -> list[Any]:
        """All rows, which are not held until the next time."""
        rows = super().fetchall()
        self._reset()
        return rows


class AnewCursor(KeptCursor):
    """The same, but the server plans the statement for the values of each time."""

    def execute(self, query: Any, params: Any = None, **_more: Any) -> Self:
        """Send it without a name under which the server would keep its plan."""
        return super().execute(query, params, prepare=False)


def cursor_for(connection: Connection[Any], sql: str, *, plans_anew: bool = False) -> KeptCursor:
    """The cursor of this statement; the connection keeps it as long as it lives."""
    kept: dict[str, KeptCursor] = vars(connection).setdefault("pamong_cursors", {})
    if sql not in kept:
        kept[sql] = AnewCursor(connection) if plans_anew else KeptCursor(connection)
    return kept[sql]
