"""Everything of an install in one file: tables as JSON lines, uploads, digests of each.

A backup reads and never writes.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from pamong.config.manifest import CHUNK, FILES, FORMAT, MANIFEST, ArchiveError
from pamong.config.steps import Steps, steps_of
from pamong.config.tables import MIGRATIONS
from pamong.ledger.moment import one_moment
from pamong.ledger.queries import overall_head

# Sessions, the queue, and long work with its files: what runs here means nothing elsewhere.
LEFT_OUT = {"django_session", "django_tasks_db_dbtaskresult", "people_job"}
LONG_WORK = "jobs"
Tell = Callable[..., None]
DRAFT = ".part"


def recorded_migrations() -> list[list[Any]]:
    """The rows of the table of migrations, as they are."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, app, name, applied FROM {MIGRATIONS} ORDER BY id")  # noqa: S608
        return [[*row[:3], _instant(row[3])] for row in cursor.fetchall()]


def _instant(value: Any) -> str:
    if isinstance(value, str):
        return value
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return str(aware.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" "))


def known_steps(migrations: Iterable[tuple[str, str]]) -> Steps:
    """The steps behind a backup; one that a newer Pamong made is refused."""
    steps = steps_of(migrations)
    if steps.unknown:
        app, name = steps.unknown[0]
        raise ArchiveError(
            f"The backup was made by a newer Pamong (it knows {app}.{name}); install that first."
        )
    return steps


def kept_models(apps: Apps) -> list[type[models.Model]]:
    """The models whose tables travel, in a fixed order."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[table] for table in sorted(found) if table not in LEFT_OUT | {MIGRATIONS}]


def rows_of(model: type[models.Model]) -> Iterator[list[Any]]:
    """The rows of a table by key, each a list in the order of its fields."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield list(row)


def quiet(step: str, done: int = 0, of: int = 0) -> None:
    """Nobody watches."""


def has_tables() -> bool:
    """Whether this install was ever begun."""
    return MIGRATIONS in connection.introspection.table_names()


def write_backup(path: Path, tell: Tell = quiet) -> dict[str, Any]:
    """Write everything into one file; the file appears only when it is whole."""
    if not has_tables():
        raise ArchiveError("This install holds no tables yet: there is nothing to back up.")
    if path.exists() and not path.is_file():
        raise ArchiveError(f"{path} is no file: name another one.")
    if not path.parent.is_dir():
        raise ArchiveError(f"There is no folder {path.parent}: make it first, or name another.")
    draft = path.with_name(path.name + DRAFT)
    draft.unlink(missing_ok=True)
    try:
        manifest = _written(draft, tell)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    draft.replace(path)
    return manifest


def _written(draft: Path, tell: Tell) -> dict[str, Any]:
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "members": {},
    }
    # It holds what everybody wrote about everybody: for its owner alone.
    private = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(private, "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        with one_moment():
            manifest["migrations"] = recorded_migrations()
            manifest["ledger_head"] = overall_head()
            names = [(app, name) for _id, app, name, _at in manifest["migrations"]]
            kept = kept_models(known_steps(names).apps)
            for place, model in enumerate(kept, start=1):
                tell("tables written", place, len(kept))
                _write_table(archive, model, manifest)
        tell("writing files")
        _write_files(archive, manifest)
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return manifest


def _write_table(
    archive: zipfile.ZipFile, model: type[models.Model], manifest: dict[str, Any]
) -> None:
    name, seen, count = f"tables/{model._meta.db_table}.jsonl", hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as member:
        for row in rows_of(model):
            line = json.dumps(row, cls=_Exact, ensure_ascii=False, separators=(",", ":")) + "\n"
            data = line.encode()
            seen.update(data)
            member.write(data)
            count += 1
    manifest["members"][name] = {"sha256": seen.hexdigest(), "rows": count}


class _Exact(DjangoJSONEncoder):
    """Django's encoder cuts microseconds; a restored table must be equal."""

    def default(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.isoformat()
        return super().default(value)


def _write_files(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    folder = Path(settings.FILES)
    found = (p for p in folder.rglob("*") if p.is_file() and not is_draft(p))
    for path in sorted(p for p in found if folder / LONG_WORK not in p.parents):
        name, seen = f"{FILES}{path.relative_to(folder).as_posix()}", hashlib.sha256()
        try:
            info, file = zipfile.ZipInfo.from_file(path, name), path.open("rb")
        except FileNotFoundError:
            continue  # removed by its owner since the folder was read
        with file, archive.open(info, "w", force_zip64=True) as member:
            while data := file.read(CHUNK):
                seen.update(data)
                member.write(data)
        manifest["members"][name] = {"sha256": seen.hexdigest()}


def is_draft(path: Path) -> bool:
    """Whether a file is what a restore was writing when it was ended."""
    return path.name.startswith(".") and path.name.endswith(DRAFT)
