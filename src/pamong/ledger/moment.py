"""Reading everything as it was at one instant."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Read every table as it was at one instant, while others go on writing."""
    connection.ensure_connection()
    # Inside another transaction its level is settled; only tests come that way.
    may_choose = connection.vendor == "postgresql" and not connection.in_atomic_block
    mode = getattr(connection, "transaction_mode", None)
    try:
        if mode:
            # SQLite: an immediate transaction would hold the lock that every writer waits for.
            connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        with transaction.atomic():
            if may_choose:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if mode:
            connection.transaction_mode = mode  # type: ignore[attr-defined]
