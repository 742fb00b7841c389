"""What goes by the rule of retention: a list for a year, approved by two, and the marks of what went."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.people.models import Agency, Unit

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class RetentionListQuerySet(models.QuerySet["RetentionList"]):
    """Reads of lists."""

    def visible_to(self, scope: "Scope") -> "RetentionListQuerySet":
        """The agency's for the personnel office, its head and the auditor."""
        if scope.is_shell:
            return self.all()
        if not scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return self.none()
        return self.filter(agency_id=scope.agency_id)

    def lock(self, row: "RetentionList") -> "RetentionList":
        """The row as it stands now, held until the transaction ends."""
        rows = self.select_for_update(of=("self",)).select_related("agency")
        return rows.get(pk=row.pk)


class RetentionList(Recorded):
    """What is past its years in one year of an agency; nothing goes before a second person approves."""

    OF = "agency"

    class Status(models.TextChoices):
        PREPARED = "prepared", _("Disiapkan")
        PROPOSED = "proposed", _("Menunggu orang kedua")
        APPROVED = "approved", _("Sedang dihapus")
        DONE = "done", _("Selesai dihapus")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="retention_lists")
    year = models.PositiveSmallIntegerField()
    prepared_on = models.DateField()
    pack = models.CharField(max_length=60)  # the rules by which it was made
    limits = models.JSONField(default=dict)  # kind → [the first day that stays, the last key seen]
    status = models.CharField(max_length=10, choices=Status, default=Status.PREPARED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects: ClassVar[RetentionListQuerySet] = RetentionListQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"], name="performance_retention_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="performance_retention_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"Retensi {self.year}"


class RetentionLine(models.Model):
    """How many records of a kind, a unit and a year go, and how many stay for what hangs on them."""

    listing = models.ForeignKey(RetentionList, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20)  # code of the pack
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    goes = models.PositiveIntegerField()
    stays = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "kind", "unit", "year"], name="performance_retentionline_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.goes}"


class Purged(models.Model):
    """The mark of a record that went: nothing of it but its identity, which the trace names."""

    subject_uuid = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)  # code of the pack
    listing = models.ForeignKey(RetentionList, on_delete=models.PROTECT, related_name="purged")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_uuid}"
