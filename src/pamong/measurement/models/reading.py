"""What was measured: a figure as of a day. Readings are corrected by a later one, never edited."""

import uuid as uuidlib
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.measurement.models.indicator import DIGITS, PLACES, Indicator
from pamong.measurement.models.origin import Origin
from pamong.people.models import Employee


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Reads of readings."""

    def standing(self) -> "ReadingQuerySet":
        """Those that no later reading replaced."""
        return self.filter(replaced_by=None)


class Reading(Recorded):
    """A value of an indicator as of a day, cumulative within the year unless its card says so."""

    class Confidence(models.TextChoices):
        SURE = "sure", _("Yakin")
        ESTIMATE = "estimate", _("Perkiraan")
        DOUBTFUL = "doubtful", _("Meragukan")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="readings")
    as_of = models.DateField(_("Data per"))
    value = models.DecimalField(_("Realisasi"), max_digits=DIGITS, decimal_places=PLACES)
    confidence = models.CharField(
        _("Keyakinan"), max_length=10, choices=Confidence, default=Confidence.SURE
    )
    obstacle = models.TextField(_("Kendala"), blank=True)
    entered_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)
    # Of a card: somebody else who looked at it and found it right.
    confirmed_by = models.ForeignKey(
        Employee,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # nobody is asked what they confirmed, and most are by few
    )
    confirmed_on = models.DateField(null=True, blank=True)
    # Where it was read when nobody typed it, and in which line; of a person's entry there is none.
    origin = models.ForeignKey(
        Origin,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="readings",
        db_index=False,  # the index below is one, without the many that were typed
    )
    line = models.PositiveIntegerField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        db_index=False,  # the constraint below is one, without the many that nothing replaced
    )

    objects: ClassVar[ReadingQuerySet] = ReadingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["replaced_by"],
                condition=Q(replaced_by__isnull=False),
                name="measurement_reading_replaces_one",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_on=None)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
                name="measurement_reading_confirmed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(entered_by=None)
                | ~Q(confirmed_by=F("entered_by")),
                name="measurement_reading_confirmed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "-as_of"], name="measurement_reading_latest"),
            models.Index(
                fields=["origin", "line"],
                condition=Q(origin__isnull=False),
                name="measurement_reading_by_origin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.as_of}: {self.value}"

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.indicator.ledger_agency

    @property
    def ledger_person(self) -> Employee | None:
        """Who entered it."""
        return self.entered_by
