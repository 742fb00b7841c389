"""Kinds of posts in an agency: the library that plans are copied from hangs on them."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class PositionQuerySet(models.QuerySet["Position"]):
    """Reads of posts."""

    def visible_to(self, scope: "Scope") -> "PositionQuerySet":
        """The posts of one's own agency are no secret inside it."""
        return self.all() if scope.is_shell else self.filter(agency_id=scope.agency_id)

    def on(self, day: date) -> "PositionQuerySet":
        """Those that have not ended on the day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))


class Position(Recorded):
    """A post by name; who holds it in which unit is an assignment."""

    OF = "agency"

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
    valid_to = models.DateField(_("Berakhir pada"), null=True, blank=True)  # nobody holds it then

    objects: ClassVar[PositionQuerySet] = PositionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="people_position_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    def ends_before(self, end: date | None) -> bool:
        """Whether it ends while somebody would still hold it; None: for good."""
        return self.valid_to is not None and (end is None or end > self.valid_to)
