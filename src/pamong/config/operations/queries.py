"""What of an install needs an administrator: backups that fail, tasks that were given up or wait."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, DateTimeField, F, Min, Q, TextField, Value, When
from django.db.models.functions import Cast
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from pamong.access.models import Mail
from pamong.config.beats import TRIES
from pamong.config.models import FailedPart, NightlyBackup
from pamong.config.operations.nightly import is_wanted

BACKUP_TAKES = timedelta(hours=6)  # with its tries; longer than that, nobody does it
NIGHTS_MISSED = timedelta(hours=50)
WAITS_AT_MOST = timedelta(minutes=30)
SHOWN, READ = 20, 500  # nights, tasks
MAILS_LATELY = timedelta(days=1)
NIGHT, TASK, PART, MAIL = "night", "task", "part", "mail"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that needs an administrator: `kind` for the words, the rest for the sentence."""

    kind: str
    name: str = ""
    detail: str = ""
    count: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A night, a task or a failed part: a day, path or name, its error, since when, may begin, was done."""

    kind: str
    name: str
    error: str
    asked_at: datetime
    begins_at: datetime
    finished_at: datetime | None
    workers: str  # who tried, as JSON
    status: str


def faults_of_operations(at: datetime) -> list[Fault]:
    """Everything that goes wrong by itself, in two reads."""
    rows = [Row(*row) for row in _nights_tasks_and_parts(at)]
    nights = sorted(
        (row for row in rows if row.kind == NIGHT), key=lambda row: row.name, reverse=True
    )
    tasks = sorted((row for row in rows if row.kind == TASK), key=lambda row: row.asked_at)
    parts = sorted((row for row in rows if row.kind == PART), key=lambda row: row.name)
    mails = [row for row in rows if row.kind == MAIL]
    faults = [*_backup_faults(nights, at), *_round_faults(parts), *_task_faults(tasks, at)]
    return faults + [Fault(row.name, count=int(row.workers), since=row.asked_at) for row in mails]


def _round_faults(parts: Sequence[Row]) -> Iterator[Fault]:
    """Parts of the last round that failed; they are tried again every minute."""
    for row in parts:
        yield Fault("round_failed", row.name, row.error, since=row.asked_at)


def _nights_tasks_and_parts(at: datetime) -> Any:
    """The last nights, the oldest tasks that failed or wait, and what failed in the last round."""
    each = NightlyBackup.objects.filter(is_asked=False)
    nights = NightlyBackup.objects.filter(pk__in=each.order_by("-day").values("pk")[:SHOWN])
    open_ = DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.FAILED, TaskResultStatus.READY]
    )
    tasks = DBTaskResult.objects.filter(pk__in=open_.order_by("enqueued_at").values("pk")[:READ])
    first = nights.order_by().annotate(
        kind=Value(NIGHT, TextField()),
        named=Cast("day", TextField()),
        begins_at=F("asked_at"),
        workers=Value("[]", TextField()),
        status=Value("", TextField()),
    )
    second = tasks.order_by().annotate(
        kind=Value(TASK, TextField()), workers=Cast("worker_ids", TextField())
    )
    third = FailedPart.objects.annotate(
        kind=Value(PART, TextField()),
        begins_at=F("since"),
        finished_at=Value(None, DateTimeField()),
        workers=Value("[]", TextField()),
        status=Value("", TextField()),
    )
    names = ("kind", "named", "error", "asked_at", "begins_at", "finished_at", "workers", "status")
    return first.values_list(*names).union(
        _mails(at).values_list(*names),
        second.values_list(
            *("kind", "task_path", "exception_class_path", "enqueued_at", "run_after"),
            *("finished_at", "workers", "status"),
        ),
        third.values_list(
            *("kind", "name", "told", "since", "begins_at", "finished_at", "workers", "status")
        ),
        all=True,
    )


def _mails(at: datetime) -> Any:
    """How many mails wait too long, and how many were given up of late; of nobody and of no address."""
    late = Q(state=Mail.State.WAITS, due_at__lt=at - WAITS_AT_MOST)
    lost = Q(state=Mail.State.GIVEN_UP, claimed_at__gt=at - MAILS_LATELY)
    kind = Case(When(late, then=Value("mails_wait")), default=Value("mails_given_up"))
    rows = Mail.objects.filter(late | lost).order_by().annotate(named=kind).values("named")
    return rows.annotate(
        kind=Value(MAIL, TextField()),
        error=Value("", TextField()),
        asked_at=Min("due_at"),
        begins_at=Min("due_at"),
        finished_at=Value(None, DateTimeField()),
        workers=Cast(Count("pk"), TextField()),
        status=Value("", TextField()),
    )


def _backup_faults(nights: Sequence[Row], at: datetime) -> Iterator[Fault]:
    """The last night's backup failed, or none was finished for two nights."""
    if not settings.BACKUP_KEEP or not nights:
        return
    last = nights[0]
    done = next((row.finished_at for row in nights if row.finished_at), None)
    if last.error:
        yield Fault("backup_failed", last.name, last.error, since=done)
    elif not last.finished_at and last.asked_at < at - BACKUP_TAKES:
        yield Fault("backup_late", last.name, since=done)
    elif last.asked_at < at - NIGHTS_MISSED and is_wanted():
        yield Fault("backup_stopped", last.name, since=done)


def _task_faults(tasks: Sequence[Row], at: datetime) -> Iterator[Fault]:
    """Tasks that failed for good, and a queue that nobody serves."""
    waiting: list[datetime] = []
    for task in tasks:
        if task.status == TaskResultStatus.FAILED:
            tries = len(json.loads(task.workers))
            if tries >= TRIES:
                yield Fault(
                    "task_failed",
                    task.name.rpartition(".")[2],
                    task.error.rpartition(".")[2],
                    tries,
                    task.finished_at,
                )
        elif (due := _due(task)) < at - WAITS_AT_MOST:
            waiting.append(due)
    if waiting:
        yield Fault("tasks_wait", count=len(waiting), since=min(waiting))


def _due(task: Row) -> datetime:
    """Since when it could have run; the queue marks "at once" by a day far away."""
    return task.asked_at if task.begins_at == get_date_max() else task.begins_at


def recent_backups() -> list[NightlyBackup]:
    """The last nights, and what was asked for between them, newest first."""
    return list(NightlyBackup.objects.order_by("-asked_at", "-pk")[:SHOWN])
