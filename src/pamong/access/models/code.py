"""A one-time code: the way in for who has no password, or has lost it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pamong.access.models.user import User


class SignInCodeQuerySet(models.QuerySet["SignInCode"]):
    """Reads of codes."""

    def open(self) -> "SignInCodeQuerySet":
        """Neither used nor revoked; they may have run out."""
        return self.filter(used_at=None, revoked_at=None)

    def valid(self, now: datetime) -> "SignInCodeQuerySet":
        """Those that still open the door."""
        return self.open().filter(expires_at__gt=now)


class SignInCode(models.Model):
    """A code as a keyed hash: whoever reads the database cannot sign in with it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[SignInCodeQuerySet] = SignInCodeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at=None, revoked_at=None),
                name="access_signincode_one_open_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.expires_at:%Y-%m-%d}"
