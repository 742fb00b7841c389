"""Taking one's own data: once an hour, and the record says so."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import record
from pamong.people.models import Employee
from pamong.people.own_data.permissions import can_take_own_data
from pamong.people.own_data.queries import TAKEN, is_ready
from pamong.people.scope import scope_of


@transaction.atomic
def take_own_data(employee: Employee, *, by: User, on: date, at: datetime) -> Employee:
    """Open the download for an hour."""
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    employee = rows.get(pk=employee.pk)
    require(can_take_own_data(scope_of(by, on), employee))
    if is_ready(employee, at):
        raise ValidationError(
            _("Data Anda sudah disiapkan kurang dari satu jam lalu. Unduh dari halaman Data saya.")
        )
    record(TAKEN, employee, by=by, on=on)
    return employee
