"""Who published, which indicator, in which version, with which figures: copies that nothing changes later."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

DIGITS, PLACES = 20, 6


def figure() -> "models.DecimalField[Decimal | str | None, Decimal | None]":
    """A column of figures; empty where there is none."""
    return models.DecimalField(null=True, max_digits=DIGITS, decimal_places=PLACES)


class PublisherQuerySet(models.QuerySet["Publisher"]):
    """Reads of agencies that publish."""

    def shown(self) -> "PublisherQuerySet":
        """Those with a figure that stands."""
        own = PublishedVersion.objects.filter(indicator__publisher=OuterRef("pk"), is_current=True)
        return self.filter(Exists(own))


class Publisher(models.Model):
    """An agency: its name and its part of the address as they were when it last published."""

    uuid = models.UUIDField(unique=True, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    changed_at = models.DateTimeField()  # browsers and proxies ask whether it is newer

    objects: ClassVar[PublisherQuerySet] = PublisherQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name


class PublishedIndicatorQuerySet(models.QuerySet["PublishedIndicator"]):
    """Reads of indicators."""

    def shown(self) -> "PublishedIndicatorQuerySet":
        """Those with a figure that stands."""
        own = PublishedVersion.objects.filter(indicator=OuterRef("pk"), is_current=True)
        return self.filter(Exists(own))


class PublishedIndicator(models.Model):
    """What is measured, in the words of the last version."""

    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="indicators")
    uuid = models.UUIDField(unique=True, editable=False)
    code = models.CharField(max_length=60)
    outcome = models.CharField(max_length=1000, blank=True)  # what it is a measure of
    name = models.CharField(max_length=1000)
    definition = models.TextField(blank=True)
    method = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=10)
    office = models.CharField(max_length=250, blank=True)
    frequency = models.CharField(max_length=8)

    objects: ClassVar[PublishedIndicatorQuerySet] = PublishedIndicatorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(
                fields=["publisher", "outcome", "code", "id"], name="transparency_by_outcome"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PublishedVersion(models.Model):
    """The figures of one year as they were published at one time.

    A correction is the next version. What was withdrawn keeps its number, days and reason, and no figure.
    """

    indicator = models.ForeignKey(
        PublishedIndicator, on_delete=models.PROTECT, related_name="versions"
    )
    uuid = models.UUIDField(unique=True, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    published_on = models.DateField()
    note = models.TextField(blank=True)  # why it was corrected
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True)  # why it was withdrawn
    value = figure()
    as_of = models.DateField(null=True)
    attainment = figure()  # of the target, in percent
    target = figure()
    target_text = models.CharField(max_length=300, blank=True)
    target_due = models.DateField(null=True)
    band_low = figure()
    band_high = figure()
    unit = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=250)
    grade = models.CharField(max_length=8)
    grade_reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "number"], name="transparency_version_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "year"],
                condition=Q(is_current=True),
                name="transparency_one_version_stands",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(is_current=False, value=None),
                name="transparency_withdrawn_shows_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year} v{self.number}"


class PublishedPoint(models.Model):
    """The figure of one period of a version."""

    version = models.ForeignKey(PublishedVersion, on_delete=models.CASCADE, related_name="points")
    period = models.CharField(max_length=10)  # 2026-Q3
    as_of = models.DateField()
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "period"], name="transparency_point_once_a_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.period}"
