"""The yearly list, made by the round of each day until it is there."""

from collections.abc import Iterator

from pamong.access.clock import today
from pamong.ledger.actions import SHELL
from pamong.people.models import Agency
from pamong.people.rounds import for_each_agency
from pamong.performance.models import RetentionList
from pamong.performance.retention.actions import prepare_retention


@for_each_agency
def prepare_lists(agency: Agency) -> Iterator[str]:
    """One list for each agency and year; safe to run again."""
    on = today(agency.time_zone)
    if RetentionList.objects.filter(agency=agency, year=on.year).exists():
        return
    if prepare_retention(agency, by=SHELL, on=on):
        yield f"{agency.code}: the list of retention of {on.year} is prepared"
