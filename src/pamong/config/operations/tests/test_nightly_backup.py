"""A backup a night: asked for once, read back, tried again when it fails, and shown when it stays so."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pamong.cli.check import faults
from pamong.config.beats import TRIES
from pamong.config.manifest import ArchiveError, verify_backup
from pamong.config.models import NightlyBackup
from pamong.config.operations import nightly
from pamong.config.operations.queries import Fault, faults_of_operations
from pamong.config.tasks import Worker, run_tick
from pamong.people.models import Agency
from pamong.people.tests.world import World

NIGHT = datetime(2026, 11, 24, 19, 30, tzinfo=UTC)  # 02.30 of the 25th in Jakarta


@pytest.fixture(autouse=True)
def nights(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.BACKUPS, settings.BACKUP_KEEP = tmp_path / "backups", 2
    settings.FILES = tmp_path / "files"
    monkeypatch.setattr(nightly, "now", lambda: NIGHT)
    return tmp_path / "backups"


def backup_faults(at: datetime) -> list[Fault]:
    return [fault for fault in faults_of_operations(at) if fault.kind.startswith("backup")]


def run_tasks() -> None:
    worker = Worker()
    while result := DBTaskResult.objects.ready().first():
        result.claim(worker.name)
        worker.queue.run_task(result)


def test_the_tick_asks_once_a_night_and_the_file_is_read_back(world: World, nights: Path) -> None:
    assert list(nightly.ask_for_backup()) == ["backup of 2026-11-25 asked for"]
    assert list(nightly.ask_for_backup()) == []
    run_tasks()
    row = NightlyBackup.objects.get()
    file = nights / "pamong-2026-11-25.zip"
    assert (row.day, row.file, row.error) == (date(2026, 11, 25), str(file), "")
    assert row.finished_at == NIGHT
    assert row.size == file.stat().st_size
    assert verify_backup(file)["ledger_head"] == row.ledger_head
    assert file.stat().st_mode & 0o077 == 0
    assert backup_faults(NIGHT) == []


def test_before_its_hour_nothing_is_asked_for(world: World, settings: Any) -> None:
    settings.BACKUP_HOUR = 3
    assert list(nightly.ask_for_backup()) == []


@pytest.mark.parametrize("why", ["off", "demo"])
def test_an_install_that_wants_none_gets_none(world: World, settings: Any, why: str) -> None:
    if why == "off":
        settings.BACKUP_KEEP = 0
    else:
        Agency.objects.update(is_demo=True)
    assert list(nightly.ask_for_backup()) == []
    assert not NightlyBackup.objects.exists()


def test_only_the_newest_nights_are_kept_and_other_files_left_alone(
    world: World, nights: Path
) -> None:
    nights.mkdir()
    for name in ("pamong-2026-11-22.zip", "pamong-2026-11-23.zip", "before-upgrade-1.zip"):
        (nights / name).write_bytes(b"x")
    list(nightly.ask_for_backup())
    run_tasks()
    kept = sorted(path.name for path in nights.iterdir())
    assert kept == ["before-upgrade-1.zip", "pamong-2026-11-23.zip", "pamong-2026-11-25.zip"]


def test_a_failing_night_is_tried_again_and_told(
    world: World, settings: Any, tmp_path: Path
) -> None:
    blocked = tmp_path / "no-folder"
    blocked.write_text("a file stands here")
    settings.BACKUPS = blocked
    list(nightly.ask_for_backup())
    run_tasks()
    (fault,) = backup_faults(NIGHT)
    assert (fault.kind, fault.name) == ("backup_failed", "2026-11-25")
    assert "FileExistsError" in fault.detail
    settings.BACKUPS = tmp_path / "mended"
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(minutes=5))
    assert any("tried again" in line for line in run_tick())
    run_tasks()
    assert NightlyBackup.objects.get().finished_at
    assert backup_faults(NIGHT) == []


def test_a_file_that_does_not_read_back_is_a_failure(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(path: Path) -> dict[str, Any]:
        raise ArchiveError("tables/people_unit.jsonl is damaged")

    monkeypatch.setattr(nightly, "verify_backup", damaged)
    list(nightly.ask_for_backup())
    run_tasks()
    assert "people_unit.jsonl is damaged" in NightlyBackup.objects.get().error


@pytest.fixture
def row(world: World) -> NightlyBackup:
    return NightlyBackup.objects.create(day=date(2026, 11, 25), asked_at=NIGHT)


def test_a_night_nobody_works_on_is_told(row: NightlyBackup) -> None:
    assert backup_faults(NIGHT + timedelta(hours=1)) == []
    (late,) = backup_faults(NIGHT + timedelta(hours=7))
    assert late.kind == "backup_late"


def test_a_tick_that_stopped_is_told(row: NightlyBackup) -> None:
    NightlyBackup.objects.update(finished_at=NIGHT)
    assert backup_faults(NIGHT + timedelta(hours=30)) == []
    (stopped,) = backup_faults(NIGHT + timedelta(days=3))
    assert stopped.kind == "backup_stopped"


def test_check_names_a_failed_night_and_a_task_that_was_given_up(row: NightlyBackup) -> None:
    NightlyBackup.objects.update(error="OSError: No space left on device")
    result = nightly.back_up.enqueue("2026-11-25")
    DBTaskResult.objects.filter(pk=result.id).update(
        status="FAILED",
        worker_ids=["w"] * TRIES,
        finished_at=timezone.now(),
        exception_class_path="builtins.OSError",
    )
    lines = list(faults())
    assert "backup: the one of 2026-11-25 failed: OSError: No space left on device" in lines
    assert f"tasks: back_up failed {TRIES} times (OSError)" in lines


def test_a_queue_that_nobody_serves_is_told(world: World) -> None:
    result = nightly.back_up.enqueue("2026-11-25")
    assert not any(line.startswith("tasks:") for line in faults())
    since = timezone.now() - timedelta(hours=2)
    DBTaskResult.objects.filter(pk=result.id).update(enqueued_at=since)
    assert any(line.startswith("tasks: 1 wait since") for line in faults())


@pytest.fixture
def failed(row: NightlyBackup) -> None:
    NightlyBackup.objects.update(error="OSError: No space left on device")


def test_the_personnel_office_sees_it_on_the_first_screen_and_the_page(
    failed: None, as_: Any
) -> None:
    assert "Periksa 1 masalah operasi sistem" in as_("dewi").get("/").content.decode()
    assert "operasi sistem" not in as_("sari").get("/").content.decode()
    text = as_("dewi").get("/operations").content.decode()
    assert "Cadangan malam 2026-11-25 gagal." in text
    assert "No space left on device" not in text  # the machine's words, where agencies are several


def test_where_one_agency_is_its_office_reads_the_machines_words_too(
    failed: None, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pamong.config.operations.views.holds_one_agency", lambda: True)
    assert "No space left on device" in as_("dewi").get("/operations").content.decode()


def test_the_first_screen_reads_the_faults_once_a_minute(failed: None, as_: Any) -> None:
    client = as_("dewi")
    client.get("/")
    NightlyBackup.objects.all().delete()
    assert "masalah operasi sistem" in client.get("/").content.decode()
    caches["process"].clear()
    assert "masalah operasi sistem" not in client.get("/").content.decode()


def test_all_well_is_said_only_where_no_sign_of_health_says_otherwise(
    world: World, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = as_("dewi").get("/operations").content.decode()  # nothing works on tasks in a test
    assert "bagian sistem perlu diperiksa" in text
    assert "Semua berjalan" not in text
    monkeypatch.setattr("pamong.config.operations.views.signs_of_health", lambda *_found: [])
    text = as_("dewi").get("/operations").content.decode()
    assert "Semua berjalan" in text
    assert "Belum ada cadangan malam" in text
    assert as_("sari").get("/operations").status_code == 403
