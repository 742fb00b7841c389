"""What an install needs before it serves: tables, and static files in one folder."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from pamong.config.tables import bring_up_to_date, one_change, waiting_migrations


def pending_migrations() -> list[str]:
    """Migrations that the database has not seen."""
    return [f"{app}.{name}" for app, name in waiting_migrations()]


def migrate_if_needed() -> None:
    """Bring the tables up to date, all or nothing; nothing happens when they are."""
    if waiting_migrations():
        with one_change():
            bring_up_to_date()


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
