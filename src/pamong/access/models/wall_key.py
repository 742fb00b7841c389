"""The key of the screen that an account shows in an office."""

from typing import ClassVar

from django.db import models

from pamong.access.models.user import User


class WallKey(models.Model):
    """The address of one screen as a hash, and the last day on which it opens."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="wall_key")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_on = models.DateField()

    objects: ClassVar[models.Manager["WallKey"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d}"
