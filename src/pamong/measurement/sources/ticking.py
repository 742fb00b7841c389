"""Sources whose time has come are handed to the worker; what is old of their runs is forgotten."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from pamong.access.clock import now
from pamong.measurement.models import Source, SourcePush, SourceRun
from pamong.measurement.sources.tasks import fetch_asked
from pamong.people.models import Intake

Schedule = Source.Schedule
STEPS = {
    Schedule.HOUR: timedelta(hours=1),
    Schedule.DAY: timedelta(days=1),
    Schedule.WEEK: timedelta(days=7),
}
AT_ONCE = 50
SEEN = SourceRun.objects.filter(source=OuterRef("pk"), status=Intake.Status.DONE)
KNOWN = timedelta(days=30)  # a message that is sent again so much later is too old anyway
KEPT = timedelta(days=400)  # rejected rows and first rows of a run; its counts stay


def source_round() -> Iterator[str]:
    """One round; safe to repeat: a source is asked once for its time."""
    at = now()
    due = Source.objects.in_use().exclude(schedule=Schedule.HAND)
    due = due.filter(Exists(SEEN))
    due = due.filter(Q(next_at=None) | Q(next_at__lte=at)).order_by("next_at", "pk")
    due = due.select_related("agency")
    for source in due[:AT_ONCE]:
        mine = Source.objects.filter(pk=source.pk, next_at=source.next_at)
        if mine.update(next_at=following(source, at)):
            fetch_asked.enqueue(str(source.uuid), "")
            yield f"the source {source.uuid} is being asked"
    SourcePush.objects.filter(taken_at__lt=at - KNOWN).delete()
    old = SourceRun.objects.filter(started_at__lt=at - KEPT).exclude(shown={})
    if forgotten := old.update(shown={}):
        yield f"{forgotten} old runs of sources forgotten"


def following(source: Source, at: datetime) -> datetime:
    """The next time; what was missed meanwhile is not made up for."""
    if source.schedule == Schedule.MONTH:
        return a_month_after(at.astimezone(ZoneInfo(source.agency.time_zone)))
    return at + STEPS[Schedule(source.schedule)]


def a_month_after(at: datetime) -> datetime:
    """The same day of the next month by the agency's own calendar; its last day where it is shorter."""
    year, month = at.year + at.month // 12, at.month % 12 + 1
    return at.replace(year=year, month=month, day=min(at.day, monthrange(year, month)[1]))
