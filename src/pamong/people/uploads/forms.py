"""A file, what its columns mean, and the decision."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.choosing import ChosenColumnsForm
from pamong.documents.fields import TableField
from pamong.people.sentences import FIELDS
from pamong.people.uploads.queries import NEW
from pamong.ui.fields import DayField

YEAR = timedelta(days=366)
PERSON = (
    *("title_before", "title_after", "kind", "standing", "rank", "sex", "born_on", "email"),
    *("joined_on", "left_on", "left_reason"),
)
POST = (
    *("position", "position_kind", "position_level", "position_grade"),
    *("is_head", "acting", "since"),
)
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Siapa orangnya"), ("nip", "name", "foreign_id")),
    (gettext_lazy("Data pegawai"), PERSON),
    (gettext_lazy("Jabatan"), POST),
    (gettext_lazy("Unit"), ("unit_code", "unit", "parent_code", "parent", "unit_since")),
    (gettext_lazy("Penilai"), ("supervisor", "superior")),
    (
        gettext_lazy("Kontrak PPPK"),
        ("contract_number", "contract_from", "contract_to", "hours_share"),
    ),
)


class UploadForm(forms.Form):
    """A table of people; what it is its content says."""

    file = TableField(label=gettext_lazy("Berkas pegawai"))
    valid_from = DayField(
        label=gettext_lazy("Berlaku sejak"),
        help_text=gettext_lazy("Hari mulai berlakunya jabatan dan penilai dalam berkas."),
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["valid_from"].initial = on
        self.fields["valid_from"].is_asked = True  # type: ignore[attr-defined]

    def clean_valid_from(self) -> date:
        """Today unless told; a year off is a slip."""
        day: date = self.cleaned_data["valid_from"] or self.on
        if abs(day - self.on) > YEAR:
            raise forms.ValidationError(_("Isi tanggal paling jauh setahun dari hari ini."))
        return day


class ColumnsForm(ChosenColumnsForm):
    """Which column each fact is read from."""

    labels = {name: FIELDS[name] for _title, names in GROUPS for name in names}

    def __init__(self, *args: Any, shown: Mapping[str, Any], **kwargs: Any) -> None:
        self.shown = shown
        super().__init__(*args, shown=shown, **kwargs)
        for name, field in self.fields.items():
            field.help_text = self._example(name)
        for name in ("nip", "name"):
            self.fields[name].is_asked = True  # type: ignore[attr-defined]

    def _example(self, name: str) -> str:
        place = self.shown.get("places", {}).get(name)
        samples = self.shown.get("samples", ())
        if place is None or place >= len(samples) or not samples[place]:
            return ""
        return _("Contoh: %(values)s") % {"values": "; ".join(samples[place])}

    def groups(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """The fields in the order of the page."""
        for title, names in GROUPS:
            yield title, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """Each column once, and enough of them to know whom a row means."""
        data = super().clean()
        if not data.get("name"):
            self.add_error("name", _("Pilih kolom nama."))
        if not (data.get("nip") or data.get("foreign_id")):
            self.add_error("nip", _("Pilih kolom NIP."))
        return data


class UnitsForm(forms.Form):
    """Which existing unit each unknown one is, or that it is new; nothing is answered beforehand."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        shown: Mapping[str, Any],
        units: Mapping[str, str],
    ) -> None:
        super().__init__(data)
        self.units = units
        self.codes: dict[str, str] = {}
        for place, near in enumerate(shown.get("near", ())):
            name = f"unit-{place}"
            self.codes[name] = near["code"]
            self.fields[name] = forms.ChoiceField(
                label=_("Maksudnya “%(name)s”?") % {"name": near["name"]},
                choices=[
                    ("", _("Pilih jawaban")),
                    *near["options"],
                    (NEW, _("Bukan, buat sebagai unit baru")),
                ],
                initial=units.get(near["code"], ""),
                error_messages={
                    "required": _("Pilih unit yang dimaksud, atau bahwa ini unit baru.")
                },
            )

    def chosen(self) -> dict[str, str]:
        """The unit meant or that it is new, by the code of the new one."""
        return {self.codes[name]: unit for name, unit in self.cleaned_data.items()}

    def is_changed(self) -> bool:
        """Whether another answer was given than the one that the file was checked with."""
        return any(self.units.get(code) != unit for code, unit in self.chosen().items())
