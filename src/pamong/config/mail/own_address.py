"""An address of one's own for mail: given on a page, confirmed by a link that came to it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from pamong.access.models import Mailbox, User
from pamong.config.feed.queries import address_of as whole_address
from pamong.config.mail.post import Post, Said
from pamong.config.notices.mailbox import mark_of_address
from pamong.ledger.actions import record

SALT = "config.mail.address"
GOOD_FOR = timedelta(days=3)


@transaction.atomic
def ask_address(user: User, address: str, *, at: datetime) -> None:
    """Send a link to an address that its owner gave; nothing else goes there before it is confirmed."""
    asked = {"asked_address": address, "asked_at": at}
    Mailbox.objects.update_or_create(user=user, defaults=asked)
    send_confirmation.enqueue(user.pk)


@transaction.atomic
def confirm_address(user: User, address: str, *, on: date) -> None:
    """From here on mail goes to the address that the link came to; the record holds that it changed."""
    box = Mailbox.objects.select_for_update().get(user=user, asked_address=address)
    box.address, box.asked_address, box.asked_at = box.asked_address, "", None
    box.save(update_fields=["address", "asked_address", "asked_at"])
    record("access.mail_address_set", user, by=user, on=on)


@transaction.atomic
def drop_address(user: User, *, on: date) -> None:
    """Mail goes to the address that the personnel office recorded again."""
    own = (
        Mailbox.objects.select_for_update().filter(user=user).exclude(address="", asked_address="")
    )
    if own.update(address="", asked_address="", asked_at=None):
        record("access.mail_address_dropped", user, by=user, on=on)


def token_for(box: Mailbox) -> str:
    """What the link bears: the account and a mark of the address, which stands in no address of ours."""
    mark = mark_of_address(box.asked_address)
    return TimestampSigner(salt=SALT).sign(f"{box.user.uuid.hex}.{mark[:32]}")


def asked_by(user: User, token: str) -> Mailbox | None:
    """What the link confirms, where it is this account's, not too old, and of the address asked last."""
    try:
        account, _dot, mark = (
            TimestampSigner(salt=SALT).unsign(token[:200], max_age=GOOD_FOR).partition(".")
        )
        is_own = UUID(account) == user.uuid
    except (BadSignature, ValueError):
        return None
    box = Mailbox.objects.filter(user=user).exclude(asked_address="").first() if is_own else None
    return box if box and mark == mark_of_address(box.asked_address)[:32] else None


def forget_asked(at: datetime) -> None:
    """An address that nobody confirmed is not kept."""
    old = Mailbox.objects.filter(asked_at__lt=at - GOOD_FOR)
    old.update(asked_address="", asked_at=None)


class MailWaitsError(Exception):
    """The server asks to come again; the queue does."""


@task()
def send_confirmation(user_id: int) -> None:
    """The link, to the address asked for last. Twice sends two mails, both good."""
    box = Mailbox.objects.filter(user=user_id, user__is_active=True).select_related("user").first()
    if box is None or not box.asked_address or not settings.HAS_MAIL:
        return
    with translation.override(box.user.language or settings.LANGUAGE_CODE):
        path = reverse("mail-confirm", args=[token_for(box)])
        named = {"name": box.user.name, "url": whole_address(path)}
        text = render_to_string("config/mail_confirm.txt", named)
        message = EmailMessage(_("Konfirmasi alamat surel Pamong"), text, to=[box.asked_address])
    with Post() as post:
        answer = post.send(message) if post.is_ready() else None
    if answer is None or answer.said == Said.LATER:
        raise MailWaitsError
