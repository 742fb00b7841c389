"""The yearly performance report of an agency: figures as a snapshot gave them, and texts by section."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role, Scope
from pamong.ledger.models import Recorded
from pamong.people.models import Agency, Employee

READERS = (Role.HR, Role.AGENCY_HEAD, Role.AUDITOR)
MONEY_DIGITS = 20


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    """Reads of yearly reports; each starts at visible_to."""

    def visible_to(self, scope: Scope) -> "AnnualReportQuerySet":
        """An approved one is everybody's in the agency; a draft is of who writes, approves or audits it."""
        if scope.is_shell:
            return self.all()
        rows = self.filter(agency=scope.agency_id)
        is_writer = scope.has(*READERS) or bool(scope.unit_ids)
        return rows if is_writer else rows.filter(stage=AnnualReport.Stage.APPROVED)


class AnnualReport(Recorded):
    """One agency's report about one year. `figures` are kept whole: the snapshot itself goes after a week."""

    OF = "agency"

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PROPOSED = "proposed", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField(_("Tahun"))
    stage = models.CharField(_("Status"), max_length=10, choices=Stage, default=Stage.DRAFT)
    snapshot = models.CharField(max_length=16)
    figures = models.JSONField(default=dict)
    filled_on = models.DateField()
    proposed_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_on = models.DateField(null=True, blank=True)
    reason = models.TextField(_("Alasan"), blank=True)  # of the last reopening
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)  # rises with each filling and each stage

    objects: ClassVar[AnnualReportQuerySet] = AnnualReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"], name="analytics_annualreport_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "proposed"], approved_on=None)
                | Q(stage="approved", approved_on__isnull=False),
                name="analytics_annualreport_approved_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(stage="proposed") | Q(proposed_on__isnull=False),
                name="analytics_annualreport_proposed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return _("Laporan kinerja tahun %(year)s") % {"year": self.year}

    @property
    def is_draft(self) -> bool:
        """Whether its texts may still be written."""
        return self.stage == self.Stage.DRAFT

    @property
    def is_approved(self) -> bool:
        """Whether the head stands for it, so that its paper is no draft."""
        return self.stage == self.Stage.APPROVED


class AnnualText(models.Model):
    """What people say in one section: of the report, or of one goal, then with the money that was spent."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField(max_length=60)  # a code of the pack, or the UUID of a goal
    text = models.TextField(_("Uraian"), blank=True)
    spent = models.DecimalField(
        _("Realisasi anggaran"), null=True, blank=True, max_digits=MONEY_DIGITS, decimal_places=2
    )
    written_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section"], name="analytics_annualtext_once_a_section"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.section}"
