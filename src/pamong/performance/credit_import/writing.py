"""Writes balances and ranks of a file: whole or not at all; every balance waits for another person."""

from datetime import date

from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, record_all
from pamong.people.importing.reach import import_reach
from pamong.people.intake import StaleFileError
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.performance.credit.actions import made_entry, told_of
from pamong.performance.credit.permissions import can_enter_balance, can_receive_balances
from pamong.performance.credit.ranking import hold_ranks
from pamong.performance.credit_import.plan import BalancePlan, plan_balances
from pamong.performance.models import CreditEntry, RankHeld

BATCH = 500


@transaction.atomic
def write_balances(plan: BalancePlan, name: str, *, by: User, on: date) -> None:
    """Enter what the plan says; StaleFileError where it would be something else by now."""
    scope = scope_of(by, on)
    require(can_receive_balances(scope, plan.agency))
    agency = Agency.objects.select_for_update().get(pk=plan.agency.pk)
    again = plan_balances(agency, plan.file, name, on, within=import_reach(scope))
    if again.digest() != plan.digest():
        raise StaleFileError
    for change in plan.changes:
        require(can_enter_balance(scope, change.employee))
    entries, ranks = _entries(plan, by=by, on=on), _ranks(plan, by=by, on=on)
    CreditEntry.objects.bulk_create(entries, batch_size=BATCH)
    noted = hold_ranks(ranks, on)
    whole = {
        "file": f"sha256:{plan.file.digest}",
        "added": len(entries) + len(ranks),
        "rejected": len(plan.rejected),
    }
    drafts = [Draft("performance.credits_imported", plan.agency, whole)]
    drafts += [Draft("performance.credit_entered", row, told_of(row)) for row in entries]
    record_all(drafts + noted, by=by, on=on)


def _entries(plan: BalancePlan, *, by: User, on: date) -> list[CreditEntry]:
    found = []
    for change in plan.changes:
        if change.balance is not None:
            entry = made_entry(change.employee, change.balance, by=by, on=on)
            entry.corrects = change.corrects
            found.append(entry)
    return found


def _ranks(plan: BalancePlan, *, by: User, on: date) -> list[RankHeld]:
    return [
        RankHeld(
            employee=change.employee,
            rank=change.rank.rank,
            starts_on=change.rank.starts_on,
            noted_by=by,
            noted_on=on,
        )
        for change in plan.changes
        if change.rank is not None
    ]
