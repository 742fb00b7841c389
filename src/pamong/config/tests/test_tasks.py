"""A task of a killed worker runs again; a failing one is tried again, more slowly, then shown."""

from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import OperationalError
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from pamong.access.models import Submission
from pamong.cli import main
from pamong.cli.check import system_faults
from pamong.config import tasks
from pamong.config.beats import MOST_KILLED, SILENT_AFTER, TRIES, beat
from pamong.config.models import Heartbeat
from pamong.config.operations.queries import faults_of_operations
from pamong.config.tasks import RoundFailedError, Worker, given_up, run_tick
from pamong.people.models import Agency
from pamong.people.tests.world import World

DONE: list[str] = []


@task()
def note(word: str) -> None:
    DONE.append(word)


@task()
def fail() -> None:
    raise RuntimeError("always")


def enqueue(which: Any, *args: Any) -> "DBTaskResult[..., object]":
    return DBTaskResult.objects.get(pk=which.enqueue(*args).id)


def make_held_by(result: "DBTaskResult[..., object]", worker: str, *, seconds_ago: float) -> None:
    result.claim(worker)
    began = timezone.now() - timedelta(seconds=seconds_ago)
    DBTaskResult.objects.filter(pk=result.pk).update(started_at=began)


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    DONE.clear()


def test_the_task_of_a_silent_worker_is_given_back_and_runs_once(db: None) -> None:
    result = enqueue(note, "a")
    make_held_by(result, "killed", seconds_ago=SILENT_AFTER.total_seconds() + 1)
    assert any("given back" in line for line in run_tick())
    assert [line for line in run_tick() if "given back" in line] == []
    run_all()
    run_all()
    assert DONE == ["a"]


def test_a_living_workers_task_is_left_alone_however_long_it_takes(db: None) -> None:
    beat("alive")
    make_held_by(enqueue(note, "a"), "alive", seconds_ago=3600)
    assert list(run_tick()) == []


def test_a_task_just_taken_is_left_alone_before_the_first_beat(db: None) -> None:
    make_held_by(enqueue(note, "a"), "new", seconds_ago=1)
    assert list(run_tick()) == []


def test_a_worker_that_fell_silent_counts_as_dead(db: None) -> None:
    Heartbeat.objects.create(worker="old", at=timezone.now() - SILENT_AFTER * 2)
    make_held_by(enqueue(note, "a"), "old", seconds_ago=300)
    assert any("given back" in line for line in run_tick())


def test_a_task_that_ends_every_worker_is_given_up_and_shown(db: None) -> None:
    result = enqueue(note, "a")
    for number in range(MOST_KILLED + 1):
        make_held_by(result, f"killed-{number}", seconds_ago=300)
        lines = list(run_tick())
        assert any("given back" in line for line in lines) == (number < MOST_KILLED)
        result = DBTaskResult.objects.get(pk=result.pk)
    assert any("given up" in line for line in lines)
    assert [task.pk for task in given_up()] == [result.pk]
    assert list(run_tick()) == []
    run_all()
    assert DONE == []


def run_all() -> None:
    """What a worker's loop does, without its closing of connections."""
    worker = Worker()
    while result := DBTaskResult.objects.ready().first():
        result.claim(worker.name)
        worker.queue.run_task(result)


@pytest.fixture
def locked_once(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queue of the first name finds the database locked, as a long write leaves it."""
    names: list[str] = []

    def run(queue: Any) -> None:
        names.append(queue.worker_id)
        if len(names) == 1:
            raise OperationalError("database is locked")

    monkeypatch.setattr(QueueWorker, "run", run)
    monkeypatch.setattr(QueueWorker, "configure_signals", lambda _queue: None)
    monkeypatch.setattr(tasks, "REST_SECONDS", 0)
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)
    monkeypatch.setattr(Worker, "_beside", lambda _worker: None)
    return names


def test_a_database_that_is_locked_for_a_while_does_not_end_the_worker(
    db: None, locked_once: list[str], caplog: Any
) -> None:
    worker = Worker()
    worker.run()
    first, second = locked_once
    assert first != second == worker.name  # what the first held falls silent and is given back
    assert "did not answer the queue" in caplog.text


def test_a_worker_that_a_person_started_for_once_says_that_the_database_is_locked(
    db: None, locked_once: list[str]
) -> None:
    with pytest.raises(OperationalError):
        Worker(is_batch=True).run()
    assert len(locked_once) == 1


def fail_once(result: "DBTaskResult[..., object]") -> None:
    run_all()
    result.refresh_from_db()


def test_a_failing_task_is_tried_again_with_longer_waits_and_then_shown(db: None) -> None:
    result = enqueue(fail)
    fail_once(result)
    assert result.status == TaskResultStatus.FAILED
    assert list(run_tick()) == []
    for tries in range(1, TRIES):
        ago = timezone.now() - timedelta(seconds=30 * 4 ** (tries - 1) + 1)
        DBTaskResult.objects.filter(pk=result.pk).update(finished_at=ago)
        assert any("tried again" in line for line in run_tick()), tries
        fail_once(result)
    DBTaskResult.objects.filter(pk=result.pk).update(finished_at=timezone.now() - timedelta(days=9))
    assert list(run_tick()) == []
    assert [task.pk for task in given_up()] == [result.pk]


def test_a_part_that_fails_is_named_ends_with_1_and_holds_up_no_other(
    world: World, caplog: Any, settings: Any
) -> None:
    settings.TODAY = ""
    world.agency.time_zone = "Mars/Phobos"
    world.agency.save()
    old = timezone.now() - timedelta(days=8)
    Submission.objects.create(user=world.account("sari"), key="k", at=old)
    make_held_by(enqueue(note, "a"), "killed", seconds_ago=300)
    done = CliRunner().invoke(main, ["tick"])
    assert done.exit_code == 1
    assert "given back" in done.stdout
    assert "forgot 1" in done.stdout
    assert "daily_round (ZoneInfoNotFoundError" in done.stderr
    assert "accept_silence (" in done.stderr
    assert "forget_old" not in done.stderr
    assert "a part of the round failed: daily_round" in caplog.text


def test_an_agency_that_fails_holds_up_no_other_and_operations_says_so_until_it_is_mended(
    world: World, as_: Any, monkeypatch: Any
) -> None:
    asked: list[str] = []

    def accept(agency: Agency, *, on: date) -> list[Any]:
        asked.append(agency.code)
        if agency == world.agency:
            raise ValueError("ordinal must be >= 1")
        return []

    monkeypatch.setattr("pamong.performance.evaluation.silence.accept_silent_evaluations", accept)
    with pytest.raises(RoundFailedError, match=r"accept_silence .*ordinal.*wanasari"):
        list(run_tick())
    assert set(asked) == {world.agency.code, world.other_agency.code}
    (fault,) = faults_of_operations(timezone.now())
    assert (fault.kind, fault.name) == ("round_failed", "accept_silence")
    page = as_("dewi").get("/operations").content.decode()
    assert "Bagian accept_silence dari putaran tugas berkala gagal" in page
    assert "wanasari" not in page  # two agencies: neither learns of the other
    assert any("accept_silence fails since" in line for line in system_faults())
    monkeypatch.undo()
    list(run_tick())
    assert faults_of_operations(timezone.now()) == []


def test_a_round_without_a_fault_ends_with_0(world: World) -> None:
    done = CliRunner().invoke(main, ["tick"])
    assert (done.exit_code, done.stderr) == (0, "")
