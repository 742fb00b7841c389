"""What of an install needs an administrator: backups that fail, tasks that were given up or wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from pamong.config.models import Heartbeat, NightlyBackup
from pamong.config.operations.nightly import is_wanted
from pamong.config.tasks import SILENT_AFTER, TRIES

BACKUP_TAKES = timedelta(hours=6)  # with its tries; longer than that, nobody does it
NIGHTS_MISSED = timedelta(hours=50)
WAITS_AT_MOST = timedelta(minutes=30)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that needs an administrator: `kind` for the words, the rest for the sentence."""

    kind: str
    name: str = ""
    detail: str = ""
    count: int = 0
    since: datetime | None = None


def faults_of_operations(at: datetime) -> list[Fault]:
    """Everything that goes wrong by itself, in two reads."""
    return [*backup_faults(at), *task_faults(at)]


def backup_faults(at: datetime) -> Iterator[Fault]:
    """The last night's backup failed, or none was finished for two nights."""
    if not settings.BACKUP_KEEP:
        return
    rows = recent_backups()
    if not rows:
        return
    last = rows[0]
    done = next((row.finished_at for row in rows if row.finished_at), None)
    if last.error:
        yield Fault("backup_failed", f"{last.day}", last.error, since=done)
    elif not last.finished_at and last.asked_at < at - BACKUP_TAKES:
        yield Fault("backup_late", f"{last.day}", since=done)
    elif last.asked_at < at - NIGHTS_MISSED and is_wanted():
        yield Fault("backup_stopped", f"{last.day}", since=done)


def task_faults(at: datetime) -> Iterator[Fault]:
    """Tasks that failed for good, and a queue that nobody serves."""
    rows = DBTaskResult.objects.filter(status__in=[TaskResultStatus.FAILED, TaskResultStatus.READY])
    waiting: list[datetime] = []
    for task in rows.order_by("enqueued_at")[:500]:
        if task.status == TaskResultStatus.FAILED:
            if len(task.worker_ids) >= TRIES:
                yield Fault(
                    "task_failed",
                    task.task_path.rpartition(".")[2],
                    task.exception_class_path.rpartition(".")[2],
                    len(task.worker_ids),
                    task.finished_at,
                )
        elif (due := _due(task)) < at - WAITS_AT_MOST:
            waiting.append(due)
    if waiting:
        yield Fault("tasks_wait", count=len(waiting), since=min(waiting))


def _due(task: "DBTaskResult[..., object]") -> datetime:
    """Since when it could have run; the queue marks "at once" by a day far away."""
    is_at_once = task.run_after == get_date_max()
    due: datetime = task.enqueued_at if is_at_once else task.run_after
    return due


def recent_backups() -> list[NightlyBackup]:
    """The last nights, newest first."""
    return list(NightlyBackup.objects.order_by("-day")[:SHOWN])


def living_workers(at: datetime) -> int:
    """How many workers have said of late that they live."""
    return Heartbeat.objects.filter(at__gt=at - SILENT_AFTER).count()
