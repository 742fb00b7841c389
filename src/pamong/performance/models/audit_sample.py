"""A sample that an auditor draws of what was entered: drawn by a seed, judged piece by piece, closed for good."""

import uuid as uuidlib
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.access.models import User
from pamong.ledger.models import Recorded
from pamong.people.models import Agency, Employee, Unit
from pamong.performance.models.window import Window

if TYPE_CHECKING:
    from pamong.access.scope import Scope

LONGEST_SEED = 40


class AuditSampleQuerySet(models.QuerySet["AuditSample"]):
    """Reads of samples; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "AuditSampleQuerySet":
        """The auditors' own; once closed, its rates are read by the office and the head as well."""
        from pamong.access.scope import Role

        if scope.is_shell:
            return self.all()
        if scope.has(Role.AUDITOR):
            return self.filter(agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD):
            return self.filter(agency_id=scope.agency_id, closed_on__isnull=False)
        return self.none()


class AuditSample(Recorded):
    """What was drawn from which population, by which seed, and why."""

    OF = "agency"

    class Population(models.TextChoices):
        EVIDENCE = "evidence", _("Bukti dukung")
        READINGS = "readings", _("Realisasi indikator SKP")

    class By(models.TextChoices):
        UNIT = "unit", _("Perangkat daerah")
        KIND = "kind", _("Jenis bukti, atau keyakinan realisasi")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="samples_drawn")
    year = models.PositiveSmallIntegerField(_("Tahun"))
    period = models.CharField(_("Periode"), max_length=2, choices=Window.Period)
    population = models.CharField(_("Yang diperiksa"), max_length=10, choices=Population)
    by = models.CharField(_("Dikelompokkan menurut"), max_length=6, choices=By)
    size = models.PositiveIntegerField(_("Banyaknya"))
    margin = models.DecimalField(null=True, blank=True, max_digits=4, decimal_places=1)
    seed = models.CharField(_("Kunci acak"), max_length=LONGEST_SEED)
    seed_typed = models.BooleanField(null=True)  # by the auditor, or drawn; not known of old ones
    purpose = models.TextField(_("Tujuan pemeriksaan"))
    drawn_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[AuditSampleQuerySet] = AuditSampleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["agency", "-drawn_on"], name="performance_sample_newest")]

    def __str__(self) -> str:
        return f"{self.get_population_display()} {self.year} {self.period}"


class SampleStratum(models.Model):
    """One part of the population: how many there were when it was drawn."""

    sample = models.ForeignKey(AuditSample, on_delete=models.CASCADE, related_name="strata")
    key = models.CharField(max_length=60)  # what the seed was joined with
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "key"], name="performance_stratum_once")
        ]

    def __str__(self) -> str:
        return self.key


class SampleItem(Recorded):
    """One drawn piece with its judgement; it is known by its own identifier, should it be gone by then."""

    class Verdict(models.TextChoices):
        RIGHT = "right", _("Benar")
        WRONG = "wrong", _("Salah")
        UNCLEAR = "unclear", _("Tidak dapat dinilai")

    stratum = models.ForeignKey(SampleStratum, on_delete=models.CASCADE, related_name="items")
    subject_uuid = models.UUIDField()
    employee = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="sampled"
    )
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    reason = models.TextField(blank=True)
    judged_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stratum", "subject_uuid"], name="performance_sampleitem_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", "right"]) | ~Q(reason=""),
                name="performance_sampleitem_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject_uuid)

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.stratum.sample.ledger_agency

    @property
    def ledger_person(self) -> Employee | None:
        """Whose piece it is."""
        return self.employee
