"""Writes earlier results: whole or not at all, the same file twice changes nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, record_all
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency
from pamong.people.scope import scope_for
from pamong.performance.history.permissions import can_receive_history
from pamong.performance.history.plan import HistoryPlan, PastChange, plan_history
from pamong.performance.models import PastResult

BATCH = 500
NAME_LENGTH = 200


class StaleFileError(Exception):
    """Something changed since the file was looked at."""


@dataclass(frozen=True, slots=True)
class HistoryCounts:
    """What an import did, or would do."""

    added: int
    changed: int
    unchanged: int
    rejected: int

    def __str__(self) -> str:
        return (
            f"added {self.added}, changed {self.changed}, "
            f"unchanged {self.unchanged}, rejected {self.rejected}"
        )


def counts_of(plan: HistoryPlan, *, is_refused: bool = False) -> HistoryCounts:
    """The counts of a plan; nothing is written of one that is refused."""
    if is_refused:
        return HistoryCounts(0, 0, 0, len(plan.rejected))
    return HistoryCounts(plan.added, plan.changed, plan.unchanged, len(plan.rejected))


@transaction.atomic
def write_history(
    plan: HistoryPlan, name: str, *, partial: bool = False, by: Actor, on: date
) -> HistoryCounts:
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
