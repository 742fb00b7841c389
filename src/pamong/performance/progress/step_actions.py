"""The verbs of the action plan (rencana aksi): write a quarter's steps, copy the quarter before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.scope import scope_of
from pamong.performance.models import ActionStep, Plan
from pamong.performance.plan.rules import short
from pamong.performance.progress.permissions import can_save_steps


@dataclass(frozen=True, slots=True)
class StepInput:
    """What a form gives for one step; `pk` 0 is a new one, an empty text removes it."""

    result_id: int
    text: str
    pk: int = 0
    amount: Decimal | None = None
    unit: str = ""


@transaction.atomic
def save_steps(
    plan: Plan, quarter: int, given: Sequence[StepInput], *, by: User, on: date
) -> list[ActionStep]:
    """Write the steps of a quarter, of all results at once."""
    plan = _open(plan, by=by, on=on)
    standing = {
        step.pk: step for step in ActionStep.objects.filter(result__plan=plan, quarter=quarter)
    }
    results = set(plan.results.values_list("pk", flat=True))
    kept: list[ActionStep] = []
    changes: dict[str, Any] = {}
    for line in given:
        if line.result_id not in results or (line.pk and line.pk not in standing):
            continue
        step = _save(standing.get(line.pk), line, quarter, changes)
        kept += [step] if step else []
    if changes:
        record("performance.steps_saved", plan, by=by, on=on, changes=changes)
    return kept


def _open(plan: Plan, *, by: User, on: date) -> Plan:
    plan = Plan.objects.lock(plan)
    require(can_save_steps(scope_of(by, on), plan))
    if not plan.is_in_force:
        raise ValidationError(_("Rencana aksi dapat diisi setelah SKP disetujui penilai."))
    return plan


def _save(
    step: ActionStep | None, line: StepInput, quarter: int, changes: dict[str, Any]
) -> ActionStep | None:
    if not line.text:
        if step:
            _remove(step, changes)
        return None
    before = (step.text, step.amount, step.unit) if step else None
    if before == (line.text, line.amount, line.unit):
        return step
    step = step or ActionStep(result_id=line.result_id, quarter=quarter)
    step.text, step.amount, step.unit = line.text, line.amount, line.unit
    step.save()
    changes[str(step.uuid)] = [digest_of(before[0]) if before else None, digest_of(step.text)]
    return step


def _remove(step: ActionStep, changes: dict[str, Any]) -> None:
    if step.entries.exists():
        raise ValidationError(
            _("“%(step)s” sudah dipakai di progress harian. Ubah kalimatnya, jangan dikosongkan."),
            params={"step": short(step.text)},
        )
    changes[str(step.uuid)] = [digest_of(step.text), None]
    step.delete()


@transaction.atomic
def copy_steps(plan: Plan, quarter: int, *, by: User, on: date) -> list[ActionStep]:
    """Take over the steps of the quarter before that this one does not have yet."""
    plan = _open(plan, by=by, on=on)
    steps = ActionStep.objects.filter(result__plan=plan)
    there = set(steps.filter(quarter=quarter).values_list("result_id", "text"))
    new = [
        ActionStep(
            result_id=step.result_id,
            quarter=quarter,
            text=step.text,
            amount=step.amount,
            unit=step.unit,
        )
        for step in steps.filter(quarter=quarter - 1).order_by("pk")
        if (step.result_id, step.text) not in there
    ]
    if not new:
        raise ValidationError(_("Tidak ada rencana aksi baru untuk disalin dari triwulan lalu."))
    ActionStep.objects.bulk_create(new)
    changes = {str(step.uuid): [None, digest_of(step.text)] for step in new}
    record("performance.steps_copied", plan, by=by, on=on, changes=changes)
    return new
