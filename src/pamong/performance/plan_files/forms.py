"""A file and the year that it is of, and the decision."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.documents.fields import PartialForm, TableField


class PlanFileForm(forms.Form):
    """A table of agreed plans."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("Tahun"),
        coerce=int,
        help_text=gettext_lazy("Dipakai bila berkas tidak menyebut periodenya."),
    )
    file = TableField(label=gettext_lazy("Berkas SKP"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [on.year + 1, on.year, on.year - 1]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = on.year


class PlanFileImportForm(PartialForm):
    """The word that the good plans may go in although rows of others are rejected."""

    def asked(self, rejected: int) -> tuple[str, str]:
        """The box, and what to do where it is not ticked."""
        label = ngettext(
            "Impor SKP lain walaupun %(n)s baris ditolak",
            "Impor SKP lain walaupun %(n)s baris ditolak",
            rejected,
        )
        needed = _(
            "Centang kotak ini untuk mengimpor SKP lain saja, "
            "atau perbaiki baris yang ditolak lalu unggah lagi."
        )
        return label % {"n": rejected}, needed
