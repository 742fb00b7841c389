"""`pamong demo` on an empty, a filled, a half-filled and somebody's install."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings as configured

from pamong.access.models import User
from pamong.cli.demo import demo
from pamong.demo.accounts import kept_accounts
from pamong.demo.fill import EMPTY, FILLED, FULL, HALF, STRANGE, state_of_install
from pamong.ledger.models import Entry
from pamong.people.models import Agency
from pamong.people.tests.make import make_agency


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.FILES = tmp_path, tmp_path / "files"


def run(*args: str) -> Any:
    return CliRunner().invoke(demo, ["--no-serve", *args])


def test_an_install_that_is_not_a_demonstration_is_refused(db: None) -> None:
    make_agency()
    assert state_of_install() == STRANGE
    refused = run()
    assert refused.exit_code == 2
    assert "not the demonstration's" in refused.output
    assert Agency.objects.count() == 1


def test_accounts_without_an_agency_are_somebodys_install(db: None) -> None:
    User.objects.create_user("boss", name="Kepala")
    assert state_of_install() == STRANGE


def test_too_few_people_are_refused(db: None) -> None:
    assert run("--people", "5").exit_code == 2


def test_half_filled_is_begun_anew_and_filled_is_left_as_it_is(transactional_db: None) -> None:
    assert state_of_install() == EMPTY
    Agency.objects.create(code="sumedang", name="Kabupaten Sumedang", is_demo=True)
    User.objects.create_user("bupati", name="Bupati")
    assert state_of_install() == HALF
    first = run("--people", "60")
    assert first.exit_code == 0, first.output
    assert "beginning anew" in first.output
    assert state_of_install() == FULL
    entries = Entry.objects.count()
    second = run("--people", "60")
    assert second.exit_code == 0
    assert "Filling" not in second.output
    assert (Agency.objects.count(), Entry.objects.count()) == (1, entries)
    assert Entry.objects.filter(verb=FILLED).count() == 1
    shown = kept_accounts(Path(configured.DATA))
    assert shown
    assert shown in first.output
    assert shown in second.output
    assert "http" not in first.output
    password = shown.split("password of all of them: ")[1].split()[0]
    assert User.objects.get(sign_in_name="bupati").check_password(password)
