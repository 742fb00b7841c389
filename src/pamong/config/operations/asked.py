"""The work behind backups that somebody asks for: written and read back, or read once more."""

import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.clock import now, today
from pamong.access.scope import Scope
from pamong.config.archive import write_backup
from pamong.config.manifest import ArchiveError, verify_backup
from pamong.config.models import NightlyBackup
from pamong.config.operations.permissions import can_ask_backup, can_verify_backup
from pamong.people.jobs.kinds import JobKind, Made
from pamong.people.jobs.work import Work
from pamong.people.models import Job

log = logging.getLogger("pamong.tasks")
BACKUP, VERIFY = "backup", "verify"
PATTERN = "pamong-asked-*.zip"
KEPT = 3  # of those asked for; the nights are kept by their own number


def may_back_up(scope: Scope, _job: Job) -> bool:
    """While the person is of the personnel office."""
    return can_ask_backup(scope)


def may_verify(scope: Scope, _job: Job) -> bool:
    """While the person is of the personnel office."""
    return can_verify_backup(scope)


def back_up_now(work: Work) -> Made:
    """Write the file and read it back; a second run finds it done, or begins the file anew."""
    job, folder = work.job, Path(settings.BACKUPS)
    file = folder / f"pamong-asked-{job.asked_at:%Y-%m-%d-%H%M%S}-{job.uuid.hex[:8]}.zip"
    if NightlyBackup.objects.filter(is_asked=True, file=str(file)).exists():
        return Made()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_backup(file, lambda _step, done=0, of=0: work.tell(done, of))
        manifest = verify_backup(file)
    except (ArchiveError, OSError) as error:
        log.exception("a backup asked for could not be written")
        told = _("Cadangan tidak dapat ditulis. Periksa folder cadangan dan ruang disk di server.")
        raise ValidationError(told) from error
    held: dict[str, Any] = {"size": file.stat().st_size, "ledger_head": manifest["ledger_head"]}
    held |= {"day": today(), "asked_at": job.asked_at, "finished_at": now()}
    NightlyBackup.objects.get_or_create(is_asked=True, file=str(file), defaults=held)
    drop_old()
    return Made(done=len(manifest["members"]))


def verify_once_more(work: Work) -> Made:
    """Read a backup from its first byte to its last."""
    row = NightlyBackup.objects.get(pk=work.job.given["row"])
    try:
        manifest = verify_backup(Path(row.file))
    except ArchiveError as error:
        _keep(row, error=str(error))
        told = _("Berkas ini rusak atau tidak ada lagi di server. Buat cadangan baru.")
        raise ValidationError(told) from error
    _keep(row, verified_at=now(), error="")
    return Made(done=len(manifest["members"]))


def drop_old() -> None:
    """Keep the newest files asked for, and no row without its file."""
    files = sorted(Path(settings.BACKUPS).glob(PATTERN), reverse=True)
    for file in files[KEPT:]:
        file.unlink(missing_ok=True)
        NightlyBackup.objects.filter(is_asked=True, file=str(file)).delete()


def _keep(row: NightlyBackup, **values: Any) -> None:
    NightlyBackup.objects.filter(pk=row.pk).update(**values)


BACKING = JobKind(
    *(BACKUP, gettext_lazy("Cadangan sekarang"), gettext_lazy("bagian")),
    may=may_back_up,
    run=back_up_now,
    place="operations",
)
VERIFYING = JobKind(
    *(VERIFY, gettext_lazy("Pemeriksaan ulang cadangan"), gettext_lazy("bagian")),
    may=may_verify,
    run=verify_once_more,
    place="operations",
)
