"""Of which kinds a person wants to be told."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.access.models import NoticeChoice
from pamong.config.notices.kinds import KINDS, can_be_off

Way = NoticeChoice.Way


class NoticesForm(forms.Form):
    """A box for each kind that can fall silent; what is not ticked is not told."""

    kinds = forms.MultipleChoiceField(
        label=_("Beri tahu saya tentang"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(kind, one.label) for kind, one in KINDS.items() if can_be_off(kind)]
        field.initial = [kind for kind, _label in field.choices if chosen[kind] != Way.OFF]

    def given(self) -> dict[str, str]:
        """The way of each kind."""
        told = set(self.cleaned_data["kinds"])
        ours = [kind for kind in KINDS if can_be_off(kind)]
        return {kind: Way.APP if kind in told else Way.OFF for kind in ours}
