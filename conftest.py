"""What every test may use: the settings of a test run and the cast known by name.

The variables of a test run are set in tests/environment.py, before Django reads its settings.
"""

import gc
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck, settings

from pamong.access import kept
from pamong.config.tests import processes
from pamong.ledger import triggers
from pamong.people.tests.kept import KeptWorld
from pamong.people.tests.world import World
from tests import unordered

TODAY = date(2026, 11, 25)
pytest_plugins = ["tests.browsing"]
KEPT = KeptWorld()
DATABASE = {"db", "transactional_db", "django_db_setup"}
processes.write_without_waiting()
# How slow a machine is just now says nothing of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
unordered.turn_about()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for no database is run once, on SQLite; nothing of it could differ on the other."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if not names & DATABASE and not item.get_closest_marker("django_db"):
            item.add_marker("sqlite")


def pytest_collection_finish() -> None:
    """What was loaded stays to the end; to look through all of it for garbage takes a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*processes.SELDOM)


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Tests need no collected files; hashing passwords may be quick."""
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def nothing_kept_by_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process keeps for a minute must not reach the next test, nor how slow the machine is just now."""
    caches["process"].clear()
    monkeypatch.setattr(kept, "clock", float)


@pytest.fixture(scope="session", autouse=True)
def record_opens_for_flush() -> Iterator[None]:
    """A test of real transactions is flushed afterwards, which the record's triggers refuse."""
    flush = TransactionTestCase._fixture_teardown

    def opened(case: TransactionTestCase) -> None:
        triggers.drop(connection)
        try:
            flush(case)
        finally:
            triggers.create(connection)

    TransactionTestCase._fixture_teardown = opened
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(scope="session")
def bare_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and nothing in it: an install of its own begins there in no time.

    It is made apart: the database of the tests may hold what another test has filled in by then.
    """
    folder = tmp_path_factory.mktemp("bare")
    environment = {**os.environ, "PAMONG_DATA": str(folder), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "pamong.config.settings"
    done = processes.run("-m", "django", "migrate", "--verbosity=0", env=environment)
    assert done.returncode == 0, done.stderr
    return folder / "pamong.sqlite3"


@pytest.fixture
def today() -> date:
    """The fixed day of every test."""
    return TODAY


@pytest.fixture
def world(db: None) -> World:
    """Sari, Budi, Joko and the others, in their units."""
    return KEPT.on(TODAY)


@pytest.fixture
def as_(world: World) -> Iterator[Any]:
    """`as_("sari")`: a client signed in as one of the cast."""

    def signed_in(name: str) -> Client:
        client = Client()
        user = world.user(name)
        if user is not None:
            client.force_login(user)
        return client

    return signed_in
