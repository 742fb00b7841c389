"""One line of the record. Rows are chained by digest; the database refuses UPDATE and DELETE."""

import hashlib
import json
import uuid as uuidlib
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads of the record; newest first unless said otherwise."""

    def about(self, subject_uuid: uuidlib.UUID) -> "EntryQuerySet":
        """The trace of one thing, newest first."""
        return self.filter(subject_uuid=subject_uuid).order_by("-sequence")

    def of_agency(self, agency_uuid: uuidlib.UUID) -> "EntryQuerySet":
        """All that belongs to one agency's chain."""
        return self.filter(agency_uuid=agency_uuid)


class Entry(models.Model):
    """Who did what, when, for whom; before and after as codes, numbers and digests of text."""

    agency_uuid = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    recorded_at = models.DateTimeField(default=timezone.now)
    effective_on = models.DateField()
    verb = models.CharField(max_length=80)
    actor_uuid = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=80)
    subject_uuid = models.UUIDField()
    subject_name = models.CharField(max_length=300)
    person_uuid = models.UUIDField(null=True)
    person_name = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_uuid", "sequence"], name="ledger_entry_one_place_in_chain"
            )
        ]
        indexes = [
            models.Index(fields=["subject_uuid", "sequence"], name="ledger_entry_subject"),
            models.Index(fields=["person_uuid", "sequence"], name="ledger_entry_person"),
            models.Index(
                fields=["agency_uuid", "effective_on", "sequence"], name="ledger_entry_by_day"
            ),
            models.Index(
                fields=["agency_uuid", "subject_kind", "effective_on", "sequence"],
                name="ledger_entry_by_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_name}"

    def content(self) -> list[Any]:
        """Everything that the digest seals, in a fixed order."""
        return [
            str(self.agency_uuid),
            self.sequence,
            self.recorded_at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
            self.effective_on.isoformat(),
            self.verb,
            str(self.actor_uuid),
            self.actor_name,
            self.subject_kind,
            str(self.subject_uuid),
            self.subject_name,
            str(self.person_uuid),
            self.person_name,
            self.changes,
        ]

    def seal(self, previous: str) -> str:
        """The digest that joins this row to the one before it."""
        text = json.dumps(
            [previous, *self.content()], sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        return hashlib.sha256(text.encode()).hexdigest()


class Head(models.Model):
    """The end of an agency's chain; locked last in a transaction, so that rows join in one order."""

    agency_uuid = models.UUIDField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    # Whether somebody wants to hear of every entry: read with the lock, so that nobody's silence costs a query.
    is_heard = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.agency_uuid} {self.sequence}"
