"""Why an auditor opened what the record says of one person."""

import uuid as uuidlib

from django.conf import settings
from django.db import models

from pamong.ledger.models import Recorded
from pamong.people.models.employee import Employee


class TraceRead(Recorded):
    """An auditor opened a person's trace on a day, for a stated purpose; the person sees it."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="trace_reads")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["reader", "on"], name="people_traceread_on_day")]

    def __str__(self) -> str:
        return f"{self.employee} {self.on}"

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.employee.ledger_agency

    @property
    def ledger_person(self) -> Employee:
        """Whose trace was opened."""
        return self.employee
