"""What an install knows of its own processes."""

from django.db import models


class Heartbeat(models.Model):
    """A worker that lived at an instant; the tasks of a silent one are given back."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker
