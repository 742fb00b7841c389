"""The verbs of a correction: ask with a reason, grant as the second person."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.correction.permissions import can_ask_correction, can_grant_correction
from pamong.performance.correction.queries import corrections_of, running_of, waiting_for
from pamong.performance.models import BehaviourRating, Evaluation, Reopening, ResultRating

COPIED = ("unit_level", "results_suggested", "results_rating", "behaviour_rating", "predicate")
TEXTS = ("reason", "recommendation", "pack", "inputs")


@transaction.atomic
def ask_correction(
    evaluation: Evaluation, *, reason: str, until: date, by: User, on: date
) -> Reopening:
    """Ask to correct a final evaluation until a day; nothing changes before someone else grants."""
    evaluation = Evaluation.objects.lock(evaluation)
    require(can_ask_correction(scope_of(by, on), evaluation))
    if not reason.strip():
        raise ValidationError(_("Tulis alasan koreksi."))
    if until < on:
        raise ValidationError(_("Isi tanggal akhir yang belum lewat."))
    begun_of(evaluation, on)
    if waiting_for(evaluation):
        raise ValidationError(_("Sudah ada permintaan yang menunggu persetujuan orang kedua."))
    reopening = Reopening.objects.create(
        evaluation=evaluation, reason=reason.strip(), until=until, asked_by=by, asked_on=on
    )
    changes = {"until": [None, until], "reason": [None, digest_of(reopening.reason)]}
    record("performance.correction_asked", evaluation, by=by, on=on, changes=changes)
    return reopening


def check_newest(evaluation: Evaluation) -> None:
    """Refuse what is not set yet, and a version that a later one replaces or is to replace."""
    check_final(evaluation)
    if newer_than(evaluation):
        raise ValidationError(_("Sudah ada koreksi yang lebih baru. Buka versi itu."))


def check_final(evaluation: Evaluation) -> None:
    """Refuse what its rater may still change."""
    if not evaluation.is_final:
        raise ValidationError(_("Predikat belum ditetapkan; penilai masih dapat mengubahnya."))


def newer_than(evaluation: Evaluation) -> Evaluation | None:
    """The version after this one."""
    rows = Evaluation.objects.filter(plan_id=evaluation.plan_id, period=evaluation.period)
    return rows.filter(number__gt=evaluation.number).order_by("number").first()


def begun_of(evaluation: Evaluation, on: date) -> Evaluation | None:
    """The version whose days ran out before it was set; refuse while a correction runs or is done."""
    check_final(evaluation)
    newer = newer_than(evaluation)
    if newer and newer.is_final:
        raise ValidationError(_("Sudah ada koreksi yang lebih baru. Buka versi itu."))
    if newer and running_of(evaluation, corrections_of(evaluation), on):
        raise ValidationError(_("Koreksi penilaian ini masih terbuka untuk penilai."))
    return newer


@transaction.atomic
def grant_correction(reopening: Reopening, *, by: User, on: date) -> Evaluation:
    """The second person opens a new version with the old ratings; the old one stays as it was.

    Where an earlier correction ran out before it was set, its version gets the new days.
    """
    reopening = (
        Reopening.objects.select_for_update(of=("self",))
        .select_related(*(f"evaluation__{name}" for name in Evaluation.AROUND))
        .get(pk=reopening.pk)
    )
    require(can_grant_correction(scope_of(by, on), reopening))
    assert reopening.evaluation is not None
    old = Evaluation.objects.lock(reopening.evaluation)  # a decided objection makes versions too
    if reopening.granted_on:
        raise ValidationError(_("Permintaan ini sudah disetujui."))
    if reopening.until and reopening.until < on:
        raise ValidationError(_("Tanggal akhir permintaan ini sudah lewat. Ajukan yang baru."))
    begun = begun_of(old, on)
    reopening.granted_by, reopening.granted_on = by, on
    reopening.save()
    new = begun or new_version_of(old, on)
    changes = {"number": [old.number, new.number], "until": [None, reopening.until]}
    record("performance.correction_granted", new, by=by, on=on, changes=changes)
    return new


def new_version_of(old: Evaluation, on: date) -> Evaluation:
    """The next version with everything of the old one, open to be changed."""
    new = Evaluation(
        plan=old.plan, period=old.period, number=old.number + 1, keeper_id=old.keeper_id
    )
    new.rater_id = new.owed_by_id or None
    new.status, new.status_on = Evaluation.Status.RATED, on
    for name in (*COPIED, *TEXTS):
        setattr(new, name, getattr(old, name))
    new.save()
    if new.keeper_id:
        Employee.objects.filter(pk=new.keeper_id).update(keeps_ratings=True)
    ResultRating.objects.bulk_create(
        ResultRating(
            evaluation=new,
            result_id=row.result_id,
            attainment=row.attainment,
            rating=row.rating,
            feedback=row.feedback,
        )
        for row in old.results.all()
    )
    BehaviourRating.objects.bulk_create(
        BehaviourRating(evaluation=new, value=row.value, rating=row.rating, feedback=row.feedback)
        for row in old.behaviour.all()
    )
    return new
