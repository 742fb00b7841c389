"""A month and its file, what the columns mean, and the decision."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.documents.sheets import MAX_BYTES
from pamong.documents.spreadsheets import refuse_other_kinds
from pamong.performance.attendance.columns import LABELS, NIP
from pamong.performance.months import before, month_choices, parse_month

HEAD = 4096
LETTERS = 26


class AttendanceForm(forms.Form):
    """The table of one month."""

    month = forms.ChoiceField(label=gettext_lazy("Bulan"))
    file = forms.FileField(
        label=gettext_lazy("Berkas kehadiran"), allow_empty_file=True, max_length=None
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = month_choices(on)  # type: ignore[attr-defined]
        self.fields["month"].initial = f"{before(on):%Y-%m}"
        told = _("XLSX, XLS, ODS, atau CSV; paling besar %(limit)s MB.")
        self.fields["file"].help_text = told % {"limit": MAX_BYTES // 1024**2}

    def clean_month(self) -> date:
        """The first day."""
        return parse_month(self.cleaned_data["month"])

    def clean_file(self) -> UploadedFile:
        """Not empty, not too large, and no picture, PDF or web page."""
        return checked_file(self.cleaned_data["file"])


def checked_file(file: UploadedFile) -> UploadedFile:
    """A file that may be a table; what it is its content says."""
    if (file.size or 0) > MAX_BYTES:
        raise forms.ValidationError(
            _("Berkas ini lebih dari %(limit)s MB: bagi menjadi beberapa berkas.")
            % {"limit": MAX_BYTES // 1024**2}
        )
    head = file.read(HEAD)
    file.seek(0)
    if not head.strip(b"\0 \r\n\t"):
        raise forms.ValidationError(_("Berkas ini kosong."))
    refuse_other_kinds(head)
    return file


def letter_of(place: int) -> str:
    """The name of a column as spreadsheet programs write it."""
    place, rest = divmod(place, LETTERS)
    return (letter_of(place - 1) if place else "") + chr(ord("A") + rest)


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


class AttendanceImportForm(forms.Form):
    """The word that the good rows may go in although others are rejected."""

    is_partial = forms.BooleanField(required=False)

    def __init__(self, *args: Any, rejected: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rejected:
            del self.fields["is_partial"]
            return
        field = self.fields["is_partial"]
        field.required = True
        field.label = ngettext(
            "Impor baris lain walaupun %(n)s baris ditolak",
            "Impor baris lain walaupun %(n)s baris ditolak",
            rejected,
        ) % {"n": rejected}
        field.error_messages["required"] = _(
            "Centang kotak ini untuk mengimpor baris lain saja, "
            "atau perbaiki baris yang ditolak lalu unggah lagi."
        )
