"""Long work: begun once, picked up after a death, never twice in effect, stopped, tried again, taken, forgotten."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pamong.config.beats import SILENT_AFTER
from pamong.config.tasks import Worker, run_tick
from pamong.ledger.models import Entry
from pamong.people.jobs import kinds
from pamong.people.jobs.actions import retry_job, stop_job, take_job_file
from pamong.people.jobs.beginning import MOST_OPEN, begin_job
from pamong.people.jobs.forgetting import forget_jobs
from pamong.people.jobs.kinds import JobKind, Made
from pamong.people.jobs.presentation import wait_for
from pamong.people.jobs.running import MOST_TRIES, run_taken, take_up
from pamong.people.jobs.tasks import hand_over
from pamong.people.jobs.work import Work, folder
from pamong.people.models import Job, Mandate
from pamong.people.tests.world import World

Status = Job.Status


class Steps:
    """A kind of work of three steps, each of which a test may make go wrong."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.at: Callable[[int], object] = lambda step: None  # noqa: ARG005
        self.allowed = True

    def run(self, work: Work) -> Made:
        """Write one line a step."""
        with work.path.open("w", encoding="utf-8") as file:
            for step in range(1, 4):
                self.at(step)
                work.tell(step, 3)
                file.write(f"{step}\n")
                self.done.append(step)
        return Made("hasil.txt", done=3)


@pytest.fixture
def steps(settings: Any, tmp_path: Any) -> Iterator[Steps]:
    settings.FILES = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    }
    made = Steps()
    kinds.register(
        JobKind("steps", "Langkah", "langkah", lambda _s, _j: made.allowed, made.run, "text/plain")
    )
    yield made
    del kinds.KINDS["steps"]


@transaction.atomic
def begin(world: World, name: str = "sari", **given: Any) -> Job:
    account = world.account(name)
    agency = world.people[name].agency
    at = timezone.now()
    job, is_new = begin_job("steps", "Contoh", given, agency=agency, by=account, at=at)
    if is_new:
        hand_over(str(job.uuid))
    return fresh(job)


def run_queue(name: str = "") -> None:
    """What a worker's loop does, without its closing of connections."""
    worker = Worker()
    while result := DBTaskResult.objects.ready().first():
        result.claim(name or worker.name)
        worker.queue.run_task(result)


def fresh(job: Job) -> Job:
    return Job.objects.select_related("agency", "user").get(pk=job.pk)


def test_it_is_done_and_only_whoever_began_it_takes_the_file(
    world: World, steps: Steps, as_: Any
) -> None:
    job = begin(world)
    run_queue()
    job = fresh(job)
    assert (job.status, job.done, job.file_name, job.bytes) == (Status.DONE, 3, "hasil.txt", 6)
    answer = as_("sari").post(f"/tasks/{job.uuid}/file")
    assert b"".join(answer) == b"1\n2\n3\n"
    assert Entry.objects.get(verb="people.job_file_taken").changes["bytes"] == 6
    assert as_("dewi").get(f"/tasks/{job.uuid}").status_code == 200
    assert as_("dewi").post(f"/tasks/{job.uuid}/file").status_code == 403
    for stranger in ("budi", "lina", "outsider"):
        assert as_(stranger).post(f"/tasks/{job.uuid}/file").status_code == 404
    steps.allowed = False
    assert as_("sari").post(f"/tasks/{job.uuid}/file").status_code == 403


def test_the_same_work_is_begun_once_and_not_too_much_at_once(world: World, steps: Steps) -> None:
    assert begin(world, part=1) == begin(world, part=1)
    for part in range(2, MOST_OPEN + 1):
        begin(world, part=part)
    with pytest.raises(ValidationError, match="belum selesai"):
        begin(world, part=99)
    begin(world, "budi", part=1)
    assert DBTaskResult.objects.count() == MOST_OPEN + 1


