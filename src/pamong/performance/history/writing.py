"""Writes earlier results: whole or not at all, the same file twice changes nothing."""

from datetime import date
from typing import Any

from django.db import transaction

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.importing.actions import ImportResult
from pamong.people.importing.reach import import_reach
from pamong.people.intake import StaleFileError
from pamong.people.models import Agency
from pamong.people.models.intake import NAME_LENGTH
from pamong.people.scope import scope_for
from pamong.performance.history.permissions import can_receive_history
from pamong.performance.history.plan import HistoryPlan, PastChange, plan_history
from pamong.performance.models import PastResult

BATCH = 500


def counts_of(plan: HistoryPlan, *, is_refused: bool = False) -> ImportResult:
    """The counts of a plan; nothing is written of one that is refused."""
    if is_refused:
        return ImportResult(rejected=len(plan.rejected))
    return ImportResult(plan.added, plan.changed, plan.unchanged, len(plan.rejected))


@transaction.atomic
def write_history(
    plan: HistoryPlan, name: str, *, partial: bool = False, by: Actor, on: date
) -> ImportResult:
    """Write what the plan says; rejected rows stop everything unless the rest is asked for."""
    scope = scope_for(by, on)
    require(can_receive_history(scope, plan.agency))
    if plan.rejected and not partial:
        return counts_of(plan, is_refused=True)
    agency = Agency.objects.select_for_update().get(pk=plan.agency.pk)
    if plan_history(agency, plan.file, on, within=import_reach(scope)).digest() != plan.digest():
        raise StaleFileError
    if plan.changes:
        _write(plan, name, by=by, on=on)
    return counts_of(plan)


def _write(plan: HistoryPlan, name: str, *, by: Actor, on: date) -> None:
    new: list[PastResult] = []
    old: list[PastResult] = []
    drafts = []
    for change in plan.changes:
        row = change.standing or PastResult(employee=change.employee, starts_on=change.days[0])
        row.employee = change.employee
        for key, (_before, value) in change.fields.items():
            setattr(row, key, value)
        row.source, row.sourced_on = name[:NAME_LENGTH], on
        (old if change.standing else new).append(row)
        drafts.append(Draft("performance.history_set", row, _told(change)))
    PastResult.objects.bulk_create(new, batch_size=BATCH)
    PastResult.objects.bulk_update(
        old, [*PastResult.FIELDS, "source", "sourced_on"], batch_size=BATCH
    )
    whole = {
        "file": f"sha256:{plan.file.digest}",
        "added": plan.added,
        "changed": plan.changed,
        "rejected": len(plan.rejected),
    }
    first = Draft("performance.history_imported", plan.agency, whole)
    record_all([first, *drafts], by=by, on=on)


def _told(change: PastChange) -> dict[str, Any]:
    return {name: [before, after] for name, (before, after) in change.fields.items()}
