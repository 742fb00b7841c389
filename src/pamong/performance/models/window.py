"""When a stage of the year is open, and how a closed one is opened again."""

import calendar
import uuid as uuidlib
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Entry, Recorded
from pamong.measurement.pace import MONTHS_EACH
from pamong.people.models import Agency, Unit


class Window(Recorded):
    """A stage of a year, or of one of its periods, between two days, both included."""

    OF = "agency"

    class Stage(models.TextChoices):
        PLANNING = "planning", _("Penyusunan SKP")
        READINGS = "readings", _("Pengisian realisasi")
        EVALUATION = "evaluation", _("Penilaian")
        FOLLOW_UP = "follow_up", _("Tindak lanjut")

    class Period(models.TextChoices):
        Q1 = "Q1", _("Triwulan I")
        Q2 = "Q2", _("Triwulan II")
        Q3 = "Q3", _("Triwulan III")
        Q4 = "Q4", _("Triwulan IV")
        JANUARY = "01", MONTHS[1]
        FEBRUARY = "02", MONTHS[2]
        MARCH = "03", MONTHS[3]
        APRIL = "04", MONTHS[4]
        MAY = "05", MONTHS[5]
        JUNE = "06", MONTHS[6]
        JULY = "07", MONTHS[7]
        AUGUST = "08", MONTHS[8]
        SEPTEMBER = "09", MONTHS[9]
        OCTOBER = "10", MONTHS[10]
        NOVEMBER = "11", MONTHS[11]
        DECEMBER = "12", MONTHS[12]
        YEAR = "Y", _("Tahunan")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField(_("Tahun"))
    stage = models.CharField(_("Tahap"), max_length=12, choices=Stage)
    period = models.CharField(_("Periode"), max_length=2, choices=Period, default=Period.YEAR)
    opens_on = models.DateField(_("Dibuka"))
    closes_on = models.DateField(_("Ditutup"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "stage", "period"], name="performance_window_once"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="performance_window_forward"
            ),
        ]

    @staticmethod
    def days_of(year: int, period: str) -> tuple[date, date]:
        """The first and last day of a month, of a quarter, or of the year."""
        if period == Window.Period.YEAR:
            return date(year, 1, 1), date(year, 12, 31)
        last = int(period) if period.isdecimal() else int(period[1:]) * MONTHS_EACH
        first = last if period.isdecimal() else last - MONTHS_EACH + 1
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.year} {self.get_period_display()}"

    def is_open(self, day: date) -> bool:
        """Whether the stage takes changes on the day."""
        return self.opens_on <= day <= self.closes_on


class DeadlineTelling(models.Model):
    """One last day of a window of which people are told: once for the day, whoever owes the step then."""

    window = models.ForeignKey(Window, on_delete=models.CASCADE, related_name="tellings")
    closes_on = models.DateField()  # for everybody, or for a unit that was given longer
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    walked_on = models.DateField()  # the last day on which a task was asked to look who owes it

    objects: ClassVar[models.Manager["DeadlineTelling"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["window", "closes_on"], name="performance_deadlinetelling_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.closes_on}"


class Reopening(Recorded):
    """Two people open what is closed: one asks with a reason, another grants.

    With a unit the window is longer for the people there, and as it was for everybody else.
    """

    window = models.ForeignKey(
        Window, null=True, blank=True, on_delete=models.PROTECT, related_name="reopenings"
    )
    evaluation = models.ForeignKey(
        "performance.Evaluation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("Alasan"))
    until = models.DateField(_("Sampai"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    granted_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(window=None) & Q(evaluation__isnull=False))
                | (Q(window__isnull=False) & Q(evaluation=None)),
                name="performance_reopening_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("asked_by")),
                name="performance_reopening_by_two",
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(window__isnull=False),
                name="performance_reopening_unit_of_a_window",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window or self.evaluation}"

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return (self.window or self.evaluation).ledger_agency  # type: ignore[union-attr]
