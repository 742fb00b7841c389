"""A plan's content as plain values: read once, shown, checked, copied and frozen from the same tree."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet, Value

from pamong.access.prepared import prepared
from pamong.performance.models import BehaviourExpectation, Plan, PlanAnnex, PlanIndicator, Result


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One individual indicator with its target of the plan's year."""

    pk: int
    uuid: str
    indicator_id: int
    name: str
    aspect: str
    perspective: str
    unit: str
    direction: str
    baseline: Decimal | None
    target: Decimal | None
    stretch: Decimal | None
    pace: str
    q1: Decimal | None
    q2: Decimal | None
    q3: Decimal | None
    target_text: str
    due_on: date | None
    band_low: Decimal | None
    band_high: Decimal | None
    tolerance: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result with what it serves and its indicators."""

    pk: int
    uuid: str
    kind: str
    text: str
    serves_id: int | None
    serves_text: str
    assigned_by: str
    is_carried: bool
    indicators: tuple[IndicatorLine, ...] = ()
    team: str = ""  # the team across units whose leader gave it


@dataclass(frozen=True, slots=True)
class PlanContent:
    """The whole of a plan in the order of its form."""

    results: tuple[ResultLine, ...] = ()
    expectations: dict[str, str] = field(default_factory=dict)
    annexes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def main(self) -> tuple[ResultLine, ...]:
        """Results of the post itself."""
        return tuple(r for r in self.results if r.kind == Result.Kind.MAIN)

    @property
    def additional(self) -> tuple[ResultLine, ...]:
        """Results beside the post."""
        return tuple(r for r in self.results if r.kind == Result.Kind.ADDITIONAL)

    @property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        """All indicators, in the order of their results."""
        return tuple(line for result in self.results for line in result.indicators)

    def plain(self) -> dict[str, Any]:
        """What a snapshot keeps: texts and figures, no database keys."""
        return {
            "results": [_plain_result(result) for result in self.results],
            "expectations": dict(sorted(self.expectations.items())),
            "annexes": {kind: list(lines) for kind, lines in sorted(self.annexes.items())},
        }


def _plain_result(result: ResultLine) -> dict[str, Any]:
    row = asdict(result)
    for key in ("pk", "serves_id", "indicators"):
        del row[key]
    if not row["team"]:
        del row["team"]  # most have none, and older snapshots do not know it
    row["indicators"] = [_plain_indicator(line) for line in result.indicators]
    return row


def _plain_indicator(line: IndicatorLine) -> dict[str, Any]:
    row = asdict(line)
    for key in ("pk", "indicator_id"):
        del row[key]
    return {
        key: str(value) if isinstance(value, Decimal | date) else value
        for key, value in row.items()
    }


INDICATOR_FIELDS = (
    *("pk", "uuid", "indicator_id", "indicator__name", "aspect", "perspective"),
    *("indicator__unit", "indicator__direction", "indicator__baseline"),
    *("aim__value", "aim__stretch", "aim__pace", "aim__q1", "aim__q2", "aim__q3"),
    *("aim__text", "aim__due_on"),
    *("indicator__band_low", "indicator__band_high", "indicator__tolerance", "indicator__source"),
)
RESULT_FIELDS = (
    *("pk", "uuid", "kind", "text", "serves_id", "serves__text", "assigned_by", "carried_from_id"),
    "role_cell__team__name",
)

RESULT_WIDTH = 1 + len(RESULT_FIELDS)


def indicator_lines(plan_ids: Iterable[int], year: int) -> dict[int, list[IndicatorLine]]:
    """The indicators of some plans by result, in one query, with the year's targets."""
    found: dict[int, list[IndicatorLine]] = {}
    for owner, pk, uuid, *rest in _indicators(plans=list(plan_ids), year=year):
        found.setdefault(owner, []).append(IndicatorLine(pk, str(uuid), *rest))
    return found


