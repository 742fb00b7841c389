"""The verbs of an objection: file, withdraw, explain, decide."""

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
from pamong.performance.correction.actions import check_newest, new_version_of
from pamong.performance.evaluation.suggestion import predicate_of
from pamong.performance.models import Evaluation, Objection
from pamong.performance.objection.permissions import (
    can_decide_objection,
    can_explain_objection,
    can_file_objection,
    can_withdraw_objection,
)
from pamong.performance.objection.queries import AROUND, object_by, standing_about
from pamong.performance.rules import pack_named
from pamong.ui.dates import say_day_full

RATINGS = "rating"
Status = Objection.Status


@dataclass(frozen=True, slots=True)
class Decision:
    """What the one above decides: the reason, and both ratings where they change."""

    reason: str
    results_rating: str = ""
    behaviour_rating: str = ""

    @property
    def changes(self) -> bool:
        """Whether the rating changes."""
        return bool(self.results_rating or self.behaviour_rating)


@transaction.atomic
def file_objection(evaluation: Evaluation, *, reason: str, by: User, on: date) -> Objection:
    """Object to one's own final evaluation, with a reason and in time; once for each period."""
    evaluation = Evaluation.objects.lock(evaluation)
    require(can_file_objection(scope_of(by, on), evaluation))
    if not reason.strip():
        raise ValidationError(_("Tulis alasan keberatan."))
    check_newest(evaluation)
    last = object_by(evaluation)
    if on > last:
        raise ValidationError(
            _("Keberatan dapat diajukan sampai %(day)s.") % {"day": say_day_full(last)}
        )
    if standing_about(evaluation):
        raise ValidationError(_("Keberatan atas penilaian ini sudah pernah diajukan."))
    objection = Objection.objects.create(evaluation=evaluation, reason=reason.strip(), filed_on=on)
    changes = {"reason": [None, digest_of(objection.reason)]}
    record("performance.objection_filed", objection, by=by, on=on, changes=changes)
    return objection


def _locked(objection: Objection) -> Objection:
    rows = Objection.objects.select_for_update(of=("self",)).select_related(*AROUND)
    return rows.get(pk=objection.pk)


@transaction.atomic
def withdraw_objection(objection: Objection, *, by: User, on: date) -> Objection:
    """Take it back before it is decided; the evaluation stands as it was."""
    objection = _locked(objection)
    require(can_withdraw_objection(scope_of(by, on), objection))
    objection.move_to(Status.WITHDRAWN)
    objection.save()
    changes = {"status": [Status.FILED, objection.status]}
    record("performance.objection_withdrawn", objection, by=by, on=on, changes=changes)
    return objection


@transaction.atomic
def explain_objection(objection: Objection, *, text: str, by: User, on: date) -> Objection:
    """The rater's side, for the one who decides; it may be rewritten until then."""
    objection = _locked(objection)
    scope = scope_of(by, on)
    require(can_explain_objection(scope, objection))
    if objection.status != Status.FILED:
        raise ValidationError(_("Keberatan ini sudah tidak menunggu penjelasan."))
    if not text.strip():
        raise ValidationError(_("Tulis penjelasan Anda."))
    before = digest_of(objection.explanation) if objection.explanation else None
    objection.explanation = text.strip()
    objection.explained_by_id, objection.explained_on = scope.employee_id, on
    objection.save()
    changes = {"explanation": [before, digest_of(objection.explanation)]}
    record("performance.objection_explained", objection, by=by, on=on, changes=changes)
    return objection


@transaction.atomic
def decide_objection(objection: Objection, decision: Decision, *, by: User, on: date) -> Objection:
    """Decide with a reason, finally: the evaluation stands, or a new version replaces it."""
    objection = _locked(objection)
    scope = scope_of(by, on)
    require(can_decide_objection(scope, objection))
    if not decision.reason.strip():
        raise ValidationError(_("Tulis alasan keputusan."))
    objection.move_to(Status.CHANGED if decision.changes else Status.UPHELD)
    objection.decision = decision.reason.strip()
    objection.decided_by_id, objection.decided_on = scope.employee_id, on
    changes: dict[str, Any] = {
        "status": [Status.FILED, objection.status],
        "decision": [None, digest_of(objection.decision)],
    }
    if decision.changes:
        old = Evaluation.objects.lock(objection.evaluation)
        check_newest(old)
        new = _changed(old, decision, rater_id=scope.employee_id, on=on)
        objection.new_version = new
        for name in ("results_rating", "behaviour_rating", "predicate"):
            changes[name] = [getattr(old, name), getattr(new, name)]
    objection.save()
    record("performance.objection_decided", objection, by=by, on=on, changes=changes)
    return objection


def _changed(old: Evaluation, decision: Decision, *, rater_id: int, on: date) -> Evaluation:
    """The new version, set at once: nothing is left for the rater to do."""
    pack = pack_named(old.pack)
    results = decision.results_rating or old.results_rating
    behaviour = decision.behaviour_rating or old.behaviour_rating
    if not {results, behaviour} <= set(pack.scales[RATINGS].codes):
        raise ValidationError(_("Pilih rating yang ada di daftar."))
    if (results, behaviour) == (old.results_rating, old.behaviour_rating):
        raise ValidationError(_("Pilih rating yang berbeda, atau putuskan bahwa penilaian tetap."))
    new = new_version_of(old, on)
    new.rater_id, new.reason = rater_id, decision.reason.strip()
    new.results_rating, new.behaviour_rating = results, behaviour
    new.predicate = predicate_of(pack, results, behaviour).value["predicate"]
    new.inputs = old.inputs | {"results": results, "behaviour": behaviour}
    new.setting = old.setting
    new.move_to(Evaluation.Status.SET, on=on)
    new.save()
    Evaluation.objects.filter(pk=old.pk).update(replaced_by=new)
    return new
