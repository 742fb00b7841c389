"""The verbs after an evaluation: give a follow-up, end it, carry an unmet result over."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.follow_up.permissions import can_add_follow_up, can_finish_follow_up
from pamong.performance.follow_up.queries import (
    is_unmet,
    kinds_for,
    owners_for,
    was_carried,
)
from pamong.performance.given import IndicatorInput, ResultInput
from pamong.performance.models import Evaluation, FollowUp, Plan, Result, ResultRating
from pamong.performance.plan.content import IndicatorLine, result_lines
from pamong.performance.plan.content_actions import save_result
from pamong.performance.plan.permissions import can_edit_plan
from pamong.performance.rules import pack_named

COPIED = (
    *("name", "aspect", "perspective", "unit", "direction", "baseline", "target", "stretch"),
    *("pace", "q1", "q2", "q3"),
    *("target_text", "band_low", "band_high", "tolerance", "source"),
)


@dataclass(frozen=True, slots=True)
class FollowUpInput:
    """What happens, who owns it, by when."""

    kind: str
    text: str
    owner: Employee
    due_on: date


@transaction.atomic
def add_follow_up(evaluation: Evaluation, given: FollowUpInput, *, by: User, on: date) -> FollowUp:
    """Give a follow-up to a final evaluation, with its owner and day."""
    evaluation = Evaluation.objects.lock(evaluation)
    require(can_add_follow_up(scope_of(by, on), evaluation))
    if not evaluation.is_final:
        raise ValidationError(_("Tetapkan predikat lebih dulu, lalu beri tindak lanjut."))
    if given.kind not in {kind.code for kind in kinds_for(evaluation)}:
        raise ValidationError(_("Pilih jenis tindak lanjut yang ada di daftar."))
    if given.owner not in owners_for(evaluation):
        raise ValidationError(_("Pilih penanggung jawab yang ada di daftar."))
    if not given.text.strip():
        raise ValidationError(_("Tulis apa yang akan dilakukan."))
    if given.due_on < on:
        raise ValidationError(_("Isi tanggal yang belum lewat."))
    follow_up = FollowUp.objects.create(
        evaluation=evaluation,
        kind=given.kind,
        text=given.text.strip(),
        owner=given.owner,
        due_on=given.due_on,
    )
    record("performance.follow_up_added", follow_up, by=by, on=on, changes=told_of(follow_up))
    return follow_up


def told_of(follow_up: FollowUp) -> dict[str, object]:
    """What the ledger keeps of a new follow-up."""
    return {
        "kind": [None, follow_up.kind],
        "owner": [None, follow_up.owner],
        "due_on": [None, follow_up.due_on],
        "text": [None, digest_of(follow_up.text)],
    }


@transaction.atomic
def finish_follow_up(follow_up: FollowUp, *, outcome: str, by: User, on: date) -> FollowUp:
    """Mark a follow-up as done, with what came of it."""
    rows = FollowUp.objects.select_for_update(of=("self",))
    follow_up = rows.select_related("evaluation__plan__agency", "evaluation__plan__employee").get(
        pk=follow_up.pk
    )
    require(can_finish_follow_up(scope_of(by, on), follow_up))
    if follow_up.done_on:
        raise ValidationError(_("Tindak lanjut ini sudah selesai."))
    if not outcome.strip():
        raise ValidationError(_("Tulis hasilnya dalam satu atau dua kalimat."))
    follow_up.done_on, follow_up.outcome = on, outcome.strip()
    follow_up.save()
    changes = {"done_on": [None, on], "outcome": [None, digest_of(follow_up.outcome)]}
    record("performance.follow_up_finished", follow_up, by=by, on=on, changes=changes)
    return follow_up


@transaction.atomic
def carry_result(result: Result, plan: Plan, *, by: User, on: date) -> Result:
    """Take an unmet result into a later plan of the same person, once and never again.

    A result that says the same already, written or copied before, is joined instead and keeps its targets.
    """
    plan = Plan.objects.lock(plan)
    require(can_edit_plan(scope_of(by, on), plan))
    source = Result.objects.select_for_update(of=("self",)).select_related("plan").get(pk=result.pk)
    check_carry(source, plan)
    same = plan.results.filter(text=source.text, kind=source.kind, carried_from=None).first()
    carried = same or save_result(plan, _as_it_was(source), by=by, on=on)
    carried.carried_from = source
    carried.save(update_fields=["carried_from"])
    changes = {"carried_from": [None, str(source.uuid)], "result": [None, str(carried.uuid)]}
    record("performance.result_carried", plan, by=by, on=on, changes=changes)
    return carried


def _as_it_was(source: Result) -> ResultInput:
    lines = result_lines([source.plan_id], source.plan.year)[source.plan_id]
    line = next(row for row in lines if row.pk == source.pk)
    return ResultInput(
        text=source.text,
        kind=source.kind,
        assigned_by=source.assigned_by,
        indicators=tuple(_copied(indicator) for indicator in line.indicators),
    )


def check_carry(source: Result, plan: Plan) -> None:
    """Refuse what is not one's own, was carried before, or was reached."""
    is_later = plan.starts_on > source.plan.starts_on
    if plan.employee_id != source.plan.employee_id or not is_later:
        raise ValidationError(_("Pilih SKP Anda yang periodenya lebih baru."))
    if was_carried(source):
        raise ValidationError(_("Hasil kerja ini sudah dibawa satu kali."))
    ratings = ResultRating.objects.filter(
        result=source, evaluation__status__in=Evaluation.FINAL, evaluation__replaced_by=None
    )
    last = ratings.select_related("evaluation").order_by("-evaluation__status_on", "-pk").first()
    if last is None or not is_unmet(pack_named(last.evaluation.pack), last):
        raise ValidationError(_("Hanya hasil kerja yang belum tercapai yang dapat dibawa."))


def _copied(line: IndicatorLine) -> IndicatorInput:
    return IndicatorInput(**{name: getattr(line, name) for name in COPIED})
