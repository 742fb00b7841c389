"""Writing a snapshot, in the worker."""

from collections.abc import Callable
from uuid import UUID

from django_tasks import task

from pamong.access.clock import now, today
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.analytics.snapshot.making import make_snapshot
from pamong.people.models import Agency

# What reads a snapshot first, so that nobody has to wait for it.
AFTER: list[Callable[[Agency, Snapshot], None]] = []


@task()  # type: ignore[untyped-decorator,unused-ignore]
def write_snapshot(agency_uuid: str) -> None:
    """Twice writes once: where nothing moved since, the last one stands."""
    agency = Agency.objects.get(uuid=UUID(agency_uuid))
    snapshot = make_snapshot(agency, day=today(agency.time_zone), clock=now)
    if snapshot:
        for read in AFTER:
            read(agency, snapshot)
