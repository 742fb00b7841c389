"""Who rates whom, by date: data, never a formula on the post."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward
from pamong.people.models.employee import Employee

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class Supervision(Recorded, Dated):
    """The rater of a person for a time, and the rater's superior, who decides objections."""

    OF = "employee"

    class Source(models.TextChoices):
        PROPOSED = "usulan", _("Usulan dari kepala unit")
        IMPORTED = "impor", _("Impor")
        SET = "ditetapkan", _("Ditetapkan administrator")
        TAKEN = "pengganti", _("Atasan mengambil alih jabatan yang kosong")

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="supervisions")
    rater = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="ratings_owed")
    superior = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals_owed"
    )
    source = models.CharField(max_length=12, choices=Source, default=Source.PROPOSED)
    # The rater whose vacant post this one stands in for, until the post is filled.
    instead_of = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    superior_chosen = models.BooleanField(default=False)  # by hand: never changed along with others
    superior_reason = models.TextField(_("Alasan"), blank=True)

    objects: ClassVar[DatedQuerySet["Supervision"]] = DatedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            life_is_forward("people_supervision_life_is_forward"),
            models.CheckConstraint(
                condition=~Q(employee=F("rater")), name="people_supervision_not_oneself"
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(valid_to=None),
                name="people_supervision_one_open_each",
            ),
        ]
        indexes = [
            models.Index(fields=["rater", "valid_from"], name="people_supervision_by_rater"),
        ]

    def __str__(self) -> str:
        return f"{self.employee} ← {self.rater}"


class SupervisorReportQuerySet(models.QuerySet["SupervisorReport"]):
    """Reads of reports."""

    def visible_to(self, scope: "Scope") -> "SupervisorReportQuerySet":
        """One's own, and those of the people whose facts one keeps."""
        if scope.is_shell:
            return self.all()
        own = self.filter(employee__agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AUDITOR):
            return own
        mine = Q(employee_id=scope.employee_id) | Q(employee__unit_id__in=scope.unit_ids)
        return own.filter(mine)


class SupervisorReport(Recorded):
    """A person says that the recorded rater is wrong; the unit's administrator mends it."""

    OF = "employee"

    class Status(models.TextChoices):
        OPEN = "open", _("Menunggu administrator unit")
        MENDED = "mended", _("Diperbaiki")
        DECLINED = "declined", _("Tidak diubah")

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="reports")
    suggested = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Whom the report is about: the rater of that day, who may be another by now.
    recorded = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(_("Keterangan"), blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    reported_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(_("Jawaban"), blank=True)

    objects: ClassVar[SupervisorReportQuerySet] = SupervisorReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(status="open"),
                name="people_supervisorreport_one_open_each",
            )
        ]
        indexes = [
            models.Index(
                fields=["status", "reported_on", "id"], name="people_supervisorreport_wait"
            )
        ]

    def __str__(self) -> str:
        return f"{self.employee}"
