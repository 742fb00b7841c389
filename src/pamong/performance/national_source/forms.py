"""What to fetch."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.performance.models import NationalFetch


class FetchForm(forms.Form):
    """One of the kinds that the adapter gives."""

    kind = forms.ChoiceField(label=_("Yang diambil"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = NationalFetch.Kind.choices
        self.fields["kind"].choices = [c for c in known if c[0] in kinds]  # type: ignore[attr-defined]
