"""Answers to many plans at once: what changed meanwhile is passed over, and agreeing is taken back for a while."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import Draft, record_all
from pamong.people.acts.passing import Answered, Passed
from pamong.people.acts.record import Act, came_on_top, refuse_all_on_top
from pamong.people.scope import scope_of
from pamong.performance.models import Plan
from pamong.performance.plan.actions import agree_plans, lock_all, return_plans
from pamong.performance.plan.permissions import (
    can_agree_plan,
    can_return_plan,
    can_undo_agreement,
)
from pamong.performance.plan.seen import changed_since

AGREED_VERB = "performance.plan_agreed"
# What others do because a plan is agreed; taking the agreement back would pull the ground from under it.
ON_TOP = frozenset(
    {
        *("performance.steps_saved", "performance.reading_entered", "performance.evidence_used"),
        *("performance.revision_asked", "performance.evaluation_opened", "performance.role_taken"),
        *("performance.roles_shared", "documents.paper_issued", "documents.paper_signed"),
        *("performance.entry_confirmed", "performance.dialogue_held"),
    }
)
May = Callable[[Scope, Plan], bool]


def sorted_out(
    plans: Sequence[Plan], marks: Sequence[str], scope: Scope, may: May, to: str
) -> tuple[list[Plan], list[Passed]]:
    """Those that stand as they were read and may be answered so, and the others with the reason."""
    changed = {plan.pk for plan in changed_since(plans, marks)}
    fit, passed = [], []
    for plan in plans:
        why = _why_not(plan, scope, may, to, is_changed=plan.pk in changed)
        if why:
            passed.append(Passed(plan.employee.full_name, why))
        else:
            fit.append(plan)
    return fit, passed


def _why_not(plan: Plan, scope: Scope, may: May, to: str, *, is_changed: bool) -> str:
    state = plan.get_status_display().lower()
    if not may(scope, plan):
        return _("SKP ini tidak lagi Anda nilai")
    if to not in Plan.MOVES.get(plan.status, ()):
        return _("SKP sudah %(state)s") % {"state": state}
    if is_changed:
        return _("isinya berubah sesudah dibuka; sekarang %(state)s") % {"state": state}
    return ""


@transaction.atomic
def agree_picked_plans(
    plans: Sequence[Plan], marks: Sequence[str], *, by: User, on: date
) -> Answered[Plan]:
    """Agree those that still stand as they were read; the others are left as they are and named."""
    scope, locked = scope_of(by, on), lock_all(plans)
    require(not locked or any(can_agree_plan(scope, plan) for plan in locked))
    fit, passed = sorted_out(locked, marks, scope, can_agree_plan, Plan.Status.AGREED)
    return Answered(agree_plans(fit, by=by, on=on) if fit else [], passed)


@transaction.atomic
def return_picked_plans(
    plans: Sequence[Plan], marks: Sequence[str], *, reason: str, by: User, on: date
) -> Answered[Plan]:
    """Give back those that still stand as they were read; the others are left as they are and named."""
    scope, locked = scope_of(by, on), lock_all(plans)
    require(not locked or any(can_return_plan(scope, plan) for plan in locked))
    fit, passed = sorted_out(locked, marks, scope, can_return_plan, Plan.Status.RETURNED)
    return Answered(return_plans(fit, reason=reason, by=by, on=on) if fit else [], passed)


@transaction.atomic
def undo_agreements(act: Act, *, by: User, on: date, at: datetime) -> Answered[Plan]:
    """Lay plans that were agreed by a slip before the rater again, where nothing happened since.

    The frozen copies stay: what was agreed for a moment was agreed.
    """
    scope = scope_of(by, on)
    act.check_while(at)
    locked = lock_all(list(Plan.objects.visible_to(scope).filter(uuid__in=act.subjects)))
    later = came_on_top(act, ON_TOP)
    fit = [plan for plan in locked if plan.uuid not in later]
    if not fit:
        raise refuse_all_on_top(later.values())
    drafts = []
    for plan in fit:
        require(can_undo_agreement(scope, plan))
        before = plan.status
        _lay_before_again(plan, on)
        changes = {"status": [before, str(plan.status)]}
        drafts.append(Draft("performance.plan_agreement_undone", plan, changes))
    record_all(drafts, by=by, on=on)
    left = [plan for plan in locked if plan.uuid in later]
    why = _("sesudah disetujui sudah ada catatan lain")
    return Answered(fit, [Passed(plan.employee.full_name, why) for plan in left])


def _lay_before_again(plan: Plan, on: date) -> None:
    """No move of its own: the owner, who proposes from the other states, must not propose from this one."""
    if plan.status != Plan.Status.AGREED:
        raise plan.moved_on()
    plan.status, plan.status_on = Plan.Status.PROPOSED, plan.proposed_on or on
    plan.agreed_on = None
    plan.version += 1
    plan.save()
