"""What someone typed and has not sent yet."""

from typing import ClassVar

from django.db import models

from pamong.access.models.user import User


class FormDraft(models.Model):
    """The fields of one form as their owner left them; nobody else reads them, no ledger keeps them."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    key = models.SlugField(max_length=100)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager["FormDraft"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="access_formdraft_one_each")
        ]

    def __str__(self) -> str:
        return self.key
