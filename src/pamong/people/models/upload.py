"""A file of people on its way in through the browser: received, shown, confirmed, done."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.people.models.intake import Intake, IntakeQuerySet


class PeopleUpload(Intake):
    """A file of people; a large one is looked at and imported by the worker."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("Sedang diperiksa")
        SHOWN = "shown", _("Menunggu Anda")
        IMPORTING = "importing", _("Sedang diimpor")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Tidak dapat diimpor")
        DROPPED = "dropped", _("Dibatalkan")

    rejected_file = models.FileField(upload_to="imports", blank=True)
    differences_file = models.FileField(upload_to="imports", blank=True)
    on = models.DateField(_("Berlaku sejak"))
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    is_partial = models.BooleanField(default=False)
    columns = models.JSONField(default=dict)  # field → place, where a person mended the guess
    units = models.JSONField(default=dict)  # code of a new unit → UUID of the one that was meant
    started_at = models.DateTimeField(null=True)  # of the work under way, or of the last
    changed = models.PositiveIntegerField(default=0)

    objects: ClassVar[IntakeQuerySet["PeopleUpload"]] = IntakeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="people_upload_by_user")]

    @property
    def is_busy(self) -> bool:
        """Whether it is being read or written right now."""
        return self.status in {self.Status.RECEIVED, self.Status.IMPORTING}
