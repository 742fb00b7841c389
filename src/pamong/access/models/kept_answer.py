"""What a program was answered, so that the same request sent again does nothing twice."""

from typing import ClassVar

from django.db import models

from pamong.access.models.api_key import ApiKey


class KeptAnswer(models.Model):
    """One answer under the program's own key for it; `digest` is of the address and what was sent.

    A file or a one-time code is not kept: `content` is empty, and a repetition is told so.
    """

    api_key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)  # the digest of what the program called it
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    content = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager["KeptAnswer"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["api_key", "key"], name="access_keptanswer_once")
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} → {self.status}"
