"""Long work that somebody began in the browser and the worker does: how far it is, and what came of it."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency

if TYPE_CHECKING:
    from pamong.access.scope import Scope

ABOUT_LENGTH, FAILURE_LENGTH = 200, 300


class JobQuerySet(models.QuerySet["Job"]):
    """Reads of long work."""

    def visible_to(self, scope: "Scope") -> "JobQuerySet":
        """One's own; the personnel office sees those of the whole agency."""
        rows = self.filter(agency_id=scope.agency_id)
        return rows if scope.has(Role.HR) else rows.filter(user_id=scope.user_id)

    def open(self) -> "JobQuerySet":
        """Those that wait or run."""
        return self.filter(status__in=[Job.Status.QUEUED, Job.Status.RUNNING])


class Job(Recorded):
    """One piece of long work. Each run counts up: what an earlier run still does has no effect."""

    OF = "agency"

    class Status(models.TextChoices):
        QUEUED = "queued", _("Menunggu giliran")
        RUNNING = "running", _("Berjalan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")
        STOPPED = "stopped", _("Dibatalkan")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=ABOUT_LENGTH, blank=True)
    given = models.JSONField(default=dict)  # what the kind needs to do it again
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)  # of the last run
    finished_at = models.DateTimeField(null=True)
    task = models.UUIDField(null=True)  # the only task of the queue that may do it
    runs = models.PositiveSmallIntegerField(default=0)
    is_stopping = models.BooleanField(default=False)  # it ends at its next safe point
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=FAILURE_LENGTH, blank=True)
    file = models.FileField(upload_to="jobs", blank=True)
    file_name = models.CharField(max_length=ABOUT_LENGTH, blank=True)
    bytes = models.BigIntegerField(default=0)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["agency", "id"], name="people_job_by_agency"),
            models.Index(fields=["user", "id"], name="people_job_by_user"),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.status in {self.Status.QUEUED, self.Status.RUNNING}
