"""Who holds which post in which unit, and when."""

import uuid as uuidlib
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward
from pamong.people.models.employee import Employee
from pamong.people.models.position import Position
from pamong.people.models.unit import Unit


class Assignment(Recorded, Dated):
    """A post held for a time: definitive, or acting for a vacancy (Plt) or an absence (Plh)."""

    class Kind(models.TextChoices):
        DEFINITIVE = "definitif", _("Definitif")
        ACTING = "plt", "Plt."
        STAND_IN = "plh", "Plh."

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.DEFINITIVE)
    # Who rates the work in an acting post, where somebody chose; else the head above proposes himself.
    # For the definitive post the dated truth is Supervision.
    rater = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="acting_rated"
    )
    superior = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="acting_appeals"
    )

    objects: ClassVar[DatedQuerySet["Assignment"]] = DatedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            life_is_forward("people_assignment_life_is_forward"),
            models.CheckConstraint(
                condition=Q(rater=None) | ~Q(rater=F("employee")),
                name="people_assignment_not_rated_by_oneself",
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "valid_from"], name="people_assignment_by_person"),
            models.Index(fields=["unit", "valid_from"], name="people_assignment_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.unit}"

    @property
    def is_acting(self) -> bool:
        """Whether the post is held for a vacancy or an absence."""
        return self.kind != self.Kind.DEFINITIVE

    @property
    def said(self) -> str:
        """`Plt. Kepala Dinas`."""
        return (
            f"{self.get_kind_display()} {self.position.name}"
            if self.is_acting
            else str(self.position)
        )

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.employee.ledger_agency

    @property
    def ledger_person(self) -> Employee:
        """The holder."""
        return self.employee
