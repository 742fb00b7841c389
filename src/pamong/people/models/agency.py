"""An agency: the outermost fence of every scope."""

import uuid as uuidlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded


class Agency(Recorded):
    """A ministry, regency, city or body, with its own zone, calendar and windows."""

    code = models.SlugField(_("Kode"), max_length=40, unique=True)
    name = models.CharField(_("Nama instansi"), max_length=200)
    time_zone = models.CharField(_("Zona waktu"), max_length=40, default="Asia/Jakarta")
    # Until a dated week says otherwise.
    workdays = models.PositiveSmallIntegerField(_("Hari kerja seminggu"), default=5)
    is_gathered = models.BooleanField(default=False)  # counting all of it takes long: `tick` does
    # Whether a person's own device may keep that person's forms while the line is cut.
    keeps_offline = models.BooleanField(_("Isian tanpa sambungan"), default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    # Which answers of its own hold from which day, as [official pack, day, local pack]; they stand
    # here because every page reads the agency and none should ask once more.
    local_packs = models.JSONField(default=list, editable=False)
    # The years whose people are rated by month; in every other year by quarter.
    monthly_years = models.JSONField(default=list, editable=False)
    # Changes with every change of weeks and own days: what was read of them before is then no longer
    # true. Without any it is empty, and nothing has to be read.
    calendar_mark = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """Its own chain."""
        return self.uuid
