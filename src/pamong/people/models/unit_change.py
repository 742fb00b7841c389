"""What a unit was called, and under which it stood, by day."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models.unit import Unit

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class UnitChangeQuerySet(models.QuerySet["UnitChange"]):
    """Reads of changes."""

    def visible_to(self, scope: "Scope") -> "UnitChangeQuerySet":
        """What the units of one's own agency were called is no secret inside it."""
        return self.all() if scope.is_shell else self.filter(unit__agency_id=scope.agency_id)


class UnitChange(Recorded):
    """Another name, or another unit above, from a day on; what held until then stands beside it.

    The unit's own row holds what is true today. A row here that has not begun waits for its day.
    """

    OF = "unit"

    class What(models.TextChoices):
        NAME = "name", _("Nama")
        PARENT = "parent", _("Tempat")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=6, choices=What)
    valid_from = models.DateField(_("Berlaku sejak"))
    was_name = models.CharField(max_length=250, blank=True)
    name = models.CharField(_("Nama unit"), max_length=250, blank=True)
    was_parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    made_by = models.CharField(max_length=200)  # the name as it was: accounts come and go
    is_begun = models.BooleanField(default=False)

    objects: ClassVar[UnitChangeQuerySet] = UnitChangeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "what", "valid_from"], name="people_unitchange_once_a_day"
            )
        ]
        indexes = [
            models.Index(
                fields=["valid_from"],
                condition=models.Q(is_begun=False),
                name="people_unitchange_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.valid_from}"


def parents_then(units: Iterable[Unit], day: date) -> dict[int, Unit | None]:
    """Of those units of a list that stood elsewhere on the day, what was above them; in one query."""
    rows = UnitChange.objects.filter(
        unit__in=[unit.pk for unit in units], what=UnitChange.What.PARENT, valid_from__gt=day
    )
    moved = rows.select_related("was_parent").order_by("-valid_from")
    return {row.unit_id: row.was_parent for row in moved}  # the next one after the day comes last


def name_then(day: str, unit: str = "unit", *, before: bool = False) -> Coalesce:
    """The name that a row's unit bore on the row's day, or until that day, as a column of a query.

    `day` and `unit` are fields of that query: `ends_on`, `plan__unit`. Without a day it is today's name.
    """
    at = {"valid_from__gte" if before else "valid_from__gt": OuterRef(day)}
    later = UnitChange.objects.filter(unit=OuterRef(unit), what=UnitChange.What.NAME, **at)
    was = Subquery(later.order_by("valid_from").values("was_name")[:1])
    return Coalesce(was, F(f"{unit}__name"), output_field=CharField())
