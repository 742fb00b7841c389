"""Lists too long to wait for: the worker writes them with the rights that their reader has then."""

from typing import Any

import pytest

from pamong.access.models import User
from pamong.ledger.models import Entry
from pamong.people.jobs.tests.test_jobs import run_queue
from pamong.people.lists import long, middleware
from pamong.people.lists.tests.test_lists_as_files import PEOPLE, table_of
from pamong.people.models import Employee, Job
from pamong.people.tests.world import World
from pamong.ui import paging
from pamong.ui.listing import KIND

Status = Job.Status


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "MOST_ROWS", 2)
    monkeypatch.setattr(paging, "OF_FILES", 2)


def ask(client: Any, path: str = PEOPLE, kind: str = "csv") -> Job:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}{KIND}={kind}")
    assert answer.status_code in {302, 303}, answer.content
    job = Job.objects.latest("pk")
    assert answer["Location"] == f"/tasks/{job.uuid}"
    return job


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_list_is_written_in_the_background_whole(world: World, as_: Any, kind: str) -> None:
    dewi = as_("dewi")
    job = ask(dewi, kind=kind)
    assert not Entry.objects.filter(verb="people.list_taken").exists()
    run_queue()
    job.refresh_from_db()
    assert (job.status, job.failure) == (Status.DONE, "")
    rows = table_of(dewi.post(f"/tasks/{job.uuid}/file"))
    agency = Employee.objects.active().filter(agency=world.sari.agency)
    assert len(rows) - 1 == agency.count() == job.done
    assert job.file_name.endswith(f".{kind}")
    entry = Entry.objects.get(verb="people.list_taken")
    assert entry.changes == {"list": "people:employee-list", "kind": kind, "rows": job.done}
    assert entry.actor_uuid == world.account("dewi").uuid


def test_the_filter_and_the_language_of_the_page_hold(
    world: World, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "MOST_ROWS", 0)
    dewi = as_("dewi")
    dewi.cookies["pamong_language"] = "en"
    job = ask(dewi, f"{PEOPLE}/search?q={world.sari.name.split()[0]}&after=nonsense")
    assert "after" not in job.given["query"]
    run_queue()
    rows = table_of(dewi.post(f"/tasks/{job.uuid}/file"), ",")
    assert rows[0][0] == "Employee"
    assert [row[0] for row in rows[1:]] == [world.sari.full_name]


def test_asked_twice_it_is_one_and_nobody_else_gets_it(world: World, as_: Any) -> None:
    dewi = as_("dewi")
    assert ask(dewi) == ask(dewi)
    assert Job.objects.count() == 1
    assert Entry.objects.filter(verb="people.list_asked").count() == 1
    assert as_("budi").get(f"/tasks/{Job.objects.get().uuid}").status_code == 404


def test_who_may_not_any_more_gets_nothing(world: World, as_: Any) -> None:
    job = ask(as_("dewi"))
    User.objects.filter(pk=job.user_id).update(is_active=False)
    run_queue()
    job.refresh_from_db()
    assert job.status == Status.FAILED
    assert not job.file


def test_only_what_one_sees_then_is_in_it(world: World, as_: Any) -> None:
    dewi = as_("dewi")
    job = ask(dewi)
    world.account("dewi").mandates.update(valid_to=world.day)
    run_queue()
    job.refresh_from_db()
    rows = table_of(dewi.post(f"/tasks/{job.uuid}/file"))
    assert world.sari.full_name not in {row[0] for row in rows}


def test_a_list_longer_than_any_file_says_what_to_do(
    world: World, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long, "MOST_ROWS", 3)
    job = ask(as_("dewi"))
    run_queue()
    job.refresh_from_db()
    assert job.status == Status.FAILED
    assert "Saring dahulu" in job.failure


def test_every_running_thing_counts_for_the_number_that_one_may_have(
    world: World, as_: Any
) -> None:
    dewi = as_("dewi")
    for n in range(5):
        ask(dewi, f"{PEOPLE}?x={n}")
    answer = dewi.get(f"{PEOPLE}?x=9&{KIND}=csv")
    assert answer.status_code == 422
    assert "belum selesai" in answer.content.decode()
