"""A file of balances."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.choosing import ChosenColumnsForm
from pamong.documents.fields import TableField
from pamong.performance.credit_import.columns import LABELS, NIP, is_enough


class CreditFileForm(forms.Form):
    """The table of balances."""

    file = TableField(label=gettext_lazy("Berkas saldo angka kredit"))


class CreditColumnsForm(ChosenColumnsForm):
    """Of whom, what, by which document."""

    labels, needed = LABELS, (NIP,)

    def clean(self) -> dict[str, Any]:
        """Enough columns for a row to say anything."""
        data = super().clean()
        told = {name for name, place in data.items() if place}
        if NIP in told and not is_enough(told):
            self.add_error(
                "credit",
                _(
                    "Pilih angka kredit dengan nomor dan tanggal dokumen, atau golongan dengan TMT-nya."
                ),
            )
        return data
