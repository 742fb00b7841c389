"""A backup brought back: the old install or the new one stands whole, whatever ends the restore."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, models

from pamong.analytics.dashboards.kept import FOLDER as TOLD
from pamong.analytics.dashboards.kept import tells_later
from pamong.config.archive import DRAFT, Tell, kept_models, known_steps, quiet
from pamong.config.manifest import CHUNK, FILES, ArchiveError, opened_backup
from pamong.config.steps import Steps
from pamong.config.tables import (
    MIGRATIONS,
    bring_up_to_date,
    drop_tables,
    migrate_to,
    one_change,
)
from pamong.ledger import triggers

ROWS = 500
SQLITE_VARIABLES = 30_000
SPOILT = (ValueError, TypeError, ValidationError, IntegrityError, DataError)
NONE_RESTORED = "A table of the backup does not hold what it should, none was restored"
Manifest = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back: when the backup was made, how many migrations its tables lacked."""

    made_at: str
    migrations: int


def install_is_filled() -> bool:
    """Whether this install already holds an agency, an account or a record."""
    tables = set(connection.introspection.table_names())
    for table in ("people_agency", "access_user", "ledger_entry"):
        if table in tables:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 — three fixed names
                if cursor.fetchone():
                    return True
    return False


def restore_backup(path: Path, *, replace: bool = False, tell: Tell = quiet) -> Restored:
    """Bring everything back; nothing is touched before every digest was found right.

    The tables are made anew as the backup knew them, filled, and brought up to this Pamong, all as
    one change. Files that were not there come first and do no harm to the old tables; files of
    the same name and another content come last, and those that no backed up row can name go.
    """
    with opened_backup(path) as (archive, manifest):
        if install_is_filled() and not replace:
            raise ArchiveError("This install already holds data; add --replace to overwrite it.")
        names = [(app, name) for _id, app, name, _at in manifest["migrations"]]
        steps = known_steps(names)
        added, drafts = _load_files(archive, manifest)
        try:
            with one_change():
                count = _make_tables(archive, steps, manifest, tell)
        except BaseException as error:
            for file in (*added, *drafts):
                file.unlink(missing_ok=True)
            if isinstance(error, SPOILT):
                raise ArchiveError(f"{NONE_RESTORED}: {error}") from None
            raise
        for draft, target in drafts.items():
            draft.replace(target)
        _remove_others(manifest)
    return Restored(manifest["made_at"], count)


def _make_tables(archive: zipfile.ZipFile, steps: Steps, manifest: Manifest, tell: Tell) -> int:
    """Put the backup's tables in the place of those that are there; how many migrations followed."""
    tell("making the tables")
    drop_tables()
    migrate_to(steps.ends, steps.loader)
    _load_tables(archive, steps.apps, manifest, tell)
    tell("checking what points where")
    connection.check_constraints()
    tell("bringing the tables up to date")
    return bring_up_to_date()


def _load_tables(archive: zipfile.ZipFile, apps: Apps, manifest: Manifest, tell: Tell) -> None:
    kept = kept_models(apps)
    triggers.drop(connection)
    with connection.cursor() as cursor:
        for model in kept:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
    for place, model in enumerate(kept, start=1):
        tell("tables restored", place, len(kept))
        name = f"tables/{model._meta.db_table}.jsonl"
        if name in manifest["members"]:
            with archive.open(name) as member:
                _insert(model, (json.loads(line) for line in member), tell)
    _write_migrations(manifest["migrations"])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)
    triggers.create(connection)


def _insert(model: type[models.Model], rows: Iterator[list[Any]], tell: Tell) -> None:
    fields, step, count = model._meta.concrete_fields, f"rows of {model._meta.db_table} restored", 0
    size = max(1, min(ROWS, SQLITE_VARIABLES // len(fields)))
    while batch := list(islice(rows, size)):
        instances = [
            model(**{f.attname: _value(f, v) for f, v in zip(fields, row, strict=True)})
            for row in batch
        ]
        # raw: what was written is what comes back, no field fills itself anew
        model._base_manager._insert(  # type: ignore[attr-defined]  # noqa: SLF001
            instances, fields=fields, using=connection.alias, raw=True
        )
        count += len(batch)
        tell(step, count)


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def _write_migrations(rows: list[list[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {MIGRATIONS}")  # noqa: S608
        statement = f"INSERT INTO {MIGRATIONS} (id, app, name, applied) VALUES (%s, %s, %s, %s)"  # noqa: S608
        for key, app, name, applied in rows:
            at = datetime.fromisoformat(applied).replace(tzinfo=UTC)
            cursor.execute(
                statement, [key, app, name, connection.ops.adapt_datetimefield_value(at)]
            )
        if connection.vendor == "postgresql":
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{MIGRATIONS}', 'id'), "  # noqa: S608
                f"(SELECT max(id) FROM {MIGRATIONS}))"
            )


def _load_files(
    archive: zipfile.ZipFile, manifest: Manifest
) -> tuple[list[Path], dict[Path, Path]]:
    """Write the files that are not there yet; those that differ wait beside as drafts."""
    folder = Path(settings.FILES).resolve()
    added: list[Path] = []
    drafts: dict[Path, Path] = {}
    for name, member in manifest["members"].items():
        if not name.startswith(FILES):
            continue
        target = folder / name.removeprefix(FILES)
        if not target.parent.resolve().is_relative_to(folder):
            raise ArchiveError(f"{name} would leave the folder of files.")
        is_there = target.exists()
        if is_there and _digest_of(target) == member["sha256"]:
            continue
        draft = _draft_of(archive, name, target)
        if is_there and target.parent == folder / TOLD and tells_later(target, draft):
            draft.unlink()
        elif is_there:
            drafts[draft] = target
        else:
            draft.replace(target)
            added.append(target)
    return added, drafts


def _remove_others(manifest: Manifest) -> None:
    """Delete what was uploaded to the install that was replaced, and the folders that it leaves empty."""
    folder = Path(settings.FILES)
    kept = {folder / name.removeprefix(FILES) for name in manifest["members"]}
    kept |= set((folder / TOLD).glob("*.json"))  # what was told here readers know also afterwards
    for path in sorted(folder.rglob("*"), reverse=True):  # what is inside a folder comes before it
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink(missing_ok=True)


def _draft_of(archive: zipfile.ZipFile, name: str, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name[:100]}{DRAFT}")
    draft.unlink(missing_ok=True)
    with archive.open(name) as member, draft.open("xb") as file:
        shutil.copyfileobj(member, file, CHUNK)
    draft.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    return draft


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
