"""The verb of signing: a person puts the own certified signature under papers that ask for it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.documents.seals import signer
from pamong.documents.signing import Hand, sign_batch
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.papers.contents.blocks import signatory_of
from pamong.performance.papers.permissions import can_sign_papers


@sensitive_variables("passphrase")
def sign_papers(
    papers: Collection[UUID], *, passphrase: str, by: User, on: date, at: datetime
) -> int:
    """All of them or none; the passphrase goes to the signer for this batch, and nowhere else."""
    scope = scope_of(by, on)
    require(can_sign_papers(scope))
    signs = signer()
    if not signs.asks_passphrase:
        raise ValidationError(
            _("Pamong ini tidak memakai penanda tangan tersertifikat."), code="wrong_state"
        )
    if not passphrase:
        raise ValidationError(_("Isi frasa sandi sertifikat Anda."))
    person = Employee.objects.select_related("agency").get(pk=scope.employee_id)
    hand = Hand(signatory_of(person), person.agency.uuid, signs)
    return sign_batch(papers, hand, passphrase=passphrase, by=by, on=on, at=at)
