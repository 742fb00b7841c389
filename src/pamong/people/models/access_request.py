"""What needs two administrators: a code for someone with a role, and roles over the agency."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency
from pamong.people.models.employee import Employee
from pamong.people.models.mandate import BASIS, Mandate

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Reads of requests."""

    def visible_to(self, scope: "Scope") -> "AccessRequestQuerySet":
        """The agency's for HR, head and auditor; else one's own and those about one's units."""
        if scope.is_shell:
            return self.all()
        own = self.filter(agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return own
        mine = Q(asked_by_id=scope.user_id)
        if scope.unit_ids:
            mine |= Q(kind=AccessRequest.Kind.CODE, employee__unit_id__in=scope.unit_ids)
        return own.filter(mine)

    def open(self) -> "AccessRequestQuerySet":
        """Those that wait for the second administrator."""
        return self.filter(status=AccessRequest.Status.OPEN)


class AccessRequest(Recorded):
    """One administrator asks, another one, who is not the person concerned, grants."""

    OF = "agency"

    class Kind(models.TextChoices):
        CODE = "code", _("Kode masuk baru")
        GIVE = "give", _("Beri peran")
        END = "end", _("Akhiri peran")

    class Status(models.TextChoices):
        OPEN = "open", _("Menunggu administrator kedua")
        GRANTED = "granted", _("Disetujui")
        DECLINED = "declined", _("Ditolak")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=5, choices=Kind)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    resets_factor = models.BooleanField(default=False)
    # Of a role that is asked for: from when to when, and why.
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(_("Dasar"), max_length=BASIS, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)

    objects: ClassVar[AccessRequestQuerySet] = AccessRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "user", "kind", "role"],
                condition=Q(status="open"),
                name="people_accessrequest_one_open_each",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("user")), name="people_accessrequest_not_for_oneself"
            ),
            models.CheckConstraint(
                condition=~Q(status="granted")
                | (~Q(answered_by=F("asked_by")) & ~Q(answered_by=F("user"))),
                name="people_accessrequest_granted_by_another",
            ),
        ]

    def __str__(self) -> str:
        role = f" {self.get_role_display()}" if self.role else ""
        return f"{self.get_kind_display()}{role}: {self.user}"

    @property
    def ledger_person(self) -> Employee | None:
        """The one concerned, when an employee."""
        return self.employee
