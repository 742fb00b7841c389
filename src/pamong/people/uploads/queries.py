"""Files on their way in."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, Q, Value, When

from pamong.access.scope import Scope
from pamong.people.models import PeopleUpload, Unit
from pamong.ui.paging import Page, page_of

MADE = ("units", "changed_units", "posts", "changed_posts")  # besides people
NEW = "new"  # of a unit that the file names: none of those that exist
LONGEST = timedelta(minutes=30)  # work that began before fell silent: it holds up nobody else


def another_runs(upload: PeopleUpload, at: datetime) -> bool:
    """Whether another file of the agency is being imported."""
    rows = PeopleUpload.objects.filter(agency=upload.agency_id, started_at__gt=at - LONGEST)
    return rows.filter(status=PeopleUpload.Status.IMPORTING).exclude(pk=upload.pk).exists()


def uploads_of(scope: Scope, after: str) -> Page[PeopleUpload]:
    """One's own files, the newest first; `makes` says whether one makes more than people."""
    more = reduce(or_, (Q(**{f"shown__{name}__count__gt": 0}) for name in MADE))
    rows = PeopleUpload.objects.visible_to(scope).defer("shown", "columns", "units")
    marked = rows.annotate(makes=Case(When(more, then=Value(True)), default=Value(False)))
    return page_of(marked, after, 10, by=("-pk",))


def units_meant(upload: PeopleUpload) -> dict[str, int]:
    """The existing units that were chosen for unknown ones, by the code of the new one."""
    meant = [unit for unit in upload.units.values() if unit != NEW]
    rows = Unit.objects.filter(agency=upload.agency_id, uuid__in=meant)
    keys = {str(uuid): pk for uuid, pk in rows.values_list("uuid", "pk")}
    return {code: keys[uuid] for code, uuid in upload.units.items() if uuid in keys}


def unsure_units(upload: PeopleUpload) -> int:
    """How many unknown units resemble existing ones and wait for an answer."""
    return sum(near["code"] not in upload.units for near in upload.shown.get("near", ()))
