"""What is asked at the door; labels and hints are ours, the checks are allauth's."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import ratelimit
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.access.clock import now
from pamong.access.models import SignInCode
from pamong.access.sign_in.queries import find_account, find_code, tidy_name

NEW_PASSWORD_HINT = _(
    "Paling sedikit 10 huruf. Beberapa kata yang mudah Anda ingat lebih aman daripada satu kata "
    "dengan angka."
)


def _dress(field: forms.Field, label: Any, hint: Any = "") -> None:
    """Give a field of allauth our label, and take its placeholder away."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


def _dress_new_password(form: forms.Form) -> None:
    _dress(form.fields["password1"], _("Kata sandi baru"), NEW_PASSWORD_HINT)
    _dress(form.fields["password2"], _("Ulangi kata sandi baru"))


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """By NIP, typed with or without spaces, or by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("NIP boleh ditulis dengan atau tanpa spasi.")
        _dress(self.fields["login"], _("NIP atau alamat surel"), hint)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        _dress(self.fields["password"], _("Kata sandi"))
        _dress(
            self.fields["remember"],
            _("Tetap masuk di perangkat ini selama 14 hari"),
            _("Jangan pilih di komputer yang dipakai bersama."),
        )

    def clean_login(self) -> str:
        """As it is kept."""
        return tidy_name(self.cleaned_data["login"])


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old one once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["oldpassword"], _("Kata sandi saat ini"))
        _dress_new_password(self)


class SetPasswordForm(allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """The first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_new_password(self)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Where the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["email"], _("Alamat surel"), _("Alamat yang tercatat pada akun Anda."))


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password by a mailed link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_new_password(self)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """Is it still you?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["password"], _("Kata sandi"))


FACTOR_HINT = _("Enam angka dari aplikasi autentikator, atau salah satu kode cadangan Anda.")


class AuthenticateForm(mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """The second factor at the door."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["code"], _("Kode verifikasi"), FACTOR_HINT)


class FactorReauthenticateForm(mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """The second factor as proof that it is still you."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["code"], _("Kode verifikasi"), FACTOR_HINT)


class ActivateTotpForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first number that the authenticator shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(
            self.fields["code"], _("Kode dari aplikasi"), _("Enam angka yang tampil di aplikasi.")
        )
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeForm(forms.Form):
    """A one-time code from a sheet; it is as good as a password, so it is asked with the name."""

    name = forms.CharField(label=_("NIP atau alamat surel"), max_length=254)
    code = forms.CharField(
        label=_("Kode masuk"),
        max_length=40,
        help_text=_("Dua belas huruf dan angka dari lembar akses, misalnya 7KQM‑3XWD‑94TR."),
    )

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.found: SignInCode | None = None
        self.fields["name"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["code"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }

    def clean(self) -> dict[str, Any]:
        """A right code always enters: nobody is locked out by another's guessing."""
        data: dict[str, Any] = super().clean() or {}
        if "name" not in data or "code" not in data:
            return data
        self.found = find_code(data["name"], data["code"], now())
        if self.found is None:
            raise forms.ValidationError(self._refusal(data["name"]))
        return data

    def _refusal(self, name: str) -> Any:
        user = find_account(name)
        key = f"code:{user.pk}" if user else f"code-name:{tidy_name(name)}"
        if ratelimit.consume(self.request, action="sign_in_code_failed", key=key):
            return _(
                "NIP, alamat surel, atau kode tidak cocok, atau kode tidak berlaku lagi. Periksa lalu coba lagi, atau minta kode baru kepada administrator unit Anda."
            )
        return _("Terlalu banyak percobaan untuk akun ini. Tunggu beberapa menit.")
