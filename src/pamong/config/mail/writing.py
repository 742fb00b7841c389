"""A mail in the words of its reader: what is new, what waits, and links; nobody's name and no free text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.clock import now, today
from pamong.access.models import Mail, Notice, NoticeChoice, User
from pamong.config.feed.queries import address_of
from pamong.config.mail.recipients import Recipient
from pamong.config.mail.stopping import stop_path
from pamong.config.notices.kinds import DEADLINE, KINDS
from pamong.config.notices.presentation import deadline_said
from pamong.config.notices.table import NOTICES
from pamong.people.scope import scope_of
from pamong.performance.home.presentation import counted_tasks
from pamong.performance.home.queries import home_of

NEWS = timedelta(days=31)  # what is older is no news, as after a long leave
SHOWN = 20  # of each part
BLOCKING = [kind for kind, one in KINDS.items() if one.blocks]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing with the whole address of its page."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that can be sent, and the keys of the notices in it."""

    message: EmailMultiAlternatives
    notices: Sequence[int]


def letter_for(mail: Mail, to: Recipient) -> Letter | None:
    """The mail as it is now; nothing where everything was seen meanwhile, or its day is over."""
    day = today(to.agency.time_zone)
    if mail.is_digest and mail.mark != day.isoformat():
        return None
    notices = list(_news(mail, to).order_by("-pk"))
    if not notices:
        return None
    zone = ZoneInfo(to.agency.time_zone)
    with translation.override(to.language), timezone.override(zone):
        message = _message(mail, to, _new(notices), _waiting(to, day) if mail.is_digest else [])
    return Letter(message, [notice.pk for notice in notices])


def _news(mail: Mail, to: Recipient) -> Any:
    """What the account has not seen of the kinds that it wants in such a mail."""
    rows = Notice.objects.of(to.user_id).to_mail(now() - NEWS).select_related("entry")
    wanted = Q(in_digest=False) if mail.is_digest else Q(at_once=False)
    unwanted = NoticeChoice.objects.filter(wanted, user=to.user_id)
    rows = rows.filter(entry__verb__in=NOTICES).exclude(kind__in=unwanted.values("kind"))
    return rows if mail.is_digest else rows.filter(kind__in=BLOCKING)


def _new(notices: Sequence[Notice]) -> list[Line]:
    """Notices of the same words are one line with their number."""
    counts: Counter[str] = Counter()
    first: dict[str, Notice] = {}
    many: Counter[str] = Counter()
    for notice in notices:
        words = said(notice)
        counts[words] += notice.count
        many[words] += 1
        first.setdefault(words, notice)
    lines = []
    for words, notice in first.items():
        text = words if counts[words] == 1 else f"{words} ({counts[words]})"
        is_one = many[words] == 1
        path = reverse("notice-open", args=[notice.uuid]) if is_one else reverse("notices")
        lines.append(Line(text, address_of(path)))
    return lines


def said(notice: Notice) -> str:
    """What a notice says in a mail: the fixed words of its verb, and of a deadline its stage and day."""
    words = str(NOTICES[notice.entry.verb].text)
    return f"{words}: {deadline_said(notice)}" if notice.kind == DEADLINE else words


def _waiting(to: Recipient, day: date) -> list[Line]:
    """What the first screen counts as waiting."""
    scope = scope_of(User.objects.get(pk=to.user_id), day)
    tasks = counted_tasks(home_of(scope, day), scope)
    return [Line(str(task.text), address_of(task.url)) for task in tasks]


def _message(
    mail: Mail, to: Recipient, new: Sequence[Line], waiting: Sequence[Line]
) -> EmailMultiAlternatives:
    stop = address_of(stop_path(to.uuid))
    context = {
        "name": to.name,
        "new": new[:SHOWN],
        "waiting": waiting[:SHOWN],
        "more": max(len(new) - SHOWN, 0) + max(len(waiting) - SHOWN, 0),
        "home": address_of("/"),
        "choices": address_of(reverse("notice-choices")),
        "stop": stop,
        "is_digest": mail.is_digest,
        "language": to.language,
    }
    message = EmailMultiAlternatives(
        " ".join(_subject(mail, new).split()),
        render_to_string("config/mail.txt", context).strip() + "\n",
        to=[to.address],
        headers=_headers(mail, to.uuid, stop),
    )
    message.attach_alternative(render_to_string("config/mail.html", context), "text/html")
    return message


def _subject(mail: Mail, new: Sequence[Line]) -> str:
    if mail.is_digest:
        words = ngettext("Pamong: %(n)d hal baru", "Pamong: %(n)d hal baru", len(new))
        return words % {"n": len(new)}
    if len(new) == 1:
        return f"Pamong: {new[0].text}"
    return _("Pamong: %(n)d hal menunggu Anda") % {"n": len(new)}


def _headers(mail: Mail, uuid: UUID, stop: str) -> dict[str, str]:
    """The same mail always bears the same identity, so that a mail program drops a double."""
    seal = salted_hmac("config.mail", f"{uuid}.{mail.mark}", algorithm="sha256").hexdigest()[:32]
    found = {
        "Message-ID": f"<{seal}@{settings.HOST or 'pamong.localhost'}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{stop}>",
    }
    if settings.IS_HTTPS:  # RFC 8058 asks for https
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found
