"""The mark a sent form leaves, so that a second sending of it does nothing."""

from typing import ClassVar

from django.db import models

from pamong.access.models.user import User


class Submission(models.Model):
    """One form that did something; `key` is the digest of its random key, address and content."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    location = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager["Submission"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="access_submission_once")
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} → {self.location}"
