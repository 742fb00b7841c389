"""What the last walk along a chain found: pages show this and never walk themselves."""

from django.db import models


class ChainCheck(models.Model):
    """The latest walk of one agency's chain; `asked_on` is the day for which one was last wanted."""

    agency_uuid = models.UUIDField(primary_key=True)
    asked_on = models.DateField()
    checked_at = models.DateTimeField(null=True)
    sequence = models.PositiveBigIntegerField(default=0)
    fault_at = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.agency_uuid} {self.sequence}"

    @property
    def is_whole(self) -> bool:
        """Whether the walk met every row unchanged and in its order."""
        return self.checked_at is not None and self.fault_at is None
