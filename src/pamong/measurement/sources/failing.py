"""When a source does not answer: it is kept, tried again with growing waits, and told; when it does, forgotten."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from pamong.access.models import User
from pamong.ledger.actions import Actor, record
from pamong.measurement.models import Source, SourceRun
from pamong.measurement.sources.actions import locked
from pamong.people.models import Intake
from pamong.people.models.intake import FAILURE_LENGTH

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=12)


@transaction.atomic
def note_failure(source: Source, said: str, *, by: Actor, at: datetime) -> SourceRun:
    """Keep the one sentence that says why; the first failure in a row is told to its owner."""
    source = locked(source)
    on = at.astimezone(ZoneInfo(source.agency.time_zone)).date()
    run = SourceRun.objects.create(
        agency=source.agency,
        source=source,
        user=by if isinstance(by, User) else None,
        name=source.name,
        uploaded_on=on,
        started_at=at,
        ended_at=at,
        status=Intake.Status.FAILED,
        failure=said[:FAILURE_LENGTH],
    )
    source.failures += 1
    source.failing_since = source.failing_since or at
    source.next_at = again_at(source, at)
    source.save(update_fields=["failures", "failing_since", "next_at"])
    if source.failures == 1:
        record("measurement.source_failed", source, by=by, on=on)
    return run


def again_at(source: Source, at: datetime) -> datetime | None:
    """When it is tried again: soon at first, then with twice the wait each time."""
    if source.schedule == Source.Schedule.HAND:
        return None
    wait: timedelta = min(FIRST_WAIT * 2 ** min(source.failures - 1, 10), LONGEST_WAIT)
    return at + wait


@transaction.atomic
def note_success(source: Source, *, at: datetime) -> Source:
    """It answered, whether or not anything was new."""
    source = locked(source)
    source.failures, source.failing_since, source.answered_at = 0, None, at
    source.save(update_fields=["failures", "failing_since", "answered_at"])
    return source
