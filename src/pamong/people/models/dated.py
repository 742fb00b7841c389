"""Facts with a life: valid from a day, up to but not including another."""

from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import F, Q

M = TypeVar("M", bound="Dated")


class DatedQuerySet(models.QuerySet[M]):
    """Reads by day."""

    def on(self, day: date) -> "DatedQuerySet[M]":
        """Rows that hold on the day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def within(self, first: date, last: date) -> "DatedQuerySet[M]":
        """Rows that hold on some day from first to last, both included."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=first), valid_from__lte=last)


class Dated(models.Model):
    """Half-open validity."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def is_on(self, day: date) -> bool:
        """Whether the fact holds on the day."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to > day)


def life_is_forward(name: str) -> models.CheckConstraint:
    """A fact ends after it began."""
    return models.CheckConstraint(
        condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name=name
    )
