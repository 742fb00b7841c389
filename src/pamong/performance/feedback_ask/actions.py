"""The verbs of asking for feedback: ask somebody, decline."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.feedback_ask.permissions import can_ask_feedback, can_decline_feedback
from pamong.performance.models import FeedbackAsk, Plan


@transaction.atomic
def ask_feedback(plan: Plan, giver: Employee, *, note: str = "", by: User, on: date) -> FeedbackAsk:
    """Ask a colleague of the agency; from here on that person reads the results and may speak."""
    plan = Plan.objects.lock(plan)
    scope = scope_of(by, on)
    require(can_ask_feedback(scope, plan))
    if not plan.is_in_force:
        raise ValidationError(_("Umpan balik dapat diminta setelah SKP disetujui."))
    if giver.agency_id != plan.agency_id or giver.pk in {plan.employee_id, plan.rater_id}:
        raise ValidationError(_("Pilih rekan lain dari instansi ini."))
    waiting = FeedbackAsk.objects.filter(plan=plan, giver=giver, answered_on=None, declined_on=None)
    if waiting.exists():
        raise ValidationError(
            _("%(name)s sudah diminta dan belum menjawab.") % {"name": giver.full_name}
        )
    ask = FeedbackAsk.objects.create(
        plan=plan,
        giver=giver,
        asked_by_id=scope.employee_id,
        note=note.strip(),
        asked_on=on,
    )
    changes: dict[str, Any] = {"giver": [None, giver]}
    if ask.note:
        changes |= {"note": [None, digest_of(ask.note)]}
    record("performance.feedback_asked", ask, by=by, on=on, changes=changes)
    return ask


@transaction.atomic
def decline_feedback(ask: FeedbackAsk, *, by: User, on: date) -> FeedbackAsk:
    """Say that one will not; the plan is closed to one again."""
    rows = FeedbackAsk.objects.select_for_update(of=("self",))
    ask = rows.select_related("plan__agency", "plan__employee").get(pk=ask.pk)
    require(can_decline_feedback(scope_of(by, on), ask))
    if not ask.is_open:
        raise ValidationError(_("Permintaan ini sudah dijawab."), code="wrong_state")
    ask.declined_on = on
    ask.save(update_fields=["declined_on"])
    changes = {"declined_on": [None, on]}
    record("performance.feedback_declined", ask, by=by, on=on, changes=changes)
    return ask
