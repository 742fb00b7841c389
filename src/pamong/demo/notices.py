"""What the last days meant for others, told as a running house would have told it; some of it is read."""

from datetime import datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django_tasks_db.models import DBTaskResult

from pamong.access.models import Notice
from pamong.config.notices.table import NOTICES
from pamong.config.notices.telling import tell, tell_act
from pamong.demo.days import Days
from pamong.ledger.models import Entry
from pamong.people.models import Agency

LATELY = 14  # days
READ_BEFORE = 4  # days: what is older was opened
MORNING = time(8, 30)


def bring_notices(agency: Agency, days: Days) -> None:
    """Tell the acts of the last two weeks; what the years before left to be told is dropped."""
    DBTaskResult.objects.filter(task_path=tell_act.module_path).delete()
    rows = (
        Entry.objects.of_agency(agency.uuid)
        .filter(verb__in=NOTICES)
        .order_by("effective_on", "sequence")
    )
    entries = rows.filter(
        effective_on__gt=days.today - timedelta(LATELY), effective_on__lte=days.today
    )
    for _act, told in groupby(entries, key=lambda e: (e.verb, e.effective_on, e.recorded_at)):
        tell(list(told))
    _as_of_their_days(agency, days)


def _as_of_their_days(agency: Agency, days: Days) -> None:
    """The filling takes seconds: each notice is put on the morning of its act, and the older ones are read."""
    zone = ZoneInfo(agency.time_zone)
    changed = []
    for notice in Notice.objects.select_related("entry").order_by("pk"):
        day = notice.entry.effective_on
        notice.told_at = datetime.combine(day, MORNING, zone)
        if (days.today - day).days > READ_BEFORE:
            notice.read_at = notice.told_at + timedelta(hours=2)
        changed.append(notice)
    Notice.objects.bulk_update(changed, ["told_at", "read_at"], batch_size=500)
