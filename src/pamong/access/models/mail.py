"""Mails about notices: each is claimed before it is sent; and how an account's mail stands."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pamong.access.models.user import User


class Mail(models.Model):
    """One mail to one account; neither its words nor the address are kept."""

    class State(models.TextChoices):
        WAITS = "waits"
        CLAIMED = (
            "claimed"  # one who sends it has it, or was killed with it: it is never sent again
        )
        SENT = "sent"
        EMPTY = "empty"  # everything was read or mailed before its turn came
        REFUSED = "refused"  # the address takes no mail
        GIVEN_UP = "given_up"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mails")
    mark = models.CharField(max_length=30)  # of the day or of the act: one mail each
    is_digest = models.BooleanField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITS)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    code = models.PositiveSmallIntegerField(null=True, blank=True)  # what the server answered last

    objects: ClassVar[models.Manager["Mail"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "mark"], name="access_mail_once"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waits"), name="access_mail_waiting"),
            models.Index(fields=["claimed_at"], name="access_mail_claimed"),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.state}"


class Mailbox(models.Model):
    """How the mail of one account stands, where it is not as usual."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mailbox")
    # An address that its owner gave and confirmed comes before any other; it is no way to sign in.
    address = models.EmailField(blank=True)
    asked_address = models.EmailField(blank=True)  # given, and not confirmed yet
    asked_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)  # its owner wants none
    failing_at = models.DateTimeField(null=True, blank=True)
    failing_code = models.PositiveSmallIntegerField(null=True, blank=True)
    # Of the address that was refused: another one is tried again.
    failing_mark = models.CharField(max_length=64, blank=True)

    objects: ClassVar[models.Manager["Mailbox"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.pk}"
