"""A mail at once where somebody waits: asked for beside the notice, at most one in a while to an account."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max

from pamong.access.clock import now, today
from pamong.access.models import Mail, Notice, NoticeChoice
from pamong.config.mail.delivery import deliver
from pamong.config.mail.recipients import Recipient, at_work, recipients
from pamong.config.notices.kinds import KINDS

APART = timedelta(minutes=15)  # what comes meanwhile is in the next one


def mail_at_once(notices: Sequence[Notice]) -> None:
    """A waiting mail for those who want to hear at once; on a day off the mail of the next day tells it."""
    told = [notice for notice in notices if KINDS[notice.kind].blocks]
    if not told or not settings.HAS_MAIL:
        return
    users = {notice.user_id for notice in told}
    unwanted = NoticeChoice.objects.filter(user__in=users, kind=told[0].kind, at_once=False)
    users -= set(unwanted.values_list("user_id", flat=True))
    people = _at_work([one for one in recipients(users).values() if one.is_open])
    if not people:
        return
    waits = _since(people)
    mails = [
        Mail(user_id=user, mark=f"entry-{told[0].entry_id}", is_digest=False, due_at=due)
        for user, due in sorted(waits.items())
    ]
    Mail.objects.bulk_create(mails, ignore_conflicts=True)
    deliver.enqueue()


def _at_work(people: Sequence[Recipient]) -> list[Recipient]:
    agencies = {one.agency.pk: one.agency for one in people}
    return [
        one
        for key, agency in agencies.items()
        for one in at_work(
            agency, (p for p in people if p.agency.pk == key), today(agency.time_zone)
        )
    ]


def _since(people: Sequence[Recipient]) -> dict[int, datetime]:
    """For each account the instant from which it may be written to; not those for whom one waits already."""
    users, at = {one.user_id for one in people}, now()
    rows = Mail.objects.filter(user__in=users, is_digest=False)
    waiting = set(rows.filter(state=Mail.State.WAITS).values_list("user_id", flat=True))
    lately = rows.filter(claimed_at__gt=at - APART).values_list("user_id")
    last = dict(lately.annotate(last=Max("claimed_at")))
    return {user: last[user] + APART if user in last else at for user in users - waiting}
