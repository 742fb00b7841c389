"""A restore or an upgrade that is killed leaves the old install or the new one, never a mixture."""

import hashlib
import json
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pamong.config.tests.installs import Install, new_install

pytestmark = pytest.mark.xdist_group("installs")  # made once

IN_RESTORE = [
    ("DROP TABLE", 1),
    ('CREATE TABLE "people_employee"', 1),
    ('INSERT INTO "people_unit"', 2),
    ("performance_objection", 6),
]
# The last migration of an app is what an upgrade runs here: its first change, and its own mark.
IN_UPGRADE = [("^(CREATE|ALTER|DROP) ", 1), ("INSERT INTO .django_migrations", 1)]


@pytest.fixture(scope="module")
def old(django_db_setup: None, tmp_path_factory: Any) -> Iterator[Install]:
    """An install of a Pamong of some months ago."""
    with new_install(tmp_path_factory.mktemp("old") / "data") as install:
        yield install.build("old", "lama")


@pytest.fixture(scope="module")
def new(django_db_setup: None, tmp_path_factory: Any) -> Iterator[Install]:
    """An install of today with content of its own."""
    with new_install(tmp_path_factory.mktemp("new") / "data") as install:
        yield install.build("new", "baru")


@pytest.fixture(scope="module")
def older(old: Install, tmp_path_factory: Any) -> Path:
    """A backup of the old one."""
    file: Path = tmp_path_factory.mktemp("older") / "lama.zip"
    done = old.cli("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="module")
def clean(older: Path, tmp_path_factory: Any) -> Any:
    """What this Pamong makes of that backup where nothing was before."""
    with new_install(tmp_path_factory.mktemp("clean") / "data") as install:
        done = install.cli("restore", str(older))
        assert done.returncode == 0, done.stderr
        assert "1 migrations brought them up to date" in done.stdout
        return install.tables(), install.files()


@pytest.fixture
def install(new: Install, tmp_path: Path) -> Iterator[Install]:
    """One like the new one, to be changed."""
    with new_install(tmp_path / "data", like=new) as found:
        yield found


def without_moments(tables: dict[str, Any]) -> dict[str, Any]:
    """When a migration ran differs each time."""
    return {name: rows for name, rows in tables.items() if name != "django_migrations"}


def columns(tables: dict[str, Any]) -> dict[str, Any]:
    """The tables without their rows."""
    return {name: found for name, (found, _rows) in tables.items()}


def test_a_backup_of_an_older_pamong_is_brought_up_to_this_one(
    older: Path, clean: Any, install: Install, new: Install
) -> None:
    done = install.cli("restore", "--replace", str(older))
    assert done.returncode == 0, done.stderr
    tables = install.tables()
    assert without_moments(tables) == without_moments(clean[0])
    assert columns(tables) == columns(new.tables())
    assert len(tables["people_unit"][1]) == 600
    assert "Unit lama 0" in str(tables["people_unit"])
    assert "Dinas lama" in str(tables["people_agency"])
    assert install.files() == clean[1]


@pytest.mark.sqlite
def test_a_backup_from_the_middle_of_steps_that_became_one_is_brought_up(
    new: Install, tmp_path: Path
) -> None:
    with new_install(tmp_path / "early") as early, new_install(tmp_path / "now") as now:
        file = tmp_path / "early.zip"
        done = early.build("early", "awal").cli("backup", str(file))
        assert done.returncode == 0, done.stderr
        done = now.cli("restore", str(file))
        assert done.returncode == 0, done.stderr
        assert "Unit awal 599" in str(now.tables()["people_unit"])
        assert set(columns(now.tables())) == set(columns(new.tables()))
        assert "the tables are up to date" in early.cli("upgrade").stdout
        assert columns(early.tables()) == columns(now.tables())


@pytest.mark.parametrize(("pattern", "times"), IN_RESTORE)
def test_a_killed_restore_leaves_what_was_there_and_can_be_done_again(
    older: Path, clean: Any, install: Install, pattern: str, times: int
) -> None:
    tables, files = install.tables(), install.files()
    killed = install.kill_at(pattern, times, "restore", "--replace", str(older))
    assert killed == -signal.SIGKILL
    assert install.tables() == tables
    assert files.items() <= install.files().items()
    if (pattern, times) == IN_RESTORE[-1]:
        done = install.cli("restore", "--replace", str(older))
        assert done.returncode == 0, done.stderr
        assert without_moments(install.tables()) == without_moments(clean[0])
        assert install.files() == clean[1]


def test_a_restore_that_fails_midway_leaves_tables_and_files_alone(
    older: Path, install: Install, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(older) as whole, zipfile.ZipFile(broken, "w") as spoilt:
        manifest = json.loads(whole.read("manifest.json"))
        for name in whole.namelist():
            data = whole.read(name) + (b"[1]\n" if name == "tables/people_unit.jsonl" else b"")
            if name in manifest["members"]:
                manifest["members"][name]["sha256"] = hashlib.sha256(data).hexdigest()
            if name != "manifest.json":
                spoilt.writestr(name, data)
        spoilt.writestr("manifest.json", json.dumps(manifest))
    tables, files = install.tables(), install.files()
    done = install.cli("restore", "--replace", str(broken))
    assert done.returncode == 2
    assert "none was restored" in done.stderr
    assert install.tables() == tables
    assert install.files() == files


def test_a_backup_takes_the_place_of_tables_that_only_a_newer_pamong_knows(
    older: Path, clean: Any, install: Install
) -> None:
    install.sql(
        "CREATE TABLE performance_tomorrow (id integer, agency bigint REFERENCES people_agency)",
        "ALTER TABLE people_agency ADD COLUMN tomorrow integer NOT NULL DEFAULT 1",
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('performance', '0999_tomorrow', '2027-01-01')",
    )
    done = install.cli("restore", "--replace", str(older))
    assert done.returncode == 0, done.stderr
    assert without_moments(install.tables()) == without_moments(clean[0])


@pytest.mark.parametrize(("pattern", "times"), IN_UPGRADE)
def test_a_killed_upgrade_leaves_the_old_tables_and_can_be_done_again(
    old: Install, new: Install, tmp_path: Path, pattern: str, times: int
) -> None:
    with new_install(tmp_path / "data", like=old) as install:
        tables = install.tables()
        assert install.kill_at(pattern, times, "upgrade") == -signal.SIGKILL
        assert install.tables() == tables
        assert len(list((tmp_path / "data" / "backups").glob("*.zip"))) == 1
        if (pattern, times) == IN_UPGRADE[-1]:
            assert "the tables are up to date" in install.cli("upgrade").stdout
            now = install.tables()
            for table in ("people_agency", "people_unit"):
                assert now[table] == tables[table]
            assert columns(now) == columns(new.tables())
