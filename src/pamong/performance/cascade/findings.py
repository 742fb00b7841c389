"""Findings of the cascade: outcomes nobody carries, results that serve nothing, overload, circles."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.models import Agency
from pamong.performance.cascade.levels import circles_in
from pamong.performance.hints.rules import threshold
from pamong.performance.models import Contribution, Goal, Plan, Result
from pamong.ui.numbers import count_asked

UNCARRIED, UNSERVING, OVERLOAD, CIRCLE = "uncarried", "unserving", "overload", "circle"


@dataclass(frozen=True, slots=True)
class CascadeFinding:
    """One question to an owner: its rule, what it is about, and its figures."""

    code: str
    key: str  # of the goal, result or plan: asked once
    about: str
    unit_id: int = 0
    employee_id: int = 0
    count: int = 0
    place: str = ""  # the uuid of the goal or plan to open
    whose: str = ""

    @property
    def source(self) -> str:
        """The rule's name, as a stored finding keeps it."""
        return f"performance.cascade_{self.code}"

    @property
    def sentence(self) -> str:
        """What was found, in the reader's tongue."""
        said = {
            UNCARRIED: _("Belum dipikul program, kegiatan, atau SKP mana pun."),
            UNSERVING: _("Tidak mendukung hasil kerja pimpinan atau sasaran instansi."),
            OVERLOAD: _("%(count)d hasil kerja utama dalam satu SKP."),
            CIRCLE: _("Sasaran ini saling mendukung dalam lingkaran: %(about)s."),
        }[self.code]
        return said % {"count": self.count, "about": self.about}


def uncarried_outcomes(agency_id: int, year: int) -> "QuerySet[Goal]":
    """Aims and outcomes of the year without a child that holds and without a result in a plan."""
    children = Contribution.objects.filter(
        parent=OuterRef("pk"), child__first_year__lte=year, child__last_year__gte=year
    )
    results = Result.objects.filter(goal=OuterRef("pk"), plan__year=year)
    return Goal.objects.filter(
        ~Exists(children),
        ~Exists(results),
        agency_id=agency_id,
        kind__in=[Goal.Kind.GOAL, Goal.Kind.OUTCOME],
        first_year__lte=year,
        last_year__gte=year,
    )


def unserving_results(agency_id: int, year: int) -> "QuerySet[Result]":
    """Main results of those who have a leader's plan above them, that serve nothing."""
    return Result.objects.filter(
        plan__agency_id=agency_id,
        plan__year=year,
        plan__form=Plan.Form.STAFF,
        kind=Result.Kind.MAIN,
        serves=None,
        goal=None,
    )


def overloaded_plans(agency_id: int, year: int) -> "QuerySet[Plan]":
    """Plans with more main results than one person carries well."""
    return (
        Plan.objects.filter(agency_id=agency_id, year=year)
        .annotate(main=Count("results", filter=Q(results__kind=Result.Kind.MAIN)))
        .filter(main__gt=threshold("main_results"))
    )


def circles(agency_id: int) -> list[list[tuple[str, str]]]:
    """Rounds of goals, each as (uuid, name); an import or an old row may hold one."""
    lines = Contribution.objects.filter(parent__agency_id=agency_id)
    rounds = circles_in(lines.values_list("parent_id", "child_id"))
    keys = {pk for round_ in rounds for pk in round_}
    names = {
        pk: (str(uuid), name)
        for pk, uuid, name in Goal.objects.filter(pk__in=keys).values_list("pk", "uuid", "name")
    }
    return [[names[pk] for pk in round_] for round_ in rounds]


def cascade_findings(agency: Agency, year: int) -> list[CascadeFinding]:
    """All findings of a year, in five queries."""
    return [
        *_uncarried(uncarried_outcomes(agency.pk, year)),
        *_unserving(unserving_results(agency.pk, year)),
        *_overload(overloaded_plans(agency.pk, year)),
        *_circles(agency.pk),
    ]


FINDINGS_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """How many of each kind there are, and some of one kind."""

    counts: dict[str, int]
    kind: str
    findings: list[CascadeFinding]
    next_cursor: str = ""


FIGURE = "cascade_findings"
KEYS_KEPT = 1000  # of each kind, by which the first pages are found without a search


def _by_kind(agency_id: int, year: int) -> dict[str, Any]:
    return {
        UNCARRIED: uncarried_outcomes(agency_id, year),
        UNSERVING: unserving_results(agency_id, year),
        OVERLOAD: overloaded_plans(agency_id, year),
    }


