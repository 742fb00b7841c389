"""Who is asked to sign a paper, and what they signed: a detached signature over the bytes of a file."""

import uuid as uuidlib
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef

from pamong.documents.models.paper import Paper, PaperFile


class PaperSignerQuerySet(models.QuerySet["PaperSigner"]):
    """Reads of who is asked to sign."""

    def of(self, person: uuidlib.UUID, agency: uuidlib.UUID) -> "PaperSignerQuerySet":
        """One person's, of papers of an agency."""
        return self.filter(person_uuid=person, paper__agency_uuid=agency)

    def waiting(self) -> "PaperSignerQuerySet":
        """Those who did not sign yet, of papers that no later one took the place of."""
        newer = Paper.objects.filter(
            kind=OuterRef("paper__kind"), key=OuterRef("paper__key"), pk__gt=OuterRef("paper")
        )
        return self.filter(signature=None).exclude(Exists(newer))


class PaperSigner(models.Model):
    """One whose signature the form asks for, put down when the paper is made."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="signers")
    person_uuid = models.UUIDField()
    said = models.CharField(max_length=200)  # initials and the end of the NIP
    # While a signer is asked, which may take long, no second sending asks it for the same.
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PaperSignerQuerySet] = PaperSignerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "person_uuid"], name="documents_papersigner_once"
            )
        ]
        indexes = [models.Index(fields=["person_uuid", "-id"], name="documents_signer_by_person")]

    def __str__(self) -> str:
        return self.said


class PaperSignature(models.Model):
    """A person's own signature under a paper, from a certified signer; the seal stands with the file itself."""

    file = models.ForeignKey(PaperFile, on_delete=models.PROTECT, related_name="signatures")
    by = models.OneToOneField(PaperSigner, on_delete=models.PROTECT, related_name="signature")
    value = models.TextField()  # detached, base64
    signer = models.CharField(max_length=120)
    key_id = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by.said} {self.signed_at:%Y-%m-%d}"
