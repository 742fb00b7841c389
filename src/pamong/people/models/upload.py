"""A file of people on its way in through the browser: received, shown, confirmed, done."""

import uuid as uuidlib
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class PeopleUploadQuerySet(models.QuerySet["PeopleUpload"]):
    """Reads of uploads."""

    def visible_to(self, scope: "Scope") -> "PeopleUploadQuerySet":
        """One's own: a file may hold more than another administrator may see."""
        return self.filter(agency_id=scope.agency_id, user_id=scope.user_id)


class PeopleUpload(Recorded):
    """The file, what was shown of it, and its outcome; the file itself is deleted when it is done."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("Sedang diperiksa")
        SHOWN = "shown", _("Menunggu Anda")
        IMPORTING = "importing", _("Sedang diimpor")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Tidak dapat diimpor")
        DROPPED = "dropped", _("Dibatalkan")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports", blank=True)
    rejected_file = models.FileField(upload_to="imports", blank=True)
    differences_file = models.FileField(upload_to="imports", blank=True)
    on = models.DateField(_("Berlaku sejak"))
    uploaded_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    is_partial = models.BooleanField(default=False)
    plan_digest = models.CharField(max_length=64, blank=True)
    columns = models.JSONField(default=dict)  # field → place, where a person mended the guess
    units = models.JSONField(default=dict)  # code of a new unit → UUID of the one that was meant
    shown = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True)  # of the work under way, or of the last
    failure = models.CharField(max_length=300, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    objects: ClassVar[PeopleUploadQuerySet] = PeopleUploadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="people_upload_by_user")]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.agency.uuid

    @property
    def is_busy(self) -> bool:
        """Whether it is being read or written right now."""
        return self.status in {self.Status.RECEIVED, self.Status.IMPORTING}
