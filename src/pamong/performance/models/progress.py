"""Carrying out: action plan, daily entries, evidence in use, feedback, dialogues."""

import uuid as uuidlib
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.measurement.models import Evidence
from pamong.people.models import Employee
from pamong.performance.models.plan import Plan, Result

if TYPE_CHECKING:
    from pamong.access.scope import Scope


AMOUNT_ROOM = (12, 2)  # digits before and after the comma that an amount keeps


class ActionStep(models.Model):
    """A step of the action plan (rencana aksi) of a result in one quarter."""

    uuid = models.UUIDField(default=uuidlib.uuid4, unique=True, editable=False)
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="steps")
    quarter = models.PositiveSmallIntegerField(_("Triwulan"))
    text = models.TextField(_("Rencana aksi"))
    amount = models.DecimalField(
        _("Target"), null=True, blank=True, max_digits=14, decimal_places=2
    )
    unit = models.CharField(_("Satuan"), max_length=60, blank=True)

    class Meta:
        ordering = ["quarter", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="performance_actionstep_quarter"
            )
        ]

    def __str__(self) -> str:
        return self.text


class DailyEntryQuerySet(models.QuerySet["DailyEntry"]):
    """Reads of daily entries."""

    def visible_to(self, scope: "Scope") -> "DailyEntryQuerySet":
        """Those of plans that one may see."""
        return self.filter(plan__in=Plan.objects.visible_to(scope))

    def of_month(self, day: date) -> "DailyEntryQuerySet":
        """Those of the month that holds the day."""
        return self.filter(on__year=day.year, on__month=day.month)


class DailyEntry(Recorded):
    """One line of what was done on a day (progress harian)."""

    OF = "employee"

    class Status(models.TextChoices):
        RECORDED = "recorded", _("Belum diperiksa")
        CONFIRMED = "confirmed", _("Dikonfirmasi")
        RETURNED = "returned", _("Dikembalikan")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="entries")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="entries")
    step = models.ForeignKey(
        ActionStep, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    on = models.DateField(_("Tanggal"))
    begins = models.TimeField(_("Mulai"), null=True, blank=True)
    ends = models.TimeField(_("Selesai"), null=True, blank=True)
    text = models.TextField(_("Kegiatan"))
    amount = models.DecimalField(
        _("Realisasi"), null=True, blank=True, max_digits=14, decimal_places=2
    )
    unit = models.CharField(_("Satuan"), max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.RECORDED)
    reviewed_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    review_note = models.TextField(blank=True)
    entered_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[DailyEntryQuerySet] = DailyEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "begins", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begins=None) | Q(ends=None) | Q(ends__gt=F("begins")),
                name="performance_dailyentry_time_forward",
            )
        ]
        indexes = [
            models.Index(fields=["employee", "on"], name="performance_entry_by_day"),
            models.Index(fields=["on", "id"], name="performance_entry_newest"),
            models.Index(fields=["plan", "status", "on"], name="performance_entry_by_status"),
            models.Index(
                fields=["plan", "on"],
                name="performance_entry_waiting",
                condition=Q(status="recorded"),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a rating, an answer or a word about it is."""
        return self.plan.rater_id or 0


class EvidenceUse(models.Model):
    """Where a piece of evidence serves: a result, a day's line, or a value of behaviour."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="evidence_uses")
    result = models.ForeignKey(
        Result, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence_uses"
    )
    entry = models.ForeignKey(
        DailyEntry, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence_uses"
    )
    value = models.CharField(max_length=40, blank=True)  # code of a behaviour value

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "result"],
                condition=Q(result__isnull=False),
                name="performance_evidenceuse_once_per_result",
            ),
            models.UniqueConstraint(
                fields=["evidence", "entry"],
                condition=Q(entry__isnull=False),
                name="performance_evidenceuse_once_per_entry",
            ),
        ]

    def __str__(self) -> str:
        return str(self.evidence)


class Feedback(Recorded):
    """A word on a result or a value, by the leader, a team leader or a colleague."""

    OF = "plan"

    class Side(models.TextChoices):
        LEADER = "pimpinan", _("Pimpinan")
        TEAM_LEADER = "ketua_tim", _("Ketua tim")
        PEER = "rekan", _("Rekan kerja")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="feedback")
    result = models.ForeignKey(
        Result, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback"
    )
    value = models.CharField(max_length=40, blank=True)  # code of a behaviour value
    giver = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="feedback_given")
    side = models.CharField(max_length=10, choices=Side)
    text = models.TextField(_("Umpan balik"))
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__isnull=False) | ~Q(value=""),
                name="performance_feedback_on_something",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a rating, an answer or a word about it is."""
        return self.plan.rater_id or 0


class Dialogue(Recorded):
    """A talk of leader and employee: asked for, held, with what both agreed to do."""

    OF = "plan"

    class Status(models.TextChoices):
        ASKED = "asked", _("Diminta")
        HELD = "held", _("Dilakukan")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="dialogues")
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    topic = models.TextField(_("Pokok pembicaraan"))
    status = models.CharField(max_length=6, choices=Status, default=Status.ASKED)
    asked_on = models.DateField()
    held_on = models.DateField(_("Tanggal dialog"), null=True, blank=True)
    summary = models.TextField(_("Kesepakatan"), blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]

    def __str__(self) -> str:
        return self.topic

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a rating, an answer or a word about it is."""
        return self.plan.rater_id or 0


class DialogueAction(models.Model):
    """Something that a dialogue agreed: who does it and by when."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="actions")
    text = models.TextField(_("Tindakan"))
    owner = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("Paling lambat"))
    done_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text
