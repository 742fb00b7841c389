"""The verb of links: its owner has those that did not open looked at once more."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.clock import now
from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.measurement.links.permissions import can_ask_link_check
from pamong.measurement.models import Evidence
from pamong.people.models import Employee
from pamong.people.scope import scope_of


@transaction.atomic
def ask_link_check(owner: Employee, *, by: User, on: date) -> int:
    """All own links that did not open come up in the worker's next round; how many."""
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    owner = rows.get(pk=owner.pk)
    require(can_ask_link_check(scope_of(by, on), owner.pk))
    if not settings.LINK_CHECK:
        raise ValidationError(_("Server ini tidak membuka tautan. Buka sendiri tautan Anda."))
    at = now()
    broken = Evidence.objects.broken().filter(owner=owner)
    waiting = broken.filter(link_next_at__lte=at)
    count = broken.exclude(pk__in=waiting.values("pk")).update(link_next_at=at, link_tries=0)
    if count:
        record("measurement.links_asked", owner, by=by, on=on, changes={"links": [None, count]})
        return count
    if waiting.exists():
        raise ValidationError(_("Tautan Anda sedang menunggu diperiksa. Lihat lagi sebentar lagi."))
    raise ValidationError(_("Semua tautan Anda dapat dibuka pada pemeriksaan terakhir."))
