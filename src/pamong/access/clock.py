"""The day and the instant; PAMONG_TODAY fixes the day for tests and rehearsals."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def today(zone: str = "") -> date:
    """The calendar day where the agency is; only views, tasks and commands ask."""
    if settings.TODAY:
        return date.fromisoformat(settings.TODAY)
    return timezone.now().astimezone(ZoneInfo(zone or settings.TIME_ZONE)).date()


def now() -> datetime:
    """The instant, aware."""
    return timezone.now()
