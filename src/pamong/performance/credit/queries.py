"""Reads of what accounts rest on, for one person or many in the same few queries; and the lists."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from pamong.access.scope import Scope
from pamong.people.figures import figures_for
from pamong.people.models import Assignment, Employee, Position, Unit
from pamong.performance.credit.account import Account, account_of
from pamong.performance.credit.facts import Carried, Facts, Lived, Past, Post, Said
from pamong.performance.models import (
    CreditDetermination,
    CreditEntry,
    Evaluation,
    PastResult,
    Plan,
    RankHeld,
)
from pamong.performance.periods import Period, period_days
from pamong.ui.paging import Page, page_of

STATES = "credit_states"  # gathered in a large agency
PAGE = 25
Status = CreditEntry.Status
POST = (
    *("employee_id", "valid_from", "valid_to", "position__name", "position__level"),
    "position__kind",
)
PLAN = ("pk", "employee_id", "starts_on", "ends_on", "position__name", "position__level")
SAID = ("plan_id", "uuid", "plan__year", "period", "predicate")
CARRIED = ("employee_id", "uuid", "kind", "level", "as_of", "given")
PAST = ("employee_id", "uuid", "starts_on", "ends_on", "predicate")


def account_in(employee: Employee, on: date) -> Account:
    """One person's account."""
    return account_of(facts_of([employee])[employee.pk], on)


def account_with(
    employee: Employee, entries: Sequence[CreditEntry], ranks: Sequence[RankHeld], on: date
) -> Account:
    """The same where the page has read all balances and ranks of the person."""
    held = [one for one in entries if one.status == Status.CONFIRMED and not one.replaced_by_id]
    carried = [Carried(one.uuid, one.kind, one.level, one.as_of, one.given) for one in held]
    lived = _lived([employee])[employee.pk]
    return account_of(replace(lived, carried=carried, ranks=ranks[::-1]), on)


def facts_of(people: Iterable[Employee]) -> dict[int, Facts]:
    """What the accounts of some people rest on, in six queries; the people bring their agency along."""
    found = _lived(list(people))
    carried, ranks = _carried(found), rank_histories(found)
    return {key: replace(one, carried=carried[key], ranks=ranks[key]) for key, one in found.items()}


def _lived(people: Sequence[Employee]) -> dict[int, Facts]:
    """Posts, plans with their predicates, and earlier years."""
    keys = [one.pk for one in people]
    posts, plans, past = _posts(keys), _plans(keys), _past(keys)
    return {
        one.pk: Facts(
            one.pk,
            one.kind,
            one.agency.local_packs,
            one.rank,
            one.joined_on,
            posts[one.pk],
            plans[one.pk],
            past[one.pk],
        )
        for one in people
    }


def _posts(keys: Sequence[int]) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = defaultdict(list)
    held = Assignment.objects.filter(employee__in=keys, kind=Assignment.Kind.DEFINITIVE)
    for key, first, end, name, level, kind in held.order_by("-valid_from").values_list(*POST):
        found[key].append(Post(first, end, name, level, kind == Position.Kind.FUNCTIONAL))
    return found


def _plans(keys: Sequence[int]) -> dict[int, list[Lived]]:
    """Definitive plans in force with the standing predicates under them, in two queries."""
    rows = Plan.objects.in_force().definitive().filter(employee__in=keys)
    plans = list(rows.order_by("starts_on", "pk").values_list(*PLAN))
    final = Evaluation.objects.final().standing().filter(plan__in=[row[0] for row in plans])
    said: dict[int, list[Said]] = defaultdict(list)
    for plan, uuid, year, period, predicate in final.order_by("period").values_list(*SAID):
        days = period_days(year, period)
        said[plan].append(Said(uuid, *days, period == Period.YEAR, predicate))
    found: dict[int, list[Lived]] = defaultdict(list)
    for key, person, first, last, name, level in plans:
        found[person].append(Lived(first, last, name, level, tuple(said[key])))
    return found


def _past(keys: Sequence[int]) -> dict[int, list[Past]]:
    found: dict[int, list[Past]] = defaultdict(list)
    rows = PastResult.objects.filter(employee__in=keys).order_by("starts_on")
    for key, *told in rows.values_list(*PAST):
        found[key].append(Past(*told))
    return found


def _carried(keys: Iterable[int]) -> dict[int, list[Carried]]:
    found: dict[int, list[Carried]] = defaultdict(list)
    rows = CreditEntry.objects.standing().filter(employee__in=list(keys), status=Status.CONFIRMED)
    for key, *told in rows.order_by("as_of", "pk").values_list(*CARRIED):
        found[key].append(Carried(*told))
    return found


def rank_histories(keys: Iterable[int]) -> dict[int, list[RankHeld]]:
    """The ranks of each of some people, the earliest first."""
    found: dict[int, list[RankHeld]] = defaultdict(list)
    for row in RankHeld.objects.filter(employee__in=list(keys)):
        found[row.employee_id].append(row)
    return found


