"""Changing an agreed target: asked with a reason, answered by the rater, the old value kept."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.measurement.models import Pace, Target
from pamong.measurement.pace import QUARTERS, STAGES, Wish, stages_of
from pamong.people.scope import scope_of
from pamong.performance.models import Plan, PlanIndicator, TargetRevision
from pamong.performance.plan.actions import freeze
from pamong.performance.plan.moved_quarters import (
    Aimed,
    Moved,
    changed_quarters,
    open_quarters,
)
from pamong.performance.plan.permissions import can_answer_revision, can_ask_revision
from pamong.performance.quarters import Quarter, quarter_numbers


def current_target(line: PlanIndicator, year: int) -> Decimal | None:
    """The target that holds today; missing is missing."""
    row = Target.objects.filter(indicator_id=line.indicator_id, year=year).first()
    return row.value if row else None


@transaction.atomic
def ask_revision(
    line: PlanIndicator,
    *,
    new_value: Decimal,
    quarters: Moved | None = None,
    reason: str,
    by: User,
    on: date,
) -> TargetRevision:
    """Ask for another target; the agreed one holds until the rater answers.

    `quarters` are one's own targets of the quarters to come, where they shall move along.
    """
    plan = Plan.objects.lock(line.result.plan)
    require(can_ask_revision(scope_of(by, on), plan))
    if not plan.is_in_force:
        raise ValidationError(_("Target SKP yang belum disetujui diubah langsung di SKP."))
    if not reason.strip():
        raise ValidationError(_("Tulis alasan perubahan target."))
    if TargetRevision.objects.filter(
        plan_indicator=line, status=TargetRevision.Status.ASKED
    ).exists():
        raise ValidationError(_("Permintaan untuk indikator ini masih menunggu penilai."))
    old = current_target(line, plan.year)
    if old == new_value:
        raise ValidationError(_("Isi target yang berbeda dari target sekarang."))
    stages = _asked_quarters(line, plan, quarters or {}, on)
    revision = TargetRevision.objects.create(
        **stages,
        plan=plan,
        plan_indicator=line,
        old_value=old,
        new_value=new_value,
        reason=reason.strip(),
        asked_on=on,
    )
    changes: dict[str, list[object]] = {"target": [old, new_value]}
    changes["reason"] = [None, digest_of(revision.reason)]
    record("performance.revision_asked", plan, by=by, on=on, changes=changes | _told(revision))
    return revision


@transaction.atomic
def answer_revision(
    revision: TargetRevision, *, is_granted: bool, answer: str, by: User, on: date
) -> TargetRevision:
    """Grant or refuse; a granted one makes a new frozen copy, the old copies stay."""
    plan = Plan.objects.lock(revision.plan)
    require(can_answer_revision(scope_of(by, on), plan))
    revision = TargetRevision.objects.select_for_update().get(pk=revision.pk)
    if revision.status != TargetRevision.Status.ASKED:
        raise ValidationError(_("Permintaan ini sudah dijawab."))
    if not is_granted and not answer.strip():
        raise ValidationError(_("Tulis alasan penolakan."))
    revision.status = TargetRevision.Status.GRANTED if is_granted else TargetRevision.Status.REFUSED
    revision.answered_on, revision.answer = on, answer.strip()
    revision.save()
    if is_granted:
        _apply(plan, revision, on)
    verb = "performance.revision_granted" if is_granted else "performance.revision_refused"
    changes: dict[str, list[object]] = {"target": [revision.old_value, revision.new_value]}
    record(verb, plan, by=by, on=on, changes=changes | _told(revision))
    return revision


def aimed_at(target: Target | None, line: PlanIndicator) -> Aimed:
    """What holds for an indicator in the year."""
    direction = line.indicator.direction
    if target is None:
        return Aimed(None, Pace.NONE, dict.fromkeys(STAGES), direction)
    stages = {name: getattr(target, name) for name in STAGES}
    return Aimed(target.value, target.pace, stages, direction)


def _asked_quarters(
    line: PlanIndicator, plan: Plan, quarters: Moved, on: date
) -> dict[str, Decimal | None]:
    """The old and the new ones as the request keeps them; a quarter that is over is not asked for."""
    target = Target.objects.filter(indicator_id=line.indicator_id, year=plan.year).first()
    aimed = aimed_at(target, line)
    waiting = open_quarters(plan, aimed, on)
    if not quarters.keys() <= set(waiting):
        raise ValidationError(_("Target triwulan yang sudah berakhir tidak diubah."))
    if not waiting:
        return {}
    old = {f"old_{name}": aimed.stages[name] for name in STAGES}
    return old | {f"new_{name}": value for name, value in quarters.items()}


def _told(revision: TargetRevision) -> dict[str, list[object]]:
    return {f"q{n}": [old, new] for n, old, new in changed_quarters(revision)}


def _spread_again(target: Target, plan: Plan, on: date) -> None:
    """Quarters that are over keep what was aimed at then; so does what somebody typed."""
    quarters = quarter_numbers(plan.starts_on, plan.ends_on)
    wish = Wish(target.pace, (target.q1, target.q2, target.q3))
    indicator = target.indicator
    stages = stages_of(
        target.value,
        wish,
        unit=indicator.unit,
        direction=indicator.direction,
        quarters=quarters,
    )
    for quarter, name, value in zip(QUARTERS, STAGES, stages, strict=False):
        if Quarter(plan.year, quarter).last >= on:
            setattr(target, name, value)


def _apply(plan: Plan, revision: TargetRevision, on: date) -> None:
    indicator = revision.plan_indicator.indicator
    target, _is_new = Target.objects.get_or_create(indicator=indicator, year=plan.year)
    target.value = revision.new_value
    _spread_again(target, plan, on)
    for number, _old, new in changed_quarters(revision):
        if target.pace == Pace.OWN and Quarter(plan.year, number).last >= on:
            setattr(target, f"q{number}", new)
    target.save()
    plan.move_to(Plan.Status.REVISED, on=on)
    plan.save()
    freeze(plan, on=on)
