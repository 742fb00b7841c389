"""What is typed about a key."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.access.keys.actions import KeyInput
from pamong.access.models import Area

SPANS = (30, 90, 180, 365)
PREFIX = "area_"


def _spans() -> list[tuple[str, str]]:
    return [(str(n), ngettext("%(n)d hari", "%(n)d hari", n) % {"n": n}) for n in SPANS]


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [("", _("Tidak")), ("read", _("Baca")), ("write", _("Baca dan tulis"))]
        for area, label in Area.choices:
            field = forms.ChoiceField(label=label, choices=levels, required=False)
            self.fields[f"{PREFIX}{area}"] = field

    def areas(self) -> list[Any]:
        """The fields of the parts of the house."""
        return [self[f"{PREFIX}{area}"] for area in Area.values]

    def clean(self) -> dict[str, Any]:
        """A key that opens nothing is none."""
        data = super().clean() or {}
        if not any(data.get(f"{PREFIX}{area}") for area in Area.values):
            told = _("Pilih paling sedikit satu bagian yang boleh dibuka kunci ini.")
            self.add_error(f"{PREFIX}{Area.values[0]}", told)
        return data

    def given(self) -> KeyInput:
        """The checked input."""
        data = self.cleaned_data
        levels = {area: data[f"{PREFIX}{area}"] for area in Area.values}
        return KeyInput(data["name"], int(data["days"]), levels)
