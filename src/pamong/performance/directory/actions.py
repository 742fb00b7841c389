"""Reads that leave a mark, because plans of many people leave the house."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Shell, record
from pamong.people.models import Agency
from pamong.people.scope import scope_for
from pamong.performance.directory.permissions import can_export_plans
from pamong.performance.directory.queries import exported_plans


@transaction.atomic
def export_plans(
    agency: Agency, year: int, *, by: User | Shell, on: date
) -> Iterator[dict[str, object]]:
    """Hand out a year's plans that the account may see; the record says who took them."""
    scope = scope_for(by, on)
    require(can_export_plans(scope, agency))
    record("performance.plans_exported", agency, by=by, on=on, changes={"year": [None, year]})
    return exported_plans(scope, agency, year)
