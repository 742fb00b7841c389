"""The key of an account's calendar feed."""

from typing import ClassVar

from django.db import models

from pamong.access.models.user import User


class CalendarKey(models.Model):
    """The address of one feed as a hash, and what it last said of each event, so that changes are counted."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_key")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    said = models.JSONField(
        default=dict
    )  # UID → [digest of the event, sequence, instant of change]

    objects: ClassVar[models.Manager["CalendarKey"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d}"
