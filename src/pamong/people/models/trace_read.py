"""Why an auditor opened what the record says of one person."""

from typing import ClassVar

from django.db import models

from pamong.people.models.employee import Employee
from pamong.people.models.stated_read import StatedRead


class TraceRead(StatedRead):
    """An auditor opened a person's trace on a day, for a stated purpose; the person sees it."""

    OPENED: ClassVar[str] = "employee"

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="trace_reads")

    class Meta(StatedRead.Meta):
        indexes = [models.Index(fields=["reader", "on"], name="people_traceread_on_day")]

    @property
    def ledger_person(self) -> Employee:
        """Whose trace was opened."""
        return self.employee
