"""Where allauth asks the house: words, safe addresses, limits, and what a changed password means."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from pamong.access.clock import now, today
from pamong.access.models import User
from pamong.access.qr import qr_svg
from pamong.access.sign_in.actions import change_password
from pamong.access.sign_in.queries import find_account, tidy_name
from pamong.access.sign_in.slowing import note_failure, seconds_to_wait
from pamong.access.sign_in.tasks import send_reset_mail
from pamong.ui.responses import remember_language

FRESH_SECONDS = 300
MISMATCH = _("NIP, alamat surel, atau kata sandi tidak cocok. Periksa lalu coba lagi.")
WRONG_CODE = _("Kode tidak cocok. Ketik kode yang tampil sekarang di aplikasi autentikator Anda.")
TOO_MANY = _(
    "Terlalu banyak percobaan untuk akun ini. Tunggu beberapa menit, atau masuk dengan kode "
    "sekali pakai dari administrator unit."
)
SLOWED = _(
    "Ada banyak percobaan masuk untuk akun ini dari beberapa tempat. Tunggu satu menit lalu coba "
    "lagi, atau masuk dengan kode sekali pakai dari administrator unit."
)


def _account_named(credentials: dict[str, Any]) -> str:
    """The account, whichever of its names was typed; a name that nobody has counts as one too."""
    typed = credentials.get("email") or credentials.get("username") or ""
    user = find_account(typed)
    return f"account:{user.pk}" if user else f"name:{tidy_name(typed)}"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in without sign-up, with the same answer to an unknown name and a wrong password."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Akun ini tidak aktif. Hubungi administrator unit Anda."),
        "email_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "enter_current_password": _("Kata sandi saat ini tidak cocok. Ketik lagi."),
        "incorrect_password": _("Kata sandi tidak cocok. Ketik lagi."),
        "incorrect_code": WRONG_CODE,
        "invalid_password_reset": _(
            "Tautan ini sudah dipakai atau tidak berlaku lagi. Minta tautan baru."
        ),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "slowed": SLOWED,
    }
    said: ClassVar[dict[str, Any]] = {
        "account/messages/password_changed.txt": _(
            "Kata sandi sudah diganti. Perangkat lain sudah keluar."
        ),
        "account/messages/password_set.txt": _("Kata sandi sudah dibuat."),
        "mfa/messages/totp_activated.txt": _("Verifikasi dua langkah sudah aktif."),
        "mfa/messages/totp_deactivated.txt": _("Verifikasi dua langkah sudah dimatikan."),
        "mfa/messages/recovery_codes_generated.txt": _("Kode cadangan baru sudah dibuat."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Go on only inside this site, by path."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the password is changed from."""
        return reverse("access:security")

    def set_password(self, user: User, password: str) -> None:
        """One verb for every way to a new password."""
        change_password(user, password, by=user, on=today(), at=now())

    def reauthenticate(self, user: User, password: str) -> bool:
        """Ask the signed-in person; a guesser at the door must not shut this one."""
        return user.check_password(password)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of who has just signed in."""
        records = get_authentication_records(self.request, self.request.user)
        age = now().timestamp() - records[-1]["at"] if records else FRESH_SECONDS
        return age >= FRESH_SECONDS

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Few wrong passwords from one address; from all addresses together a growing wait."""
        if seconds_to_wait(_account_named(credentials), now().timestamp()):
            raise self.validation_error("slowed")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Counted at the account too, wherever it came from."""
        note_failure(_account_named(credentials), get_ip(request), now().timestamp())

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by account and address: a stranger elsewhere must not shut out the owner."""
        return f"{_account_named(credentials)} {get_ip(request)}"

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits count by; a socket without one is one address."""
        return get_client_ip(request) or "0.0.0.0"  # noqa: S104

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Hand it to a task: the answer takes as long for an address that nobody has."""
        send_reset_mail.enqueue(user.pk)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Not sent: the trace under Keamanan akun tells it."""

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say our own sentences, and nothing where a page says it itself."""
        sentence = message or self.said.get(message_template or "")
        if sentence:
            messages.add_message(request, level, sentence)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Greet the person in the chosen language."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            remember_language(response, user.language)
        return response


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor in our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": _("Aktifkan dahulu verifikasi dua langkah."),
    }

    def get_totp_label(self, user: User) -> str:
        """Under which name the authenticator lists it."""
        return user.sign_in_name

    def get_totp_issuer(self) -> str:
        """The host tells two installs apart on one phone."""
        return f"Pamong {settings.HOST}".strip()

    def build_totp_svg(self, url: str) -> str:
        """Drawn in the page."""
        return qr_svg(url, title=str(_("Kode QR untuk aplikasi autentikator")))
