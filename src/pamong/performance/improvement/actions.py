"""The verbs of a plan to improve: open, mark the way, note, judge, accept the result, cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from pamong.performance.improvement.permissions import (
    can_acknowledge_improvement,
    can_add_milestone,
    can_cancel_improvement,
    can_judge_improvement,
    can_note_milestone,
    can_open_improvement,
    can_remove_milestone,
)
from pamong.performance.improvement.queries import (
    last_end,
    opens_plan,
    running_of,
    side_of,
    supports_of,
    unnoted,
)
from pamong.performance.models import (
    Evaluation,
    ImprovementMilestone,
    ImprovementNote,
    ImprovementPlan,
)
from pamong.performance.rules import pack_named
from pamong.ui.dates import say_day_full

Status, Result = ImprovementPlan.Status, ImprovementPlan.Result
Outcome, Side, Kind = (
    ImprovementMilestone.Outcome,
    ImprovementMilestone.Side,
    ImprovementMilestone.Kind,
)


@dataclass(frozen=True, slots=True)
class Improvement:
    """What is to improve, with which support, until when."""

    goal: str
    support: Sequence[str]
    ends_on: date
    support_note: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is done by a day, how it is measured, and whose it is."""

    text: str
    due_on: date
    measure: str = ""
    who: str = Side.EMPLOYEE
    kind: str = Kind.MARK


@dataclass(frozen=True, slots=True)
class Noted:
    """How one side found a milestone; what the rater puts off gets another day."""

    outcome: str
    text: str = ""
    due_on: date | None = None


@transaction.atomic
def open_improvement(
    evaluation: Evaluation, given: Improvement, *, by: User, on: date
) -> ImprovementPlan:
    """Give the person a chance to improve, after an evaluation whose predicate opens one."""
    evaluation = Evaluation.objects.lock(evaluation)
    scope = scope_of(by, on)
    require(can_open_improvement(scope, evaluation))
    # Two evaluations of one person are two rows: the person is what both openings wait for.
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=evaluation.plan.employee_id)
    if not opens_plan(evaluation):
        raise ValidationError(_("Menurut aturan, predikat ini tidak membuka rencana perbaikan."))
    if running_of(employee.pk):
        raise ValidationError(
            _("Pegawai ini sudah mempunyai rencana perbaikan yang berjalan. Lanjutkan yang itu.")
        )
    _check_opening(evaluation, given, on)
    plan = ImprovementPlan.objects.create(
        evaluation=evaluation,
        employee=employee,
        goal=given.goal.strip(),
        support=list(given.support),
        support_note=given.support_note.strip(),
        opened_by_id=scope.employee_id,
        opened_on=on,
        ends_on=given.ends_on,
    )
    changes = {
        "goal": [None, digest_of(plan.goal)],
        "support": [None, ", ".join(plan.support)],
        "ends_on": [None, plan.ends_on],
    }
    record("performance.improvement_opened", plan, by=by, on=on, changes=changes)
    return plan


def _check_opening(evaluation: Evaluation, given: Improvement, on: date) -> None:
    known = {code for code, _label in supports_of(pack_named(evaluation.pack))}
    last = last_end(evaluation, on)
    if not given.goal.strip():
        raise ValidationError(_("Tulis apa yang harus membaik."))
    if not given.support or not set(given.support) <= known:
        raise ValidationError(_("Pilih paling sedikit satu dukungan yang ada di daftar."))
    if not on < given.ends_on <= last:
        raise ValidationError(
            _("Isi hari terakhir sesudah hari ini, paling lama %(day)s.")
            % {"day": say_day_full(last)}
        )


@transaction.atomic
def add_milestone(
    plan: ImprovementPlan, given: Milestone, *, by: User, on: date
) -> ImprovementMilestone:
    """Set a mark on the way, or a day for a dialogue."""
    plan = ImprovementPlan.objects.lock(plan)
    require(can_add_milestone(scope_of(by, on), plan))
    plan.check_running()
    if not given.text.strip():
        raise ValidationError(_("Tulis apa yang dikerjakan."))
    if given.kind == Kind.MARK and not given.measure.strip():
        raise ValidationError(_("Tulis ukurannya, supaya kedua pihak menilai hal yang sama."))
    _check_day(plan, given.due_on, on)
    milestone = ImprovementMilestone.objects.create(
        plan=plan,
        kind=given.kind,
        text=given.text.strip(),
        measure=given.measure.strip(),
        who=given.who,
        due_on=given.due_on,
    )
    changes = {
        "kind": [None, milestone.kind],
        "text": [None, digest_of(milestone.text)],
        "due_on": [None, milestone.due_on],
    }
    record("performance.milestone_added", milestone, by=by, on=on, changes=changes)
    return milestone


def _check_day(plan: ImprovementPlan, due_on: date | None, on: date) -> None:
    if due_on is None or not on <= due_on <= plan.ends_on:
        raise ValidationError(
            _("Isi tanggal dari hari ini sampai %(day)s.") % {"day": say_day_full(plan.ends_on)}
        )


def _locked(milestone: ImprovementMilestone) -> ImprovementMilestone:
    """The milestone under its locked plan, so that no result comes in between."""
    plan = ImprovementPlan.objects.lock(milestone.plan)
    found = plan.milestones.select_for_update().get(pk=milestone.pk)
    found.plan = plan
    return found


