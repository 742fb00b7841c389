"""The record of an auditor who opened something for a stated purpose; each kind says what was opened."""

import uuid as uuidlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from pamong.ledger.models import Recorded


class StatedRead(Recorded):
    """Who opened what on which day, and why; whoever it is about sees that."""

    OPENED: ClassVar[str]  # the field that names what was opened

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    on = models.DateField()

    class Meta:
        abstract = True
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.opened} {self.on}"

    @property
    def opened(self) -> Any:
        """What was opened."""
        return getattr(self, self.OPENED)

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        agency: uuidlib.UUID = self.opened.ledger_agency
        return agency
