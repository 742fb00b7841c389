"""Reads of the search; each row is one of a plan that the scope may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, Value, When

from pamong.access.prepared import compiled, prepared
from pamong.access.scope import Role, Scope
from pamong.measurement.models import Indicator
from pamong.performance.models import Plan, PlanIndicator, Result
from pamong.performance.models.seeing import plan_seen
from pamong.performance.search.matching import Holds, needles_of
from pamong.ui.paging import Page, first_rows, page_in, rows_beyond, size_of
from pamong.ui.said import keeps_values

SHOWN = 5
FEW = 2000  # plans that are read one by one sooner than the words of all
EVERY = (
    1_000_000_000  # a bound that cuts nothing: the database reads what is inside before the rest
)
ORDER = ("form", "behind")  # the very words, other forms; the newest of each
PERSON = ("employee__name", "employee__title_before", "employee__title_after")
SEES_ALL = (Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)
OF_PLAN = ("uuid", "year", "unit__name", *PERSON)


@dataclass(frozen=True, slots=True)
class Kind:
    """What is looked for, and where its words and its plan stand."""

    model: Any
    column: str
    plan: str
    shown: tuple[str, ...]
    texts: Any  # the rows that hold the words
    text: str
    key: str  # of such a row


KINDS = {
    "results": Kind(Result, "text", "plan", ("text",), Result, "text", "pk"),
    "indicators": Kind(
        *(PlanIndicator, "indicator__name", "result__plan", ("indicator__name", "result__text")),
        *(Indicator, "name", "indicator"),
    ),
}


@prepared
def plans_found(*, scope: Scope, keys: list[int], year: int) -> Any:
    """Plans of the year, of people who were found."""
    rows = Plan.objects.visible_to(scope).filter(employee_id__in=keys, year=year)
    names = ("uuid", "year", "status", "position__name", "starts_on", "ends_on", *PERSON)
    return rows.order_by("employee__name", "starts_on", "pk").values(*names)


def results_found(scope: Scope, words: Sequence[str], after: str, size: int) -> Page[Any]:
    """Results whose text holds the words, those with the very words first, then the newest."""
    return _page("results", scope, words, after, size)


def indicators_found(scope: Scope, words: Sequence[str], after: str, size: int) -> Page[Any]:
    """Indicators of plans whose name holds the words, in the same order."""
    return _page("indicators", scope, words, after, size)


def _page(kind: str, scope: Scope, words: Sequence[str], after: str, size: int) -> Page[Any]:
    """What is read in turn until the page is full; the first page, which most people see alone, is prepared."""
    size = size_of(size)
    found: list[Any] = []
    for asked in _asked(scope, words):
        if len(found) > size:
            break
        if after or keeps_values():
            rows = rows_beyond(_rows(kind=(kind,), **asked), after, ORDER)
            found += first_rows(rows, size, ORDER)
        else:
            found += _first(kind=(kind,), size=(size,), **asked)
    return page_in(found[: size + 1], size, ORDER)


def _asked(scope: Scope, words: Sequence[str]) -> list[dict[str, Any]]:
    """Who sees an agency has both kinds from the index; for others the texts in sight are looked at once more."""
    needles = needles_of(words)
    if scope.has(*SEES_ALL):
        parts = ((needles.typed, ("first",)), (needles.others, ("then",)))
        return [{"scope": scope, "needle": needle, "typed": form} for needle, form in parts]
    keys = _few_plans(scope)
    seen = {"scope": scope} if keys is None else {"scope": None, "keys": keys}
    return [seen | {"needle": needles.forms, "typed": needles.typed}]


@compiled
def _first(*, size: tuple[int], **asked: Any) -> Any:
    return first_rows(_rows(**asked), size[0], ORDER)


def _rows(
    *,
    kind: tuple[str],
    scope: Scope | None,
    needle: str,
    typed: str | tuple[str],
    keys: list[int] | None = None,
) -> Any:
    """Rows that hold the needle, each with its form and how far behind it is.

    Ordered by what no index holds, so that no plan of the database walks the whole table by key.
    """
    one = KINDS[kind[0]]
    if scope is None:
        rows = one.model.objects.filter(Holds(one.column, needle), **{f"{one.plan}__in": keys})
    else:
        held = one.texts.objects.filter(Holds(one.text, needle)).order_by().values("pk")[:EVERY]
        rows = one.model.objects.filter(_seen(scope, f"{one.plan}__"), **{f"{one.key}__in": held})
    form: Any = Value(0 if typed == ("first",) else 1)
    if isinstance(typed, str):
        form = Case(When(Holds(one.column, typed), then=0), default=1)
    names = (*one.shown, *(f"{one.plan}__{name}" for name in OF_PLAN))
    return rows.annotate(form=form, behind=-F("pk")).values(*names, *ORDER)


def _few_plans(scope: Scope) -> list[int] | None:
    """The keys of the plans that one may see where these are few; else the words are looked up first."""
    keys = list(_plan_keys(scope=scope))
    return keys if len(keys) <= FEW else None


@prepared
def _plan_keys(*, scope: Scope) -> Any:
    return Plan.objects.visible_to(scope).order_by().values_list("pk", flat=True)[: FEW + 1]


def _seen(scope: Scope, plan: str) -> Q:
    return Q() if scope.is_shell else plan_seen(scope, plan)
