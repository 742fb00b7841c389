"""A plan to improve after an evaluation that fell short: its milestones, both sides' notes, its result."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Employee
from pamong.performance.models.evaluation import Evaluation

if TYPE_CHECKING:
    from pamong.access.scope import Scope


def follow_up_seen(scope: "Scope") -> Q:
    """One's own, those of whom one rates today or stands above, and by role the agency's.

    The relation of today counts: a new rater takes over, the one before reads no further.
    """
    from pamong.access.scope import Role

    ours = Q(employee__agency_id=scope.agency_id)
    if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        return ours
    mine = Q(employee_id=scope.employee_id)
    mine |= Q(employee__rater_id__in=scope.rate_ids)
    mine |= Q(employee__rater_superior_id=scope.active_id)
    return mine & ours


class ImprovementPlanQuerySet(models.QuerySet["ImprovementPlan"]):
    """Reads of plans to improve; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "ImprovementPlanQuerySet":
        """What `follow_up_seen` says."""
        return self.all() if scope.is_shell else self.filter(follow_up_seen(scope))

    def lock(self, plan: "ImprovementPlan") -> "ImprovementPlan":
        """The row as it stands now, held until the transaction ends."""
        rows = self.select_for_update(of=("self",)).select_related(*ImprovementPlan.AROUND)
        return rows.get(pk=plan.pk)

    def running(self) -> "ImprovementPlanQuerySet":
        """Those whose result is not there yet."""
        return self.filter(status=ImprovementPlan.Status.RUNNING)


class ImprovementPlan(Recorded):
    """What a person is to improve by a day, with what support, and what came of it."""

    OF = "employee"

    class Status(models.TextChoices):
        RUNNING = "running", _("Berjalan")
        JUDGED = "judged", _("Hasil ditetapkan")
        ACKNOWLEDGED = "acknowledged", _("Hasil diterima pegawai")
        CANCELLED = "cancelled", _("Dibatalkan")

    class Result(models.TextChoices):
        IMPROVED = "improved", _("Membaik")
        PARTLY = "partly", _("Membaik sebagian")
        NOT = "not", _("Tidak membaik")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        Status.RUNNING: frozenset({Status.JUDGED, Status.CANCELLED}),
        Status.JUDGED: frozenset({Status.ACKNOWLEDGED}),
        Status.ACKNOWLEDGED: frozenset(),
        Status.CANCELLED: frozenset(),
    }
    AROUND = ("employee__agency", "employee__rater", "evaluation__plan", "opened_by", "judged_by")

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="improvements"
    )
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="improvements")
    goal = models.TextField(_("Yang harus membaik"))
    support = models.JSONField(default=list)  # codes of the pack
    support_note = models.TextField(_("Dukungan"), blank=True)
    opened_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ends_on = models.DateField(_("Sampai"))
    status = models.CharField(max_length=12, choices=Status, default=Status.RUNNING)
    result = models.CharField(_("Hasil"), max_length=10, choices=Result, blank=True)
    reason = models.TextField(_("Alasan"), blank=True)  # of the result, or of the cancelling
    judged_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_on = models.DateField(null=True, blank=True)  # or cancelled
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_note = models.TextField(_("Kata pegawai"), blank=True)

    objects: ClassVar[ImprovementPlanQuerySet] = ImprovementPlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(status="running"),
                name="performance_improvement_one_running",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["judged", "acknowledged"])
                | (~Q(result="") & ~Q(reason="") & Q(judged_on__isnull=False)),
                name="performance_improvement_judged_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "ends_on", "id"], name="performance_improve_by_end"),
            models.Index(fields=["opened_on", "id"], name="performance_improve_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.opened_on}"

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a note or a result is."""
        return self.employee.rater_id or 0

    @property
    def is_running(self) -> bool:
        """Whether its result is not there yet."""
        return self.status == self.Status.RUNNING

    def check_running(self) -> None:
        """Refuse to write in what is over."""
        if not self.is_running:
            raise ValidationError(
                gettext("Status rencana perbaikan ini sekarang: %(state)s. Muat ulang halaman."),
                params={"state": str(self.get_status_display()).lower()},
                code="wrong_state",
            )

    def move_to(self, status: str) -> None:
        """Change the state along the allowed ways; does not save."""
        if status not in self.MOVES[self.status]:
            raise ValidationError(
                gettext("Status rencana perbaikan ini sekarang: %(state)s. Muat ulang halaman."),
                params={"state": str(self.get_status_display()).lower()},
                code="wrong_state",
            )
        self.status = status


class ImprovementMilestone(Recorded):
    """One mark on the way, or a dialogue on a day: what is measured, by whom, and how the rater found it."""

    OF = "plan"

    class Kind(models.TextChoices):
        MARK = "mark", _("Tonggak")
        TALK = "talk", _("Dialog kinerja")

    class Side(models.TextChoices):
        EMPLOYEE = "employee", _("Pegawai")
        RATER = "rater", _("Penilai")

    class Outcome(models.TextChoices):
        MET = "met", _("Tercapai")
        NOT_MET = "not_met", _("Tidak tercapai")
        LATER = "later", _("Ditunda")

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.MARK)
    text = models.TextField(_("Yang dikerjakan"))
    measure = models.TextField(_("Ukuran tonggak"), blank=True)
    who = models.CharField(max_length=8, choices=Side, default=Side.EMPLOYEE)
    due_on = models.DateField(_("Tanggal"))
    outcome = models.CharField(
        max_length=8, choices=Outcome, blank=True
    )  # of the rater, met or not

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on", "id"], condition=Q(outcome=""), name="performance_milestone_open"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a note is."""
        return self.plan.ledger_rater_id

    def is_late(self, day: date) -> bool:
        """Whether its day is over and the rater noted nothing."""
        return not self.outcome and self.due_on < day


class ImprovementNote(models.Model):
    """What one side noted at a milestone; a later note stands beside the earlier, nothing is overwritten."""

    milestone = models.ForeignKey(
        ImprovementMilestone, on_delete=models.CASCADE, related_name="notes"
    )
    side = models.CharField(max_length=8, choices=ImprovementMilestone.Side)
    outcome = models.CharField(max_length=8, choices=ImprovementMilestone.Outcome)
    text = models.TextField(_("Catatan"), blank=True)
    moved_from = models.DateField(null=True, blank=True)  # the day before the rater put it off
    noted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.milestone} {self.outcome}"
