"""Database triggers that refuse UPDATE and DELETE on the record, on both databases."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "ledger_entry"
REFUSAL = "the ledger is append-only"

SQLITE = [
    f"CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    # REPLACE removes the row in its way without a word to the trigger of DELETE.
    f"CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON {TABLE} WHEN EXISTS "  # noqa: S608
    f"(SELECT 1 FROM {TABLE} WHERE id = NEW.id) OR EXISTS "
    f"(SELECT 1 FROM {TABLE} WHERE agency_uuid = NEW.agency_uuid AND sequence = NEW.sequence) "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
]
SQLITE_DROP = [
    "DROP TRIGGER IF EXISTS ledger_entry_no_update",
    "DROP TRIGGER IF EXISTS ledger_entry_no_delete",
    "DROP TRIGGER IF EXISTS ledger_entry_no_replace",
]
POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION ledger_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
    f"CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_entry_refuse()",
    f"CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_refuse()",
]
POSTGRESQL_DROP = [
    f"DROP TRIGGER IF EXISTS ledger_entry_no_change ON {TABLE}",
    f"DROP TRIGGER IF EXISTS ledger_entry_no_truncate ON {TABLE}",
]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def create(connection: BaseDatabaseWrapper) -> None:
    """Close the table; safe to run on a closed one."""
    drop(connection)
    _run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Open the table again: only tests that must flush, and restore, do this."""
    _run(connection, SQLITE_DROP if connection.vendor == "sqlite" else POSTGRESQL_DROP)
