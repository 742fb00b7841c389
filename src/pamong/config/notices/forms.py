"""Of which kinds a person wants to be told, and how: a box for each way."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamong.access.models import NoticeChoice
from pamong.config.notices.kinds import KINDS, can_be_off

Way = NoticeChoice.Way
APP, DIGEST, AT_ONCE = "kinds", "digest", "at_once"
OFFERED = {
    APP: [kind for kind in KINDS if can_be_off(kind)],
    DIGEST: list(KINDS),
    AT_ONCE: [kind for kind, one in KINDS.items() if one.blocks],
}


class NoticesForm(forms.Form):
    """What is not ticked is not told; the ways by mail are there only where a mail can arrive."""

    kinds = forms.MultipleChoiceField(label=_("Di aplikasi"), required=False)
    mail = forms.BooleanField(label=_("Kirim pemberitahuan lewat surel"), required=False)
    digest = forms.MultipleChoiceField(label=_("Surel harian"), required=False)
    at_once = forms.MultipleChoiceField(label=_("Surel segera"), required=False)

    def __init__(
        self,
        *args: Any,
        chosen: Mapping[str, NoticeChoice],
        has_mail: bool,
        takes_mail: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chosen, self.has_mail = chosen, has_mail
        for name, kinds in OFFERED.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(kind, KINDS[kind].label) for kind in kinds]
            field.initial = [kind for kind in kinds if is_ticked(name, chosen[kind])]
        self.fields["mail"].initial = takes_mail
        if not has_mail:
            for name in ("mail", DIGEST, AT_ONCE):
                del self.fields[name]

    def ticked(self, name: str) -> set[str]:
        """The kinds with a tick for a way: as sent, else as it stands."""
        found = self[name].value() if name in self.fields else ()
        return {str(kind) for kind in found or ()}

    def given(self) -> list[NoticeChoice]:
        """What is to be kept of each kind; what the page did not offer stays as it was."""
        rows = []
        offered = KINDS if self.has_mail else OFFERED[APP]
        for kind in offered:
            row = self.chosen[kind]
            if kind in OFFERED[APP]:
                row.way = Way.APP if kind in self.cleaned_data[APP] else Way.OFF
            if self.has_mail:
                row.in_digest = kind in self.cleaned_data[DIGEST]
                if kind in OFFERED[AT_ONCE]:
                    row.at_once = kind in self.cleaned_data[AT_ONCE]
            rows.append(row)
        return rows


def is_ticked(name: str, row: NoticeChoice) -> bool:
    """Whether a kind is told in a way today."""
    if name == APP:
        return row.way != Way.OFF
    return row.in_digest if name == DIGEST else row.at_once
