"""When a snapshot is due, and asking the worker for it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from importlib.util import find_spec
from uuid import UUID

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from pamong.access.clock import now, today
from pamong.analytics.snapshot.keeping import snapshot_of
from pamong.analytics.snapshot.tasks import write_snapshot
from pamong.ledger.models import Head
from pamong.people.models import Agency


@cache
def has_engine() -> bool:
    """Whether what writes and reads snapshots is installed; asked without loading it."""
    return find_spec("duckdb") is not None


def is_wanted() -> bool:
    """Whether this install keeps snapshots."""
    return settings.SNAPSHOT_MINUTES > 0 and has_engine()


def ask_for_snapshots() -> Iterator[str]:
    """Ask for those of agencies whose record went on, or whose day is a new one; not too often."""
    if not is_wanted():
        return
    ends = dict(Head.objects.values_list("agency_uuid", "digest"))
    asked = _asked_since(now() - timedelta(minutes=settings.SNAPSHOT_MINUTES))
    for agency in Agency.objects.order_by("pk"):
        if agency.uuid not in asked and _is_due(agency, ends.get(agency.uuid, "")):
            write_snapshot.enqueue(str(agency.uuid))
            yield f"snapshot of {agency.code} asked for"


def ask_for_snapshot(agency: Agency) -> bool:
    """Ask for the first one of an agency, whoever waits for it; False where none is kept here."""
    if is_wanted() and agency.uuid not in _asked_since(
        now() - timedelta(minutes=settings.SNAPSHOT_MINUTES)
    ):
        write_snapshot.enqueue(str(agency.uuid))
    return is_wanted()


def _is_due(agency: Agency, end: str) -> bool:
    held = snapshot_of(agency.uuid)
    return held is None or (held.head, held.day) != (end, today(agency.time_zone))


def _asked_since(at: datetime) -> set[UUID]:
    """Agencies whose turn was lately: it waits, runs, is over, or failed and is tried again by itself."""
    path = write_snapshot.module_path
    rows = DBTaskResult.objects.filter(task_path=path, enqueued_at__gt=at)
    return {UUID(given["args"][0]) for given in rows.values_list("args_kwargs", flat=True)}
