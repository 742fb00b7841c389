"""What others' acts mean for an account, and how its owner wants to be told."""

import uuid as uuidlib
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.access.models.user import User
from pamong.ledger.models import Entry


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reads of notices."""

    def of(self, user_id: int) -> "NoticeQuerySet":
        """One account's own; nobody reads another's."""
        return self.filter(user_id=user_id)

    def unread(self) -> "NoticeQuerySet":
        """Those that were not opened yet."""
        return self.filter(read_at=None)

    def to_mail(self, since: datetime) -> "NoticeQuerySet":
        """Those neither read nor mailed that are not too old to be news."""
        return self.unread().filter(mailed_at=None, told_at__gte=since)


class Notice(models.Model):
    """One act told to one account: codes and the entry, never a name; many of one act are one with a count."""

    uuid = models.UUIDField(default=uuidlib.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20)
    # The first entry of the act: an act is told once, however often the task runs.
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "user", "kind"], name="access_notice_once")
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="access_notice_by_user"),
            models.Index(
                fields=["user"], condition=models.Q(read_at=None), name="access_notice_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class NoticeChoice(models.Model):
    """How one account is told of one kind, where it is not as usual."""

    class Way(models.TextChoices):
        APP = "app", _("Di aplikasi")
        OFF = "off", _("Tidak perlu")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=20)
    way = models.CharField(max_length=5, choices=Way)
    in_digest = models.BooleanField(default=True)
    at_once = models.BooleanField(default=True)  # where somebody waits

    objects: ClassVar[models.Manager["NoticeChoice"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="access_noticechoice_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.way}"
