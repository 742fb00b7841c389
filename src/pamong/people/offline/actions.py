"""The one verb of it."""

from datetime import date

from django.db import transaction

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, record
from pamong.people.models import Agency
from pamong.people.offline.permissions import can_set_offline
from pamong.people.scope import scope_for


@transaction.atomic
def set_offline(agency: Agency, *, keeps: bool, by: Actor, on: date) -> Agency:
    """Let devices keep forms or not; turned off, each sends what waits there and then forgets all."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_set_offline(scope_for(by, on), agency))
    if agency.keeps_offline == keeps:
        return agency
    agency.keeps_offline = keeps
    agency.save(update_fields=["keeps_offline"])
    changes = {"keeps_offline": [not keeps, keeps]}
    record("people.offline_set", agency, by=by, on=on, changes=changes)
    return agency
