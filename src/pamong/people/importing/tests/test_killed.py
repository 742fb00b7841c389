"""An import that is killed in the middle leaves nothing behind."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pamong.people.importing.tests.files import NIPS, csv_file

pytestmark = pytest.mark.sqlite

CHILD = """
import sys, time
import django
django.setup()
from datetime import date
from pamong.ledger.actions import SHELL
from pamong.people.importing.actions import import_people
from pamong.people.importing.parsing import read_people_file
from pamong.people.importing.queries import plan_import
from pamong.people.models import Agency

def tell(step, done, of):
    if step == sys.argv[2]:
        print("here", flush=True)
        time.sleep(60)

agency, _ = Agency.objects.get_or_create(code="uji", defaults={"name": "Kabupaten Uji"})
print("begin", flush=True)
with open(sys.argv[1], "rb") as file:
    plan = plan_import(agency, read_people_file(file), date(2026, 11, 25))
print(import_people(agency, plan, by=SHELL, on=date(2026, 11, 25), tell=tell), flush=True)
"""
COUNTED = ("people_employee", "people_unit", "people_assignment", "access_user", "ledger_entry")


def counts(path: Path) -> list[int]:
    with sqlite3.connect(path) as database:
        return [
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED
        ]


def run(file: Path, step: str, environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", CHILD, str(file), step]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_an_import_killed_in_the_middle_leaves_nothing(tmp_path: Path, bare_database: Path) -> None:
    environment = os.environ | {"PAMONG_DATA": str(tmp_path), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "pamong.config.settings"
    shutil.copy(bare_database, tmp_path / "pamong.sqlite3")
    file = tmp_path / "people.csv"
    rows = [(nip, f"Pegawai {n}", "Analis", "U1", "Unit", NIPS[0]) for n, nip in enumerate(NIPS)]
    file.write_bytes(csv_file(*rows).getvalue())
    for step in ("raters", "record"):
        with run(file, step, environment) as child:
            assert child.stdout is not None
            while child.stdout.readline().strip() != "here":
                assert child.poll() is None
            os.kill(child.pid, signal.SIGKILL)
        assert counts(tmp_path / "pamong.sqlite3") == [0] * len(COUNTED)
    with run(file, "", environment) as child:
        assert child.stdout is not None
        assert "added 1000," in child.stdout.read()
    assert counts(tmp_path / "pamong.sqlite3")[0] == 1000
