"""A sanction: proposed by one with its ground, answered by the person, decided by another, never deleted."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Employee
from pamong.performance.models.evaluation import Evaluation
from pamong.performance.models.improvement import follow_up_seen

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Reads of sanctions; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "SanctionQuerySet":
        """What `follow_up_seen` says: a unit's administrator and colleagues know of none."""
        return self.all() if scope.is_shell else self.filter(follow_up_seen(scope))

    def lock(self, sanction: "Sanction") -> "Sanction":
        """The row as it stands now, held until the transaction ends."""
        rows = self.select_for_update(of=("self",)).select_related(*Sanction.AROUND)
        return rows.get(pk=sanction.pk)

    def ready(self, on: date) -> "SanctionQuerySet":
        """Proposals that may be decided: the person answered, or had the time to."""
        heard = Q(stated_on__isnull=False) | Q(statement_by__lt=on)
        return self.filter(heard, status=Sanction.Status.PROPOSED)

    def standing(self) -> "SanctionQuerySet":
        """Those that were imposed and not annulled."""
        return self.filter(status=Sanction.Status.IMPOSED)


class Sanction(Recorded):
    """One step of the chain after an evaluation, or one case of discipline."""

    OF = "employee"

    class Track(models.TextChoices):
        PERFORMANCE = "performance", _("Kinerja")
        DISCIPLINE = "discipline", _("Disiplin")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Diusulkan")
        IMPOSED = "imposed", _("Dijatuhkan")
        DECLINED = "declined", _("Tidak dijatuhkan")
        WITHDRAWN = "withdrawn", _("Usulan ditarik")
        ANNULLED = "annulled", _("Keputusan dibatalkan")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        Status.PROPOSED: frozenset({Status.IMPOSED, Status.DECLINED, Status.WITHDRAWN}),
        Status.IMPOSED: frozenset({Status.ANNULLED}),
        Status.DECLINED: frozenset(),
        Status.WITHDRAWN: frozenset(),
        Status.ANNULLED: frozenset(),
    }
    AROUND = (
        *("employee__agency", "employee__rater", "evaluation__plan", "proposed_by"),
        *("decided_by", "ended_by", "penalty"),
    )

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="sanctions")
    track = models.CharField(max_length=12, choices=Track)
    evaluation = models.ForeignKey(
        Evaluation, null=True, blank=True, on_delete=models.PROTECT, related_name="sanctions"
    )
    pack = models.CharField(max_length=60)  # id@version
    step = models.CharField(max_length=40)  # code of the pack
    level = models.CharField(max_length=40, blank=True)  # of discipline, code of the pack
    citation = models.CharField(_("Dasar hukum"), max_length=200)  # as the pack named it then
    ground = models.TextField(_("Pelanggaran atau dasar lain"), blank=True)
    absence_days = models.PositiveSmallIntegerField(null=True, blank=True)
    days_running = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.TextField(_("Bukti"))
    reason = models.TextField(_("Alasan"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    statement_by = models.DateField()  # until when the person may answer before a decision
    statement = models.TextField(_("Keterangan pegawai"), blank=True)
    stated_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_on = models.DateField(null=True, blank=True)
    decision = models.TextField(_("Alasan keputusan"), blank=True)
    number = models.CharField(_("Nomor keputusan"), max_length=120, blank=True)
    dated_on = models.DateField(_("Tanggal keputusan"), null=True, blank=True)
    starts_on = models.DateField(_("Berlaku sejak"), null=True, blank=True)
    ends_on = models.DateField(_("Berlaku sampai"), null=True, blank=True)
    appealed_on = models.DateField(null=True, blank=True)
    appeal = models.TextField(_("Upaya administratif"), blank=True)
    ended_by = models.ForeignKey(  # who took the proposal back or annulled the decision
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.TextField(_("Alasan"), blank=True)

    objects: ClassVar[SanctionQuerySet] = SanctionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "step"],
                condition=Q(status="proposed"),
                name="performance_sanction_one_proposed",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="performance_sanction_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["imposed", "annulled"])
                | (Q(decided_on__isnull=False) & ~Q(number="") & ~Q(decision="")),
                name="performance_sanction_imposed_by_decision",
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "proposed_on", "id"], name="performance_sanction_by_state"
            ),
            models.Index(fields=["proposed_on", "id"], name="performance_sanction_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.step}"

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for a decision."""
        return self.status == self.Status.PROPOSED

    def is_heard(self, on: date) -> bool:
        """Whether the person answered, or had the time to."""
        return self.stated_on is not None or on > self.statement_by

    def move_to(self, status: str) -> None:
        """Change the state along the allowed ways; does not save."""
        if status not in self.MOVES[self.status]:
            raise ValidationError(
                gettext("Status sanksi ini sekarang: %(state)s. Muat ulang halaman."),
                params={"state": str(self.get_status_display()).lower()},
                code="wrong_state",
            )
        self.status = status
