"""The verbs of looking at evidence: confirm it, ask its owner about it, answer."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.measurement.models import Evidence, EvidenceLook
from pamong.people.scope import scope_of
from pamong.performance.verification.permissions import (
    can_confirm_evidence,
    can_explain_evidence,
    can_question_evidence,
)
from pamong.performance.verification.queries import sides_of

Look = Evidence.Look


@transaction.atomic
def confirm_evidence(evidence: Evidence, *, by: User, on: date) -> Evidence:
    """Say that the piece shows what it is meant to show."""
    evidence = _locked(evidence)
    scope = scope_of(by, on)
    require(can_confirm_evidence(scope, evidence, sides_of(evidence)))
    if evidence.looked == Look.CONFIRMED:
        raise _looked_meanwhile()
    EvidenceLook.objects.create(evidence=evidence, by_id=scope.active_id, on=on)
    return _stands(evidence, Look.CONFIRMED, "performance.evidence_confirmed", by=by, on=on)


@transaction.atomic
def question_evidence(evidence: Evidence, question: str, *, by: User, on: date) -> Evidence:
    """Ask the owner about the piece; one question stands at a time."""
    evidence = _locked(evidence)
    scope = scope_of(by, on)
    require(can_question_evidence(scope, evidence, sides_of(evidence)))
    if not (question := question.strip()):
        raise ValidationError(_("Tulis apa yang Anda tanyakan."))
    if evidence.looked == Look.QUESTIONED:
        raise _looked_meanwhile()
    EvidenceLook.objects.create(evidence=evidence, by_id=scope.active_id, on=on, question=question)
    told = {"question": [None, digest_of(question)]}
    return _stands(evidence, Look.QUESTIONED, "performance.evidence_questioned", told, by=by, on=on)


@transaction.atomic
def explain_evidence(evidence: Evidence, answer: str, *, by: User, on: date) -> Evidence:
    """Answer the question that stands; the piece waits for a look again."""
    evidence = _locked(evidence)
    require(can_explain_evidence(scope_of(by, on), evidence))
    if not (answer := answer.strip()):
        raise ValidationError(_("Tulis jawaban Anda."))
    look = evidence.looks.first()
    if evidence.looked != Look.QUESTIONED or look is None:
        raise ValidationError(
            _("Tidak ada pertanyaan yang menunggu jawaban. Muat ulang halaman ini."),
            code="wrong_state",
        )
    look.answer, look.answered_on = answer, on
    look.save(update_fields=["answer", "answered_on"])
    told = {"answer": [None, digest_of(answer)]}
    return _stands(evidence, Look.ANSWERED, "performance.evidence_explained", told, by=by, on=on)


def _locked(evidence: Evidence) -> Evidence:
    rows = Evidence.objects.select_for_update(of=("self",)).select_related("owner__agency")
    evidence = rows.get(pk=evidence.pk)
    if evidence.withdrawn_on or evidence.purged_on:
        raise ValidationError(_("Bukti ini sudah ditarik."), code="wrong_state")
    return evidence


def _looked_meanwhile() -> ValidationError:
    return ValidationError(
        _("Bukti ini sudah diperiksa. Muat ulang halaman untuk melihat keadaannya sekarang."),
        code="wrong_state",
    )


def _stands(
    evidence: Evidence,
    look: Evidence.Look,
    verb: str,
    told: dict[str, Any] | None = None,
    *,
    by: User,
    on: date,
) -> Evidence:
    changes = {"looked": [evidence.looked, look], **(told or {})}
    evidence.looked, evidence.looked_on = look, on
    evidence.save(update_fields=["looked", "looked_on"])
    record(verb, evidence, by=by, on=on, changes=changes)
    return evidence