def test_work_of_a_worker_that_died_is_picked_up_and_counts_once(
    world: World, steps: Steps
) -> None:
    job = begin(world)
    result = DBTaskResult.objects.get(pk=str(job.task))
    result.claim("killed")
    taken = take_up(str(job.uuid), UUID(str(job.task)), timezone.now())
    assert taken
    Work(taken).path.write_text("half")
    silent = timezone.now() - SILENT_AFTER * 2
    DBTaskResult.objects.filter(pk=result.pk).update(started_at=silent)
    assert any("given back" in line for line in run_tick())
    run_queue()
    job = fresh(job)
    assert (job.status, job.runs, job.file.name[-2:]) == (Status.DONE, 2, "-2")
    run_taken(taken)  # the worker was not dead but asleep, and wakes now
    assert fresh(job).file == job.file
    assert (folder().parent / job.file.name).read_bytes() == b"1\n2\n3\n"
    assert not list(folder().glob("*-1"))


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_that_reach_for_it_one_does_it(
    world: World, steps: Steps, monkeypatch: Any
) -> None:
    job = begin(world)
    start = threading.Barrier(2)
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", int)

    def work() -> None:
        queue = Worker(is_batch=True).queue
        start.wait(timeout=10)
        try:
            queue.run()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert steps.done == [1, 2, 3]
    assert (fresh(job).status, fresh(job).runs) == (Status.DONE, 1)


def test_work_that_kills_every_worker_is_given_up(world: World, steps: Steps) -> None:
    job = begin(world)
    task = UUID(str(job.task))
    assert take_up(str(job.uuid), task, timezone.now(), tries=MOST_TRIES + 1) is None
    assert fresh(job).status == Status.FAILED
    assert "terhenti" in fresh(job).failure


def fail(_step: int) -> None:
    raise OSError("No space left on device")


def test_failed_work_is_tried_again_once_however_often_one_presses(
    world: World, steps: Steps, as_: Any, caplog: Any
) -> None:
    steps.at = fail
    job = begin(world)
    run_queue()
    client, url = as_("sari"), f"/tasks/{job.uuid}"
    page = client.get(url).content.decode()
    assert "Coba lagi" in page
    assert "No space" not in page  # the machine's words are for the log
    assert "No space" in caplog.text
    steps.at = lambda step: None  # noqa: ARG005
    for _press in range(2):
        assert client.post(f"{url}/retry").status_code == 303
    assert Entry.objects.filter(verb="people.job_retried").count() == 1
    run_queue()
    assert (fresh(job).status, fresh(job).runs) == (Status.DONE, 2)
    old = timezone.now() - timedelta(minutes=5)
    DBTaskResult.objects.failed().update(finished_at=old)
    list(run_tick())  # the queue tries the first task again by itself
    run_queue()
    assert fresh(job).runs == 2
    assert client.post(f"{url}/retry").status_code == 422


def test_a_refusal_is_told_in_its_own_words_and_not_tried_by_itself(
    world: World, steps: Steps
) -> None:
    def refuse(_step: int) -> None:
        raise ValidationError("Pilih unit lain.")

    steps.at = refuse
    job = begin(world)
    run_queue()
    assert fresh(job).failure == "Pilih unit lain."
    assert not DBTaskResult.objects.failed().exists()
    steps.allowed = False
    other = begin(world, part=2)
    run_queue()
    assert "tidak lagi berwenang" in fresh(other).failure


def test_waiting_work_is_cancelled_at_once_and_never_done(
    world: World, steps: Steps, as_: Any
) -> None:
    job = begin(world)
    for _press in range(2):
        assert as_("sari").post(f"/tasks/{job.uuid}/stop").status_code == 303
    assert Entry.objects.filter(verb="people.job_stopped").count() == 1
    run_queue()
    assert (fresh(job).status, steps.done) == (Status.STOPPED, [])
    assert as_("dewi").post(f"/tasks/{job.uuid}/stop").status_code == 303


