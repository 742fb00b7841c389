"""Reads of the library: by post, and what it offers the holder of a post."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from pamong.access.scope import Scope
from pamong.people.importing.folding import folded
from pamong.performance.models import LibraryResult, Plan


def library_of(scope: Scope) -> dict[str, list[LibraryResult]]:
    """Everything the agency keeps, by post."""
    found: dict[str, list[LibraryResult]] = {}
    rows = LibraryResult.objects.visible_to(scope).filter(agency=scope.agency_id)
    for row in rows.prefetch_related("indicators"):
        found.setdefault(row.post, []).append(row)
    return found


def result_named(scope: Scope, uuid: UUID) -> QuerySet[LibraryResult]:
    """One result of one's own agency."""
    rows = LibraryResult.objects.visible_to(scope).filter(uuid=uuid)
    return rows.select_related("agency").prefetch_related("indicators")


def owes(position: str, post: str) -> bool:
    """Whether a post of this name owes what the library says of `post`: its name begins so, by words."""
    name, beginning = folded(position).split(), folded(post).split()
    return bool(beginning) and name[: len(beginning)] == beginning


def library_for(plan: Plan, scope: Scope) -> Sequence[LibraryResult]:
    """What the plan's post owes by the library, and the duty besides; in the order of the file."""
    names = [plan.position.name, *([plan.duty.name] if plan.duty else [])]
    rows = LibraryResult.objects.visible_to(scope).filter(agency=plan.agency_id)
    posts = set(rows.order_by().values_list("post", flat=True).distinct())
    own = [post for post in posts if any(owes(name, post) for name in names)]
    return list(rows.filter(post__in=own).prefetch_related("indicators")) if own else []