@prepared
def _indicators(*, plans: list[int], year: int) -> QuerySet[PlanIndicator, tuple[Any, ...]]:
    aim = FilteredRelation("indicator__targets", condition=Q(indicator__targets__year=year))
    rows = PlanIndicator.objects.filter(result__plan_id__in=plans)
    rows = rows.annotate(aim=aim, owner=F("result_id")).order_by("result_id", "place", "pk")
    return rows.values_list("owner", *INDICATOR_FIELDS)


def result_lines(plan_ids: Iterable[int], year: int) -> dict[int, list[ResultLine]]:
    """The results of some plans with their indicators, in one query."""
    found: dict[int, list[ResultLine]] = {}
    rows = _results(plans=list(plan_ids), year=year)
    for (owner, *result), same in groupby(rows, key=lambda row: row[:RESULT_WIDTH]):
        pk, uuid, kind, text, serves_id, serves, assigned, carried, team = result
        measured = [row[RESULT_WIDTH:] for row in same]
        indicators = [IndicatorLine(one[0], str(one[1]), *one[2:]) for one in measured if one[0]]
        line = ResultLine(
            *(pk, str(uuid), kind, text, serves_id, serves or "", assigned),
            is_carried=carried is not None,
            indicators=tuple(indicators),
            team=team or "",
        )
        found.setdefault(owner, []).append(line)
    return found


@prepared
def _results(*, plans: list[int], year: int) -> QuerySet[Result, tuple[Any, ...]]:
    """A row for each indicator; one for a result that has none."""
    targets = "indicators__indicator__targets"
    aim = FilteredRelation(targets, condition=Q(**{f"{targets}__year": year}))
    rows = Result.objects.filter(plan_id__in=plans).annotate(aim=aim)
    rows = rows.order_by("plan_id", "-kind", "place", "pk", "indicators__place", "indicators__pk")
    fields = (
        name if name.startswith("aim__") else f"indicators__{name}" for name in INDICATOR_FIELDS
    )
    return rows.values_list("plan_id", *RESULT_FIELDS, *fields)


def contents_of(plan_ids: Iterable[int], year: int) -> dict[int, PlanContent]:
    """The whole content of some plans of a year, in three queries whatever their number."""
    keys = list(plan_ids)
    results = result_lines(keys, year)
    expectations: dict[int, dict[str, str]] = {key: {} for key in keys}
    rows = BehaviourExpectation.objects.filter(plan_id__in=keys)
    for key, value, text in rows.values_list("plan_id", "value", "text"):
        expectations[key][value] = text
    annexes: dict[int, dict[str, tuple[str, ...]]] = {key: {} for key in keys}
    lines = PlanAnnex.objects.filter(plan_id__in=keys).order_by("plan_id", "kind", "place", "pk")
    for key, kind, text in lines.values_list("plan_id", "kind", "text"):
        annexes[key][kind] = (*annexes[key].get(kind, ()), text)
    return {
        key: PlanContent(tuple(results.get(key, ())), expectations[key], annexes[key])
        for key in keys
    }


def content_of(plan: Plan) -> PlanContent:
    """The whole content of one plan, in two queries."""
    results = result_lines([plan.pk], plan.year).get(plan.pk, [])
    expectations: dict[str, str] = {}
    annexes: dict[str, tuple[str, ...]] = {}
    for is_annex, _place, code, text in _sides(plan=plan.pk):
        if is_annex:
            annexes[code] = (*annexes.get(code, ()), text)
        else:
            expectations[code] = text
    return PlanContent(tuple(results), expectations, annexes)


@prepared
def _sides(*, plan: int) -> Any:
    """Expectations and annexes at once: two small tables of the same shape."""
    expected = (
        BehaviourExpectation.objects.filter(plan=plan)
        .annotate(is_annex=Value(0), at=Value(0), code=F("value"))
        .values_list("is_annex", "at", "code", "text")
    )
    annexed = (
        PlanAnnex.objects.filter(plan=plan)
        .order_by()
        .annotate(is_annex=Value(1), at=F("place"), code=F("kind"))
        .values_list("is_annex", "at", "code", "text")
    )
    return expected.union(annexed, all=True).order_by("is_annex", "code", "at")
