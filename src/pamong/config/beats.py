"""How a worker and the round of time-driven work say that they live, and after how long they count as silent."""

from datetime import timedelta

from django.utils import timezone

from pamong.config.models import Heartbeat

BEAT = timedelta(seconds=15)
SILENT_AFTER = timedelta(seconds=60)
TRIES = 5
MOST_KILLED = 8  # deaths of workers over one task; long work that one sees ends itself at the next
ROUND = "round"  # the name under which the round of time-driven work says that it lives
ROUND_SILENT_AFTER = timedelta(minutes=5)


def beat(name: str) -> None:
    """Say that a worker lives."""
    Heartbeat.objects.update_or_create(worker=name, defaults={"at": timezone.now()})
