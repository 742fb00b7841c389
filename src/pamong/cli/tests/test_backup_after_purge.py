"""What retention took away stays away in a backup; what it left, and the proof of it, come back whole."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from pamong.cli.tests.test_backup import run, tables

pytestmark = [pytest.mark.sqlite, pytest.mark.xdist_group("backups")]  # one install for all

FILL = """
import django; django.setup()
from datetime import date
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pamong.access.scope import Role
from pamong.ledger.actions import SHELL, record
from pamong.measurement.models import Evidence
from pamong.people.models import Mandate
from pamong.people.tests.make import START
from pamong.people.tests.world import make_world
from pamong.performance.models import DailyEntry, EvidenceUse, Plan
from pamong.performance.retention.actions import (
    approve_retention, prepare_retention, propose_retention,
)
from pamong.performance.tests.make import make_plan
day = date(2026, 11, 25)
world = make_world(day)
Mandate.objects.create(
    user=world.account("joko"), role=Role.AGENCY_HEAD, agency=world.agency, valid_from=START
)
pack = make_plan(world.sari, year=2026).pack
Plan.objects.all().delete()
plan = make_plan(world.sari, year=2020, pack=pack, starts_on=date(2020, 1, 1))
for on in (date(2020, 12, 31), date(2021, 1, 1)):
    entry = DailyEntry.objects.create(plan=plan, employee=world.sari, on=on, text="Imunisasi")
    record("performance.entry_recorded", entry, by=SHELL, on=on)
    path = default_storage.save(f"evidence/{on}", ContentFile(f"isi {on}".encode()))
    proof = Evidence.objects.create(
        owner=world.sari, title="Laporan", path=path, dated_on=on, sha256="a" * 64
    )
    EvidenceUse.objects.create(evidence=proof, plan=plan, value="kolaboratif")
listing = prepare_retention(world.agency, by=SHELL, on=day)
listing = propose_retention(listing, by=world.account("dewi"), on=day)
listing = approve_retention(listing, by=world.account("joko"), on=day)
"""
PURGE = """
import django; django.setup()
from datetime import date
from pamong.performance.models import RetentionList
from pamong.performance.retention.actions import purge_all
purge_all(RetentionList.objects.select_related("agency").get(), date(2026, 11, 25))
"""


@pytest.fixture(scope="module")
def due(bare_database: Path, tmp_path_factory: Any) -> Path:
    """An install whose list of what goes is approved and not yet carried out."""
    folder: Path = tmp_path_factory.mktemp("due")
    shutil.copy(bare_database, folder / "pamong.sqlite3")
    done = run(folder, "-c", FILL)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def purged(due: Path, tmp_path_factory: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("purged") / "install"
    shutil.copytree(due, folder)
    done = run(folder, "-c", PURGE)
    assert done.returncode == 0, done.stderr
    return folder


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.parent.name == "evidence")
    return {path.name for path in found}


def test_what_was_purged_does_not_come_back_and_the_record_holds(
    purged: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "pamong.zip", tmp_path / "other"
    done = run(purged, "-m", "pamong.cli", "backup", str(file))
    assert done.returncode == 0, done.stderr
    done = run(other, "-m", "pamong.cli", "restore", str(file))
    assert done.returncode == 0, done.stderr
    assert tables(other) == tables(purged)
    assert len(tables(other)["performance_dailyentry"]) == 1
    assert len(tables(other)["performance_purged"]) == 2
    assert files(other) == files(purged) == {"2021-01-01"}
    done = run(other, "-m", "pamong.cli", "ledger", "verify")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_older_backup_brings_back_what_was_there_then(due: Path, tmp_path: Path) -> None:
    """Restoring over a purged install is a step back in time: nothing of the purge stays half."""
    file, folder = tmp_path / "pamong.zip", tmp_path / "install"
    shutil.copytree(due, folder)
    before, kept = tables(folder), files(folder)
    assert run(folder, "-m", "pamong.cli", "backup", str(file)).returncode == 0
    assert run(folder, "-c", PURGE).returncode == 0
    assert files(folder) == {"2021-01-01"}
    done = run(folder, "-m", "pamong.cli", "restore", str(file), "--replace")
    assert done.returncode == 0, done.stderr
    assert tables(folder) == before
    assert files(folder) == kept == {"2020-12-31", "2021-01-01"}
