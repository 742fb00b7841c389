"""A file on its way in: looked at first, then written whole or dropped; the file itself goes when it is done."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency
from pamong.people.models.mandate import Mandate

if TYPE_CHECKING:
    from pamong.access.scope import Scope

NAME_LENGTH, FAILURE_LENGTH = 200, 300
I = TypeVar("I", bound=models.Model)  # noqa: E741 — an intake


class IntakeQuerySet(models.QuerySet[I]):
    """Reads of files on their way in."""

    def keeps(self, scope: "Scope") -> bool:
        """Who still sends such files: whoever keeps people."""
        return bool(scope.unit_ids)

    def visible_to(self, scope: "Scope") -> Self:
        """One's own while one keeps people: a file may hold more than another administrator may see.

        Nor one's own of a wider duty than today's: of the agency, or of a unit that one keeps no more.
        """
        own = self.filter(agency_id=scope.agency_id, user_id=scope.user_id)
        if scope.has(Role.HR):
            return own
        if not self.keeps(scope):
            return own.none()
        day = models.OuterRef("uploaded_on")
        wider = Mandate.objects.filter(
            ~Q(unit_id__in=scope.unit_ids),
            Q(valid_to=None) | Q(valid_to__gte=day),  # sent on the last day too
            user_id=scope.user_id,
            agency_id=scope.agency_id,
            role__in=(Role.HR, Role.UNIT_ADMIN),
            valid_from__lte=day,
        )
        return own.exclude(models.Exists(wider))

    def told_to(self, scope: "Scope") -> Self:
        """Of which one may know that they came and what became of them: the agency's by role, else one's own."""
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return self.filter(agency_id=scope.agency_id)
        return self.visible_to(scope)


class Intake(Recorded):
    """Whose file it is, what was shown of it, and its outcome; each kind of file adds what is its own."""

    OF = "agency"

    class Status(models.TextChoices):
        SHOWN = "shown", _("Menunggu Anda")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Tidak dapat diimpor")
        DROPPED = "dropped", _("Dibatalkan")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=NAME_LENGTH)
    # All in one folder: one sweep deletes what nobody decided about.
    file = models.FileField(upload_to="imports", blank=True)
    uploaded_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.SHOWN)
    plan_digest = models.CharField(max_length=64, blank=True)
    shown = models.JSONField(default=dict)
    failure = models.CharField(max_length=FAILURE_LENGTH, blank=True)
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def good(self) -> int:
        """How much of it would change anything, or did."""
        changed: int = getattr(self, "changed", 0)
        return self.added + changed
