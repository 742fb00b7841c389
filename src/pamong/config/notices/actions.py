"""What a person does with the own notices: open one, put all aside, choose of what to be told."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pamong.access.models import Notice, NoticeChoice, User


def read_notice(notice: Notice, *, at: datetime) -> None:
    """Mark one as read; it was read when it was first opened."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def read_notices(user: User, *, at: datetime) -> int:
    """Mark all of one's own as read; returns how many were not."""
    return Notice.objects.of(user.pk).unread().update(read_at=at)


@transaction.atomic
def choose_notices(user: User, chosen: Mapping[str, str]) -> None:
    """Keep how a person wants to be told; like the language this is one's own, and no act."""
    rows = [NoticeChoice(user=user, kind=kind, way=way) for kind, way in chosen.items()]
    NoticeChoice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["way"]
    )
