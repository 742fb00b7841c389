"""Reads of problems: counts by kind, and one kind's list by keyset."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from pamong.access.kept import Gathered
from pamong.access.prepared import prepared, prepared_pages
from pamong.access.scope import Scope
from pamong.people.blocking import MOST, WAITS
from pamong.people.figures import figures_for
from pamong.people.models import Agency, DataProblem, Employee, ProblemSearch
from pamong.people.queries import COUNTED, HowMany
from pamong.ui.paging import Page

NAMED = ("uuid", "name", "title_before", "title_after", "position__name", "unit__name")
LISTED = (
    *("pk", "name", "detail", "found_on", "kind", "employee__uuid", "unit__uuid"),
    *("unit__name", "employee__position__name", "employee__nip", "employee__rater__uuid"),
    "filled_by__name",
)

Rows = list[tuple[int, int, date | None]]


@dataclass(frozen=True, slots=True)
class Blocked:
    """Someone for whom others wait."""

    person: Any
    count: int
    since: date | None


def problem_counts(scope: Scope) -> dict[str, int]:
    """How many of each kind this account may see, in the order of the kinds; at most one above COUNTED."""
    return dict(zip(DataProblem.Kind.values, _counts.first(scope=scope), strict=True))


@prepared
def _counts(*, scope: Scope) -> QuerySet[Agency, tuple[int, ...]]:
    rows = DataProblem.objects.visible_to(scope).order_by().values("pk")
    each = [HowMany(rows.filter(kind=kind)[: COUNTED + 1]) for kind in DataProblem.Kind.values]
    return Agency.objects.filter(pk=scope.agency_id).values_list(*each)


def problems_of_kind(after: str, *, scope: Scope, kind: str) -> Page[Any]:
    """The problems of a kind, by name: first the keys from the index alone, then what is said of these few."""
    page = _of_kind(after, scope=scope, kind=kind)
    return Page(_listed(keys=[row["pk"] for row in page.rows]), page.next_cursor)


@prepared_pages()
def _of_kind(*, scope: Scope, kind: str) -> Any:
    return DataProblem.objects.visible_to(scope).filter(kind=kind).values("pk", "name")


@prepared
def _listed(*, keys: list[int]) -> Any:
    return DataProblem.objects.filter(pk__in=keys).order_by("name", "pk").values(*LISTED)


def last_search(scope: Scope) -> date | None:
    """The day of the last whole search."""
    day: date | None = _searched.first(agency=scope.agency_id)
    return day


@prepared
def _searched(*, agency: int) -> QuerySet[ProblemSearch, date]:
    rows = ProblemSearch.objects.filter(agency_id=agency)
    return rows.values_list("searched_on", flat=True)


WAITING = "waiting"


def count_waits(scope: Scope, on: date) -> list[Rows]:
    """For each kind of waiting who holds up how many, and since when the first of them waits."""
    return [list(wait.count(scope, on, None))[:MOST] for wait in WAITS]


def waits_shown(scope: Scope, on: date) -> tuple[list[Rows], Gathered | None]:
    """The same; of a large agency those who were found when it was gathered, counted as they stand now.

    Whoever reads it reminds people: nobody is named who has answered since.
    """
    found, held = figures_for(scope, WAITING, on, count_waits)
    if held:
        among = [[key for key, _many, _since in rows] for rows in found]
        pairs = zip(WAITS, among, strict=True)
        found = [list(wait.count(scope, on, keys)) if keys else [] for wait, keys in pairs]
    return found, held


def who_blocks_whom(
    scope: Scope, on: date, counted: list[Rows] | None = None
) -> list[tuple[Any, list[Blocked]]]:
    """For each kind of waiting the people who hold up the most, with how many wait and since when."""
    counted = count_waits(scope, on) if counted is None else counted
    keys = {key for rows in counted for key, _many, _since in rows}
    people: dict[int, Any] = {row["pk"]: row for row in _named(scope=scope, keys=keys)}
    return [
        (
            wait.label,
            [Blocked(people[key], many, since) for key, many, since in rows if key in people],
        )
        for wait, rows in zip(WAITS, counted, strict=False)
    ]


@prepared
def _named(*, scope: Scope, keys: set[int]) -> Any:
    return Employee.objects.visible_to(scope).filter(pk__in=keys).values("pk", *NAMED)
