"""What a leader says about a unit: its level and what it rests on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pamong.performance.levels.queries import SCALE
from pamong.performance.rules import choices
from pamong.policy.pack import Pack


class LevelForm(forms.Form):
    """The level, highest first as on the form, and its basis."""

    level = forms.ChoiceField(
        label=gettext_lazy("Capaian organisasi"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih capaian organisasi.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Dasar penetapan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text=gettext_lazy(
            "Misalnya capaian perjanjian kinerja, rencana aksi, dan rekomendasi perencanaan."
        ),
        error_messages={"required": gettext_lazy("Tulis dasar penetapan.")},
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["level"]
        field.choices = list(reversed(choices(pack, SCALE)))
