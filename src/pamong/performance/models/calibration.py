"""A session of calibration: peers of one level, their raters, the stages, and each change that came of it."""

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Agency, Employee, Position, Unit
from pamong.performance.models.evaluation import Evaluation
from pamong.performance.models.window import Window

if TYPE_CHECKING:
    from datetime import date

    from pamong.access.scope import Scope


class CalibrationQuerySet(models.QuerySet["Calibration"]):
    """Reads of sessions; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "CalibrationQuerySet":
        """Those one leads or takes part in, and the agency's by role; a peer alone knows of none."""
        from pamong.access.scope import Role

        if scope.is_shell:
            return self.all()
        rows = self.filter(agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return rows
        takes_part = CalibrationRater.objects.filter(
            calibration=OuterRef("pk"), rater_id__in=scope.rate_ids
        )
        return rows.filter(Q(convener_id=scope.active_id) | Exists(takes_part))

    def lock(self, calibration: "Calibration") -> "Calibration":
        """The row as it stands now, held until the transaction ends."""
        rows = self.select_for_update(of=("self",)).select_related("agency", "unit", "convener")
        return rows.get(pk=calibration.pk)

    def holding(self, on: "date") -> "CalibrationQuerySet":
        """Those whose people wait for the end of it on the day."""
        return self.filter(until__gte=on).exclude(stage=Calibration.Stage.CLOSED)


class Calibration(Recorded):
    """One session for the rated people of one level below one unit in one period."""

    OF = "agency"

    class Stage(models.TextChoices):
        EVIDENCE = "evidence", _("Bukti")
        FIGURES = "figures", pgettext_lazy("calibration", "Angka")
        DISCUSSION = "discussion", _("Pembahasan")
        CLOSED = "closed", _("Selesai")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="calibrations")
    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=2, choices=Window.Period)
    kind = models.CharField(max_length=15, choices=Position.Kind)  # of the posts
    level = models.CharField(max_length=40, blank=True)  # jenjang, where the posts have one
    convener = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="calibrations_convened"
    )
    is_by_role = models.BooleanField(default=False)  # else only over people whose rater one leads
    stage = models.CharField(_("Tahap"), max_length=10, choices=Stage, default=Stage.EVIDENCE)
    opened_on = models.DateField()
    until = models.DateField(_("Sampai"))  # the last day on which predicates wait for it
    closed_on = models.DateField(null=True, blank=True)
    minutes = models.TextField(_("Notulen"), blank=True)

    objects: ClassVar[CalibrationQuerySet] = CalibrationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-opened_on", "-id"], name="performance_calib_by_day")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="closed") | Q(closed_on__isnull=False),
                name="performance_calib_closed_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.period}"

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""
        return self.stage == self.Stage.CLOSED

    def reached(self, stage: str) -> bool:
        """Whether the session came as far as the stage; what is beyond it is shown to nobody."""
        stages = self.Stage.values
        return stages.index(self.stage) >= stages.index(stage)

    def check_in(self, *stages: str) -> None:
        """Refuse what belongs to another stage."""
        if self.stage not in stages:
            raise ValidationError(
                gettext(
                    "Kalibrasi ini sudah di tahap %(stage)s. Muat ulang halaman untuk melihat keadaan terakhir."
                ),
                params={"stage": str(self.get_stage_display()).lower()},
                code="wrong_state",
            )


class CalibrationRater(models.Model):
    """A rater who takes part, and when he noted that he had read the evidence."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="raters")
    rater = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="calibrations")
    added_on = models.DateField()
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "rater"], name="performance_calibrater_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.calibration} {self.rater}"


class CalibrationPeerQuerySet(models.QuerySet["CalibrationPeer"]):
    """Reads of peers; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "CalibrationPeerQuerySet":
        """Those of sessions that one may see, and never oneself."""
        if scope.is_shell:
            return self.all()
        seen = Calibration.objects.visible_to(scope).filter(pk=OuterRef("calibration_id"))
        others = self.exclude(evaluation__plan__employee_id=scope.employee_id)
        return others.filter(Exists(seen))


class CalibrationPeer(Recorded):
    """One rated person in a session; who is in it is fixed when the rater joins."""

    OF = "calibration"
    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="peers")
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="calibrated_in"
    )

    objects: ClassVar[CalibrationPeerQuerySet] = CalibrationPeerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "evaluation"], name="performance_calibpeer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}"


class CalibrationChange(Recorded):
    """A rating proposed in a session; only the person's rater makes it, or declines with a reason."""

    OF = "peer"

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Menunggu penilai")
        MADE = "made", _("Diubah penilai")
        DECLINED = "declined", _("Tidak diubah")
        LAPSED = "lapsed", _("Tidak dijawab")

    peer = models.ForeignKey(CalibrationPeer, on_delete=models.CASCADE, related_name="changes")
    proposed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    reason = models.TextField(_("Alasan"))
    results_before = models.CharField(max_length=40)  # codes of the pack, from here on
    behaviour_before = models.CharField(max_length=40)
    predicate_before = models.CharField(max_length=40)
    results_after = models.CharField(max_length=40)
    behaviour_after = models.CharField(max_length=40)
    predicate_after = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    answer = models.TextField(_("Alasan tidak diubah"), blank=True)
    answered_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["peer"],
                condition=Q(status="proposed"),
                name="performance_calibchange_one_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.peer} {self.status}"

    @property
    def ledger_rater_id(self) -> int:
        """Whose act an answer is."""
        return self.peer.evaluation.owed_by_id

    def answer_with(self, status: str, by_id: int, on: "date") -> None:
        """Answer once; does not save."""
        if self.status != self.Status.PROPOSED:
            raise ValidationError(
                gettext("Usulan ini sudah dijawab. Muat ulang halaman."), code="wrong_state"
            )
        self.status, self.answered_by_id, self.answered_on = status, by_id or None, on


class CalibrationMove(models.Model):
    """One step of a session from stage to stage, with its reason where it needed one."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="moves")
    stage = models.CharField(max_length=10, choices=Calibration.Stage)  # to which
    reason = models.TextField(_("Alasan"), blank=True)
    moved_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    moved_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.calibration} {self.stage}"
