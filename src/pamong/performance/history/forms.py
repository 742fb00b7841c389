"""A file of earlier results."""

from django import forms
from django.utils.translation import gettext_lazy

from pamong.documents.fields import TableField
from pamong.performance.history.payload import ABOVE, BELOW


class HistoryForm(forms.Form):
    """The table of earlier years."""

    file = TableField(label=gettext_lazy("Berkas riwayat kinerja"))
    one = forms.ChoiceField(
        label=gettext_lazy("Arti angka 1"),
        help_text=gettext_lazy("Hanya untuk rating yang ditulis sebagai angka oleh e-Kinerja BKN."),
        required=False,
        choices=[
            ("", gettext_lazy("Berkas tidak memakai angka rating")),
            (ABOVE, gettext_lazy("1 rating tertinggi, 3 terendah")),
            (BELOW, gettext_lazy("1 rating terendah, 3 tertinggi")),
        ],
    )
