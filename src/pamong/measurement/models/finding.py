"""What one module tells another: a question or a result with its figures, an owner and a state."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.measurement.models.card import Card
from pamong.measurement.models.reading import Reading
from pamong.people.models import Agency, Employee, Unit


class FindingQuerySet(models.QuerySet["Finding"]):
    """Reads of findings."""

    def open(self) -> "FindingQuerySet":
        """Those that still wait for an answer."""
        return self.filter(state=Finding.State.OPEN)


class Finding(Recorded):
    """A sentence with its figures; a question to its owner, never an accusation."""

    OF = "agency"

    class State(models.TextChoices):
        OPEN = "open", _("Menunggu jawaban")
        ANSWERED = "answered", _("Dijawab")
        GONE = "gone", _("Tidak berlaku lagi")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    employee = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    owner = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="findings_owned"
    )
    source = models.CharField(max_length=60)  # the rule that asks, as people.rater_missing
    key = models.CharField(max_length=200)  # what it is about: the same question is asked once
    period = models.CharField(max_length=20, blank=True)
    figures = models.JSONField(default=dict)  # n, low, high … ; the sentence is made from these
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Of a question about a figure: the card, and the figure where it arose.
    card = models.ForeignKey(
        Card, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    reading = models.ForeignKey(
        Reading, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )

    objects: ClassVar[FindingQuerySet] = FindingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "source", "key"],
                condition=Q(state="open"),
                name="measurement_finding_asked_once",
            )
        ]
        indexes = [
            models.Index(fields=["agency", "state", "source"], name="measurement_finding_open"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"

    @property
    def ledger_person(self) -> Employee | None:
        """The person it is about."""
        return self.employee
