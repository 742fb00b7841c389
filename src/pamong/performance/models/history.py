"""A person's earlier results under the law of their time, and the file that they came with."""

import uuid as uuidlib
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Agency, Employee

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class HistoryUploadQuerySet(models.QuerySet["HistoryUpload"]):
    """Reads of uploads."""

    def visible_to(self, scope: "Scope") -> "HistoryUploadQuerySet":
        """One's own: a file may hold more than another administrator may see."""
        return self.filter(agency_id=scope.agency_id, user_id=scope.user_id)


class HistoryUpload(Recorded):
    """A file of earlier results on its way in; the file goes when it is done."""

    class Status(models.TextChoices):
        SHOWN = "shown", _("Menunggu Anda")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Tidak dapat diimpor")
        DROPPED = "dropped", _("Dibatalkan")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    # Beside the files of people: the same sweep deletes what nobody decided about.
    file = models.FileField(upload_to="imports", blank=True)
    uploaded_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.SHOWN)
    plan_digest = models.CharField(max_length=64, blank=True)
    shown = models.JSONField(default=dict)
    failure = models.CharField(max_length=300, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    objects: ClassVar[HistoryUploadQuerySet] = HistoryUploadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="performance_histupload_by_user")]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.agency.uuid


class PastResultQuerySet(models.QuerySet["PastResult"]):
    """Reads of earlier results."""

    def visible_to(self, scope: "Scope") -> "PastResultQuerySet":
        """One's own, those of the people whom one rates or whose facts one keeps, or the agency's."""
        from pamong.access.scope import Role

        if scope.is_shell:
            return self.all()
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return self.filter(employee__agency_id=scope.agency_id)
        mine = Q(employee_id=scope.employee_id) | Q(employee__rater_id__in=scope.rater_ids)
        if scope.unit_ids:
            mine |= Q(employee__unit_id__in=scope.unit_ids)
        return self.filter(mine, employee__agency_id=scope.agency_id)


class PastResult(Recorded):
    """What a file said of one person's period; an empty field was not said, which is not nought."""

    FIELDS = ("ends_on", "pack", "given", "score", "predicate", "converted", "joined")

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="past_results")
    starts_on = models.DateField()
    ends_on = models.DateField()
    pack = models.CharField(max_length=100)  # the law of the period, as plans keep it
    given = models.JSONField(default=dict)  # the rule's own inputs, numbers as text
    score = models.DecimalField(null=True, blank=True, max_digits=7, decimal_places=3)
    predicate = models.CharField(max_length=30, blank=True)  # code of the pack
    converted = models.DecimalField(null=True, blank=True, max_digits=7, decimal_places=3)
    joined = models.DecimalField(null=True, blank=True, max_digits=7, decimal_places=3)
    source = models.CharField(max_length=200, blank=True)
    sourced_on = models.DateField()

    objects: ClassVar[PastResultQuerySet] = PastResultQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "starts_on"], name="performance_pastresult_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="performance_pastresult_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.starts_on}"

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.employee.ledger_agency

    @property
    def ledger_person(self) -> Employee:
        """Whose period it is."""
        return self.employee

    def values(self) -> dict[str, Any]:
        """What was said, field by field."""
        return {name: getattr(self, name) for name in self.FIELDS}
