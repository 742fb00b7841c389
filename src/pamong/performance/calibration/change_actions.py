"""The verbs of the discussion: propose another rating, make it as the person's rater, or decline."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.scope import scope_of
from pamong.performance.calibration.permissions import (
    can_agree_calibration,
    can_decline_calibration,
    can_propose_calibration,
)
from pamong.performance.evaluation.actions import Given, RatingInput, rate_evaluation
from pamong.performance.evaluation.suggestion import predicate_of
from pamong.performance.models import (
    Calibration,
    CalibrationChange,
    CalibrationPeer,
    Evaluation,
)
from pamong.performance.rules import pack_named

RATINGS = "rating"
Status = CalibrationChange.Status
AROUND = ("peer__calibration__unit", "peer__calibration__agency", "proposed_by")


@dataclass(frozen=True, slots=True)
class Proposed:
    """Both ratings as they should be, and why."""

    results_rating: str
    behaviour_rating: str
    reason: str


@transaction.atomic
def propose_calibration(
    peer: CalibrationPeer, proposed: Proposed, *, by: User, on: date
) -> CalibrationChange:
    """Propose another rating of somebody else with a reason; the rating stays until its rater changes it."""
    calibration = Calibration.objects.lock(peer.calibration)
    evaluation, scope = Evaluation.objects.lock(peer.evaluation), scope_of(by, on)
    raters = set(calibration.raters.values_list("rater_id", flat=True))
    peer.evaluation, peer.calibration = evaluation, calibration
    require(can_propose_calibration(scope, peer, calibration, raters))
    calibration.check_in(Calibration.Stage.DISCUSSION)
    given = (evaluation.results_rating, evaluation.behaviour_rating)
    wanted = (proposed.results_rating, proposed.behaviour_rating)
    _check(evaluation, given, wanted, proposed.reason)
    if peer.changes.filter(status=Status.PROPOSED).exists():
        raise ValidationError(_("Sudah ada usulan untuk pegawai ini yang menunggu penilainya."))
    change = CalibrationChange.objects.create(
        peer=peer,
        proposed_by_id=scope.employee_id,
        proposed_on=on,
        reason=proposed.reason.strip(),
        results_before=given[0],
        behaviour_before=given[1],
        predicate_before=evaluation.predicate,
        results_after=wanted[0],
        behaviour_after=wanted[1],
        predicate_after=predicate_of(pack_named(evaluation.pack), *wanted).value["predicate"],
    )
    changes = {"reason": [None, digest_of(change.reason)]}
    record("performance.calibration_proposed", calibration, by=by, on=on, changes=changes)
    return change


def _check(
    evaluation: Evaluation, given: tuple[str, str], wanted: tuple[str, str], reason: str
) -> None:
    if evaluation.is_final:
        raise ValidationError(_("Predikat pegawai ini sudah ditetapkan."))
    if not set(wanted) <= set(pack_named(evaluation.pack).scales[RATINGS].codes):
        raise ValidationError(_("Pilih rating yang ada di daftar."))
    if given == wanted:
        raise ValidationError(_("Pilih rating yang berbeda dari yang sekarang."))
    if not reason.strip():
        raise ValidationError(_("Tulis alasan usulan, dari bukti yang dibaca bersama."))


def _held(change: CalibrationChange) -> tuple[CalibrationChange, Evaluation]:
    """The session, the proposal and the rating as they stand now, in that order."""
    Calibration.objects.lock(change.peer.calibration)
    rows = CalibrationChange.objects.select_for_update(of=("self",)).select_related(*AROUND)
    change = rows.get(pk=change.pk)
    evaluation = Evaluation.objects.lock(Evaluation(pk=change.peer.evaluation_id))
    change.peer.evaluation = evaluation
    return change, evaluation


@transaction.atomic
def agree_calibration(change: CalibrationChange, *, by: User, on: date) -> CalibrationChange:
    """Make the change as the person's rater, by the same verb as every rating."""
    change, evaluation = _held(change)
    scope = scope_of(by, on)
    require(can_agree_calibration(scope, change))
    change.peer.calibration.check_in(Calibration.Stage.DISCUSSION)
    change.answer_with(Status.MADE, scope.employee_id, on)
    before = (change.results_before, change.behaviour_before)
    if (evaluation.results_rating, evaluation.behaviour_rating) != before:
        raise ValidationError(
            _("Rating pegawai ini berubah sejak diusulkan. Tolak usulan ini, lalu usulkan lagi.")
        )
    rated = rate_evaluation(
        evaluation, _input_of(evaluation, change), seen=evaluation.version, by=by, on=on
    )
    change.predicate_after = rated.predicate
    change.save()
    names = ("results", "behaviour", "predicate")
    told: dict[str, Any] = {
        name if name == "predicate" else f"{name}_rating": [
            getattr(change, f"{name}_before"),
            getattr(change, f"{name}_after"),
        ]
        for name in names
    }
    told["reason"] = [None, digest_of(change.reason)]
    record("performance.calibration_changed", rated, by=by, on=on, changes=told)
    return change


def _input_of(evaluation: Evaluation, change: CalibrationChange) -> RatingInput:
    """Everything as it stands, with the ratings agreed on; another rating of results has this reason."""
    is_moved = change.results_after != change.results_before
    return RatingInput(
        results={
            row.result_id: Given(row.rating, row.feedback) for row in evaluation.results.all()
        },
        behaviour={
            row.value: Given(row.rating, row.feedback) for row in evaluation.behaviour.all()
        },
        results_rating=change.results_after,
        behaviour_rating=change.behaviour_after,
        reason=change.reason if is_moved else evaluation.reason,
        recommendation=evaluation.recommendation,
        is_agreed=True,
    )


@transaction.atomic
def decline_calibration(
    change: CalibrationChange, *, answer: str, by: User, on: date
) -> CalibrationChange:
    """Leave the rating as it is, with a reason for those who proposed otherwise."""
    change, _evaluation = _held(change)
    scope = scope_of(by, on)
    require(can_decline_calibration(scope, change))
    change.peer.calibration.check_in(Calibration.Stage.DISCUSSION)
    if not answer.strip():
        raise ValidationError(_("Tulis alasan rating tidak diubah."))
    change.answer_with(Status.DECLINED, scope.employee_id, on)
    change.answer = answer.strip()
    change.save()
    changes = {"answer": [None, digest_of(change.answer)]}
    record(
        "performance.calibration_declined", change.peer.calibration, by=by, on=on, changes=changes
    )
    return change
