"""A backup restored into an empty folder is equal table by table; a damaged one touches nothing."""

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from pamong.config.tests import processes

pytestmark = [pytest.mark.sqlite, pytest.mark.xdist_group("backups")]  # one install for all

FILL = """
import django; django.setup()
from datetime import date
from django.conf import settings
from pamong.people.tests.world import make_world
from pamong.performance.plan.actions import agree_plan, propose_plan
from pamong.performance.tests.make import make_complete_plan
day = date(2026, 11, 25)
world = make_world(day)
plan = make_complete_plan(world.sari)
propose_plan(plan, by=world.account("sari"), on=day)
agree_plan(plan, by=world.account("budi"), on=day)
settings.FILES.mkdir(parents=True)
(settings.FILES / "bukti.pdf").write_bytes(b"%PDF-1.7 bukti")
from pamong.access.clock import now
from pamong.analytics.dashboards.figures import rated_in
from pamong.analytics.snapshot.making import make_snapshot
rated_in(make_snapshot(world.agency, day=day, clock=now), 2026, "Q3", ("baik", "kurang"))
"""
LEFT_OUT = {
    *("django_session", "django_tasks_db_dbtaskresult", "people_job", "sqlite_sequence"),
}


def run(folder: Path, *command: str) -> CompletedProcess[str]:
    environment = {
        **os.environ,
        "PAMONG_DATA": str(folder),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "pamong.config.settings",
    }
    return processes.run(*command, env=environment)


def tables(folder: Path) -> dict[str, list[Any]]:
    with sqlite3.connect(folder / "pamong.sqlite3") as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in names
            if name not in LEFT_OUT
        }


