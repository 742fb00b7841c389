"""Mail that is written after the answer was given."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from pamong.access.models import User


@task()  # type: ignore[untyped-decorator,unused-ignore]
def send_reset_mail(user_id: int) -> None:
    """Write the link now: the queue never holds it. Twice sends two mails, both good."""
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is None:
        return
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    with translation.override(user.language or settings.LANGUAGE_CODE):
        text = render_to_string(
            "access/reset_mail.txt", {"name": user.name, "url": f"{settings.URL}{path}"}
        )
        send_mail(_("Atur ulang kata sandi Pamong"), text, None, [user.email])
