"""Reads of the lists, and of what went."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Sum

from pamong.access.scope import Scope
from pamong.performance.models import Purged, RetentionLine, RetentionList
from pamong.performance.retention.due import ENTRY
from pamong.ui.paging import Page, page_of

Sums = list[tuple[str, int, int, int]]  # kind, year, how many go, how many stay


def lists_for(scope: Scope) -> list[RetentionList]:
    """The agency's lists, the newest first."""
    rows = RetentionList.objects.visible_to(scope).select_related("proposed_by", "approved_by")
    return list(rows.order_by("-year")[:20])


def sums_of(listing: RetentionList) -> Sums:
    """The list by kind and year."""
    rows = listing.lines.order_by("kind", "year").values_list("kind", "year")
    return list(rows.annotate(goes=Sum("goes"), stays=Sum("stays")))


def lines_page(listing: RetentionList, after: str) -> Page[dict[str, Any]]:
    """The list by unit, page by page."""
    rows: Any = listing.lines.values("pk", "kind", "unit__name", "year", "goes", "stays")
    return page_of(rows, after, by=("pk",))


def lines_of(listing: RetentionList) -> Iterator[tuple[Any, ...]]:
    """The whole list, for a file."""
    rows = RetentionLine.objects.filter(listing=listing).order_by("kind", "unit__name", "year")
    fields = ("kind", "unit__code", "unit__name", "year", "goes", "stays")
    return rows.values_list(*fields).iterator(chunk_size=2000)


def gone_by_retention(uuids: Iterable[UUID]) -> dict[UUID, date]:
    """Of these records those that went, with the day."""
    rows = Purged.objects.filter(subject_uuid__in=list(uuids))
    return dict(rows.values_list("subject_uuid", "on"))


def days_gone_until(agency_id: int, month: date, on: date) -> date | None:
    """When days of the month went, where a list that reaches so far was carried out.

    A list takes whole years that are over: for a month of this year nothing need be asked.
    """
    if month.year >= on.year:
        return None
    rows = RetentionList.objects.filter(agency_id=agency_id, done_on__isnull=False)
    for limits, done_on in rows.order_by("-year").values_list("limits", "done_on"):
        if ENTRY in limits and month < date.fromisoformat(limits[ENTRY][0]):
            return done_on
    return None
