"""Kinds of posts in an agency: the library that plans are copied from hangs on them."""

import uuid as uuidlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency


class Position(Recorded):
    """A post by name; who holds it in which unit is an assignment."""

    class Kind(models.TextChoices):
        SENIOR = "jpt", _("Jabatan pimpinan tinggi")
        ADMINISTRATOR = "administrator", _("Administrator")
        SUPERVISOR = "pengawas", _("Pengawas")
        FUNCTIONAL = "fungsional", _("Jabatan fungsional")
        EXECUTIVE = "pelaksana", _("Pelaksana")
        POLITICAL = "politik", _("Pejabat politik")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    name = models.CharField(_("Nama jabatan"), max_length=250)
    kind = models.CharField(_("Jenis jabatan"), max_length=15, choices=Kind)
    level = models.CharField(_("Jenjang"), max_length=40, blank=True)
    grade = models.PositiveSmallIntegerField(_("Kelas jabatan"), null=True, blank=True)
    is_head = models.BooleanField(_("Memimpin unit"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="people_position_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.agency.uuid
