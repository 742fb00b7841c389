"""What a person filters lists by again and again."""

import uuid as uuidlib
from typing import ClassVar

from django.conf import settings
from django.db import models

from pamong.access.scope import Scope

NAME_LENGTH, ADDRESS_LENGTH = 60, 1000


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Filters of their owner."""

    def visible_to(self, scope: Scope) -> "SavedFilterQuerySet":
        """One's own, and nobody else's."""
        return self.filter(user=scope.user_id)


class SavedFilter(models.Model):
    """The address of a list with its filter, under a name of its owner."""

    uuid = models.UUIDField(default=uuidlib.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=NAME_LENGTH)
    path = models.CharField(max_length=200)
    query = models.CharField(max_length=ADDRESS_LENGTH)

    objects: ClassVar[SavedFilterQuerySet] = SavedFilterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="people_savedfilter_one_name")
        ]

    def __str__(self) -> str:
        return self.name
