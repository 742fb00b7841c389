"""A person in the service, or a political official who rates without a NIP."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency

if TYPE_CHECKING:
    from pamong.access.scope import Scope

NIP_LENGTH = 18


def full_name_of(before: str, name: str, after: str) -> str:
    """Title before, name, titles after, as recorded; for lists that read no whole person."""
    front = f"{before} {name}".strip()
    return f"{front}, {after}" if after else front


class EmployeeQuerySet(models.QuerySet["Employee"]):
    """Reads of people; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "EmployeeQuerySet":
        """Oneself, those one rates (or whose rater one rates), one's units, or the agency by role."""
        from pamong.access.scope import Role

        if scope.is_shell:
            return self.all()
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return self.filter(agency_id=scope.agency_id)
        mine = Q(pk=scope.employee_id) | Q(rater_id__in=scope.rater_ids)
        mine |= Q(rater_superior_id=scope.active_id)
        if scope.unit_ids:
            mine |= Q(unit_id__in=scope.unit_ids)
        return self.filter(mine, agency_id=scope.agency_id)

    def active(self) -> "EmployeeQuerySet":
        """Those who have not left."""
        return self.filter(left_on=None)


class Employee(Recorded):
    """A civil servant. `unit`, `position`, `rater` and `rater_superior` repeat today's dated facts.

    The dated truth is in Assignment and Supervision; actions keep the two equal, so that lists of a
    hundred thousand people need no join by date.
    """

    OF = "agency"

    class Kind(models.TextChoices):
        PNS = "pns", "PNS"
        CPNS = "cpns", "CPNS"
        PPPK = "pppk", "PPPK"
        PPPK_PART_TIME = "pppk_paruh_waktu", _("PPPK paruh waktu")
        POLITICAL = "politik", _("Pejabat politik")

    class Sex(models.TextChoices):
        MALE = "m", _("Laki-laki")
        FEMALE = "f", _("Perempuan")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    nip = models.CharField("NIP", max_length=NIP_LENGTH, blank=True)
    name = models.CharField(_("Nama"), max_length=200)
    title_before = models.CharField(_("Gelar depan"), max_length=60, blank=True)
    title_after = models.CharField(_("Gelar belakang"), max_length=120, blank=True)
    kind = models.CharField(_("Jenis pegawai"), max_length=20, choices=Kind, default=Kind.PNS)
    # Since when, where the person was of another kind before: `FormerKind` has what and until when.
    kind_since = models.DateField(null=True, blank=True, editable=False)
    rank = models.CharField(_("Golongan"), max_length=10, blank=True)
    sex = models.CharField(_("Jenis kelamin"), max_length=1, choices=Sex, blank=True)
    born_on = models.DateField(_("Tanggal lahir"), null=True, blank=True)
    email = models.EmailField(_("Alamat surel"), blank=True)
    joined_on = models.DateField(_("Mulai bekerja"), null=True, blank=True)
    left_on = models.DateField(_("Berhenti"), null=True, blank=True)
    # Why: a code of the pack of leaving; empty where no file and nobody said.
    left_reason = models.CharField(_("Alasan berhenti"), max_length=30, blank=True)
    # What is recorded ahead of its day; the daily round moves it to the two fields above.
    leaves_on = models.DateField(_("Akan berhenti"), null=True, blank=True)
    leaves_reason = models.CharField(_("Alasan akan berhenti"), max_length=30, blank=True)
    source = models.CharField(pgettext_lazy("employee", "Sumber data"), max_length=60, blank=True)
    sourced_on = models.DateField(_("Data per"), null=True, blank=True)

    unit = models.ForeignKey("people.Unit", null=True, blank=True, on_delete=models.PROTECT)
    position = models.ForeignKey("people.Position", null=True, blank=True, on_delete=models.PROTECT)
    rater = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="rated"
    )
    rater_superior = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superior_of"
    )

    # Whether a rating of a period that is over ever stayed here when the plan went to another rater.
    keeps_ratings = models.BooleanField(default=False)

    objects: ClassVar[EmployeeQuerySet] = EmployeeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "nip"], condition=~Q(nip=""), name="people_employee_nip_once"
            ),
            models.CheckConstraint(
                condition=~Q(rater=models.F("pk")), name="people_employee_never_rates_oneself"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "name", "id"], name="people_employee_by_name"),
            models.Index(
                fields=["unit"], condition=Q(left_on=None), name="people_employee_in_unit"
            ),
            models.Index(
                fields=["agency", "leaves_on"],
                condition=Q(leaves_on__isnull=False),
                name="people_employee_leaving",
            ),
            models.Index(
                fields=["agency", "born_on", "nip", "id"], name="people_employee_by_birth"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Title before, name, titles after, as recorded."""
        return full_name_of(self.title_before, self.name, self.title_after)

    @property
    def closing_name(self) -> str:
        """The full name before a full stop: that of a title is then the sentence's."""
        return self.full_name.removesuffix(".")

    @property
    def serves_until(self) -> date | None:
        """The first day out of service, where one is recorded: past or to come."""
        return self.left_on or self.leaves_on

    @property
    def ledger_person(self) -> "Employee":
        """Oneself."""
        return self


class ForeignId(models.Model):
    """A person's key in another system, matched before the NIP."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="foreign_ids")
    system = models.CharField(max_length=40)
    value = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "system", "value"], name="people_foreignid_value_once"
            ),
            models.UniqueConstraint(
                fields=["employee", "system"], name="people_foreignid_one_per_system"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.value}"
