"""Contracts of PPPK, year by year: from, to, the share of hours, and what was decided before the end."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward
from pamong.people.models.employee import Employee

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class ContractQuerySet(DatedQuerySet["Contract"]):
    """Reads of contracts."""

    def visible_to(self, scope: "Scope") -> "ContractQuerySet":
        """One's own, and those of the people whose facts one keeps or watches."""
        if scope.is_shell:
            return self.all()
        own = self.filter(employee__agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return own
        mine = Q(employee_id=scope.employee_id)
        if scope.unit_ids:
            mine |= Q(employee__unit_id__in=scope.unit_ids)
        return own.filter(mine)

    def ended_undecided(self, on: date) -> "ContractQuerySet":
        """The last contracts of people, over by the day, about which nobody decided."""
        later = Contract.objects.filter(
            employee=models.OuterRef("employee"), valid_from__gt=models.OuterRef("valid_from")
        )
        return self.filter(~models.Exists(later), valid_to__lte=on, decision="")


class Contract(Recorded, Dated):
    """One contract of one person; the next one begins where it ends."""

    OF = "employee"

    class Decision(models.TextChoices):
        EXTEND = "extend", _("Diperpanjang")
        APPOINT = "appoint", _("Diusulkan diangkat")
        END = "end", _("Dibiarkan berakhir")

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="contracts")
    hours_share = models.DecimalField(
        _("Bagian jam kerja"), max_digits=5, decimal_places=2, null=True, blank=True
    )  # percent of full hours; empty is full time
    letter = models.CharField(_("Nomor surat"), max_length=120, blank=True)
    decision = models.CharField(_("Keputusan"), max_length=8, choices=Decision, blank=True)
    reason = models.TextField(_("Alasan"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)

    objects: ClassVar[ContractQuerySet] = ContractQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            life_is_forward("people_contract_life_is_forward"),
            models.UniqueConstraint(fields=["employee", "valid_from"], name="people_contract_once"),
        ]
        indexes = [models.Index(fields=["valid_to", "id"], name="people_contract_ending")]

    def __str__(self) -> str:
        return f"{self.employee} {self.valid_from}"

    @property
    def last(self) -> date:
        """The last day of it."""
        assert self.valid_to is not None, "a contract has an end"
        return self.valid_to - timedelta(days=1)
