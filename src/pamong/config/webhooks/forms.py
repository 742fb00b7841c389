"""What is typed about an address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from pamong.access.models import Area
from pamong.config.webhooks.actions import WebhookInput
from pamong.config.webhooks.models import ADDRESS_LENGTH, NAME_LENGTH, WebhookEndpoint
from pamong.documents.outgoing.addresses import target_of
from pamong.documents.outgoing.reasons import NotSentError


class WebhookForm(forms.Form):
    """Which application hears of what, and where."""

    name = forms.CharField(
        label=gettext_lazy("Aplikasi penerima"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Misalnya: dasbor kabupaten."),
        error_messages={"required": gettext_lazy("Tulis nama aplikasi penerimanya.")},
    )
    address = forms.CharField(
        label=gettext_lazy("Alamat penerima"),
        max_length=ADDRESS_LENGTH,
        help_text=gettext_lazy("Diawali https://, dari pengelola aplikasi itu."),
        error_messages={"required": gettext_lazy("Tulis alamat yang menerima kabar.")},
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Kabar tentang"),
        choices=Area.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Hanya bagian yang perlu diketahui aplikasi itu."),
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu bagian dari daftar.")},
    )

    def clean_address(self) -> str:
        """One that may be reached at all; where its name leads is looked at when something is sent."""
        address: str = self.cleaned_data["address"]
        try:
            target_of(address)
        except NotSentError as error:
            raise ValidationError(error.reason.told) from None
        return address

    def given(self) -> WebhookInput:
        """The checked input."""
        data = self.cleaned_data
        return WebhookInput(data["name"], data["address"], data["areas"])


def told_of(endpoint: WebhookEndpoint) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "name": endpoint.name,
        "address": endpoint.address,
        "areas": endpoint.areas.split(),
    }
