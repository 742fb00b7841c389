"""The table behind Django's database cache: what all processes of an install must know together."""

from typing import ClassVar

from django.db import models


class CacheEntry(models.Model):
    """A counted attempt, a spent code, figures of an agency; columns as `DatabaseCache` wants them."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager["CacheEntry"]] = models.Manager()

    def __str__(self) -> str:
        return self.cache_key
