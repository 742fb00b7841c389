"""When a snapshot is asked for, who is told of it, and what an install without an engine does."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pamong.analytics.dashboards import figures
from pamong.analytics.snapshot import ticking
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.analytics.snapshot.making import make_snapshot
from pamong.analytics.snapshot.tasks import write_snapshot
from pamong.analytics.snapshot.ticking import ask_for_snapshots
from pamong.cli import main
from pamong.config.operations.health import _snapshots
from pamong.ledger.actions import SHELL, record
from pamong.people.tests.world import World
from pamong.performance.tests.make import make_plan

AT = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def wanted(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.SNAPSHOT_MINUTES = tmp_path, 60


def asked() -> list[str]:
    rows = DBTaskResult.objects.filter(task_path=write_snapshot.module_path)
    return sorted(row["args"][0] for row in rows.values_list("args_kwargs", flat=True))


def work(world: World) -> None:
    for agency in (world.agency, world.other_agency):
        write_snapshot.call(str(agency.uuid))


def test_each_agency_is_asked_for_once_in_the_time(world: World) -> None:
    both = sorted(str(agency.uuid) for agency in (world.agency, world.other_agency))
    assert len(list(ask_for_snapshots())) == 2
    assert list(ask_for_snapshots()) == []
    assert asked() == both
    work(world)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=2))
    assert list(ask_for_snapshots()) == []  # nothing moved
    plan = make_plan(world.sari)
    record("performance.plan_opened", plan, by=SHELL, on=world.day)
    assert list(ask_for_snapshots()) == [f"snapshot of {world.agency.code} asked for"]


def test_the_worker_tells_a_new_snapshot_before_anybody_opens_a_page_of_it(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.FILES, settings.ANALYTICS = tmp_path / "files", ""
    figures._rated.cache_clear()  # another test may have read the same
    write_snapshot.call(str(world.agency.uuid))
    told = json.loads((settings.FILES / "told" / f"{world.agency.uuid}.json").read_text())
    snapshot = snapshot_of(world.agency.uuid)
    assert snapshot
    assert told["2026 Q3"]["snapshot"] == snapshot.id


def test_a_new_day_asks_for_all(world: World, settings: Any) -> None:
    work(world)
    assert list(ask_for_snapshots()) == []
    settings.TODAY = "2026-11-26"
    assert len(list(ask_for_snapshots())) == 2


def test_an_install_without_the_engine_asks_for_nothing_and_says_so(
    world: World, monkeypatch: Any, as_: Any
) -> None:
    monkeypatch.setattr(ticking, "has_engine", lambda: False)
    assert list(ask_for_snapshots()) == []
    assert _snapshots(AT).state == "off"
    assert "Potret data" not in as_("dewi").get("/tasks").content.decode()
    page = as_("dewi").get("/operations").content.decode()
    assert "Potret data untuk dasbor" in page
    done = CliRunner().invoke(main, ["snapshot"])
    assert done.exit_code == 2
    assert "pip install duckdb" in done.output


def test_none_is_kept_where_the_install_wants_none(world: World, settings: Any) -> None:
    settings.SNAPSHOT_MINUTES = 0
    assert list(ask_for_snapshots()) == []


def test_health_looks_for_one_of_each_agency_and_none_too_old(world: World) -> None:
    assert _snapshots(AT).state == "look"
    for agency in (world.agency, world.other_agency):
        make_snapshot(agency, day=world.day, clock=lambda: AT)
    assert (_snapshots(AT).state, _snapshots(AT).since) == ("good", AT)
    assert _snapshots(AT + timedelta(hours=27)).state == "look"


def test_who_watches_the_agency_finds_it_among_the_tasks_and_nobody_else(
    world: World, as_: Any
) -> None:
    page = as_("dewi").get("/tasks").content.decode()
    assert "Belum ada potret" in page
    work(world)
    held = snapshot_of(world.agency.uuid)
    assert held is not None
    page = as_("dewi").get("/tasks").content.decode()
    assert f"Nomor {held.id}" in page
    assert held.id not in as_("lina").get("/tasks").content.decode()
    assert "Potret data" not in as_("sari").get("/tasks").content.decode()


def test_the_shell_writes_one_and_tells_it(world: World) -> None:
    done = CliRunner().invoke(main, ["snapshot", "--agency", world.agency.code, "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    held = snapshot_of(world.agency.uuid)
    assert held is not None
    assert told["id"] == held.id
    assert told["tables"]["person_months"]["2026"] == held.tables["person_months"][2026].rows > 0
    assert CliRunner().invoke(main, ["snapshot", "--agency", "nowhere"]).exit_code == 2
