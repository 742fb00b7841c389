"""A paper on record: what it says, as a digest, and the files it was handed out as."""

import uuid as uuidlib

from django.db import models

from pamong.ledger.models import Recorded


class Paper(Recorded):
    """One content of one kind; the same content is the same paper, however often it is printed."""

    agency_uuid = models.UUIDField()
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)  # by which its kind writes the content again
    subject_uuid = models.UUIDField()
    digest = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=200)  # without a person's name
    # What anybody with the paper may be shown: initials, the end of a NIP, unit, period, predicate.
    facts = models.JSONField(default=dict)
    made_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "made_on"], name="documents_paper_by_key")]

    def __str__(self) -> str:
        return self.title

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.agency_uuid


class PaperFile(models.Model):
    """The bytes that a paper was handed out as: another look or typesetter gives another file."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64, unique=True)
    signature = models.TextField(blank=True)  # detached, base64; empty: unsigned
    signer = models.CharField(max_length=120, blank=True)
    key_id = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    # Where the bytes lie, once a person signed them: below the folder of files.
    path = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.sha256