@pytest.fixture(scope="module")
def filled(bare_database: Path, tmp_path_factory: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("filled")
    shutil.copy(bare_database, folder / "pamong.sqlite3")
    done = run(folder, "-c", FILL)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def backup(filled: Path, tmp_path_factory: Any) -> tuple[Path, str]:
    file = tmp_path_factory.mktemp("backup") / "pamong.zip"
    before = tables(filled)
    done = run(filled, "-m", "pamong.cli", "backup", str(file))
    assert done.returncode == 0, done.stderr
    assert tables(filled) == before
    return file, done.stdout


@pytest.fixture(scope="module")
def restored(backup: tuple[Path, str], tmp_path_factory: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("restored")
    done = run(folder, "-m", "pamong.cli", "restore", str(backup[0]))
    assert done.returncode == 0, done.stderr
    return folder


def test_a_restore_into_an_empty_folder_is_equal_table_by_table(
    filled: Path, restored: Path
) -> None:
    assert tables(restored) == tables(filled)
    assert (restored / "files" / "bukti.pdf").read_bytes() == b"%PDF-1.7 bukti"
    (told,) = (filled / "files" / "told").iterdir()
    assert "2026 Q3" in json.loads(told.read_text())
    assert (restored / "files" / "told" / told.name).read_bytes() == told.read_bytes()


def test_the_restored_record_is_whole_and_still_closed(
    backup: tuple[Path, str], restored: Path
) -> None:
    head = backup[1].split("ledger head ")[1].strip()
    done = run(restored, "-m", "pamong.cli", "ledger", "verify", "--head", head)
    assert done.returncode == 0, done.stdout
    with (
        sqlite3.connect(restored / "pamong.sqlite3") as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute("DELETE FROM ledger_entry")


def test_a_tail_that_was_cut_off_shows_against_the_head(
    backup: tuple[Path, str], restored: Path, tmp_path: Path
) -> None:
    shutil.copytree(restored, tmp_path, dirs_exist_ok=True)
    head = backup[1].split("ledger head ")[1].strip()
    with sqlite3.connect(tmp_path / "pamong.sqlite3") as connection:
        connection.execute("DROP TRIGGER ledger_entry_no_delete")
        connection.execute("DELETE FROM ledger_entry WHERE sequence = 2")
        row = "SELECT digest FROM ledger_entry WHERE sequence = 1"
        connection.execute(f"UPDATE ledger_head SET sequence = 1, digest = ({row})")
    done = run(tmp_path, "-m", "pamong.cli", "ledger", "verify", "--head", head)
    assert done.returncode == 1
    assert "cut off" in done.stdout


def test_a_filled_install_is_not_overwritten_unasked(
    filled: Path, backup: tuple[Path, str]
) -> None:
    done = run(filled, "-m", "pamong.cli", "restore", str(backup[0]))
    assert done.returncode == 2
    assert "--replace" in done.stderr
    done = run(filled, "-m", "pamong.cli", "restore", "--replace", str(backup[0]))
    assert done.returncode == 0, done.stderr


def test_what_was_told_since_the_backup_is_not_forgotten_by_a_restore(
    filled: Path, backup: tuple[Path, str]
) -> None:
    """Readers keep it: what is told next is weighed against it, where the machine still knows."""
    (told,) = (filled / "files" / "told").iterdir()
    was = told.read_text()
    for day, is_kept in (("2099-01-01", True), ("2001-01-01", False)):
        now = json.loads(was)
        now["2026 Q3"]["day"] = day
        told.write_text(json.dumps(now))
        done = run(filled, "-m", "pamong.cli", "restore", "--replace", str(backup[0]))
        assert done.returncode == 0, done.stderr
        assert json.loads(told.read_text()) == (now if is_kept else json.loads(was))
    told.write_text(was)


def test_a_damaged_backup_touches_nothing(backup: tuple[Path, str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(backup[0]) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data + b"[]\n" if name.endswith("people_unit.jsonl") else data)
    folder = tmp_path / "empty"
    done = run(folder, "-m", "pamong.cli", "restore", str(broken))
    assert done.returncode == 2
    assert "people_unit" in done.stderr
    assert not (folder / "files").exists()


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_another_file_is_one_sentence_and_status_2(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    done = run(tmp_path / "data", "-m", "pamong.cli", "restore", str(file))
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_folder_that_is_not_there_is_one_sentence_and_status_2(
    filled: Path, tmp_path: Path
) -> None:
    done = run(filled, "-m", "pamong.cli", "backup", str(tmp_path / "none" / "pamong.zip"))
    assert done.returncode == 2
    assert f"There is no folder {tmp_path / 'none'}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_takes_the_place_of_an_earlier_one_and_of_nothing_else(
    filled: Path, tmp_path: Path
) -> None:
    file = tmp_path / "pamong.zip"
    file.write_text("mine")
    done = run(filled, "-m", "pamong.cli", "backup", str(file))
    assert done.returncode == 2
    assert "name another file" in done.stderr
    assert file.read_text() == "mine"
    file.write_text("")  # as mktemp leaves it
    for _again in range(2):
        done = run(filled, "-m", "pamong.cli", "backup", str(file))
        assert done.returncode == 0, done.stderr
        assert zipfile.is_zipfile(file)


def test_an_install_without_tables_has_nothing_to_back_up(tmp_path: Path) -> None:
    done = run(tmp_path / "empty", "-m", "pamong.cli", "backup", str(tmp_path / "pamong.zip"))
    assert done.returncode == 2
    assert "no tables yet" in done.stderr
    assert not (tmp_path / "pamong.zip.part").exists()


def rewritten(backup: Path, to: Path, change: Any) -> Path:
    """A backup whose list and parts were changed by hand; the digests in it are right."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(to, "w") as new:
        parts = {name: old.read(name) for name in old.namelist() if name != "manifest.json"}
        manifest = json.loads(old.read("manifest.json"))
        change(manifest, parts)
        for name, data in parts.items():
            new.writestr(name, data)
            if name in manifest.get("members", {}):
                manifest["members"][name]["sha256"] = hashlib.sha256(data).hexdigest()
        new.writestr("manifest.json", json.dumps(manifest))
    return to


@pytest.mark.parametrize(
    "name", ["files//{}", "files/../../escaped", "../escaped", "files/a\\..\\b"]
)
def test_no_part_of_a_backup_leaves_the_folder_of_files(
    backup: tuple[Path, str], tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside" / "escaped"
    outside.parent.mkdir()
    name = name.format(outside)

    def plant(manifest: Any, parts: Any) -> None:
        parts[name] = b"planted"
        manifest["members"][name] = {}

    file = rewritten(backup[0], tmp_path / "planted.zip", plant)
    done = run(tmp_path / "data", "-m", "pamong.cli", "restore", str(file))
    assert done.returncode == 2
    assert "would leave" in done.stderr
    assert not list(tmp_path.rglob("*escaped*"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda manifest, _parts: manifest.pop("members"),
        lambda manifest, _parts: manifest.update(members=[]),
        lambda manifest, _parts: manifest.update(migrations=[["people"]]),
        lambda manifest, _parts: manifest.pop("made_at"),
        lambda _manifest, parts: parts.update({"tables/people_agency.jsonl": b"[1]\n"}),
    ],
)
def test_a_backup_made_by_hand_is_one_sentence_and_status_2(
    backup: tuple[Path, str], tmp_path: Path, spoil: Any
) -> None:
    file = rewritten(backup[0], tmp_path / "spoilt.zip", spoil)
    done = run(tmp_path / "data", "-m", "pamong.cli", "restore", str(file))
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    with sqlite3.connect(tmp_path / "data" / "pamong.sqlite3") as connection:
        names = connection.execute("SELECT count(*) FROM sqlite_master WHERE name='people_agency'")
        if names.fetchone()[0]:
            assert connection.execute("SELECT count(*) FROM people_agency").fetchone()[0] == 0


def test_a_backup_replaces_files_only(filled: Path, tmp_path: Path) -> None:
    """Root could else turn a device into a file; and nobody reads along through a planted link."""
    device = tmp_path / "device"
    os.mkfifo(device)
    done = run(filled, "-m", "pamong.cli", "backup", str(device))
    assert done.returncode == 2
    assert "is no file" in done.stderr
    assert device.is_fifo()
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    (tmp_path / "new.zip.part").symlink_to(victim)
    done = run(filled, "-m", "pamong.cli", "backup", str(tmp_path / "new.zip"))
    assert done.returncode == 0, done.stderr
    assert victim.read_text() == "untouched"
    assert not (tmp_path / "new.zip").is_symlink()


def test_an_upgrade_of_a_new_install_makes_its_tables(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "pamong.cli", "upgrade")
    assert "the tables are up to date" in done.stdout, done.stderr
