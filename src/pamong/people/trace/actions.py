"""The verb of an auditor: say why, before opening one person's trace."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.people.models import Employee, TraceRead
from pamong.people.scope import scope_of
from pamong.people.stating import keep_reads
from pamong.people.trace.permissions import can_state_purpose


@transaction.atomic
def state_purpose(
    people: Sequence[Employee], *, purpose: str, by: User, on: date
) -> list[TraceRead]:
    """Open the traces of some people until the day ends; each of them sees who looked, when and why."""
    scope = scope_of(by, on)
    for person in people:
        require(can_state_purpose(scope, person))
    return keep_reads(TraceRead, people, purpose, "people.purpose_stated", by=by, on=on)
