"""Fetches, what became of their files, and up to where records are in."""

from pamong.access.scope import Scope
from pamong.people.models import Agency, Intake, PeopleUpload
from pamong.performance.models import HistoryUpload, NationalFetch, PlanFile
from pamong.ui.paging import Page, page_of

PAGE = 25
Kind = NationalFetch.Kind
FILES: dict[str, type[Intake]] = {
    Kind.PEOPLE: PeopleUpload,
    Kind.PLANS: PlanFile,
    Kind.RATINGS: HistoryUpload,
}


def fetches_of(scope: Scope, after: str) -> Page[NationalFetch]:
    """One's own, the newest first."""
    return page_of(NationalFetch.objects.visible_to(scope), after, PAGE, by=("-pk",))


def imported_marker(agency: Agency, kind: str) -> str:
    """Up to where the agency's records are imported; a file that was dropped is asked for again."""
    rows = NationalFetch.objects.filter(
        agency=agency, kind=kind, status=NationalFetch.Status.FETCHED
    )
    files = dict(rows.order_by("pk").values_list("file_uuid", "marker"))
    found = FILES[kind]._default_manager.filter(uuid__in=files, status=Intake.Status.DONE)
    done = set(found.values_list("uuid", flat=True))
    return next((files[uuid] for uuid in reversed(files) if uuid in done), "")
