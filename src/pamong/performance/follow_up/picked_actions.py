"""Proposals taken for many at once: what holds no more is passed over, and taking them is undone for a while."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import Draft, record_all
from pamong.people.acts.passing import Answered, Passed, say_passed
from pamong.people.acts.record import Act, came_on_top, refuse_all_on_top
from pamong.people.scope import scope_of
from pamong.performance.follow_up.actions import told_of
from pamong.performance.follow_up.permissions import can_add_follow_up, can_undo_proposals
from pamong.performance.follow_up.queries import (
    KINDS,
    PREDICATES,
    LastDays,
    Proposal,
    around,
    proposals_of,
)
from pamong.performance.models import Evaluation, FollowUp
from pamong.performance.rules import label_of, pack_named

ADDED_VERB = "performance.follow_up_added"
UNDONE_VERB = "performance.follow_up_undone"
Key = tuple[UUID, str]  # an evaluation, and the kind of follow-up proposed after it


def sorted_out(
    evaluations: Iterable[Evaluation], keys: Iterable[Key], scope: Scope, on: date
) -> tuple[list[Proposal], list[Passed]]:
    """Proposals that hold still and may be taken, and the others with the reason."""
    held, last = {evaluation.uuid: evaluation for evaluation in evaluations}, LastDays(on)
    fit, passed = [], []
    for key, kind in dict.fromkeys(keys):
        evaluation = held.get(key)
        if evaluation is None:
            continue
        given = [follow_up.kind for follow_up in evaluation.follow_ups.all()]
        found = [one for one in proposals_of(evaluation, given, on, last) if one.kind.code == kind]
        why = _why_not(evaluation, scope, is_given=kind in given, holds=bool(found))
        if why:
            passed.append(Passed(_named(evaluation, kind), why))
        else:
            fit += found
    return fit, passed


def _why_not(evaluation: Evaluation, scope: Scope, *, is_given: bool, holds: bool) -> str:
    if not can_add_follow_up(scope, evaluation):
        return _("bukan lagi Anda yang menindaklanjutinya")
    if evaluation.replaced_by_id:
        return _("penilaiannya sudah diganti oleh koreksi")
    if is_given:
        return _("tindak lanjut ini sudah diberikan")
    return "" if holds else _("usulannya sudah tidak berlaku")


def _named(evaluation: Evaluation, kind: str) -> str:
    pack = pack_named(evaluation.pack)
    known = kind in pack.scales[KINDS].codes
    name = evaluation.plan.employee.full_name
    return f"{name}: {label_of(pack, KINDS, kind)}" if known else name


@transaction.atomic
def accept_proposals(keys: Sequence[Key], *, by: User, on: date) -> Answered[FollowUp]:
    """Take what the rules propose, with owner and day; what holds no more is left out and named."""
    if not keys:
        raise ValidationError(_("Pilih paling sedikit satu usulan."))
    scope = scope_of(by, on)
    rows = Evaluation.objects.select_for_update(of=("self",))
    held = list(around(rows.filter(uuid__in={key for key, _kind in keys})).order_by("pk"))
    require(any(can_add_follow_up(scope, evaluation) for evaluation in held))
    fit, passed = sorted_out(held, keys, scope, on)
    if not fit:
        raise ValidationError(say_passed(passed))
    taken = [_taken(one) for one in fit]
    FollowUp.objects.bulk_create(taken)
    record_all([Draft(ADDED_VERB, one, told_of(one)) for one in taken], by=by, on=on)
    return Answered(taken, passed)


def _taken(one: Proposal) -> FollowUp:
    pack = pack_named(one.evaluation.pack)
    predicate = label_of(pack, PREDICATES, one.evaluation.predicate)
    text = _("%(kind)s menurut usulan aturan untuk predikat %(predicate)s.")
    return FollowUp(
        evaluation=one.evaluation,
        kind=one.kind.code,
        text=text % {"kind": one.kind.label, "predicate": predicate},
        owner=one.owner,
        due_on=one.due_on,
    )


@transaction.atomic
def undo_proposals(act: Act, *, by: User, on: date, at: datetime) -> Answered[FollowUp]:
    """Take away follow-ups that were given by a slip, where nothing happened since; they are proposed again."""
    scope = scope_of(by, on)
    act.check_while(at)
    rows = FollowUp.objects.visible_to(scope).filter(uuid__in=act.subjects)
    keys = list(rows.values_list("pk", flat=True))
    rows = FollowUp.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    held = list(rows.select_related("owner", *(f"evaluation__{of}" for of in Evaluation.AROUND)))
    later = came_on_top(act)
    fit = [one for one in held if one.uuid not in later and not one.done_on]
    if not fit:
        raise refuse_all_on_top(later.values())
    for one in fit:
        require(can_undo_proposals(scope, one))
    drafts = [Draft(UNDONE_VERB, one, {"kind": [one.kind, None]}) for one in fit]
    record_all(drafts, by=by, on=on)
    FollowUp.objects.filter(pk__in=[one.pk for one in fit]).delete()
    why = _("sesudah diterima sudah ada catatan lain")
    left = [one for one in held if one not in fit]
    return Answered(fit, [Passed(one.evaluation.plan.employee.full_name, why) for one in left])
