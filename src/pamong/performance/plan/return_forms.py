"""What a leader writes when a plan goes back, and when another target is asked for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.models import Plan, TargetRevision
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


class AnswerForm(forms.Form):
    """What a leader says to a change of target; a refusal has its reason."""

    answer = forms.CharField(
        label=gettext_lazy("Jawaban (wajib bila ditolak)"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 1}),
    )

    def __init__(self, data: Any = None, *, revision: TargetRevision) -> None:
        super().__init__(data, auto_id=f"%s-{revision.pk}")
        field: Any = self.fields["answer"]
        field.is_asked = True  # its label says when it may stay blank

    @property
    def is_granted(self) -> bool:
        """Which of the two buttons was pressed."""
        return "grant" in self.data

    def clean_answer(self) -> str:
        """A refusal says why."""
        answer: str = self.cleaned_data["answer"].strip()
        if not answer and not self.is_granted:
            raise ValidationError(_("Tulis alasan penolakan."))
        return answer
