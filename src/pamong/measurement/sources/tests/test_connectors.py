"""Connectors: each keeps the contract, a plug-in is found, and one that cannot be loaded keeps out no other."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.measurement.cards.tests.make import make_card
from pamong.measurement.models import Reading, Source
from pamong.measurement.sources import registry
from pamong.measurement.sources.actions import connect_source, fetch_source
from pamong.measurement.sources.connectors.file import FileConnector
from pamong.measurement.sources.fetching import fetch_from
from pamong.measurement.sources.protocol import Asked, SourceError
from pamong.measurement.sources.registry import OWN, connector_of, connectors
from pamong.measurement.sources.run_actions import map_source, write_run
from pamong.measurement.sources.tasks import fetch_asked
from pamong.measurement.sources.tests.connector_contract import check_connector
from pamong.measurement.sources.tests.make import HEAD, PLAIN, acting, at, make_source
from pamong.people.models import Intake
from pamong.people.tests.world import World


@pytest.mark.parametrize("made", OWN)
def test_each_keeps_the_contract(made: type) -> None:
    check_connector(made())


class Point:
    """What a package names."""

    def __init__(self, name: str, made: Any) -> None:
        self.name, self.made = name, made

    def load(self) -> Any:
        """The class, or what keeps it from being one."""
        if isinstance(self.made, Exception):
            raise self.made
        return self.made


class Warehouse(FileConnector):
    """A plug-in's."""

    code = "warehouse"


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    points = [Point("broken", ImportError("x")), Point("none", dict), Point("ours", Warehouse)]
    monkeypatch.setattr(registry, "entry_points", lambda group: points if group else [])
    connectors.cache_clear()
    yield
    connectors.cache_clear()


def test_a_plug_in_is_found_and_a_broken_one_keeps_out_no_other(plugged: None) -> None:
    del plugged
    assert set(connectors()) >= {"file", "folder", "warehouse"}
    assert "none" not in connectors()


def test_a_source_whose_package_is_gone_says_so(world: World) -> None:
    source = make_source(world)
    Source.objects.update(kind="warehouse")
    source.refresh_from_db()
    with pytest.raises(SourceError, match="tidak terpasang"):
        connector_of(source).fetch(Asked({}))


@pytest.fixture
def folder(world: World, tmp_path: Path, settings: Any) -> Path:
    settings.SOURCES_FOLDER = str(tmp_path)
    place = tmp_path / world.agency.code / "laporan"
    place.mkdir(parents=True)
    return place


def folder_source(world: World, name: str = "laporan") -> Source:
    source = make_source(world, kind="folder")
    dewi = acting(world)
    return connect_source(source, {"folder": name}, {}, **dewi)


def put(folder: Path, name: str, text: str, age: int) -> None:
    path = folder / name
    path.write_text(text)
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))


def test_a_folder_is_shown_first_and_then_read_by_itself_each_file_once(
    world: World, folder: Path
) -> None:
    make_card(world, code="A")
    source = folder_source(world)
    put(folder, "b.csv", HEAD + "A;2024;1\n", age=50)
    put(folder, ".half.csv", HEAD + "A;2024;9\n", age=50)
    put(folder, "notes.pdf", "x", age=50)
    (run,) = fetch_from(source, by=SHELL)
    assert run.status == Intake.Status.SHOWN
    dewi = acting(world)
    write_run(map_source(run, PLAIN, **dewi), **dewi, at=at())
    source.refresh_from_db()
    assert fetch_from(source, by=SHELL) == []
    put(folder, "a.csv", HEAD + "A;2024;2\n", age=40)
    (run,) = fetch_from(source, by=SHELL)
    assert (run.status, run.changed, run.user) == (Intake.Status.DONE, 1, None)
    assert Reading.objects.standing().get().value == 2


@pytest.mark.parametrize("name", ["tidak-ada", "..", "laporan/../.."])
def test_a_folder_that_is_not_there_fails_with_what_to_do_and_leads_nowhere_else(
    world: World, folder: Path, name: str
) -> None:
    source = folder_source(world, name)
    assert fetch_from(source, by=SHELL) == []
    source.refresh_from_db()
    assert source.failures == 1
    failed = source.runs.get()
    assert name in failed.failure
    (folder.parent / name).mkdir(parents=True, exist_ok=True)
    connect_source(source, {"folder": "laporan"}, {}, by=SHELL, on=world.day)
    source.refresh_from_db()
    fetch_from(source, by=SHELL)
    source.refresh_from_db()
    assert source.failures == 0


def test_a_folder_that_is_missing_is_told_with_its_place_below_that_of_the_agency(
    world: World, folder: Path
) -> None:
    source = folder_source(world, "belum-dibuat")
    fetch_from(source, by=SHELL)
    told = source.runs.get().failure
    assert f"“{world.agency.code}/belum-dibuat”" in told
    assert "PAMONG_SOURCES_FOLDER" in told


def test_two_workers_ask_a_source_once(world: World, folder: Path) -> None:
    del folder
    source = folder_source(world)
    Source.objects.update(claimed_until=at().replace(year=2099))
    assert fetch_from(source, by=SHELL) == []
    assert not source.runs.exists()


def test_asking_is_recorded_and_handed_to_the_worker(world: World, folder: Path) -> None:
    put(folder, "b.csv", HEAD + "A;2024;1\n", age=50)
    source = folder_source(world)
    fetch_source(source, by=world.account("budi"), on=world.day, at=at())
    entry = Entry.objects.get(verb="measurement.source_asked")
    assert DBTaskResult.objects.filter(task_path__endswith="fetch_asked").count() == 1
    fetch_asked.func(str(entry.subject_uuid), str(entry.actor_uuid))
    assert source.runs.get().user == world.account("budi")
