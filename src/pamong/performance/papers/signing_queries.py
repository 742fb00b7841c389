"""Reads for signing: what waits for one's own signature, with what stands now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pamong.access.scope import Scope
from pamong.documents.kinds import Writing
from pamong.documents.models import PaperSigner
from pamong.documents.signing import standing_writings
from pamong.people.models import Agency, Employee
from pamong.ui.paging import Page, page_of

NEWEST = ("-pk",)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper that asks for one's signature; without a writing it changed since it was printed."""

    room: PaperSigner
    writing: Writing | None

    @property
    def uuid(self) -> UUID:
        """By which it is picked."""
        return self.room.paper.uuid


def waiting_for(scope: Scope) -> QuerySet[PaperSigner]:
    """The papers on record that ask for one's own signature and do not bear it yet."""
    own = Employee.objects.filter(pk=scope.active_id).values_list("uuid", "agency__uuid").first()
    if own is None:
        return PaperSigner.objects.none()
    return PaperSigner.objects.of(*own).waiting().select_related("paper")


def to_sign(scope: Scope) -> QuerySet[PaperSigner]:
    """The same, to be counted beside other things: the person is found within the one query."""
    own = Employee.objects.filter(pk=scope.active_id).values("uuid")
    ours = Agency.objects.filter(pk=scope.agency_id).values("uuid")
    return PaperSigner.objects.filter(person_uuid__in=own, paper__agency_uuid__in=ours).waiting()


def waiting_page(scope: Scope, after: str) -> Page[Waiting]:
    """A page of them, newest first, each with its content as it stands now."""
    page = page_of(waiting_for(scope), after, by=NEWEST)
    return Page(_with_writings(page.rows), page.next_cursor)


def waiting_among(scope: Scope, papers: Collection[UUID]) -> list[Waiting]:
    """Those of some papers that wait still, each with its content as it stands now."""
    rows = waiting_for(scope).filter(paper__uuid__in=papers).order_by(*NEWEST)
    return _with_writings(rows)


def _with_writings(rows: Iterable[PaperSigner]) -> list[Waiting]:
    rows = list(rows)
    now = standing_writings(row.paper for row in rows)
    return [Waiting(row, now.get(row.paper_id)) for row in rows]
