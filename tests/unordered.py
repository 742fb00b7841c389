"""Rows that were asked for in no order come in another one, as PostgreSQL may give them: nothing may lean on it."""

from typing import Any

from django.db.models import QuerySet


def turn_about() -> None:
    """From here on a query without an order gives its rows the other way round, on every database."""
    fetch = QuerySet._fetch_all

    def fetched(rows: QuerySet[Any]) -> None:
        fresh = rows._result_cache is None
        fetch(rows)
        if fresh and not rows.ordered:
            rows._result_cache.reverse()

    QuerySet._fetch_all = fetched
