"""Reads of plans for files: a fixed number of queries for each block of plans."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from pamong.access.scope import Scope
from pamong.measurement.models import Target
from pamong.people.models import Agency
from pamong.people.trace.permissions import must_state_purpose
from pamong.performance.models import Evaluation, Plan, PlanIndicator, Result, Window

BLOCK = 500
PLAN: dict[str, Combinable] = {
    "plan": F("uuid"),
    "year": F("year"),
    "from": F("starts_on"),
    "to": F("ends_on"),
    "nip": F("employee__nip"),
    "name": F("employee__name"),
    "unit_code": F("unit__code"),
    "unit": F("unit__name"),
    "position": F("position__name"),
    "held": F("held"),
    "supervisor": Coalesce(NullIf(F("rater__nip"), Value("")), F("rater__name")),
    "superior": Coalesce(NullIf(F("superior__nip"), Value("")), F("superior__name")),
    "approach": F("approach"),
    "form": F("form"),
    "status": F("status"),
    "status_on": F("status_on"),
    "proposed_on": F("proposed_on"),
    "agreed_on": F("agreed_on"),
    "pack": F("pack"),
}
INDICATOR: dict[str, Combinable] = {
    "name": F("indicator__name"),
    "unit": F("indicator__unit"),
    "direction": F("indicator__direction"),
    "baseline": F("indicator__baseline"),
    "low": F("indicator__band_low"),
    "high": F("indicator__band_high"),
    "tolerance": F("indicator__tolerance"),
    "source": F("indicator__source"),
    "aspect": F("aspect"),
    "perspective": F("perspective"),
}
TARGET = {"target": "value", "stretch": "stretch", "target_text": "text", "due_on": "due_on"}
COUNTED = ("results_count", "indicators_count", "predicate")
EXPORTED = (*PLAN, *COUNTED)
Rows = dict[int, list[dict[str, object]]]


def exported_plans(scope: Scope, agency: Agency, year: int) -> Iterator[dict[str, object]]:
    """A year's plans that the scope may see, by name and start, each with its results."""
    rows = Plan.objects.visible_to(scope).filter(agency=agency, year=year)
    ordered = rows.order_by("employee__name", "employee_id", "starts_on", "pk")
    block: list[tuple[Any, ...]] = []
    for row in ordered.values_list("pk", *PLAN.values()).iterator(chunk_size=2000):
        block.append(row)
        if len(block) == BLOCK:
            yield from _with_content(block, scope, year)
            block = []
    yield from _with_content(block, scope, year)


def _with_content(
    block: list[tuple[Any, ...]], scope: Scope, year: int
) -> Iterator[dict[str, object]]:
    ids = [row[0] for row in block]
    results, predicates = _results_of(ids, year), _predicates_of(ids, scope)
    for pk, *values in block:
        row: dict[str, object] = dict(zip(PLAN, values, strict=True))
        own = results[pk]
        row["plan"] = str(row["plan"])
        row["results_count"] = len(own)
        row["indicators_count"] = sum(len(_listed(result)) for result in own)
        row["predicate"] = predicates.get(pk)
        row["results"] = own
        yield row


def _listed(result: dict[str, object]) -> list[object]:
    found = result["indicators"]
    return found if isinstance(found, list) else []


def _results_of(plan_ids: list[int], year: int) -> Rows:
    indicators = _indicators_of(plan_ids, year)
    found: Rows = defaultdict(list)
    rows = Result.objects.filter(plan_id__in=plan_ids)
    fields = ("pk", "plan_id", "kind", "text", "serves__text", "assigned_by")
    for pk, plan_id, kind, text, serves, assigned_by in rows.values_list(*fields):
        told = {"kind": kind, "text": text, "serves": serves, "assigned_by": assigned_by}
        found[plan_id].append({**told, "indicators": indicators[pk]})
    return found


def _indicators_of(plan_ids: list[int], year: int) -> Rows:
    rows = PlanIndicator.objects.filter(result__plan_id__in=plan_ids)
    told = rows.values_list("result_id", "indicator_id", *INDICATOR.values())
    targets = {
        indicator_id: dict(zip(TARGET, map(_figure, values), strict=True))
        for indicator_id, *values in Target.objects.filter(
            indicator__in_plans__result__plan_id__in=plan_ids, year=year
        ).values_list("indicator_id", *TARGET.values())
    }
    found: Rows = defaultdict(list)
    for result_id, indicator_id, *values in told:
        row: dict[str, object] = dict(zip(INDICATOR, map(_figure, values), strict=True))
        found[result_id].append(row | targets.get(indicator_id, dict.fromkeys(TARGET)))
    return found


def _predicates_of(plan_ids: list[int], scope: Scope) -> dict[int, str]:
    """The annual predicates that are set, as codes of the plan's pack; an auditor reads them one by one."""
    if must_state_purpose(scope) and not scope.is_shell:
        return {}
    rows = Evaluation.objects.visible_to(scope).standing().final()
    annual = rows.filter(plan_id__in=plan_ids, period=Window.Period.YEAR)
    return dict(annual.values_list("plan_id", "predicate"))


def _figure(value: Any) -> Any:
    """A number without the noughts that its column adds; other values as they are."""
    return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value
