"""When one works: the week of an agency or a unit, its own days, and rosters of who works by shift."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward
from pamong.people.models.employee import Employee
from pamong.people.models.unit import Unit

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class WorkWeek(Recorded, Dated):
    """How an agency works from a day, or one unit with all below that say nothing of their own."""

    OF = "agency"

    class Pattern(models.TextChoices):
        FIVE = "5", _("Lima hari kerja, Senin sampai Jumat")
        SIX = "6", _("Enam hari kerja, Senin sampai Sabtu")
        SHIFT = "shift", _("Bergiliran menurut jadwal sif")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="weeks")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="weeks"
    )
    pattern = models.CharField(_("Pola minggu"), max_length=5, choices=Pattern)
    # Minutes of the day by season and group of days: {"biasa": {"mon_thu": [450, 960, 60]}}.
    hours = models.JSONField(default=dict)

    objects: ClassVar[DatedQuerySet["WorkWeek"]] = DatedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            life_is_forward("people_workweek_life_is_forward"),
            models.UniqueConstraint(
                fields=["agency", "valid_from"],
                condition=Q(unit=None),
                name="people_workweek_agency_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "valid_from"], name="people_workweek_unit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.agency}"


class OwnDayQuerySet(models.QuerySet["OwnDay"]):
    """Reads of own days."""

    def visible_to(self, scope: "Scope") -> "OwnDayQuerySet":
        """On which days an agency works is no secret inside it."""
        return self.all() if scope.is_shell else self.filter(agency_id=scope.agency_id)


class OwnDay(Recorded):
    """Days on which an agency or a unit works otherwise than the week and the national holidays say."""

    OF = "agency"

    class Kind(models.TextChoices):
        OFF = "off", pgettext_lazy("day", "Libur")
        WORK = "work", _("Masuk kerja")
        RAMADAN = "ramadan", _("Jam kerja Ramadan")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="own_days")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="own_days"
    )
    kind = models.CharField(pgettext_lazy("day", "Jenis"), max_length=8, choices=Kind)
    first = models.DateField(_("Hari pertama"))
    last = models.DateField(_("Hari terakhir"))
    name = models.CharField(_("Keterangan"), max_length=200)

    objects: ClassVar[OwnDayQuerySet] = OwnDayQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="people_ownday_is_forward"
            ),
        ]
        indexes = [models.Index(fields=["agency", "first"], name="people_ownday_by_agency")]

    def __str__(self) -> str:
        return self.name


class RosterDay(models.Model):
    """A day on which a person is on duty; in a month with one of them all others are free."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="roster")
    on = models.DateField()
    shift = models.CharField(_("Sif"), max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "on"], name="people_rosterday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.on}"
