"""A month and its file, what the columns mean, and the decision."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.cells import letter_of
from pamong.documents.fields import TableField
from pamong.performance.attendance.columns import LABELS, NIP
from pamong.performance.months import before, month_choices, parse_month


class AttendanceForm(forms.Form):
    """The table of one month."""

    month = forms.ChoiceField(label=gettext_lazy("Bulan"))
    file = TableField(label=gettext_lazy("Berkas kehadiran"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = month_choices(on)  # type: ignore[attr-defined]
        self.fields["month"].initial = f"{before(on):%Y-%m}"

    def clean_month(self) -> date:
        """The first day."""
        return parse_month(self.cleaned_data["month"])


class AttendanceColumnsForm(forms.Form):
    """Which column each field is read from."""

    def __init__(self, *args: Any, shown: Mapping[str, Any], **kwargs: Any) -> None:
        kwargs.setdefault("initial", shown.get("places", {}))
        super().__init__(*args, **kwargs)
        options = [
            (str(place), f"{letter_of(place)} · {heading}" if heading else letter_of(place))
            for place, heading in enumerate(shown.get("headings", ()))
        ]
        for name, label in LABELS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[("", _("Tidak dibaca")), *options], required=False
            )
        self.fields[NIP].is_asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Each column once, and enough of them to say anything."""
        data = super().clean() or {}
        seen: dict[str, str] = {}
        for name, place in list(data.items()):
            if place and place in seen:
                other = {"field": LABELS[seen[place]]}
                self.add_error(name, _("Kolom ini sudah dipakai untuk %(field)s.") % other)
            seen.setdefault(place, name)
        if not data.get(NIP):
            self.add_error(NIP, _("Pilih kolom NIP."))
        elif not any(place for name, place in data.items() if name != NIP):
            self.add_error("percent", _("Pilih paling sedikit satu kolom kehadiran."))
        return data

    def chosen(self) -> dict[str, int]:
        """Field by column."""
        return {name: int(place) for name, place in self.cleaned_data.items() if place}
