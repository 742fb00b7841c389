"""Lists of long work."""

from pamong.access.scope import Scope
from pamong.people.models import Job, PeopleUpload
from pamong.ui.paging import Page, page_of


def jobs_of(scope: Scope, after: str) -> Page[Job]:
    """Those that one may see, the newest first."""
    rows = Job.objects.visible_to(scope).select_related("user").defer("given")
    return page_of(rows, after, by=("-pk",))


def busy_uploads(scope: Scope) -> list[PeopleUpload]:
    """One's own files that are read or written right now; they have pages of their own."""
    busy = [PeopleUpload.Status.RECEIVED, PeopleUpload.Status.IMPORTING]
    rows = PeopleUpload.objects.visible_to(scope).filter(status__in=busy)
    return list(rows.defer("shown", "columns", "units").order_by("-pk")[:10])
