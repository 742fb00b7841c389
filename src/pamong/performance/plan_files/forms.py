"""A file and the year that it is of, and the decision."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.documents.sheets import MAX_BYTES
from pamong.performance.attendance.forms import checked_file


class PlanFileForm(forms.Form):
    """A table of agreed plans."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("Tahun"),
        coerce=int,
        help_text=gettext_lazy("Dipakai bila berkas tidak menyebut periodenya."),
    )
    file = forms.FileField(label=gettext_lazy("Berkas SKP"), allow_empty_file=True, max_length=None)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [on.year + 1, on.year, on.year - 1]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = on.year
        told = _("XLSX, XLS, ODS, atau CSV; paling besar %(limit)s MB.")
        self.fields["file"].help_text = told % {"limit": MAX_BYTES // 1024**2}

    def clean_file(self) -> UploadedFile:
        """Not empty, not too large, and no picture, PDF or web page."""
        return checked_file(self.cleaned_data["file"])


class PlanFileImportForm(forms.Form):
    """The word that the good plans may go in although rows of others are rejected."""

    is_partial = forms.BooleanField(required=False)

    def __init__(self, *args: Any, rejected: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rejected:
            del self.fields["is_partial"]
            return
        field = self.fields["is_partial"]
        field.required = True
        field.label = ngettext(
            "Impor SKP lain walaupun %(n)s baris ditolak",
            "Impor SKP lain walaupun %(n)s baris ditolak",
            rejected,
        ) % {"n": rejected}
        field.error_messages["required"] = _(
            "Centang kotak ini untuk mengimpor SKP lain saja, "
            "atau perbaiki baris yang ditolak lalu unggah lagi."
        )
