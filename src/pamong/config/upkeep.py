"""What an install needs before it serves: tables, and static files in one folder."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> list[str]:
    """Migrations that the database has not seen."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate_if_needed() -> None:
    """Bring the tables up to date; nothing happens when they are."""
    if pending_migrations():
        call_command("migrate", verbosity=0, interactive=False)


def _mark_of_sources() -> str:
    source = Path(__file__).resolve().parent.parent
    seen = hashlib.sha256()
    for path in sorted(source.glob("*/static/**/*")):
        if path.is_file():
            seen.update(f"{path}{path.stat().st_mtime_ns}{path.stat().st_size}".encode())
    return seen.hexdigest()


def collect_static() -> None:
    """Gather static files with digests in their names; quick when none changed."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    state = _mark_of_sources()
    if mark.exists() and mark.read_text(encoding="utf-8") == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(state, encoding="utf-8")
