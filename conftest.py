"""What every test may use: the settings of a test run and the cast known by name."""

import os
import tempfile

os.environ.setdefault("PAMONG_DATA", tempfile.mkdtemp(prefix="pamong-test-"))
os.environ.setdefault("PAMONG_TODAY", "2026-11-25")
os.environ.setdefault("PAMONG_SECRET_KEY", "for-tests-only-" * 4)

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from pamong.people.tests.world import World, make_world

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Tests need no collected files; hashing passwords may be quick."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def today() -> date:
    """The fixed day of every test."""
    return TODAY


@pytest.fixture
def world(db: None) -> World:
    """Sari, Budi, Joko and the others, in their units."""
    return make_world(TODAY)


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
