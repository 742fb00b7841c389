"""What a leader writes when a plan goes back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from pamong.performance.models import Plan
from pamong.performance.plan.seen import say_changed


class ReturnForm(forms.Form):
    """What the leader asks to change; `changed` names plans that are not as the page showed them."""

    reason = forms.CharField(
        label=gettext_lazy("Catatan untuk pegawai"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text=gettext_lazy("Sebutkan bagian dan perbaikannya. Pegawai melihat catatan ini."),
        error_messages={"required": gettext_lazy("Tulis apa yang perlu diperbaiki.")},
    )

    def __init__(self, *args: Any, changed: Sequence[Plan] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed = changed

    def clean(self) -> dict[str, Any]:
        """Nobody answered or changed the plans meanwhile; else what was typed stays and is asked again."""
        data = super().clean() or {}
        if self.changed:
            raise ValidationError(say_changed(self.changed))
        return data
