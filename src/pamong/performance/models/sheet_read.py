"""The record of an auditor who read an allowance sheet."""

import uuid as uuidlib

from django.conf import settings
from django.db import models

from pamong.ledger.models import Recorded
from pamong.performance.models.allowance import AllowanceSheet


class SheetRead(Recorded):
    """An auditor opened a sheet on a day, for a stated purpose; everybody in it sees that."""

    sheet = models.ForeignKey(AllowanceSheet, on_delete=models.PROTECT, related_name="reads")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["sheet", "reader", "on"], name="performance_sheetread_on_day")
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.on}"

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.sheet.ledger_agency
