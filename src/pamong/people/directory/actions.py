"""Reads that leave a mark, because data of many people leaves the house."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Shell, record
from pamong.people.directory.queries import exported_people
from pamong.people.models import Agency
from pamong.people.permissions import can_export_people
from pamong.people.scope import scope_for


@transaction.atomic
def export_people(agency: Agency, *, by: User | Shell, on: date) -> Iterator[dict[str, object]]:
    """Hand out the people whom the account may see; the record says who took them."""
    scope = scope_for(by, on)
    require(can_export_people(scope, agency))
    record("people.people_exported", agency, by=by, on=on)
    return exported_people(scope, agency)
