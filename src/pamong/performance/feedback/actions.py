"""The verbs of feedback and dialogue: speak, ask for a talk, write what it agreed, finish that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, digest_of, record, record_all
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.feedback.permissions import (
    can_ask_dialogue,
    can_finish_action,
    can_give_feedback,
    can_hold_dialogue,
)
from pamong.performance.feedback.queries import circle_of, side_of
from pamong.performance.models import Dialogue, DialogueAction, Feedback, FeedbackAsk, Plan


@dataclass(frozen=True, slots=True)
class Word:
    """What is said about one result, or about one value of behaviour."""

    text: str
    result_id: int | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a talk agreed: who does what by when."""

    text: str
    owner: Employee
    due_on: date


@transaction.atomic
def give_feedback(plan: Plan, words: Sequence[Word], *, by: User, on: date) -> list[Feedback]:
    """Say something about results and values; the side is where the giver stands on the day."""
    plan = Plan.objects.lock(plan)
    scope = scope_of(by, on)
    side = side_of(scope, plan, circle_of(scope, on))
    require(can_give_feedback(scope, plan, side))
    if not plan.is_in_force:
        raise ValidationError(_("Umpan balik dapat diberikan setelah SKP disetujui."))
    results = set(plan.results.values_list("pk", flat=True))
    given = [
        Feedback(
            plan=plan,
            result_id=word.result_id,
            value=word.value,
            giver_id=scope.employee_id,
            side=side,
            text=word.text.strip(),
            on=on,
        )
        for word in words
        if word.text.strip() and (word.value or word.result_id in results)
    ]
    if not given:
        raise ValidationError(
            _("Tulis umpan balik pada paling sedikit satu hasil kerja atau nilai.")
        )
    Feedback.objects.bulk_create(given)
    FeedbackAsk.objects.filter(
        plan=plan, giver_id=scope.employee_id, answered_on=None, declined_on=None
    ).update(answered_on=on)
    record_all([_said(one) for one in given], by=by, on=on)
    return given


def _said(one: Feedback) -> Draft:
    changes = {
        "side": [None, one.side],
        "about": [None, one.value or "result"],
        "text": [None, digest_of(one.text)],
    }
    return Draft("performance.feedback_given", one, changes)


@transaction.atomic
def ask_dialogue(plan: Plan, *, topic: str, by: User, on: date) -> Dialogue:
    """Ask the other for a talk about the work."""
    plan = Plan.objects.lock(plan)
    scope = scope_of(by, on)
    require(can_ask_dialogue(scope, plan))
    if not topic.strip():
        raise ValidationError(_("Tulis apa yang ingin dibicarakan."))
    dialogue = Dialogue.objects.create(
        plan=plan, asked_by_id=scope.employee_id, topic=topic.strip(), asked_on=on
    )
    changes = {"topic": [None, digest_of(dialogue.topic)]}
    record("performance.dialogue_asked", dialogue, by=by, on=on, changes=changes)
    return dialogue


@transaction.atomic
def hold_dialogue(
    dialogue: Dialogue, promises: Sequence[Promise], *, summary: str, by: User, on: date
) -> Dialogue:
    """Write what the talk agreed, with who does what by when."""
    dialogue = _locked(dialogue)
    require(can_hold_dialogue(scope_of(by, on), dialogue))
    if dialogue.status == Dialogue.Status.HELD:
        raise ValidationError(
            _("Dialog ini sudah dicatat. Muat ulang halaman."), code="wrong_state"
        )
    if not summary.strip():
        raise ValidationError(_("Tulis kesepakatan dialog."))
    dialogue.status, dialogue.held_on, dialogue.summary = Dialogue.Status.HELD, on, summary.strip()
    dialogue.save()
    pair = {dialogue.plan.employee_id, dialogue.plan.rater_id}
    DialogueAction.objects.bulk_create(
        DialogueAction(dialogue=dialogue, text=one.text.strip(), owner=one.owner, due_on=one.due_on)
        for one in promises
        if one.text.strip() and one.owner.pk in pair
    )
    changes = {
        "status": [Dialogue.Status.ASKED, dialogue.status],
        "summary": [None, digest_of(dialogue.summary)],
        "actions": [0, dialogue.actions.count()],
    }
    record("performance.dialogue_held", dialogue, by=by, on=on, changes=changes)
    return dialogue


def _locked(dialogue: Dialogue) -> Dialogue:
    rows = Dialogue.objects.select_for_update(of=("self",)).select_related(
        "plan__agency", "plan__employee", "plan__rater"
    )
    return rows.get(pk=dialogue.pk)


@transaction.atomic
def finish_dialogue_action(action: DialogueAction, *, by: User, on: date) -> DialogueAction:
    """Mark what was agreed as done."""
    dialogue = _locked(action.dialogue)
    action = DialogueAction.objects.get(pk=action.pk)
    action.dialogue = dialogue
    require(can_finish_action(scope_of(by, on), action))
    if action.done_on:
        raise ValidationError(_("Tindakan ini sudah selesai."), code="wrong_state")
    action.done_on = on
    action.save(update_fields=["done_on"])
    changes = {"action": [None, digest_of(action.text)], "done_on": [None, on]}
    record("performance.dialogue_action_done", dialogue, by=by, on=on, changes=changes)
    return action
