"""What is typed about a key."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.access.keys.actions import KeyInput
from pamong.access.models import Area

SPANS = (30, 90, 180, 365)


def _spans() -> list[tuple[str, str]]:
    return [(str(n), ngettext("%(n)d hari", "%(n)d hari", n) % {"n": n}) for n in SPANS]


def _areas(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


class KeyForm(forms.Form):
    """What the key is for, how long it holds, and what it opens."""

    name = forms.CharField(
        label=gettext_lazy("Nama kunci"),
        max_length=80,
        help_text=gettext_lazy("Untuk apa dipakai, misalnya: laporan bulanan."),
        error_messages={"required": gettext_lazy("Tulis untuk apa kunci ini dipakai.")},
    )
    days = forms.ChoiceField(
        label=gettext_lazy("Berlaku selama"), choices=_spans, initial=str(SPANS[1])
    )
    reads = _areas(gettext_lazy("Boleh dibaca"))
    writes = _areas(
        gettext_lazy("Boleh dibaca dan ditulis"),
        gettext_lazy("Hanya bila programnya mengisi atau memutuskan sesuatu untuk Anda."),
    )

    def clean(self) -> dict[str, Any]:
        """A key that opens nothing is none."""
        data = super().clean() or {}
        if not data.get("reads") and not data.get("writes"):
            told = _("Pilih paling sedikit satu bagian yang boleh dibuka kunci ini.")
            self.add_error("reads", told)
        return data

    def given(self) -> KeyInput:
        """The checked input; who may write may read."""
        data = self.cleaned_data
        levels = dict.fromkeys(data["reads"], "read") | dict.fromkeys(data["writes"], "write")
        return KeyInput(data["name"], int(data["days"]), levels)
