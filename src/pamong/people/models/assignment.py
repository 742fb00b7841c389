"""Who holds which post in which unit, and when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward
from pamong.people.models.employee import Employee
from pamong.people.models.position import Position
from pamong.people.models.unit import Unit


class Assignment(Recorded, Dated):
    """A post held for a time: definitive, an extra duty, or acting for a vacancy (Plt) or an absence (Plh).

    An extra duty (a teacher who leads the school) stands on the definitive post: one plan carries both.
    """

    OF = "employee"

    class Kind(models.TextChoices):
        DEFINITIVE = "definitif", _("Definitif")
        EXTRA = "tambahan", _("Tugas tambahan")
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
        return self.kind in ACTING_KINDS

    @property
    def said(self) -> str:
        """`Plt. Kepala Dinas`."""
        return said_as(self.kind, self.position.name)


ACTING_KINDS = frozenset({Assignment.Kind.ACTING.value, Assignment.Kind.STAND_IN.value})
# Where several hold a post that leads a unit, the first of these leads.
PRECEDENCE = tuple(kind.value for kind in Assignment.Kind)


def said_as(kind: str, name: str) -> str:
    """A post's name with how it is held, where it is not the definitive one: `Plt. Kepala Dinas`."""
    if kind in ACTING_KINDS:
        return f"{Assignment.Kind(kind).label} {name}"
    if kind == Assignment.Kind.EXTRA:
        return gettext("%(post)s (tugas tambahan)") % {"post": name}
    return name
