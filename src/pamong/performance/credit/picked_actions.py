"""Balances confirmed at once: what was answered meanwhile is passed over."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.people.acts.passing import Answered, Passed
from pamong.people.scope import scope_of
from pamong.performance.credit.actions import confirm_balances, held_entries
from pamong.performance.credit.permissions import can_confirm_balance
from pamong.performance.models import CreditEntry

Status = CreditEntry.Status


def sorted_out(
    entries: Sequence[CreditEntry], scope: Scope
) -> tuple[list[CreditEntry], list[Passed]]:
    """Those that still wait for this account, and the others with the reason."""
    require(not entries or any(can_confirm_balance(scope, entry) for entry in entries))
    told = [(entry, _why_not(entry, scope)) for entry in entries]
    passed = [Passed(entry.employee.full_name, why) for entry, why in told if why]
    return [entry for entry, why in told if not why], passed


def _why_not(entry: CreditEntry, scope: Scope) -> str:
    if entry.status != Status.ENTERED:
        return _("saldo sudah %(state)s") % {"state": entry.get_status_display().lower()}
    if not can_confirm_balance(scope, entry):
        return _("Anda yang memasukkannya: orang lain yang mengonfirmasi")
    return ""


@transaction.atomic
def confirm_picked_balances(
    entries: Iterable[CreditEntry], *, by: User, on: date
) -> Answered[CreditEntry]:
    """Confirm those that still wait; the others are left as they are and named."""
    fit, passed = sorted_out(held_entries(entries), scope_of(by, on))
    return Answered(confirm_balances(fit, by=by, on=on) if fit else [], passed)