@transaction.atomic
def remove_milestone(milestone: ImprovementMilestone, *, by: User, on: date) -> ImprovementPlan:
    """Take back a mark at which nobody noted anything."""
    milestone = _locked(milestone)
    plan = milestone.plan
    require(can_remove_milestone(scope_of(by, on), milestone))
    plan.check_running()
    if milestone.notes.exists():
        raise ValidationError(_("Tonggak ini sudah dicatat, jadi tidak dapat dihapus."))
    changes = {"text": [digest_of(milestone.text), None], "due_on": [milestone.due_on, None]}
    record("performance.milestone_removed", milestone, by=by, on=on, changes=changes)
    milestone.delete()
    return plan


@transaction.atomic
def note_milestone(
    milestone: ImprovementMilestone, given: Noted, *, by: User, on: date
) -> ImprovementMilestone:
    """Note how a milestone came out, each side for itself; the rater's note settles it or puts it off."""
    milestone = _locked(milestone)
    scope, plan = scope_of(by, on), milestone.plan
    require(can_note_milestone(scope, milestone))
    plan.check_running()
    side = side_of(scope, plan)
    if given.outcome not in Outcome.values:
        raise ValidationError(_("Pilih bagaimana hasilnya."))
    if given.outcome != Outcome.MET and not given.text.strip():
        raise ValidationError(_("Tulis alasannya."))
    note = ImprovementNote(
        milestone=milestone, side=side, outcome=given.outcome, text=given.text.strip()
    )
    note.noted_by_id, note.noted_on = scope.employee_id, on
    changes: dict[str, Any] = {"side": [None, side], "outcome": [None, given.outcome]}
    if side == Side.RATER:
        changes |= _settle(milestone, note, given, on)
    note.save()
    changes["text"] = [None, digest_of(note.text) if note.text else None]
    record("performance.milestone_noted", milestone, by=by, on=on, changes=changes)
    return milestone


def _settle(
    milestone: ImprovementMilestone, note: ImprovementNote, given: Noted, on: date
) -> dict[str, Any]:
    """What the rater's note means: met or not, or another day."""
    changes: dict[str, Any] = {"outcome": [milestone.outcome or None, given.outcome]}
    milestone.outcome = "" if given.outcome == Outcome.LATER else given.outcome
    if given.outcome == Outcome.LATER:
        _check_day(milestone.plan, given.due_on, on)
        assert given.due_on is not None
        note.moved_from, milestone.due_on = milestone.due_on, given.due_on
        changes["due_on"] = [note.moved_from, milestone.due_on]
    milestone.save()
    return changes


@transaction.atomic
def judge_improvement(
    plan: ImprovementPlan, *, result: str, reason: str, by: User, on: date
) -> ImprovementPlan:
    """Say what came of it, with reasons; before the last day only that it was reached."""
    plan = ImprovementPlan.objects.lock(plan)
    scope = scope_of(by, on)
    require(can_judge_improvement(scope, plan))
    plan.check_running()
    if result not in Result.values or not reason.strip():
        raise ValidationError(_("Pilih hasilnya dan tulis alasannya."))
    milestones = list(plan.milestones.all())
    if not milestones:
        raise ValidationError(_("Belum ada tonggak. Tambahkan, atau batalkan rencana ini."))
    if unnoted(milestones):
        raise ValidationError(_("Catat dulu hasil setiap tonggak, lalu tetapkan hasil akhirnya."))
    if on < plan.ends_on and result != Result.IMPROVED:
        raise ValidationError(
            _("Kesempatan ini berlangsung sampai %(day)s. Sebelum itu hanya “%(improved)s”.")
            % {"day": say_day_full(plan.ends_on), "improved": Result.IMPROVED.label}
        )
    plan.move_to(Status.JUDGED)
    plan.result, plan.reason = result, reason.strip()
    plan.judged_by_id, plan.judged_on = scope.employee_id, on
    plan.save()
    changes = {"result": [None, result], "reason": [None, digest_of(plan.reason)]}
    record("performance.improvement_judged", plan, by=by, on=on, changes=changes)
    return plan


@transaction.atomic
def acknowledge_improvement(
    plan: ImprovementPlan, *, note: str, by: User, on: date
) -> ImprovementPlan:
    """The person has read the result, and says so in own words where there are any."""
    plan = ImprovementPlan.objects.lock(plan)
    require(can_acknowledge_improvement(scope_of(by, on), plan))
    plan.move_to(Status.ACKNOWLEDGED)
    plan.acknowledged_on, plan.acknowledged_note = on, note.strip()
    plan.save()
    said = digest_of(plan.acknowledged_note) if plan.acknowledged_note else None
    changes = {"status": [Status.JUDGED, plan.status], "note": [None, said]}
    record("performance.improvement_acknowledged", plan, by=by, on=on, changes=changes)
    return plan


@transaction.atomic
def cancel_improvement(
    plan: ImprovementPlan, *, reason: str, by: User, on: date
) -> ImprovementPlan:
    """Stop a plan that was opened wrongly or has lost its ground; it stays readable."""
    plan = ImprovementPlan.objects.lock(plan)
    scope = scope_of(by, on)
    require(can_cancel_improvement(scope, plan))
    if not reason.strip():
        raise ValidationError(_("Tulis alasannya."))
    plan.move_to(Status.CANCELLED)
    plan.reason = reason.strip()
    plan.judged_by_id, plan.judged_on = scope.employee_id or None, on
    plan.save()
    changes = {"status": [Status.RUNNING, plan.status], "reason": [None, digest_of(plan.reason)]}
    record("performance.improvement_cancelled", plan, by=by, on=on, changes=changes)
    return plan
