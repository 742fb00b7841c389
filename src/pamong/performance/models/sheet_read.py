"""The record of an auditor who read an allowance sheet."""

from typing import ClassVar

from django.db import models

from pamong.people.models import StatedRead
from pamong.performance.models.allowance import AllowanceSheet


class SheetRead(StatedRead):
    """An auditor opened a sheet on a day, for a stated purpose; everybody in it sees that."""

    OPENED: ClassVar[str] = "sheet"

    sheet = models.ForeignKey(AllowanceSheet, on_delete=models.PROTECT, related_name="reads")

    class Meta(StatedRead.Meta):
        indexes = [
            models.Index(fields=["sheet", "reader", "on"], name="performance_sheetread_on_day")
        ]
