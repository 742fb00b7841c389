"""An address of one's own."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """One address; an empty one takes the own away."""

    address = forms.EmailField(
        label=_("Alamat surel"),
        max_length=254,  # as the table holds it
        required=False,
        error_messages={"invalid": _("Tulis satu alamat surel, misalnya nama@contoh.go.id.")},
        help_text=_("Kosongkan untuk memakai alamat yang dicatat bagian kepegawaian."),
    )

    def clean_address(self) -> str:
        """As mail servers take it, whatever the case of its letters; one that no mail can bear is none."""
        address = str(self.cleaned_data["address"]).lower()
        if not _is_borne(address):
            field = self.fields["address"]
            raise forms.ValidationError(field.error_messages["invalid"])
        return address


def _is_borne(address: str) -> bool:
    """Whether a mail can name it: no sign that breaks a line, and a host that DNS can hold."""
    try:
        address.rpartition("@")[2].encode("idna")
    except UnicodeError:
        return False
    return address.isprintable()