Known = dict[str, tuple[int, list[int]]]  # by kind how many there are, and the keys of the first


def count_findings(scope: Scope, on: date) -> dict[int, Known]:
    """What a page begins with, by year, to be gathered."""
    return {
        year: {kind: _counted(rows) for kind, rows in _by_kind(scope.agency_id, year).items()}
        for year in (on.year - 1, on.year, on.year + 1)
    }


def _counted(rows: Any) -> tuple[int, list[int]]:
    keys = list(_keys(rows, 0)[: KEYS_KEPT + 1])
    return (rows.count() if len(keys) > KEYS_KEPT else len(keys)), keys[:KEYS_KEPT]


def _keys(rows: Any, last: int) -> Any:
    return rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)


def findings_page(
    agency_id: int, year: int, kind: str, after: str, known: Known | None = None
) -> FindingsPage:
    """Findings of one kind by page, in five queries; without a kind the first that has some.

    What was gathered is taken as it was; a finding that is no more is not shown.
    """
    rows = _by_kind(agency_id, year)
    rounds = list(_circles(agency_id))
    counts = {name: known[name][0] if known else query.count() for name, query in rows.items()}
    counts[CIRCLE] = len(rounds)
    if kind not in counts:
        kind = next((name for name, n in counts.items() if n), UNCARRIED)
    if kind == CIRCLE:
        return FindingsPage(counts, kind, rounds)
    makers: dict[str, Callable[[Any], Iterator[CascadeFinding]]] = {
        UNCARRIED: _uncarried,
        UNSERVING: _unserving,
        OVERLOAD: _overload,
    }
    keys = _page_keys(rows[kind], count_asked(after, 0), known[kind] if known else None)
    shown = keys[:FINDINGS_A_PAGE]
    found = list(makers[kind](rows[kind].filter(pk__in=shown)))
    more = str(shown[-1]) if len(keys) > FINDINGS_A_PAGE else ""
    return FindingsPage(counts, kind, found, more)


def _page_keys(rows: Any, last: int, known: tuple[int, list[int]] | None) -> list[int]:
    """The keys of a page and one more: of those gathered as far as they go, else by a search."""
    size = FINDINGS_A_PAGE + 1
    if known:
        count, keys = known
        ahead = [key for key in keys if key > last][:size]
        if len(ahead) == size or count == len(keys):
            return ahead
    return list(_keys(rows, last)[:size])


def _uncarried(rows: "QuerySet[Goal]") -> Iterator[CascadeFinding]:
    for pk, uuid, name, unit_id in rows.order_by("code", "pk").values_list(
        "pk", "uuid", "name", "unit_id"
    ):
        yield CascadeFinding(UNCARRIED, f"goal:{pk}", name, unit_id or 0, place=str(uuid))


def _unserving(rows: "QuerySet[Result]") -> Iterator[CascadeFinding]:
    for row in _with_owner(rows.order_by("plan__employee__name", "pk"), "plan__", "text"):
        yield CascadeFinding(UNSERVING, f"result:{row['pk']}", row["about"], **_owner(row))


def _overload(rows: "QuerySet[Plan]") -> Iterator[CascadeFinding]:
    for row in _with_owner(rows.order_by("employee__name", "pk"), "", "employee__name", "main"):
        owner = _owner(row)
        yield CascadeFinding(
            OVERLOAD, f"plan:{row['pk']}", row["about"], count=row["main"], **owner
        )


def _with_owner(rows: Any, plan: str, about: str, *more: str) -> Any:
    return rows.values(
        "pk",
        *more,
        about=F(about),
        unit_key=F(f"{plan}unit_id"),
        employee_key=F(f"{plan}employee_id"),
        person=F(f"{plan}employee__name"),
        plan_uuid=F(f"{plan}uuid"),
    )


def _owner(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "unit_id": row["unit_key"],
        "employee_id": row["employee_key"],
        "place": str(row["plan_uuid"]),
        "whose": row["person"],
    }


def _circles(agency_id: int) -> Iterator[CascadeFinding]:
    for round_ in circles(agency_id):
        names = " → ".join(f"“{name}”" for _uuid, name in round_)
        keys = "-".join(uuid[:8] for uuid, _name in round_[:-1])
        yield CascadeFinding(CIRCLE, f"circle:{keys}", names, place=round_[0][0])
