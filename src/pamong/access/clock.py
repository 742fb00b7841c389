"""The day and the instant; PAMONG_TODAY fixes the day for tests and rehearsals."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

MORNING = 9  # the hour of a fixed day


def today(zone: str = "") -> date:
    """The calendar day where the agency is; only views, tasks and commands ask.

    Without a zone it is that of the person whose request is answered, else the install's.
    """
    if settings.TODAY:
        return date.fromisoformat(settings.TODAY)
    return timezone.localdate(timezone.now(), ZoneInfo(zone) if zone else None)


def hour() -> int:
    """The hour where the agency is; in the morning of a fixed day, so that a page stays the same."""
    return MORNING if settings.TODAY else timezone.localtime().hour


def now() -> datetime:
    """The instant, aware."""
    return timezone.now()
