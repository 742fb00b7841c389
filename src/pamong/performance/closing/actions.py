"""The verb that ends a plan which a move closed: its predicate is set without waiting for the others."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.people.scope import scope_of
from pamong.performance.closing.permissions import can_close_evaluation
from pamong.performance.evaluation.actions import check_may_change
from pamong.performance.evaluation.early import is_early
from pamong.performance.models import Evaluation
from pamong.performance.predicates.actions import replace_earlier


@transaction.atomic
def close_evaluation(evaluation: Evaluation, *, by: User, on: date) -> Evaluation:
    """Set the predicate of one plan that ended before its period; the person sees it from here on."""
    evaluation = Evaluation.objects.lock(evaluation)
    require(can_close_evaluation(scope_of(by, on), evaluation))
    if not is_early(evaluation.plan, evaluation.period, on):
        raise ValidationError(
            _("Periodenya sudah berakhir: tetapkan predikat bersama pegawai lain di Penilaian.")
        )
    check_may_change(evaluation, on)
    if not evaluation.is_complete:
        raise ValidationError(_("Pilih dahulu rating hasil kerja dan rating perilaku."))
    evaluation.move_to(Evaluation.Status.SET, on=on)
    evaluation.save()
    replace_earlier(evaluation)
    changes = {
        "status": [Evaluation.Status.RATED, Evaluation.Status.SET],
        "predicate": [None, evaluation.predicate],
    }
    record("performance.evaluation_closed", evaluation, by=by, on=on, changes=changes)
    return evaluation
