"""How an agency's papers look: the sheet, the letterhead, the crest."""

import uuid as uuidlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded


class Look(Recorded):
    """An agency's own look; without one its papers are A4 under its bare name."""

    class Sheet(models.TextChoices):
        A4 = "a4", _("A4 (210 × 297 mm)")
        F4 = "f4", _("F4 (215 × 330 mm)")

    agency_uuid = models.UUIDField(unique=True)
    sheet = models.CharField(_("Ukuran kertas"), max_length=2, choices=Sheet, default=Sheet.A4)
    heading = models.CharField(_("Nama pada kop"), max_length=200, blank=True)
    lines = models.TextField(_("Baris di bawah nama"), blank=True)
    crest = models.TextField(blank=True)  # SVG; a PNG stands inside one

    def __str__(self) -> str:
        return self.heading

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.agency_uuid

    @property
    def letter_lines(self) -> list[str]:
        """Address, telephone and the like, a line each."""
        return [line.strip() for line in self.lines.splitlines() if line.strip()]
