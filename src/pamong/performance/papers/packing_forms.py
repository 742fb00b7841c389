"""What to print at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from pamong.documents.kinds import KINDS, whole_kinds
from pamong.people.models import Unit
from pamong.people.stating import LONGEST
from pamong.people.unit_field import unit_field
from pamong.performance.papers.taking import Asked


class PackForm(forms.Form):
    """A unit, a year, and which kinds of papers; whoever may, asks for the inspectorate's bundle."""

    year = forms.ChoiceField(label=gettext_lazy("Tahun"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Dokumen yang dicetak"), widget=forms.CheckboxSelectMultiple
    )
    is_audit = forms.BooleanField(
        label=gettext_lazy("Berkas pengawasan"),
        help_text=gettext_lazy(
            "Dengan daftar dokumen, daftar bukti, jejak, dan sidik setiap berkas."
        ),
        required=False,
    )
    purpose = forms.CharField(
        label=gettext_lazy("Tujuan membaca"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Dicatat di jejak dan ditampilkan kepada setiap pegawai di dalamnya."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        years: Sequence[int],
        may_audit: bool,
        only_audit: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"unit": unit_field(units, label=gettext_lazy("Unit")), **self.fields}
        self.fields["year"].choices = [(str(one), str(one)) for one in years]  # type: ignore[attr-defined]
        kinds: Any = self.fields["kinds"]
        kinds.choices = [(kind.code, kind.label) for kind in whole_kinds()]
        kinds.initial = [code for code, _label in kinds.choices]
        self.only_audit = only_audit
        if only_audit or not may_audit:
            del self.fields["is_audit"]
        if not only_audit:
            del self.fields["purpose"]
        for field in self.fields.values():
            field.is_asked = field.required  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What was chosen."""
        data = self.cleaned_data
        is_audit = self.only_audit or bool(data.get("is_audit"))
        kinds = [KINDS[code] for code in data["kinds"]]
        return Asked(int(data["year"]), kinds, is_audit, data.get("purpose", ""))
