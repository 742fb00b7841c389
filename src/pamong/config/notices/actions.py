"""What a person does with the own notices: open one, put all aside, choose of what to be told."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pamong.access.models import Notice, NoticeChoice, User
from pamong.config.notices.mailbox import stop_mail, take_mail


def read_notice(notice: Notice, *, at: datetime) -> None:
    """Mark one as read; it was read when it was first opened."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def read_notices(user: User, *, at: datetime) -> int:
    """Mark all of one's own as read; returns how many were not."""
    return Notice.objects.of(user.pk).unread().update(read_at=at)


@transaction.atomic
def choose_notices(
    user: User, chosen: Sequence[NoticeChoice], *, takes_mail: bool | None = None, at: datetime
) -> None:
    """Keep how a person wants to be told; like the language this is one's own, and no act."""
    rows = [
        NoticeChoice(user=user, kind=c.kind, way=c.way, in_digest=c.in_digest, at_once=c.at_once)
        for c in chosen
    ]
    NoticeChoice.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["way", "in_digest", "at_once"],
    )
    if takes_mail is not None:
        take_mail(user) if takes_mail else stop_mail(user, at=at)
