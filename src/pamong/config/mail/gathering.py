"""Whom the mail of the day goes to: asked for once a day at the agency's hour, gathered by a task."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django_tasks import task

from pamong.access.clock import now, today
from pamong.access.models import Mail, Notice, NoticeChoice, NoticeQuerySet, User
from pamong.config.mail.delivery import deliver
from pamong.config.mail.recipients import accounts_of, at_work, recipients
from pamong.config.mail.writing import NEWS
from pamong.config.models import MailRound
from pamong.people.batches import pieces
from pamong.people.models import Agency
from pamong.people.rounds import for_each_agency
from pamong.performance.rules import pack_on
from pamong.policy.choose import NoPack

HOUR = "digest_hour"  # the clause of the pack


def hour_of_mail(agency: Agency, on: date) -> int | None:
    """At which hour of its own time the agency's mail is sent; none where the rules name none."""
    try:
        found = pack_on(on, local=agency.local_packs).numbers.get(HOUR)
    except NoPack:
        return None
    return int(found.value) if found else None


def hour_in(zone: str, at: datetime) -> int:
    """The hour in a zone at an instant."""
    return at.astimezone(ZoneInfo(zone)).hour


def hour_now(zone: str) -> int:
    """The hour there now."""
    return hour_in(zone, now())


@for_each_agency
def ask_for_digests(agency: Agency) -> Iterator[str]:
    """Once a day from the agency's hour on; a server that slept through it sends late, on the same day."""
    if not settings.HAS_MAIL or agency.is_demo:
        return
    day = today(agency.time_zone)
    hour = hour_of_mail(agency, day)
    if hour is None or hour_now(agency.time_zone) < hour:
        return
    with transaction.atomic():
        _row, is_new = MailRound.objects.get_or_create(agency=agency, day=day)
        if is_new:
            gather_digests.enqueue(agency.pk, day.isoformat())
    if is_new:
        yield f"{agency.code}: the mail of {day} asked for"


@task()
def gather_digests(agency_id: int, day_text: str) -> None:
    """One waiting mail for each account at work with something new; a second run finds them there."""
    agency, day = Agency.objects.get(pk=agency_id), date.fromisoformat(day_text)
    if day != today(agency.time_zone):
        return
    rows = User.objects.filter(accounts_of(agency, day), is_active=True, mailbox__stopped_at=None)
    keys = rows.filter(Exists(_news())).order_by("pk").values_list("pk", flat=True)
    for users in pieces(list(keys)):
        _gather(agency, users, day)
    deliver.enqueue()


def _news() -> NoticeQuerySet:
    """What an account was told of, has not seen and wants in the mail of the day."""
    rows = Notice.objects.to_mail(now() - NEWS).filter(user=OuterRef("pk"))
    unwanted = NoticeChoice.objects.filter(
        user=OuterRef("user"), kind=OuterRef("kind"), in_digest=False
    )
    return rows.filter(~Exists(unwanted))


@transaction.atomic
def _gather(agency: Agency, users: Sequence[int], day: date) -> None:
    people = [one for one in recipients(users).values() if one.is_open]
    at = now()
    mails = [
        Mail(user_id=one.user_id, mark=digest_mark(day), is_digest=True, due_at=at)
        for one in at_work(agency, people, day)
    ]
    Mail.objects.bulk_create(mails, ignore_conflicts=True)


def digest_mark(day: date) -> str:
    """The mark of a day's mail."""
    return f"{day:%Y-%m-%d}"
