"""Leave: days on which a person owes no work, by the kind that the rules know."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward
from pamong.people.models.employee import Employee

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class LeaveQuerySet(DatedQuerySet["Leave"]):
    """Reads of leave."""

    def visible_to(self, scope: "Scope") -> "LeaveQuerySet":
        """One's own, that of the people whom one rates, and of those whose facts one keeps."""
        if scope.is_shell:
            return self.all()
        own = self.filter(employee__agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return own
        mine = Q(employee_id=scope.employee_id) | Q(employee__rater_id__in=scope.rater_ids)
        if scope.unit_ids:
            mine |= Q(employee__unit_id__in=scope.unit_ids)
        return own.filter(mine)


class Leave(Recorded, Dated):
    """Leave of one person; why it was given is nobody's business here."""

    OF = "employee"

    class Source(models.TextChoices):
        TYPED = "ketik", _("Diisi administrator")
        IMPORTED = "impor", _("Impor")

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField(pgettext_lazy("leave", "Jenis cuti"), max_length=30)  # code of the pack
    letter = models.CharField(_("Nomor surat"), max_length=120, blank=True)
    source = models.CharField(max_length=5, choices=Source, default=Source.TYPED)

    objects: ClassVar[LeaveQuerySet] = LeaveQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            life_is_forward("people_leave_life_is_forward"),
            models.UniqueConstraint(fields=["employee", "valid_from"], name="people_leave_once"),
        ]
        indexes = [models.Index(fields=["employee", "valid_to"], name="people_leave_by_person")]

    def __str__(self) -> str:
        return f"{self.employee} {self.valid_from}"

    @property
    def last(self) -> date:
        """The last day of it."""
        assert self.valid_to is not None, "leave has an end"
        return self.valid_to - timedelta(days=1)
