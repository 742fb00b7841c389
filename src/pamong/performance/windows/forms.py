"""What a person types about windows: the days of a year, and why a closed one should open again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.models import Unit
from pamong.performance.rhythm import RHYTHM
from pamong.performance.rules import choices
from pamong.performance.windows.queries import WindowLine, name_of
from pamong.policy.pack import Pack
from pamong.ui.fields import ChoiceLabel, DayField
from pamong.ui.near import REOPENING

ENDS = {
    "opens": gettext_lazy("%(window)s: Dibuka"),
    "closes": gettext_lazy("%(window)s: Ditutup"),
}


class WindowsForm(forms.Form):
    """Two days for each stage and period that is not over; what is left empty has no window."""

    def __init__(self, *args: Any, lines: Sequence[WindowLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.open_lines = [line for line in lines if not line.is_over]
        for line in self.open_lines:
            source = line.window or line.proposal
            for end, words in ENDS.items():
                day = getattr(source, f"{end}_on") if source else None
                label = words % {"window": name_of(line)}
                field = DayField(label=label, required=False, initial=day)
                self.fields[f"{line.key}-{end}"] = field

    def pair(self, line: WindowLine) -> tuple[BoundField, BoundField]:
        """The two fields of a line."""
        return self[f"{line.key}-opens"], self[f"{line.key}-closes"]

    def clean(self) -> dict[str, Any]:
        """Both days or none, in their order; a set window is not emptied."""
        data = super().clean() or {}
        for line in self.open_lines:
            opens, closes = (data.get(f"{line.key}-{end}") for end in ("opens", "closes"))
            if any(f"{line.key}-{end}" in self.errors for end in ("opens", "closes")):
                continue
            if opens and not closes:
                self.add_error(f"{line.key}-closes", _("Isi tanggal tutup."))
            elif closes and not opens:
                self.add_error(f"{line.key}-opens", _("Isi tanggal buka."))
            elif opens and closes and closes < opens:
                self.add_error(f"{line.key}-closes", _("Isi tanggal sesudah tanggal buka."))
            elif line.window and not opens:
                self.add_error(f"{line.key}-opens", _("Isi tanggal; jendela ini sudah ditetapkan."))
        return data

    def given(self) -> dict[tuple[str, str], tuple[date, date]]:
        """The days that were filled, by stage and period."""
        found = {}
        for line in self.open_lines:
            opens, closes = (self.cleaned_data[f"{line.key}-{end}"] for end in ("opens", "closes"))
            if opens and closes:
                found[line.stage, line.period] = (opens, closes)
        return found


class RhythmForm(forms.Form):
    """How often people are rated in a year."""

    rhythm = forms.ChoiceField(
        label=gettext_lazy("Frekuensi penilaian"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih frekuensi penilaian.")},
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rhythm"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices(pack, RHYTHM)


class ReopenForm(forms.Form):
    """Why, and until when."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text=gettext_lazy("Orang kedua membaca alasan ini sebelum menyetujui."),
        error_messages={"required": gettext_lazy("Tulis alasan.")},
    )
    until = DayField(
        purpose=REOPENING,
        label=gettext_lazy("Sampai"),
        help_text=gettext_lazy("Hari terakhir, misalnya 30-11-2026."),
        error_messages={"required": gettext_lazy("Isi hari terakhir.")},
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_until(self) -> date:
        """Not in the past."""
        until: date = self.cleaned_data["until"]
        if until < self.day:
            raise forms.ValidationError(_("Isi tanggal yang belum lewat."))
        return until


class ExtendForm(ReopenForm):
    """For which unit a window stays open, why, and until when."""

    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih unit."),
            "invalid_choice": gettext_lazy("Pilih unit yang ada di daftar."),
        },
    )
    field_order = ("unit", "until", "reason")

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.uuid): unit for unit in units}
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (key, ChoiceLabel(unit.name, unit.parent.name if unit.parent else ""))
            for key, unit in self.units.items()
        ]

    def clean_unit(self) -> Unit:
        """The unit itself."""
        return self.units[self.cleaned_data["unit"]]