def around(rows: QuerySet[Employee]) -> QuerySet[Employee]:
    """People with what the page names."""
    return rows.select_related("agency", "unit", "position", "rater")


def person_in(scope: Scope, uuid: Any) -> QuerySet[Employee]:
    """Somebody whose account one may see."""
    return around(Employee.objects.visible_to(scope).filter(uuid=uuid))


def units_below(unit: Unit) -> frozenset[int]:
    """A unit with all below it."""
    return frozenset(Unit.objects.below(unit).values_list("pk", flat=True))


def entries_of(scope: Scope, employee: Employee) -> list[CreditEntry]:
    """Every balance of a person, refused and replaced ones too, the newest first."""
    rows = CreditEntry.objects.visible_to(scope).filter(employee=employee)
    return list(rows.select_related("entered_by", "answered_by").order_by("-as_of", "-pk"))


def ranks_of(scope: Scope, employee: Employee) -> list[RankHeld]:
    """The history of ranks, the newest first."""
    rows = RankHeld.objects.visible_to(scope).filter(employee=employee)
    return list(rows.order_by("-starts_on"))


def determinations_of(scope: Scope, employee: Employee) -> list[CreditDetermination]:
    """What was determined here, replaced versions too, the newest first."""
    rows = CreditDetermination.objects.visible_to(scope).filter(employee=employee)
    return list(rows.select_related("set_by", "setter").order_by("-until", "-version"))


def latest_determination(employee: Employee) -> CreditDetermination | None:
    """The one that stands, with the latest day."""
    rows = CreditDetermination.objects.standing().filter(employee=employee)
    return rows.order_by("-until").first()


def open_entries(scope: Scope, after: str) -> Page[CreditEntry]:
    """Balances that wait for another person, by name."""
    rows = CreditEntry.objects.visible_to(scope).filter(status=Status.ENTERED)
    around = rows.select_related("employee__unit", "employee__position", "entered_by")
    return page_of(around, after, PAGE, by=("employee__name", "pk"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to."""

    state: str = ""
    unit_ids: frozenset[int] | None = None  # None: all that one sees


LINE = (
    *("pk", "name", "uuid", "title_before", "title_after", "position__name", "unit__name"),
    *("credit_standing__state", "credit_standing__level", "credit_standing__rank"),
    *("credit_standing__total", "credit_standing__rank_missing"),
    *("credit_standing__level_missing", "credit_standing__lacking"),
    "credit_standing__computed_on",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list, as prepared."""

    pk: int
    name: str
    uuid: Any
    before: str
    after: str
    post: str
    unit: str
    state: str | None
    level: str | None
    rank: str | None
    total: Any
    rank_missing: Any
    level_missing: Any
    lacking: str | None
    computed_on: date | None


def functional_people(scope: Scope) -> QuerySet[Employee]:
    """Those whom one sees that hold a functional post."""
    rows = Employee.objects.visible_to(scope).active()
    return rows.filter(position__kind=Position.Kind.FUNCTIONAL)


def standings(scope: Scope, asked: Asked, after: str) -> Page[Line]:
    """One page of the list by name, in one query."""
    rows = functional_people(scope)
    if asked.unit_ids is not None:
        rows = rows.filter(unit_id__in=asked.unit_ids)
    if asked.state:
        rows = rows.filter(credit_standing__state=asked.state)
    page = page_of(rows.values_list(*LINE), after, PAGE)
    return Page([Line(*row) for row in page.rows], page.next_cursor)


def states_of(scope: Scope, asked: Asked) -> dict[str, int]:
    """How many stand where, in one query; those not computed yet are not among them."""
    rows = functional_people(scope).exclude(credit_standing=None)
    if asked.unit_ids is not None:
        rows = rows.filter(unit_id__in=asked.unit_ids)
    counts = rows.order_by().values_list("credit_standing__state").annotate(Count("pk"))
    return {str(state): number for state, number in counts}


def count_states(scope: Scope, on: date) -> dict[str, int]:  # noqa: ARG001 — figures share one signature
    """What is gathered of a large agency."""
    return states_of(scope, Asked())


def known_states(scope: Scope, asked: Asked, on: date) -> dict[str, int]:
    """Of all that one sees as it was gathered in a large agency, else counted at once."""
    if asked.unit_ids is not None:
        return states_of(scope, asked)
    return figures_for(scope, STATES, on, count_states)[0]


def stale_people(agency: int, on: date, most: int) -> list[Employee]:
    """People with a functional post whose figure is not of the day, with their agency."""
    rows = Employee.objects.active().filter(agency_id=agency)
    rows = rows.filter(position__kind=Position.Kind.FUNCTIONAL)
    old = Q(credit_standing=None) | Q(credit_standing__computed_on__lt=on)
    return list(rows.filter(old).select_related("agency").order_by("pk")[:most])
