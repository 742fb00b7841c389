"""Verbs on a plan's content: results with their indicators, annexes, expected behaviour."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.measurement.models import Indicator, Target
from pamong.measurement.pace import STAGES, Wish, stages_of
from pamong.people.scope import scope_of
from pamong.performance.given import IndicatorInput, ResultInput
from pamong.performance.models import (
    BehaviourExpectation,
    Plan,
    PlanAnnex,
    PlanIndicator,
    Result,
)
from pamong.performance.plan.held import require_edit
from pamong.performance.plan.permissions import can_expect_behaviour
from pamong.performance.quarters import quarter_numbers


@transaction.atomic
def save_result(
    plan: Plan, given: ResultInput, *, result: Result | None = None, by: User, on: date
) -> Result:
    """Write a result with its indicators; only while the plan is with its owner."""
    plan = Plan.objects.lock(plan)
    require_edit(scope_of(by, on), plan)
    if result is not None:
        plan.results.get(pk=result.pk)  # removed meanwhile, saving would bring it back
    else:
        last = plan.results.aggregate(last=Max("place"))["last"] or 0
        result = Result(plan=plan, place=last + 1)
    before = result.text
    result.text, result.kind = given.text, given.kind
    result.serves, result.assigned_by = given.serves, given.assigned_by
    result.save()
    save_indicators(plan, result, given.indicators)
    _touch(plan)
    changes = {
        "result": [str(result.uuid), str(result.uuid)],
        "text": [digest_of(before) if before else None, digest_of(given.text)],
        "indicators": [None, len(given.indicators)],
    }
    record("performance.result_saved", plan, by=by, on=on, changes=changes)
    return result


def save_indicators(plan: Plan, result: Result, given: Sequence[IndicatorInput]) -> None:
    """Make the result's indicators those that are given, inside the verb of a plan that is locked."""
    kept = {line.pk for line in given if line.pk}
    standing = {row.pk: row for row in result.indicators.select_related("indicator")}
    gone = [row for pk, row in standing.items() if pk not in kept]
    for row in gone:
        row.delete()
        if not row.indicator.readings.exists():
            row.indicator.delete()
    for place, line in enumerate(given, start=1):
        row = standing.get(line.pk) or PlanIndicator(
            result=result, indicator=Indicator(agency=plan.agency)
        )
        _write_indicator(row.indicator, line, plan)
        row.indicator_id = row.indicator.pk
        row.aspect, row.perspective, row.place = line.aspect, line.perspective, place
        row.save()


def target_fields(line: IndicatorInput, quarters: Sequence[int]) -> dict[str, Any]:
    """What a target's row holds, its quarters spread as wished over those that the plan touches."""
    wish = Wish(line.pace, (line.q1, line.q2, line.q3))
    stages = stages_of(
        line.target, wish, unit=line.unit, direction=line.direction, quarters=quarters
    )
    return {
        "value": line.target,
        "stretch": line.stretch,
        "text": line.target_text,
        "due_on": line.due_on,
        "pace": line.pace,
        **dict(zip(STAGES, stages, strict=True)),
    }


def _write_indicator(indicator: Indicator, line: IndicatorInput, plan: Plan) -> None:
    for name in ("name", "unit", "direction", "baseline", "source"):
        setattr(indicator, name, getattr(line, name))
    for name in ("band_low", "band_high", "tolerance"):
        setattr(indicator, name, getattr(line, name))
    indicator.save()
    Target.objects.update_or_create(
        indicator=indicator,
        year=plan.year,
        defaults=target_fields(line, quarter_numbers(plan.starts_on, plan.ends_on)),
    )


@transaction.atomic
def remove_result(plan: Plan, result: Result, *, by: User, on: date) -> Plan:
    """Take a result out of a plan that is still with its owner; the ledger keeps its digest."""
    plan = Plan.objects.lock(plan)
    require_edit(scope_of(by, on), plan)
    result = plan.results.get(pk=result.pk)
    changes = {"result": [str(result.uuid), None], "text": [digest_of(result.text), None]}
    save_indicators(plan, result, ())
    result.delete()
    _touch(plan)
    record("performance.result_removed", plan, by=by, on=on, changes=changes)
    return plan


@transaction.atomic
def save_annexes(plan: Plan, lines: Mapping[str, Sequence[str]], *, by: User, on: date) -> Plan:
    """Write the annexes: support, accountability, consequence; an empty line is dropped."""
    plan = Plan.objects.lock(plan)
    require_edit(scope_of(by, on), plan)
    plan.annexes.all().delete()
    rows = [
        PlanAnnex(plan=plan, kind=kind, text=text.strip(), place=place)
        for kind, texts in lines.items()
        for place, text in enumerate(texts, start=1)
        if text.strip()
    ]
    PlanAnnex.objects.bulk_create(rows)
    _touch(plan)
    counts = {kind: [None, len([t for t in texts if t.strip()])] for kind, texts in lines.items()}
    record("performance.annexes_saved", plan, by=by, on=on, changes=counts)
    return plan


@transaction.atomic
def expect_behaviour(plan: Plan, texts: Mapping[str, str], *, by: User, on: date) -> Plan:
    """Write what the leader expects beside the fixed guides of each value; empty means nothing."""
    plan = Plan.objects.lock(plan)
    require(can_expect_behaviour(scope_of(by, on), plan))
    standing = {row.value: row for row in plan.expectations.all()}
    changes: dict[str, Any] = {}
    for value, text in texts.items():
        row, new = standing.get(value), text.strip()
        old = row.text if row else ""
        if new == old:
            continue
        changes[value] = [digest_of(old) if old else None, digest_of(new) if new else None]
        if not new and row:
            row.delete()
        else:
            BehaviourExpectation.objects.update_or_create(
                plan=plan, value=value, defaults={"text": new}
            )
    if changes:
        _touch(plan)
        record("performance.behaviour_expected", plan, by=by, on=on, changes=changes)
    return plan


def _touch(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(version=F("version") + 1)
    plan.version += 1
