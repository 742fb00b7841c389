"""A long leave may cut the period of a plan: what it would be then, and the verb that does it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import Actor, record
from pamong.people.holding import Local
from pamong.people.leave.kinds import leave_pack, shortens_after
from pamong.people.models import Leave
from pamong.people.scope import scope_for
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import period_days
from pamong.performance.plan.permissions import can_shorten_plan

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cut:
    """A plan's period as a leave would make it."""

    leave: Leave
    starts_on: date
    ends_on: date


def is_long(leave: Leave, local: Local) -> bool:
    """Whether a leave of this kind and length may shorten a plan."""
    least = shortens_after(leave.kind, leave_pack(leave.valid_from, local))
    return least is not None and (leave.last - leave.valid_from).days + 1 >= least


def cut_of(plan: Plan, leave: Leave) -> Cut | None:
    """The period without the leave: what lies before it, or after one that stands at the beginning.

    What lies after a leave in the middle belongs to another plan, as after a move. Nothing where the
    leave does not touch the period, or leaves nothing of it.
    """
    if leave.last < plan.starts_on or leave.valid_from > plan.ends_on:
        return None
    if leave.valid_from > plan.starts_on:
        return Cut(leave, plan.starts_on, leave.valid_from - DAY)
    return Cut(leave, leave.last + DAY, plan.ends_on) if leave.last < plan.ends_on else None


def cuts_of(plan: Plan, leaves: list[Leave]) -> list[Cut]:
    """Every way in which the person's leave may shorten the plan."""
    found = (cut_of(plan, leave) for leave in _long_in(plan, leaves))
    return [cut for cut in found if cut]


def _long_in(plan: Plan, leaves: list[Leave]) -> list[Leave]:
    return [leave for leave in leaves if is_long(leave, plan.agency.local_packs)]


def leaves_in(plan: Plan, scope: Scope) -> list[Leave]:
    """The person's leave in the period of the plan."""
    rows = Leave.objects.visible_to(scope).within(plan.starts_on, plan.ends_on)
    return list(rows.filter(employee=plan.employee_id).order_by("valid_from"))


@transaction.atomic
def shorten_plan(plan: Plan, leave: Leave, *, by: Actor, on: date) -> Plan:
    """Cut the period by a long leave; what was rated in the part that goes keeps it from going."""
    plan = Plan.objects.lock(plan)
    require(can_shorten_plan(scope_for(by, on), plan))
    cut = cut_of(plan, leave) if leave.employee_id == plan.employee_id else None
    if cut is None or not is_long(leave, plan.agency.local_packs):
        raise ValidationError(_("Cuti ini tidak mempersingkat SKP. Muat ulang halaman."))
    _refuse_rated(plan, cut)
    same = Plan.objects.definitive().filter(employee=plan.employee_id, starts_on=cut.starts_on)
    if same.exclude(pk=plan.pk).exists():
        raise ValidationError(_("Sudah ada SKP lain yang mulai pada hari itu."))
    changes = {
        "starts_on": [plan.starts_on, cut.starts_on],
        "ends_on": [plan.ends_on, cut.ends_on],
        "leave": [None, leave],
    }
    plan.starts_on, plan.ends_on, plan.shortened_for = cut.starts_on, cut.ends_on, leave.kind
    plan.version += 1
    plan.save(update_fields=["starts_on", "ends_on", "shortened_for", "version"])
    record("performance.plan_shortened", plan, by=by, on=on, changes=changes)
    return plan


def _refuse_rated(plan: Plan, cut: Cut) -> None:
    for period in Evaluation.objects.filter(plan=plan).values_list("period", flat=True):
        first, last = period_days(plan.year, period)
        if last < cut.starts_on or first > cut.ends_on:
            raise ValidationError(
                _("Bagian periode yang dipotong sudah dinilai, jadi SKP ini tidak dipersingkat.")
            )
