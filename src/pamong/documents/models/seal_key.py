"""The public halves of the keys that this install ever sealed with; the private one is a file."""

from django.db import models


class SealKey(models.Model):
    """Kept for ever: with it an old paper is verified after the private key was lost or replaced."""

    key_id = models.CharField(max_length=16, unique=True)
    public_key = models.CharField(max_length=64)  # 32 bytes, as hexadecimal digits
    made_on = models.DateField()

    def __str__(self) -> str:
        return self.key_id
