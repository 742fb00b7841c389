"""What proves a reading: a file with its digest, or a link."""

import uuid as uuidlib
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamong.ledger.models import Recorded
from pamong.people.models import Employee

LONGEST_WORDS = 2000


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Reads of evidence; who may see it is decided where it is attached (performance)."""

    def kept(self) -> "EvidenceQuerySet":
        """Those not withdrawn, and not gone by the rule of retention."""
        return self.filter(withdrawn_on=None, purged_on=None)

    def broken(self) -> "EvidenceQuerySet":
        """Kept links behind which a reader met something else."""
        return self.kept().filter(link_state__in=BROKEN)


class LinkState(models.TextChoices):
    """What somebody without an account met behind a link when it was opened last."""

    OPEN = "open", _("Dapat dibuka")
    SIGN_IN = "sign_in", _("Meminta masuk akun atau izin")
    GONE = "gone", _("Halamannya sudah tidak ada")
    UNREACHED = "unreached", _("Tidak terhubung dari server ini")


BROKEN = (LinkState.SIGN_IN, LinkState.GONE, LinkState.UNREACHED)


class Evidence(Recorded):
    """One file or link of an employee; it may serve several results."""

    class Look(models.TextChoices):
        """Whether somebody else looked at it, and what came of it; it holds nothing up."""

        NONE = "", _("Belum dikonfirmasi")
        CONFIRMED = "confirmed", _("Dikonfirmasi")
        QUESTIONED = "questioned", pgettext_lazy("evidence", "Ditanyakan")
        ANSWERED = "answered", _("Pertanyaan dijawab")

    WAITING = (Look.NONE, Look.ANSWERED)  # for somebody to look

    owner = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(_("Judul"), max_length=250)
    link = models.URLField(_("Tautan"), max_length=1000, blank=True)
    # A fact of the day on which the worker opened it; `link_next_at` says when it does so again.
    link_state = models.CharField(max_length=10, choices=LinkState, blank=True)
    link_checked_on = models.DateField(null=True, blank=True)
    link_next_at = models.DateTimeField(null=True, blank=True)
    link_tries = models.PositiveSmallIntegerField(default=0)
    path = models.CharField(max_length=200, blank=True)  # below the folder of files
    media_type = models.CharField(max_length=100, blank=True)  # by content, never by name
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    dated_on = models.DateField(_("Tanggal bukti"))
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    # What it was is gone by the rule of retention; the row says that there was something, and its digest.
    purged_on = models.DateField(null=True, blank=True)
    # How the last look at it stands, repeated here for lists; the looks themselves are rows beside.
    looked = models.CharField(
        _("Status bukti"), max_length=10, choices=Look, default=Look.NONE, blank=True
    )
    looked_on = models.DateField(null=True, blank=True)

    objects: ClassVar[EvidenceQuerySet] = EvidenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=(Q(link="") & ~Q(path=""))
                | (~Q(link="") & Q(path=""))
                | Q(purged_on__isnull=False),
                name="measurement_evidence_file_or_link",
            )
        ]
        indexes = [
            models.Index(fields=["owner", "-dated_on"], name="measurement_evidence_by_owner"),
            models.Index(fields=["dated_on", "id"], name="measurement_evidence_by_day"),
            models.Index(
                fields=["link_next_at"],
                condition=Q(link_next_at__isnull=False),
                name="measurement_links_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.owner.ledger_agency

    @property
    def ledger_person(self) -> Employee:
        """The owner."""
        return self.owner


class EvidenceLook(models.Model):
    """One look at a piece by somebody else: confirmed, or a question with what its owner answered."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="evidence_looks")
    on = models.DateField()
    question = models.TextField(blank=True, max_length=LONGEST_WORDS)  # none where it was confirmed
    answer = models.TextField(blank=True, max_length=LONGEST_WORDS)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_on__isnull=False),
                name="measurement_evidencelook_answered_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence} {self.on}"
