"""Files of every kind that came in, as lines of one list."""

import uuid as uuidlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Scope
from pamong.people.models import Intake, PeopleUpload
from pamong.people.uploads.queries import MADE
from pamong.performance.models import (
    AttendanceUpload,
    CreditUpload,
    HistoryUpload,
    PlanFile,
    RecapUpload,
)
from pamong.ui.paging import Page, first_rows, page_in, rows_beyond

ORDER = ("-uploaded_on", "-uuid")
SIZE = 25
FIELDS = (
    *("uuid", "name", "uploaded_on", "status", "added", "unchanged", "rejected", "failure"),
    *("plan_digest", "user_id"),
)
OTHERS = ("kind", "changed_", "makes", "has_rejected", "by")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its model, its words, the page that it is sent from, its own page."""

    model: type[Intake]
    text: Any
    list_name: str
    file_name: str


KINDS: Mapping[str, FileKind] = {
    "people": FileKind(PeopleUpload, _("Impor data"), "people:import-list", "people:import-detail"),
    "plans": FileKind(
        PlanFile, _("Impor SKP"), "performance:planfile-list", "performance:planfile-detail"
    ),
    "attendance": FileKind(
        AttendanceUpload, _("Kehadiran"), "performance:attendance", "performance:attendance-detail"
    ),
    "history": FileKind(
        HistoryUpload, _("Riwayat kinerja"), "performance:history", "performance:history-detail"
    ),
    "credits": FileKind(
        CreditUpload, _("Impor saldo"), "performance:credit-import", "performance:credit-file"
    ),
    "recaps": FileKind(
        RecapUpload, _("Rekap e-Kinerja"), "performance:recap-files", "performance:recap-file"
    ),
}
REJECTED = "rejected"  # below the address of every file


@dataclass(frozen=True, slots=True)
class FileLine:
    """What a list says of a file; who did not send it reads no more of it than this."""

    uuid: uuidlib.UUID
    name: str
    uploaded_on: date
    status: str
    added: int
    unchanged: int
    rejected: int
    failure: str
    plan_digest: str
    user_id: int
    kind: str
    changed: int
    makes: bool  # more than is counted
    has_rejected: bool  # the rejected rows are still kept
    by: str

    @property
    def good(self) -> int:
        """How much of it would change anything, or did."""
        return self.added + self.changed


def files_of(scope: Scope, after: str, kinds: Iterable[str] = KINDS) -> Page[FileLine]:
    """All files of which one may know, the newest first, in one query."""
    rows = _union(scope, SIZE, after, kinds).order_by(*ORDER)[: SIZE + 1]
    page = page_in([dict(zip((*FIELDS, *OTHERS), row, strict=True)) for row in rows], SIZE, ORDER)
    return Page([FileLine(*row.values()) for row in page.rows], page.next_cursor)


def last_files(scope: Scope) -> dict[str, FileLine]:
    """The newest of each kind, in one query."""
    found = [FileLine(*row) for row in _union(scope, 0)]
    return {line.kind: line for line in found}


def _union(scope: Scope, size: int, after: str = "", kinds: Iterable[str] = KINDS) -> Any:
    """The first rows of each kind after the cursor, and one more of each."""
    first, *others = (_lines(kind, scope, size, after) for kind in kinds)
    return first.union(*others, all=True) if others else first


def _lines(kind: str, scope: Scope, size: int, after: str) -> Any:
    model = KINDS[kind].model
    told: QuerySet[Any] = model._default_manager.told_to(scope)  # type: ignore[attr-defined]
    first = first_rows(rows_beyond(told, after, ORDER), size, ORDER).values("pk")
    rows: QuerySet[Any] = model._default_manager.filter(pk__in=first).order_by()
    return rows.annotate(
        kind=Value(kind, CharField()),
        changed_=_changed(model),
        makes=_flag(_makes(model)),
        has_rejected=_flag(_rejected(model)),
        by=F("user__name"),
    ).values_list(*FIELDS, *OTHERS)


def _flag(asked: Q) -> Case:
    return Case(When(asked, then=Value(True)), default=Value(False), output_field=BooleanField())


def _changed(model: type[Intake]) -> Any:
    names = {field.name for field in model._meta.fields}
    return F("changed") if "changed" in names else Value(0, IntegerField())


def _makes(model: type[Intake]) -> Q:
    if model is not PeopleUpload:
        return Q(pk=None)
    return reduce(or_, (Q(**{f"shown__{name}__count__gt": 0}) for name in MADE))


def _rejected(model: type[Intake]) -> Q:
    """A file of people keeps them beside it, the others in what was shown of the file."""
    if model is PeopleUpload:
        return ~Q(rejected_file="")
    return Q(rejected__gt=0) & ~Q(status=Intake.Status.DROPPED)
