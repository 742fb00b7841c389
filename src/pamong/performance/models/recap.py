"""What a recap of the national application says of people's plans, beside what was marked as copied there."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.people.models import Agency, Employee, Intake, IntakeQuerySet
from pamong.performance.models.evaluation import Evaluation
from pamong.performance.models.plan import Plan
from pamong.performance.models.window import Window

if TYPE_CHECKING:
    from pamong.access.scope import Scope

PLAN_ITSELF = "P"  # in place of a period: the plan, not a rating of it
PARTS = [(PLAN_ITSELF, _("SKP")), *Window.Period.choices]


class RecapUploadQuerySet(IntakeQuerySet["RecapUpload"]):
    """Reads of recaps on their way in."""

    def keeps(self, scope: "Scope") -> bool:
        """Whoever rates sends a recap of the own people too."""
        return super().keeps(scope) or scope.leads


class RecapUpload(Intake):
    """A recap of one year: of its plans, or of the ratings of one period."""

    year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=2, choices=PARTS, default=PLAN_ITSELF)
    as_of = models.DateField()  # when the national application made it
    changed = models.PositiveIntegerField(default=0)

    objects: ClassVar[RecapUploadQuerySet] = RecapUploadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="performance_recapup_by_user")]


class Recap(Recorded):
    """A recap that was loaded: its file, its day, who loaded it, and which heading was what."""

    OF = "agency"

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=2, choices=PARTS)
    as_of = models.DateField()
    loaded_on = models.DateField()
    headings = models.JSONField(default=dict)  # field → heading: what the next file is read by

    class Meta:
        indexes = [models.Index(fields=["agency", "id"], name="performance_recap_by_agency")]

    def __str__(self) -> str:
        return f"{self.name} {self.as_of}"


class RecapRowQuerySet(models.QuerySet["RecapRow"]):
    """Reads of what recaps say."""

    def visible_to(self, scope: "Scope") -> "RecapRowQuerySet":
        """The agency's by role; else of one's own people and of the units that one keeps."""
        if scope.is_shell:
            return self.all()
        rows = self.filter(agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD):
            return rows
        mine = Q(employee__rater_id__in=scope.rater_ids)
        if scope.unit_ids:
            mine |= Q(employee__unit_id__in=scope.unit_ids)
        return rows.filter(mine)


class RecapRow(models.Model):
    """One plan, or one rating, as the last recap has it; or that the recap has none of it."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    recap = models.ForeignKey(Recap, on_delete=models.CASCADE, related_name="rows")
    year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=2, choices=PARTS)
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=150, blank=True)  # as the recap writes it
    employee = models.ForeignKey(Employee, null=True, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.CASCADE, related_name="recap_rows")
    is_there = models.BooleanField(default=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    status = models.CharField(max_length=60, blank=True)  # as the recap writes it
    is_agreed = models.BooleanField(default=True)  # what the status means, where one is told
    results = models.CharField(max_length=40, blank=True)  # codes of the pack, from here on
    behaviour = models.CharField(max_length=40, blank=True)
    predicate = models.CharField(max_length=40, blank=True)

    TOLD = ("starts_on", "ends_on", "status", "is_agreed", "results", "behaviour", "predicate")

    objects: ClassVar[RecapRowQuerySet] = RecapRowQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "part"],
                condition=Q(plan__isnull=False),
                name="performance_recaprow_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["agency", "year", "part", "id"], name="performance_recaprow_by_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.nip} {self.year} {self.part}"

    def values(self) -> dict[str, Any]:
        """All that was told, to be compared."""
        return {name: getattr(self, name) for name in (*self.TOLD, "is_there", "name")}


class CopyMarkQuerySet(models.QuerySet["CopyMark"]):
    """Reads of marks."""

    def visible_to(self, scope: "Scope") -> "CopyMarkQuerySet":
        """Those of the plans that one sees."""
        return self.filter(plan__in=Plan.objects.visible_to(scope).order_by())


class CopyMark(Recorded):
    """That somebody copied a plan, or one rating of it, to the national application; a recap tells whether it holds."""

    OF = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="copy_marks")
    part = models.CharField(max_length=2, choices=PARTS)
    number = models.PositiveIntegerField()  # the version that was copied: a later one is not
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_on = models.DateField()

    objects: ClassVar[CopyMarkQuerySet] = CopyMarkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "part"], name="performance_copymark_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.part} {self.made_on}"


def version_of(plan: Plan, part: str, evaluation: Evaluation | None) -> int:
    """Which version stands: of the rating, or of the plan."""
    return evaluation.number if part != PLAN_ITSELF and evaluation else plan.version
