"""A file of agreed plans on its way in: looked at, then imported or dropped."""

import uuid as uuidlib
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Agency

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class PlanFileQuerySet(models.QuerySet["PlanFile"]):
    """Reads of files."""

    def visible_to(self, scope: "Scope") -> "PlanFileQuerySet":
        """One's own: a file may hold more than another administrator may see."""
        return self.filter(agency_id=scope.agency_id, user_id=scope.user_id)


class PlanFile(Recorded):
    """The file, what was shown of it, and its outcome; the file itself goes when it is done."""

    class Status(models.TextChoices):
        SHOWN = "shown", _("Menunggu Anda")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Tidak dapat diimpor")
        DROPPED = "dropped", _("Dibatalkan")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    # Beside the files of people: the same sweep deletes what nobody decided about.
    file = models.FileField(upload_to="imports", blank=True)
    year = models.PositiveSmallIntegerField()
    uploaded_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.SHOWN)
    plan_digest = models.CharField(max_length=64, blank=True)
    shown = models.JSONField(default=dict)
    failure = models.CharField(max_length=300, blank=True)
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    objects: ClassVar[PlanFileQuerySet] = PlanFileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="performance_planfile_by_user")]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.agency.uuid
