"""Verbs about contracts."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, digest_of, record, record_all
from pamong.people.contracts.permissions import (
    can_add_contract,
    can_decide_contract,
    can_remove_contract,
)
from pamong.people.contracts.rules import HELD_BY
from pamong.people.models import Contract, Employee
from pamong.people.problems.finding import find_problems_of
from pamong.people.scope import scope_for, scope_of
from pamong.ui.dates import say_days

DAY = timedelta(days=1)
Decision = Contract.Decision


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What is known of a contract: its days, the percent of full hours, its letter."""

    first: date
    last: date
    hours_share: Decimal | None = None
    letter: str = ""


def _held(person: Employee) -> Employee:
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=person.pk)


def _locked(contract: Contract) -> Contract:
    rows = Contract.objects.select_for_update(of=("self",)).select_related("employee__agency")
    return rows.get(pk=contract.pk)


def _find(contract: Contract, on: date) -> None:
    """One that ended undecided is a data problem, until somebody decides or another follows."""
    find_problems_of(contract.employee.agency, [contract.employee_id], on)


@transaction.atomic
def add_contract(person: Employee, facts: ContractFacts, *, by: Actor, on: date) -> Contract:
    """The person works under a contract on these days."""
    person = _held(person)
    require(can_add_contract(scope_for(by, on), person))
    contract = _made(person, facts)
    _find(contract, on)
    record("people.contract_added", contract, by=by, on=on, changes=_told(contract))
    return contract


def _made(person: Employee, facts: ContractFacts) -> Contract:
    if person.kind not in HELD_BY:
        raise ValidationError(
            _("%(name)s bukan PPPK, jadi tidak punya kontrak.") % {"name": person.full_name}
        )
    if facts.last < facts.first:
        raise ValidationError(_("Hari terakhir tidak boleh sebelum hari pertama."))
    other = Contract.objects.within(facts.first, facts.last).filter(employee=person).first()
    if other:
        raise ValidationError(
            _("Bertumpuk dengan kontrak %(days)s.")
            % {"days": say_days(other.valid_from, other.last)}
        )
    return Contract.objects.create(
        employee=person,
        valid_from=facts.first,
        valid_to=facts.last + DAY,
        hours_share=facts.hours_share,
        letter=facts.letter,
    )


def _told(contract: Contract) -> dict[str, Any]:
    return {
        "valid_from": [None, contract.valid_from],
        "valid_to": [None, contract.valid_to],
        "hours_share": [None, contract.hours_share],
    }


@transaction.atomic
def remove_contract(contract: Contract, *, by: Actor, on: date) -> Contract:
    """Take back a contract that was recorded wrongly; one that was decided on stays."""
    contract = _locked(contract)
    require(can_remove_contract(scope_for(by, on), contract))
    if contract.decision:
        raise ValidationError(_("Kontrak ini sudah diputuskan, jadi tidak dihapus."))
    changes = {
        "valid_from": [contract.valid_from, None],
        "valid_to": [contract.valid_to, None],
    }
    Contract.objects.filter(pk=contract.pk).delete()
    _find(contract, on)
    record("people.contract_removed", contract, by=by, on=on, changes=changes)
    return contract


@transaction.atomic
def decide_contract(
    contract: Contract,
    decision: str,
    *,
    until: date | None = None,
    reason: str = "",
    by: User,
    on: date,
) -> Contract:
    """Extend by another contract, propose the appointment, or let it end; to decide again is to correct.

    What follows from an appointment or an end is recorded by a move or an import when it happens.
    """
    contract = _locked(contract)
    require(can_decide_contract(scope_of(by, on), contract))
    if contract.decision == Decision.EXTEND:
        raise ValidationError(_("Kontrak ini sudah diperpanjang."))
    if decision != Decision.EXTEND and not reason.strip():
        raise ValidationError(_("Tulis alasan keputusan."))
    drafts = []
    if decision == Decision.EXTEND:
        if until is None:
            raise ValidationError(_("Isi hari terakhir kontrak berikutnya."))
        facts = ContractFacts(contract.last + DAY, until, contract.hours_share)
        following = _made(contract.employee, facts)
        drafts.append(Draft("people.contract_added", following, _told(following)))
    before, contract.decision = contract.decision, decision
    contract.reason, contract.decided_by, contract.decided_on = reason.strip(), by, on
    contract.save(update_fields=["decision", "reason", "decided_by", "decided_on"])
    _find(contract, on)
    changes: dict[str, Any] = {"decision": [before or None, decision]}
    if contract.reason:
        changes["reason"] = [None, digest_of(contract.reason)]
    record_all([*drafts, Draft("people.contract_decided", contract, changes)], by=by, on=on)
    return contract