@pytest.mark.django_db(transaction=True)
def test_running_work_stops_at_its_next_safe_point_and_leaves_no_file(
    world: World, steps: Steps, as_: Any
) -> None:
    job = begin(world)

    def stop(step: int) -> None:
        if step == 2:
            assert as_("dewi").post(f"/tasks/{job.uuid}/stop").status_code == 303
            page = as_("sari").get(f"/tasks/{job.uuid}").content.decode()
            assert "Sedang dihentikan" in page

    steps.at = stop
    run_queue()
    assert (fresh(job).status, steps.done) == (Status.STOPPED, [1])
    assert list(folder().iterdir()) == []


def test_the_page_tells_how_far_it_is_and_asks_seldomer_with_time(
    world: World, steps: Steps, as_: Any
) -> None:
    job = begin(world)
    url, seen = f"/tasks/{job.uuid}", []

    def look(step: int) -> None:
        if step == 3:
            told = as_("sari").get(f"{url}?seen=running1", headers={"HX-Request": "true"})
            seen.append(told.content.decode())
            begun = as_("sari").get(f"{url}?seen=queued0", headers={"HX-Request": "true"})
            assert begun.headers["HX-Redirect"] == url  # it waits no more: the whole page

    steps.at = look
    run_queue()
    (part,) = seen
    assert "0 dari 3" in part or "1 dari 3" in part or "2 dari 3" in part or "dimulai" in part
    assert 'hx-trigger="load delay:2s"' in part
    assert "<html" not in part
    ages = (0, 60, 600, 7200)
    assert [wait_for(timedelta(seconds=age)) for age in ages] == [2, 5, 15, 60]
    over = as_("sari").get(f"{url}?seen=running1", headers={"HX-Request": "true"})
    assert over.headers["HX-Redirect"] == url
    assert "hx-trigger" not in as_("sari").get(url).content.decode()


def test_who_sees_which_work(world: World, steps: Steps, as_: Any) -> None:
    begin(world)
    begin(world, "budi")
    begin(world, "lina")

    def shown(name: str) -> int:
        return int(as_(name).get("/tasks").content.decode().count("/tasks/"))

    assert [shown(name) for name in ("sari", "agus", "dewi", "lina")] == [1, 0, 2, 1]
    assert as_("outsider").get("/tasks").status_code == 403


def test_no_stranger_does_anything_to_it_and_what_is_over_stays(world: World, steps: Steps) -> None:
    job = begin(world)
    far: dict[str, Any] = {"by": world.account("lina"), "on": world.day}
    for verb in (retry_job, take_job_file, partial(stop_job, at=timezone.now())):
        with pytest.raises(PermissionDenied):
            verb(job, **far)
    run_queue()
    with pytest.raises(ValidationError, match="sudah berakhir"):
        stop_job(job, by=world.account("sari"), on=world.day, at=timezone.now())


def test_who_lost_the_office_sees_others_work_no_more(world: World, steps: Steps, as_: Any) -> None:
    job = begin(world)
    Mandate.objects.filter(user=world.account("dewi")).delete()
    assert as_("dewi").get(f"/tasks/{job.uuid}").status_code == 404


def test_files_and_rows_go_with_time(world: World, steps: Steps, as_: Any) -> None:
    job = begin(world)
    run_queue()
    assert list(forget_jobs()) == []
    Job.objects.update(finished_at=timezone.now() - timedelta(days=8))
    assert len(list(forget_jobs())) == 1
    assert list(folder().iterdir()) == []
    assert "sudah dihapus" in as_("sari").get(f"/tasks/{job.uuid}").content.decode()
    assert as_("sari").post(f"/tasks/{job.uuid}/file").status_code == 422
    left = folder() / "left"
    left.write_text("of a killed run")
    days_ago = time.time() - timedelta(days=3).total_seconds()
    os.utime(left, (days_ago, days_ago))
    assert any("deleted" in line for line in forget_jobs())
    Job.objects.update(finished_at=timezone.now() - timedelta(days=61))
    assert list(forget_jobs()) == ["forgot 1 pieces of long work"]
