"""Asking for a backup, having one read once more, and taking one along."""

from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.config.models import NightlyBackup
from pamong.config.operations.asked import BACKUP, VERIFY
from pamong.config.operations.health import holds_one_agency
from pamong.config.operations.permissions import (
    can_ask_backup,
    can_take_backup,
    can_verify_backup,
)
from pamong.ledger.actions import record
from pamong.people.jobs.beginning import begin_job
from pamong.people.models import Agency, Job
from pamong.people.scope import scope_of


@transaction.atomic
def ask_backup(agency: Agency, *, by: User, on: date, at: datetime) -> Job:
    """Let the worker write a backup of everything; asked again while it runs, it is the same one."""
    Agency.objects.select_for_update().order_by("pk").first()  # one at a time in the install
    require(can_ask_backup(scope_of(by, on)))
    running = Job.objects.open().filter(kind=BACKUP).first()
    if running and running.user_id == by.pk:
        return running
    if running:
        raise ValidationError(_("Cadangan lain sedang dibuat. Tunggu sampai selesai."))
    job, _new = begin_job(BACKUP, "", {}, agency=agency, by=by, at=at)
    record("config.backup_asked", job, by=by, on=on)
    return job


@transaction.atomic
def verify_again(row: NightlyBackup, agency: Agency, *, by: User, on: date, at: datetime) -> Job:
    """Let the worker read a backup to its end once more."""
    row = NightlyBackup.objects.select_for_update().get(pk=row.pk)
    require(can_verify_backup(scope_of(by, on)))
    if not row.finished_at:
        raise ValidationError(_("Cadangan ini belum selesai ditulis."))
    about = Path(row.file).name
    job, is_new = begin_job(VERIFY, about, {"row": row.pk}, agency=agency, by=by, at=at)
    if is_new:
        record("config.backup_verified", job, by=by, on=on)
    return job


@transaction.atomic
def take_backup(row: NightlyBackup, agency: Agency, *, by: User, on: date) -> Path:
    """Where the file lies, for whoever takes it along; the record knows, and the office is told."""
    row = NightlyBackup.objects.select_for_update().get(pk=row.pk)
    require(can_take_backup(scope_of(by, on)))
    refuse_leaving(row)
    changes = {"day": [None, row.day], "bytes": row.size}
    record("config.backup_taken", agency, by=by, on=on, changes=changes)
    return Path(row.file)


def refuse_leaving(row: NightlyBackup) -> None:
    """A backup of several agencies leaves by the shell alone, and only a whole one leaves at all."""
    if not holds_one_agency():
        told = _(
            "Server ini melayani beberapa instansi, jadi cadangannya tidak diunduh lewat peramban. "
            "Berkasnya ada di server: %(file)s."
        )
        raise ValidationError(told % {"file": row.file or "–"})
    if not row.finished_at or not Path(row.file).is_file():
        raise ValidationError(_("Berkas ini tidak ada lagi di server. Buat cadangan baru."))
