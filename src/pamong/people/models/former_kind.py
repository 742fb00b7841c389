"""What kind of employee a person was before, and until which day; who never changed has none."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import (
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
    prefetch_related_objects,
)
from django.utils.translation import gettext_lazy as _

from pamong.people.models.employee import Employee


class FormerKind(models.Model):
    """A kind of employee that ended; the next one begins on the day."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="former_kinds")
    kind = models.CharField(_("Jenis pegawai"), max_length=20, choices=Employee.Kind)
    until = models.DateField(_("Sampai"))  # its first day that is of the next kind

    objects: ClassVar[models.Manager["FormerKind"]] = models.Manager()

    class Meta:
        ordering = ["until"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "until"], name="people_formerkind_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.kind} {self.until}"


def kind_on(person: Employee, day: date) -> str:
    """The kind of employee that a person is, or was, on a day; read only for who changed since."""
    if person.kind_since is None or person.kind_since <= day:
        return person.kind
    return next((row.kind for row in _former(person) if row.until > day), person.kind)


def _former(person: Employee) -> "QuerySet[FormerKind]":
    """Read once for a person, however many days are asked."""
    if "former_kinds" not in getattr(person, "_prefetched_objects_cache", {}):
        prefetch_related_objects([person], "former_kinds")
    return person.former_kinds.all()


def kind_then(person: str, first: date, starts: str) -> Case:
    """The same as a column: of the day, or of the later one in the column `starts`.

    `person` is the way to the employee.
    """
    former = FormerKind.objects.filter(employee_id=OuterRef(f"{person}_id"), until__gt=first)
    former = former.filter(until__gt=OuterRef(starts)).order_by("until")
    since = f"{person}__kind_since"
    holds = Q(**{since: None}) | Q(**{f"{since}__lte": first}) | Q(**{f"{since}__lte": F(starts)})
    return Case(
        When(holds, then=F(f"{person}__kind")),
        default=Subquery(former.values("kind")[:1]),
        output_field=CharField(),
    )
