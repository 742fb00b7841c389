"""A person's earlier results under the law of their time, and the file that they came with."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q

from pamong.ledger.models import Recorded
from pamong.people.models import Employee, Intake, IntakeQuerySet

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class HistoryUpload(Intake):
    """A file of earlier results."""

    changed = models.PositiveIntegerField(default=0)

    objects: ClassVar[IntakeQuerySet["HistoryUpload"]] = IntakeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="performance_histupload_by_user")]


class PastResultQuerySet(models.QuerySet["PastResult"]):
    """Reads of earlier results."""

    def visible_to(self, scope: "Scope") -> "PastResultQuerySet":
        """One's own, those of the people whom one rates or whose facts one keeps, or the agency's."""
        from pamong.access.scope import Role

        if scope.is_shell:
            return self.all()
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return self.filter(employee__agency_id=scope.agency_id)
        mine = Q(pk=scope.employee_id) | Q(rater_id__in=scope.rater_ids)
        if scope.unit_ids:
            mine |= Q(unit_id__in=scope.unit_ids)
        people = Employee.objects.filter(mine, agency_id=scope.agency_id)
        return self.filter(employee__in=people)


class PastResult(Recorded):
    """What a file said of one person's period; an empty field was not said, which is not nought."""

    OF = "employee"
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

    def values(self) -> dict[str, Any]:
        """What was said, field by field."""
        return {name: getattr(self, name) for name in self.FIELDS}
