"""Reads of the search; each row is one of a plan that the scope may see."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.measurement.models import Indicator
from pamong.performance.models import Plan, PlanIndicator, Result
from pamong.performance.models.seeing import plan_seen
from pamong.performance.search.matching import Holds, needle_of
from pamong.ui.paging import Page, page_of

SHOWN = 5
FEW = 2000  # plans that are read one by one sooner than the words of all
EVERY = (
    1_000_000_000  # a bound that cuts nothing: the database reads what is inside before the rest
)
NEWEST = ("behind",)
PERSON = ("employee__name", "employee__title_before", "employee__title_after")


@prepared
def plans_found(*, scope: Scope, keys: list[int], year: int) -> Any:
    """Plans of the year, of people who were found."""
    rows = Plan.objects.visible_to(scope).filter(employee_id__in=keys, year=year)
    names = ("uuid", "year", "status", "position__name", "starts_on", "ends_on", *PERSON)
    return rows.order_by("employee__name", "starts_on", "pk").values(*names)


def results_found(scope: Scope, words: Sequence[str], after: str, size: int) -> Page[Any]:
    """Results whose text holds the words, the newest first."""
    held, keys = Holds("text", needle_of(words)), _few_plans(scope)
    if keys is None:
        fenced = Result.objects.filter(held).order_by().values("pk")[:EVERY]
        rows = Result.objects.filter(_seen(scope, "plan__"), pk__in=fenced)
    else:
        rows = Result.objects.filter(held, plan__in=keys)
    return _page(rows.values("text", *_plan("plan__")), after, size)


def indicators_found(scope: Scope, words: Sequence[str], after: str, size: int) -> Page[Any]:
    """Indicators of plans whose name holds the words, the newest first."""
    needle, keys = needle_of(words), _few_plans(scope)
    if keys is None:
        fenced = Indicator.objects.filter(Holds("name", needle)).order_by().values("pk")[:EVERY]
        rows = PlanIndicator.objects.filter(_seen(scope, "result__plan__"), indicator__in=fenced)
    else:
        held = Holds("indicator__name", needle)
        rows = PlanIndicator.objects.filter(held, result__plan__in=keys)
    names = ("indicator__name", "result__text", *_plan("result__plan__"))
    return _page(rows.values(*names), after, size)


def _few_plans(scope: Scope) -> list[int] | None:
    """The keys of the plans that one may see where these are few; else the words are looked up first."""
    if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        return None
    keys = list(_plan_keys(scope=scope))
    return keys if len(keys) <= FEW else None


@prepared
def _plan_keys(*, scope: Scope) -> Any:
    return Plan.objects.visible_to(scope).order_by().values_list("pk", flat=True)[: FEW + 1]


def _seen(scope: Scope, plan: str) -> Q:
    return Q() if scope.is_shell else plan_seen(scope, plan)


def _plan(at: str) -> list[str]:
    return [at + name for name in ("uuid", "year", "unit__name", *PERSON)]


def _page(rows: QuerySet[Any, Any], after: str, size: int) -> Page[Any]:
    """Ordered by what no index holds, so that no plan of the database walks the whole table by key."""
    return page_of(rows.annotate(behind=-F("pk")), after, size, by=NEWEST)
