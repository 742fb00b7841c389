"""Backups as tests need them."""

from datetime import UTC, date, datetime

from pamong.config.models import NightlyBackup


def make_backup() -> NightlyBackup:
    """Last night's, whose file somebody moved."""
    night = {"day": date(2026, 11, 25), "file": "/srv/pamong-2026-11-25.zip", "size": 4096}
    at = datetime(2026, 11, 24, 19, tzinfo=UTC)
    return NightlyBackup.objects.create(asked_at=at, finished_at=at, **night)
