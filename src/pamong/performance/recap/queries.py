"""Plans and ratings beside what the last recap says, page by page, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.people.models import Agency, name_then
from pamong.performance.models import (
    PLAN_ITSELF,
    Evaluation,
    Plan,
    Recap,
    RecapRow,
    RecapRowQuerySet,
)
from pamong.performance.papers.queries import printable_plans
from pamong.performance.recap.states import State, in_state, stated
from pamong.ui.paging import Page, page_of

BY_NAME, BY_NIP = ("employee__name", "pk"), ("nip", "pk")
THERE = (
    *("there__is_there", "there__starts_on", "there__ends_on", "there__status"),
    *("there__results", "there__behaviour", "there__predicate", "there__recap__as_of"),
)
HERE = (
    *("pk", "uuid", "employee__title_before", "employee__name", "employee__title_after"),
    *("employee__nip", "status", "status_on", "starts_on", "ends_on", "state", "mark__made_on"),
)
RATING = (
    *("rating__uuid", "rating__results_rating", "rating__behaviour_rating", "rating__predicate"),
    *("rating__pack", "rating__status_on"),
)
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which year, what, and which state."""

    year: int
    part: str
    state: str


def own_plans(scope: Scope, asked: Asked) -> Any:
    """The plans or ratings that one may take out, each with its state."""
    rows: Any = stated(printable_plans(scope).filter(year=asked.year), asked.part)
    if asked.part != PLAN_ITSELF:
        rows = rows.filter(rating__in=Evaluation.objects.visible_to(scope).order_by())
    return rows


def lines_of(scope: Scope, asked: Asked, after: str) -> Page[Line]:
    """Those of one state, by name."""
    plans = printable_plans(scope).filter(year=asked.year, employee__agency_id=scope.agency_id)
    ratings = Evaluation.objects.visible_to(scope)
    found = in_state(plans, ratings, asked.part, asked.state).values("pk", "employee__name")
    page = page_of(found, after, by=BY_NAME)
    fields = (*HERE, *THERE, *(RATING if asked.part != PLAN_ITSELF else ()))
    rows = own_plans(scope, asked).filter(pk__in=[row["pk"] for row in page.rows])
    told = rows.annotate(unit_then=name_then("ends_on")).order_by(*BY_NAME)
    return Page(list(told.values(*fields, "unit_then")), page.next_cursor)


def only_there(scope: Scope, asked: Asked) -> RecapRowQuerySet:
    """What the recap has and Pamong does not: no plan, none in force, or no rating."""
    rows = RecapRow.objects.visible_to(scope).filter(
        year=asked.year, part=asked.part, is_there=True
    )
    lacks: Any = Q(plan=None) | ~Q(plan__status__in=Plan.IN_FORCE)
    if asked.part != PLAN_ITSELF:
        final = Evaluation.objects.final().standing().filter(period=asked.part)
        lacks |= ~Exists(final.filter(plan=OuterRef("plan")))
    return rows.filter(lacks)


def page_there(scope: Scope, asked: Asked, after: str) -> Page[RecapRow]:
    """Those by NIP."""
    rows = only_there(scope, asked).select_related("employee", "plan", "recap")
    return page_of(rows, after, by=BY_NIP)


def counts_of(scope: Scope, asked: Asked) -> dict[str, int]:
    """How many stand in each state, in two queries; none where counting takes long."""
    if scope.is_gathered:
        return {}
    found = own_plans(scope, asked).order_by().values("state").annotate(n=Count("pk"))
    counts = {row["state"]: row["n"] for row in found}
    return counts | {State.THERE: only_there(scope, asked).count()}


def last_recap(scope: Scope, year: int, part: str) -> Recap | None:
    """The newest recap that speaks of anybody whom one sees."""
    seen = RecapRow.objects.visible_to(scope).filter(recap=OuterRef("pk"))
    rows = Recap.objects.filter(agency_id=scope.agency_id, year=year, part=part)
    rows = rows.filter(Exists(seen)).select_related("user")
    return rows.order_by("-as_of", "-pk").first()


def known_headings(agency: Agency) -> Mapping[str, str]:
    """Which heading was which field in the agency's last recap."""
    last = Recap.objects.filter(agency=agency).order_by("-pk").values_list("headings", flat=True)
    return last.first() or {}


@dataclass(frozen=True, slots=True)
class Standing:
    """One plan, or one rating of it, in the national application, and the mark of the version that stands."""

    state: str
    is_there: bool | None  # nothing where no recap spoke of it
    status: str
    days: tuple[date | None, date | None]
    as_of: date | None
    marked_on: date | None
    marked_by: str

    @property
    def is_marked(self) -> bool:
        """Whether the mark holds: one that a later recap contradicts may be pressed again."""
        return self.marked_on is not None and self.state != State.MISSING


@prepared
def _standing(*, plan: int, part: tuple[str]) -> Any:
    """The one plan, stated; another part is another statement."""
    mark = ("mark__number", "mark__made_on", "mark__user__name")
    return stated(Plan.objects.filter(pk=plan), part[0]).order_by().values("state", *THERE, *mark)


def standing_of(plan: Plan, part: str, number: int) -> Standing | None:
    """The state of one, in one query; nothing of a plan that is not in force."""
    row: Line | None = _standing.first(plan=plan.pk, part=(part,))
    if row is None:
        return None
    holds = row["mark__number"] == number
    return Standing(
        state=row["state"],
        is_there=row["there__is_there"],
        status=row["there__status"] or "",
        days=(row["there__starts_on"], row["there__ends_on"]),
        as_of=as_of(row),
        marked_on=row["mark__made_on"] if holds else None,
        marked_by=(row["mark__user__name"] or "") if holds else "",
    )


def as_of(line: Line) -> date | None:
    """The day of the recap that speaks of a line."""
    day: date | None = line["there__recap__as_of"]
    return day
