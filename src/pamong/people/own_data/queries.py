"""When one's own data was made ready last: the record knows."""

from datetime import datetime, timedelta

from pamong.ledger.models import Entry
from pamong.people.models import Employee

TAKEN = "people.own_data_taken"
OPEN_FOR = timedelta(hours=1)


def last_taken(employee: Employee) -> datetime | None:
    """The instant of the last time."""
    rows = Entry.objects.about(employee.uuid).filter(verb=TAKEN)
    return rows.values_list("recorded_at", flat=True).first()


def is_ready(employee: Employee, at: datetime) -> bool:
    """Whether the download is open: an hour long, so that a broken line can be tried again."""
    last = last_taken(employee)
    return last is not None and at - last < OPEN_FOR
