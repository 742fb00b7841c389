"""The yearly list, made by the round of each day until it is there."""

from collections.abc import Iterator

from pamong.access.clock import today
from pamong.ledger.actions import SHELL
from pamong.people.models import Agency
from pamong.performance.models import RetentionList
from pamong.performance.retention.actions import prepare_retention


def prepare_lists() -> Iterator[str]:
    """One list for each agency and year; safe to run again."""
    for agency in Agency.objects.order_by("pk"):
        on = today(agency.time_zone)
        if RetentionList.objects.filter(agency=agency, year=on.year).exists():
            continue
        if prepare_retention(agency, by=SHELL, on=on):
            yield f"{agency.code}: the list of retention of {on.year} is prepared"
