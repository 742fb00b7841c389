"""The nightly backup: asked for by the tick, written and read back by a task, the oldest dropped."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django_tasks import task

from pamong.access.clock import now
from pamong.config.archive import write_backup
from pamong.config.manifest import verify_backup
from pamong.config.models import NightlyBackup
from pamong.people.models import Agency

PATTERN = "pamong-????-??-??.zip"


def is_wanted() -> bool:
    """Whether this install backs itself up; a demonstration is filled anew instead."""
    return settings.BACKUP_KEEP > 0 and not Agency.objects.filter(is_demo=True).exists()


def ask_for_backup() -> Iterator[str]:
    """Ask for tonight's backup once its hour has come; a task writes it, for it takes minutes."""
    local = now().astimezone(ZoneInfo(settings.TIME_ZONE))
    if local.hour < settings.BACKUP_HOUR or not is_wanted():
        return
    with transaction.atomic():
        day = local.date()
        _row, is_new = NightlyBackup.objects.get_or_create(
            day=day, is_asked=False, defaults={"asked_at": now()}
        )
        if is_new:
            back_up.enqueue(day.isoformat())
    if is_new:
        yield f"backup of {day} asked for"


@task()
def back_up(day_text: str) -> None:
    """Write the backup of a day; a second run finds it done, a failed one is tried again."""
    row = NightlyBackup.objects.get(day=date.fromisoformat(day_text), is_asked=False)
    if row.finished_at:
        return
    try:
        found = write_nightly(row.day)
    except Exception as error:
        _keep(row, error=f"{type(error).__name__}: {error}")
        raise
    _keep(row, finished_at=now(), error="", **found)
    drop_old()


def write_nightly(day: date) -> dict[str, Any]:
    """Write the file and read it back; a backup that nobody read is a hope."""
    folder = Path(settings.BACKUPS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"pamong-{day:%Y-%m-%d}.zip"
    write_backup(file)
    manifest = verify_backup(file)
    head = manifest["ledger_head"]
    return {"file": str(file), "size": file.stat().st_size, "ledger_head": head}


def drop_old() -> None:
    """Keep the newest nightly files; other files in the folder are nobody's business here."""
    files = sorted(Path(settings.BACKUPS).glob(PATTERN), reverse=True)
    for file in files[settings.BACKUP_KEEP :]:
        file.unlink(missing_ok=True)


def _keep(row: NightlyBackup, **values: Any) -> None:
    NightlyBackup.objects.filter(pk=row.pk).update(**values)
