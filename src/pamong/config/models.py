"""What an install knows of its own processes."""

from django.db import models

from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.people.models import Agency

__all__ = ["FailedPart", "Heartbeat", "NightlyBackup", "WebhookDelivery", "WebhookEndpoint"]


class Heartbeat(models.Model):
    """A worker, or the round, that lived at an instant; the tasks of a silent worker are given back."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker


class NightlyBackup(models.Model):
    """One night's backup, or one that somebody asked for; finished when the file was read back whole."""

    day = models.DateField()
    is_asked = models.BooleanField(default=False)  # in the browser, beside the nights
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)  # read back once more since then
    file = models.CharField(max_length=400, blank=True)
    size = models.BigIntegerField(default=0)
    ledger_head = models.TextField(blank=True)  # one digest for each agency
    error = models.TextField(blank=True)

    class Meta:
        """One backup a night."""

        constraints = [
            models.UniqueConstraint(
                fields=["day"],
                condition=models.Q(is_asked=False),
                name="config_nightlybackup_one_a_night",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class MailRound(models.Model):
    """One day's mail of an agency: asked for once."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        """One row for each day of an agency."""

        constraints = [
            models.UniqueConstraint(fields=["agency", "day"], name="config_mailround_once")
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class FailedPart(models.Model):
    """A part of the last round that failed, in the machine's words, and since when; gone once it is well."""

    name = models.CharField(max_length=100, primary_key=True)
    told = models.TextField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
