"""A file of earlier results."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.choosing import ChosenColumnsForm
from pamong.documents.fields import TableField
from pamong.performance.history.columns import LABELS, NIP, SAID, WHEN
from pamong.performance.history.payload import ABOVE, BELOW


class HistoryForm(forms.Form):
    """The table of earlier years."""

    file = TableField(label=gettext_lazy("Berkas riwayat kinerja"))
    one = forms.ChoiceField(
        label=gettext_lazy("Arti angka 1"),
        help_text=gettext_lazy("Hanya untuk rating yang ditulis sebagai angka oleh e-Kinerja BKN."),
        required=False,
        choices=[
            ("", gettext_lazy("Tidak ada angka rating")),
            (ABOVE, gettext_lazy("1 rating tertinggi, 3 terendah")),
            (BELOW, gettext_lazy("1 rating terendah, 3 tertinggi")),
        ],
    )


class HistoryColumnsForm(ChosenColumnsForm):
    """Who, when and how it was."""

    labels, needed = LABELS, (NIP,)

    def clean(self) -> dict[str, Any]:
        """Enough columns for a row to say anything."""
        data = super().clean()
        if bool(data.get("starts_on")) != bool(data.get("ends_on")):
            self.add_error("ends_on", _("Pilih Dari dan Sampai keduanya, atau cukup Tahun."))
        elif not any(data.get(name) for name in WHEN):
            self.add_error("year", _("Pilih kolom Tahun, atau Dari dan Sampai."))
        if not any(data.get(name) for name in SAID):
            self.add_error("predicate", _("Pilih kolom Predikat, atau nilai yang menentukannya."))
        return data
