"""Sends what waits: claimed one by one before it is sent, so that a killed process sends nothing twice.

What was claimed and perhaps not sent is not sent again: its notices are part of the next mail of the day.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pamong.access.clock import now, today
from pamong.access.models import Mail, Mailbox, Notice, User
from pamong.config.mail.own_address import forget_asked
from pamong.config.mail.post import Answer, Post, Said
from pamong.config.mail.recipients import Recipient, recipients
from pamong.config.mail.writing import Letter, letter_for
from pamong.config.notices.mailbox import mark_of_address
from pamong.ledger.actions import SHELL, record

log = logging.getLogger("pamong.mail")

WAITS_AGAIN = (timedelta(minutes=5), timedelta(minutes=20), timedelta(minutes=80))
MINUTE, LOST_AFTER, KEPT = timedelta(minutes=1), timedelta(hours=1), timedelta(days=31)
State = Mail.State
OPEN = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def send_waiting() -> Iterator[str]:
    """Each minute: ask for a delivery where mail is due, and give up what a killed process held."""
    at = now()
    held = Mail.objects.filter(state=State.CLAIMED, claimed_at__lt=at - LOST_AFTER)
    if lost := held.update(state=State.GIVEN_UP):
        yield f"{lost} mails were held by a process that ended"
    Mail.objects.exclude(state=State.WAITS).filter(claimed_at__lt=at - KEPT).delete()
    forget_asked(at)
    if not settings.HAS_MAIL or not _due().exists():
        return
    asked = DBTaskResult.objects.filter(task_path=deliver.module_path, status__in=OPEN)
    if not asked.exists():
        deliver.enqueue()


@task()
def deliver() -> None:
    """As many as the minute has room for, over one connection; the next round goes on."""
    due = _due().order_by("due_at", "pk").values_list("pk", flat=True)
    keys = list(due[: settings.EMAIL_A_MINUTE])
    if not keys:
        return
    with Post() as post:
        for key in keys:
            if not has_room() or not post.is_ready():
                return  # nothing was claimed: all of it waits for the next round
            if claim(key):
                _send(Mail.objects.get(pk=key), post)


def has_room() -> bool:
    """Whether the last minute, of all workers together, took fewer than it may."""
    lately = Mail.objects.filter(claimed_at__gt=now() - MINUTE)
    return lately.count() < settings.EMAIL_A_MINUTE


def _due() -> QuerySet[Mail]:
    return Mail.objects.filter(state=State.WAITS, due_at__lte=now())


def claim(key: int) -> bool:
    """Take a mail for oneself; whoever comes second, or after a death, does not get it."""
    rows = Mail.objects.filter(pk=key, state=State.WAITS)
    return bool(rows.update(state=State.CLAIMED, claimed_at=now(), tries=F("tries") + 1))


def _send(mail: Mail, post: Post) -> None:
    """One mail; what is wrong with it holds up no other."""
    try:
        to = recipients([mail.user_id]).get(mail.user_id)
        letter = letter_for(mail, to) if to and to.is_open else None
    except Exception:
        log.exception("a mail could not be written: %s", mail.pk)
        _settle(mail, State.GIVEN_UP)
        return
    if to is None or letter is None:
        _settle(mail, State.EMPTY)
        return
    _take(mail, to, letter, post.send(letter.message))


@transaction.atomic
def _take(mail: Mail, to: Recipient, letter: Letter, answer: Answer) -> None:
    """What the server answered, kept."""
    if answer.said == Said.TAKEN:
        Notice.objects.filter(pk__in=letter.notices).update(mailed_at=now())
        _settle(mail, State.SENT, answer.code)
    elif answer.said == Said.NO_SUCH_ADDRESS:
        _settle(mail, State.REFUSED, answer.code)
        _mark_failing(to, answer.code)
    elif answer.said == Said.LATER and mail.tries <= len(WAITS_AGAIN):
        due = now() + WAITS_AGAIN[mail.tries - 1]
        Mail.objects.filter(pk=mail.pk).update(state=State.WAITS, due_at=due, code=answer.code)
    else:
        _settle(mail, State.GIVEN_UP, answer.code)


def _settle(mail: Mail, state: str, code: int | None = None) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=state, code=code)


def _mark_failing(to: Recipient, code: int | None) -> None:
    """No more mail to this address; the person is told in the application by what follows from the entry."""
    failing = {
        "failing_at": now(),
        "failing_code": code,
        "failing_mark": mark_of_address(to.address),
    }
    Mailbox.objects.update_or_create(user_id=to.user_id, defaults=failing)
    user = User.objects.get(pk=to.user_id)
    record(
        *("access.mail_refused", user),
        by=SHELL,
        on=today(to.agency.time_zone),
        changes={"code": [None, code]},
    )
