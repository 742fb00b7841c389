"""A paper as it was signed by hand: a scan of it, kept beside the digest of what it says."""

from typing import ClassVar

from django.db import models

from pamong.documents.models.paper import Paper
from pamong.ledger.models import Recorded


class PaperScanQuerySet(models.QuerySet["PaperScan"]):
    """Reads of scans; who may see one is decided with the paper (performance)."""

    def of(self, paper: Paper) -> "PaperScanQuerySet":
        """Those of a paper, the newest first."""
        return self.filter(paper=paper).order_by("-pk")

    def kept(self) -> "PaperScanQuerySet":
        """Those that were not taken away."""
        return self.filter(removed_on=None)


class PaperScan(Recorded):
    """One file; a later one takes its place and leaves it where it is."""

    OF = "paper"

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="scans")
    path = models.CharField(max_length=200, blank=True)  # below the folder of files; empty: removed
    media_type = models.CharField(max_length=100)  # by content, never by name
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.CharField(max_length=200)  # as the name was
    added_at = models.DateTimeField()
    removed_on = models.DateField(null=True, blank=True)
    removed_by = models.CharField(max_length=200, blank=True)  # empty: by the rule of retention
    reason = models.TextField(blank=True)  # why it was removed

    objects: ClassVar[PaperScanQuerySet] = PaperScanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["paper", "-id"], name="documents_scan_by_paper")]

    def __str__(self) -> str:
        return self.sha256
