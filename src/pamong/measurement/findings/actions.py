"""Verbs on questions: answer one."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, digest_of, record
from pamong.measurement.findings.permissions import can_answer_finding
from pamong.measurement.models import Finding
from pamong.people.models import Employee
from pamong.people.scope import scope_for


@transaction.atomic
def answer_finding(finding: Finding, text: str, *, by: Actor, on: date) -> Finding:
    """Say in words what stands behind the figure; it is not asked again unless the figure changes."""
    rows = Finding.objects.select_for_update(of=("self",)).select_related("card")
    finding = rows.get(pk=finding.pk)
    scope = scope_for(by, on)
    require(can_answer_finding(scope, finding))
    if finding.state == Finding.State.ANSWERED:
        raise ValidationError(
            _("Pertanyaan ini sudah dijawab. Muat ulang halaman untuk membaca jawabannya."),
            code="wrong_state",
        )
    if finding.state == Finding.State.GONE:
        raise ValidationError(
            _("Pertanyaan ini tidak berlaku lagi karena angkanya sudah berubah."),
            code="wrong_state",
        )
    if not text.strip():
        raise ValidationError(_("Tulis jawaban Anda."))
    finding.state, finding.answered_on = Finding.State.ANSWERED, on
    finding.answer = text.strip()
    finding.answered_by = Employee.objects.filter(pk=scope.employee_id).first()
    finding.save(update_fields=["state", "answered_on", "answer", "answered_by"])
    changes = {
        "state": [Finding.State.OPEN, Finding.State.ANSWERED],
        "answer": [None, digest_of(finding.answer)],
    }
    record("measurement.finding_answered", finding, by=by, on=on, changes=changes)
    return finding
