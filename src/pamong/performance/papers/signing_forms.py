"""What a signer types, once for a batch; it is shown, kept and sent back by nobody."""

from django import forms
from django.utils.translation import gettext_lazy

LONGEST = 256


class PassphraseForm(forms.Form):
    """The passphrase of a certified signer: a password field, which no draft takes and no page gives back."""

    passphrase = forms.CharField(
        label=gettext_lazy("Frasa sandi sertifikat Anda"),
        help_text=gettext_lazy("Dipakai sekali untuk dokumen di atas. Pamong tidak menyimpannya."),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
