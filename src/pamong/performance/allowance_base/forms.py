"""A table's day and basis, its file, one row by hand, and a penalty."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from pamong.documents.fields import TableField
from pamong.people.models import Employee, Position
from pamong.people.nip import plain_nip
from pamong.performance.months import month_choices, parse_month
from pamong.ui.fields import DayField, NumberField


class TableForm(forms.Form):
    """A new table."""

    valid_from = DayField(
        label=_("Berlaku sejak"), help_text=_("Bulan yang mulai pada atau sesudah tanggal ini.")
    )
    basis = forms.CharField(
        label=_("Dasar hukum"),
        max_length=200,
        help_text=_("Misalnya Peraturan Bupati 12/2026 tentang TPP."),
    )


class BasesFileForm(forms.Form):
    """All rows at once."""

    file = TableField(
        label=_("Berkas TPP dasar"),
        help_text=_("XLSX atau CSV dengan judul Kelas jabatan atau Jabatan, dan TPP dasar."),
    )


class BaseForm(forms.Form):
    """One row by hand."""

    grade = NumberField(
        label=_("Kelas jabatan"), min_value=1, max_value=99, required=False, room=(2, 0)
    )
    position = forms.CharField(label=_("Atau nama jabatan"), max_length=250, required=False)
    amount = NumberField(
        label=_("TPP dasar sebulan"),
        unit="rupiah",
        min_value=0,
        required=False,
        room=(10, 0),
        help_text=_("Kosongkan untuk menghapus barisnya."),
    )

    def __init__(self, *args: Any, agency_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency_id = agency_id

    def clean_position(self) -> Position | None:
        """The post by its name."""
        text = self.cleaned_data["position"].strip()
        if not text:
            return None
        found = Position.objects.filter(agency=self.agency_id, name__iexact=text).first()
        if found is None:
            raise forms.ValidationError(_t("Jabatan ini tidak ada di instansi ini."))
        return found

    def clean(self) -> dict[str, Any]:
        """A class or a post."""
        data = super().clean() or {}
        if not self.errors and (data.get("grade") is None) == (data.get("position") is None):
            told = _t("Isi kelas jabatan atau nama jabatan, salah satu saja.")
            self.add_error("grade" if data.get("grade") is None else "position", told)
        return data

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        return {
            "amount": _whole(data["amount"]),
            "grade": _whole(data["grade"]),
            "position": data["position"],
        }


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


class PenaltyForm(forms.Form):
    """A penalty and the month from which it cuts."""

    nip = forms.CharField(label="NIP", max_length=30)
    kind = forms.ChoiceField(label=_("Hukuman disiplin"))
    first_month = forms.ChoiceField(label=_("Dipotong mulai"))
    reference = forms.CharField(label=_("Nomor keputusan"), max_length=120)

    def __init__(
        self, *args: Any, agency_id: int, kinds: Sequence[tuple[str, str]], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agency_id = agency_id
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["first_month"].choices = month_choices(on)  # type: ignore[attr-defined]

    def clean_nip(self) -> Employee:
        """The person."""
        rows = Employee.objects.filter(agency=self.agency_id)
        found = rows.filter(nip=plain_nip(self.cleaned_data["nip"])).exclude(nip="").first()
        if found is None:
            raise forms.ValidationError(_t("NIP ini tidak ditemukan."))
        return found

    def clean_first_month(self) -> date:
        """Its first day."""
        return parse_month(self.cleaned_data["first_month"])
