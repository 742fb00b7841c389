"""A code by e-mail instead of on paper: sent at once, for no queue may hold a code."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.accounts.actions import PersonsCode


def send_codes(codes: Sequence[PersonsCode]) -> None:
    """Write to each person over one connection."""
    mails = [
        EmailMessage(
            _("Kode masuk Pamong"),
            render_to_string("people/code_mail.txt", _about(given)),
            to=[given.email],
        )
        for given in codes
    ]
    get_connection().send_messages(mails)


def _about(given: PersonsCode) -> dict[str, object]:
    return {
        "name": given.name,
        "sign_in_name": given.code.user.sign_in_name,
        "code": given.code.text,
        "until": given.code.expires_at,
        "url": f"{settings.URL}{reverse('access:code')}",
    }
