"""A list that leaves the house as a file leaves a mark."""

from datetime import date

from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import record
from pamong.people.lists.permissions import can_take_list
from pamong.people.models import Agency


@transaction.atomic
def take_list(name: str, kind: str, rows: int, *, scope: Scope, by: User, on: date) -> None:
    """Note which list went out, as what, and how many rows; the view decided which rows these are."""
    require(can_take_list(scope))
    agency = Agency.objects.filter(pk=scope.agency_id).first()
    changes = {"list": name, "kind": kind, "rows": rows}
    record("people.list_taken", agency or by, by=by, on=on, changes=changes)
