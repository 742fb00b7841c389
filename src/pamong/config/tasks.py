"""The worker that survives its own death, and the round of time-driven work.

The queue neither notices a worker that was killed nor tries a failed task again; both stand here.
"""

import logging
import os
import socket
import threading
import time
import uuid as uuidlib
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from pamong.config.beats import BEAT, MOST_KILLED, ROUND, SILENT_AFTER, TRIES, beat
from pamong.config.models import FailedPart, Heartbeat
from pamong.config.ticking import TICKS

log = logging.getLogger("pamong.tasks")

FIRST_WAIT = timedelta(seconds=30)
REST_SECONDS = 2.0  # before a database that did not answer is asked again
TICK_EVERY = timedelta(seconds=60)


class KilledError(Exception):
    """Every worker that took a task up fell silent over it; only its name is kept, for the page of operations."""


class Worker:
    """One process that runs tasks and says every few seconds that it lives."""

    def __init__(self, *, with_tick: bool = False, is_batch: bool = False) -> None:
        self.with_tick, self.is_batch = with_tick, is_batch
        self.is_done = threading.Event()
        self._begin()

    def _begin(self) -> None:
        """A queue under a new name: what it held under an earlier one is given back in a while."""
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{uuidlib.uuid4().hex[:8]}"
        self.queue = QueueWorker(
            queue_names=["*"],
            interval=1,
            batch=self.is_batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        )

    def run(self) -> None:
        """Run until told to stop."""
        beat(self.name)
        beside = threading.Thread(target=self._beside, daemon=True)
        beside.start()
        try:
            while not self._runs_out():
                self._begin()
        finally:
            self.is_done.set()
            beside.join(timeout=BEAT.total_seconds())
            Heartbeat.objects.filter(worker=self.name).delete()

    def _runs_out(self) -> bool:
        """Whether the queue came to its end; a database locked or away for a while is none."""
        self.queue.configure_signals()
        try:
            self.queue.run()
        except OperationalError:
            if self.is_batch or not self.queue.running:
                raise
            log.exception("the database did not answer the queue; it is asked again")
            time.sleep(REST_SECONDS)
            close_old_connections()
            return False
        return True

    def _beside(self) -> None:
        last_tick = 0.0
        while not self.is_done.wait(BEAT.total_seconds() if last_tick else 0.5):
            try:
                beat(self.name)
                if self.with_tick and time.monotonic() - last_tick > TICK_EVERY.total_seconds():
                    last_tick = time.monotonic()
                    for line in run_tick():
                        log.info(line)
            except RoundFailedError as error:
                log.error("the round beside the tasks failed in part: %s", error)  # noqa: TRY400 — told above
            except Exception:
                log.exception("the round beside the tasks failed; it is tried again")
            finally:
                last_tick = last_tick or time.monotonic()
                close_old_connections()


def put_back() -> Iterator[str]:
    """Give the tasks of silent workers back to the queue; one that ends every worker is left as failed."""
    alive = set(
        Heartbeat.objects.filter(at__gt=timezone.now() - SILENT_AFTER).values_list(
            "worker", flat=True
        )
    )
    silent = Heartbeat.objects.filter(at__lte=timezone.now() - SILENT_AFTER * 10)
    silent.exclude(worker=ROUND).delete()
    for task in DBTaskResult.objects.running():
        holder = task.worker_ids[-1] if task.worker_ids else ""
        is_fresh = task.started_at and task.started_at > timezone.now() - SILENT_AFTER
        if holder in alive or is_fresh:
            continue
        held = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING)
        if len(task.worker_ids) > MOST_KILLED:
            held.update(
                status=TaskResultStatus.FAILED,
                finished_at=timezone.now(),
                exception_class_path=f"{KilledError.__module__}.{KilledError.__name__}",
            )
            yield f"task {task.task_path} given up: {len(task.worker_ids)} workers fell silent over it"
            continue
        held.update(status=TaskResultStatus.READY, started_at=None)
        yield f"task {task.task_path} given back: its worker fell silent"


def try_again() -> Iterator[str]:
    """Put failed tasks back with a growing wait; after the last try they stay failed and are shown."""
    for task in DBTaskResult.objects.failed():
        tries = len(task.worker_ids)
        if tries >= TRIES:
            continue
        wait = FIRST_WAIT * 4 ** (tries - 1) if tries else FIRST_WAIT
        if task.finished_at and task.finished_at + wait > timezone.now():
            continue
        DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.FAILED).update(
            status=TaskResultStatus.READY, finished_at=None, run_after=timezone.now()
        )
        yield f"task {task.task_path} tried again ({tries} of {TRIES})"


def given_up() -> list["DBTaskResult[..., object]"]:
    """Tasks that failed for good: an administrator has to look."""
    return [t for t in DBTaskResult.objects.failed() if len(t.worker_ids) >= TRIES]


def forget_finished() -> Iterator[str]:
    """Remove finished tasks after two weeks."""
    old = DBTaskResult.objects.successful().filter(
        finished_at__lt=timezone.now() - timedelta(days=14)
    )
    if count := old.delete()[0]:
        yield f"{count} finished tasks removed"


class RoundFailedError(Exception):
    """Some parts of a round failed, the others were done; the message names the parts."""


def run_tick() -> Iterator[str]:
    """One round: each part on its own, so that a failing one holds up no other.

    What failed is raised at the end, so that whoever started the round knows.
    """
    failed: dict[str, str] = {}
    parts: list[Callable[[], Iterator[str]]] = [put_back, try_again, forget_finished, *TICKS]
    for part in parts:
        try:
            yield from part()
        except Exception as error:
            log.exception("a part of the round failed: %s", part.__name__)
            whose = "".join(f"; {note}" for note in getattr(error, "__notes__", ()))
            failed[part.__name__] = f"{type(error).__name__}: {error}{whose}"
    keep_failed(failed)
    beat(ROUND)
    if failed:
        raise RoundFailedError("; ".join(f"{name} ({told})" for name, told in failed.items()))


def keep_failed(failed: dict[str, str]) -> None:
    """What failed in the last round, since when, for the page of operations; nothing once it is well."""
    FailedPart.objects.exclude(name__in=failed).delete()
    for name, told in failed.items():
        FailedPart.objects.update_or_create(
            name=name,
            defaults={"told": told},
            create_defaults={"told": told, "since": timezone.now()},
        )
