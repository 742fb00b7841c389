"""An unsafe start is refused with what to mend; a local one is not."""

import os
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from pamong.config.checks import refuse_unsafe_start, unsafe
from pamong.config.tests import processes
from pamong.policy.load import builtin_heads
from pamong.policy.pack import Period


def test_a_local_start_is_safe(settings: Any) -> None:
    settings.URL, settings.ALLOWED_HOSTS = "http://localhost:8000", ["localhost"]
    refuse_unsafe_start()


def test_every_fault_is_named_at_once(settings: Any) -> None:
    settings.URL, settings.ALLOWED_HOSTS = "http://kinerja.example.go.id", ["*"]
    settings.DEBUG, settings.SECRET_IS_GIVEN, settings.IS_HTTPS = True, False, False
    named = " ".join(unsafe())
    for setting in ("PAMONG_DEBUG", "PAMONG_SECRET_KEY_FILE", "PAMONG_URL", "PAMONG_HOSTS"):
        assert setting in named


def test_two_laws_for_one_day_and_a_day_without_one_are_named(
    monkeypatch: Any, settings: Any
) -> None:
    settings.URL, settings.ALLOWED_HOSTS = "http://localhost:8000", ["localhost"]
    heads = {head.id: head for head in builtin_heads()}
    older, newer = heads["id-pp-46-2011"], heads["id-permenpanrb-8-2021"]

    def start_with(end: date) -> None:
        rules = {**older.rules, "predicate": Period(older.period.start, end)}
        moved = [replace(older, rules=rules), newer]
        monkeypatch.setattr("pamong.config.checks.builtin_heads", lambda: moved)
        refuse_unsafe_start()

    start_with(date(2021, 7, 1))
    with pytest.raises(ImproperlyConfigured, match=f"{older.id} and {newer.id} overlap"):
        start_with(date(2021, 7, 2))
    with pytest.raises(ImproperlyConfigured, match=f"a gap between {older.id} and {newer.id}"):
        start_with(date(2021, 6, 30))


@pytest.mark.sqlite
def test_serve_ends_with_one_message_and_status_2(tmp_path: Any) -> None:
    environment = {
        **os.environ,
        "PAMONG_DATA": str(tmp_path),
        "PAMONG_URL": "http://kinerja.example.go.id",
        "PAMONG_SECRET_KEY": "",
    }
    done = processes.run("-m", "pamong.cli", "serve", env=environment)
    assert done.returncode == 2
    assert "PAMONG_SECRET_KEY_FILE" in done.stderr
    assert "http" not in done.stdout


def test_a_misspelt_role_is_refused(settings: Any) -> None:
    settings.MFA_ROLES = ["hr", "HR"]
    with pytest.raises(ImproperlyConfigured, match="PAMONG_MFA_ROLES"):
        refuse_unsafe_start()
