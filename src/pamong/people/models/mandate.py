"""Duties over a unit or an agency, and rating work handed to another for a time."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import OVER_UNIT, Role
from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward
from pamong.people.models.employee import Employee
from pamong.people.models.unit import Unit

if TYPE_CHECKING:
    from pamong.access.scope import Scope


BASIS, NAME = 200, 200
DUTIES = ("agrees", "rates", "reviews")  # what a rater hands over, each on its own


class MandateQuerySet(DatedQuerySet["Mandate"]):
    """Reads of roles."""

    def visible_to(self, scope: "Scope") -> "MandateQuerySet":
        """The agency's for HR, head and auditor; else one's own."""
        if scope.is_shell:
            return self.all()
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return self.filter(agency_id=scope.agency_id)
        return self.filter(user_id=scope.user_id)

    def lasting(self, day: date) -> "MandateQuerySet":
        """Those that hold on the day or begin later."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))


class Mandate(Recorded, Dated):
    """A role of an account: over one unit with all below, or over the whole agency."""

    OF = "agency"
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role)
    basis = models.CharField(_("Dasar"), max_length=BASIS, blank=True)
    end_reason = models.CharField(_("Alasan berakhir"), max_length=BASIS, blank=True)
    given_by = models.CharField(
        max_length=2 * NAME + 3, blank=True
    )  # names as they were: one or two

    objects: ClassVar[MandateQuerySet] = MandateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            life_is_forward("people_mandate_life_is_forward"),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(role__in=OVER_UNIT), name="people_mandate_unit_by_role"
            ),
        ]
        indexes = [models.Index(fields=["user", "valid_from"], name="people_mandate_by_user")]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"

    def is_over(self, day: date) -> bool:
        """Whether it ended before the day, or on it."""
        return self.valid_to is not None and self.valid_to <= day


class DelegationQuerySet(DatedQuerySet["Delegation"]):
    """Reads of delegations."""

    def visible_to(self, scope: "Scope") -> "DelegationQuerySet":
        """Those one gave or received, those of raters whose facts one keeps, the agency's by role."""
        if scope.is_shell:
            return self.all()
        own = self.filter(rater__agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return own
        mine = Q(rater_id=scope.employee_id) | Q(delegate_id=scope.employee_id)
        return own.filter(mine | Q(rater__unit_id__in=scope.unit_ids))


class Delegation(Recorded, Dated):
    """A rater's work done by another between two dates."""

    OF = "rater"
    rater = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="delegated")
    agrees = models.BooleanField(_("Menjawab SKP"), default=True)
    rates = models.BooleanField(_("Menilai"), default=True)
    reviews = models.BooleanField(_("Memeriksa progress harian"), default=True)

    objects: ClassVar[DelegationQuerySet] = DelegationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            life_is_forward("people_delegation_life_is_forward"),
            models.CheckConstraint(
                condition=~Q(rater=models.F("delegate")), name="people_delegation_to_another"
            ),
            models.CheckConstraint(
                condition=Q(agrees=True) | Q(rates=True) | Q(reviews=True),
                name="people_delegation_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rater} → {self.delegate}"

    @property
    def duties(self) -> list[str]:
        """What was handed over, in words."""
        fields = (self._meta.get_field(name) for name in DUTIES)
        return [str(one.verbose_name) for one in fields if getattr(self, one.name)]  # type: ignore[union-attr]
