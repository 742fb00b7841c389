"""Tables of bases and penalties."""

from django.db.models import F, QuerySet

from pamong.access.scope import Scope
from pamong.performance.models import AllowanceBase, AllowancePenalty, AllowanceTable
from pamong.ui.paging import Page, page_of


def tables_of(scope: Scope, after: str) -> Page[AllowanceTable]:
    """The agency's, the newest first."""
    return page_of(AllowanceTable.objects.visible_to(scope), after, 10, by=("-pk",))


def rows_of(table: AllowanceTable) -> "QuerySet[AllowanceBase]":
    """Classes from the highest, then posts by name."""
    rows = AllowanceBase.objects.filter(table=table).select_related("position")
    return rows.order_by(F("grade").desc(nulls_last=True), "position__name")


def penalties_of(scope: Scope, after: str) -> Page[AllowancePenalty]:
    """Those that one may see, the newest first."""
    rows = AllowancePenalty.objects.visible_to(scope).select_related("employee", "sanction")
    return page_of(rows, after, by=("-pk",))
