"""The verb of an auditor: say why, before opening one person's trace."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, digest_of, record_all
from pamong.people.models import Employee, TraceRead
from pamong.people.scope import scope_of
from pamong.people.trace.permissions import can_state_purpose


@transaction.atomic
def state_purpose(
    people: Sequence[Employee], *, purpose: str, by: User, on: date
) -> list[TraceRead]:
    """Open the traces of some people until the day ends; each of them sees who looked, when and why."""
    scope = scope_of(by, on)
    for person in people:
        require(can_state_purpose(scope, person))
    if not purpose.strip():
        raise ValidationError(_("Tulis tujuan membaca jejak ini."))
    rows = [
        TraceRead(employee=person, reader=by, purpose=purpose.strip(), on=on) for person in people
    ]
    TraceRead.objects.bulk_create(rows)
    changes = {"purpose": [None, digest_of(purpose.strip())]}
    record_all([Draft("people.purpose_stated", row, changes) for row in rows], by=by, on=on)
    return rows
