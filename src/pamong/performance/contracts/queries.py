"""Reads of contracts with what was rated under them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.people.contracts.rules import notice_ends
from pamong.people.models import Contract
from pamong.performance.models import Evaluation
from pamong.performance.periods import in_order, say_period
from pamong.performance.rules import label_of, pack_named
from pamong.ui.filters import sentence
from pamong.ui.paging import Page, page_of

ENDING, OVERDUE, ALL = "", "overdue", "all"
PAGE = 25
PREDICATE = "predicate"


def contracts_of(scope: Scope, state: str, after: str, on: date) -> Page[Contract]:
    """By their end: what ended undecided stays first, before what ends within the notice."""
    rows = Contract.objects.visible_to(scope).filter(employee__left_on=None)
    overdue = Q(pk__in=Contract.objects.ended_undecided(on).values("pk"))
    near = Q(valid_from__lte=on, valid_to__gt=on)
    near &= Q(valid_to__lte=notice_ends(on, scope.local_packs))
    asked = {OVERDUE: overdue, ALL: overdue | Q(valid_to__gt=on)}
    rows = rows.filter(asked.get(state, overdue | near))
    found = rows.select_related("employee__unit", "employee__position")
    return page_of(found, after, PAGE, by=("valid_to", "pk"))


def predicates_of(people: Iterable[int], since: int, scope: Scope) -> dict[int, list[str]]:
    """What was set for some people from a year on, newest first, in words, in one query."""
    found: dict[int, list[str]] = defaultdict(list)
    for person, year, period, code, pack in _set(people=list(people), since=since, scope=scope):
        told = label_of(pack_named(pack), PREDICATE, code)
        found[person].append(sentence(f"{say_period(year, period)}: {told}"))
    return found


@prepared
def _set(*, people: list[int], since: int, scope: Scope) -> QuerySet[Evaluation, tuple[Any, ...]]:
    rows = Evaluation.objects.visible_to(scope).final().filter(replaced_by=None)
    rows = rows.filter(plan__employee_id__in=people, plan__year__gte=since)
    rows = rows.order_by("-plan__year", in_order().desc(), "-pk")
    return rows.values_list("plan__employee_id", "plan__year", "period", "predicate", "pack")
