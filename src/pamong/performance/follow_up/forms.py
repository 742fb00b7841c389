"""What a person types about a follow-up."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.follow_up.actions import FollowUpInput
from pamong.performance.follow_up.queries import KINDS, kinds_for, owners_for, proposals_of
from pamong.performance.models import Evaluation
from pamong.performance.rules import pack_named
from pamong.ui.fields import ChoiceLabel, DayField


class FollowUpForm(forms.Form):
    """Kind, what happens, who owns it, by when."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis tindak lanjut"),
        error_messages={"required": gettext_lazy("Pilih jenis tindak lanjut.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Isi"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Apa yang akan dilakukan, dalam satu atau dua kalimat."),
        error_messages={"required": gettext_lazy("Tulis apa yang akan dilakukan.")},
    )
    owner = forms.ChoiceField(
        label=gettext_lazy("Penanggung jawab"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih penanggung jawab.")},
    )
    due_on = DayField(
        label=gettext_lazy("Paling lambat"),
        error_messages={"required": gettext_lazy("Isi tanggal.")},
    )

    def __init__(self, *args: Any, evaluation: Evaluation, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self.initial.update(self._proposed(evaluation, day))
        self.owners = {str(owner.uuid): owner for owner in owners_for(evaluation)}
        kind: Any = self.fields["kind"]
        ground = pack_named(evaluation.pack).scales[KINDS].citation
        kind.help_text = _("Dasar: %(citation)s") % {"citation": ground}
        kind.choices = [
            (k.code, ChoiceLabel(k.label, _("Usulan aturan")) if k.is_proposed else k.label)
            for k in kinds_for(evaluation)
        ]
        owner: Any = self.fields["owner"]
        owner.choices = [(key, person.full_name) for key, person in self.owners.items()]

    def _proposed(self, evaluation: Evaluation, day: date) -> dict[str, Any]:
        """What the rules propose for the kind named in `initial`; the leader adjusts it."""
        for one in proposals_of(evaluation, (), day):
            if one.kind.code == self.initial.get("kind"):
                return {"owner": str(one.owner.uuid), "due_on": one.due_on}
        return {}

    def clean_due_on(self) -> date:
        """Not in the past."""
        due: date = self.cleaned_data["due_on"]
        if due < self.day:
            raise forms.ValidationError(_("Isi tanggal yang belum lewat."))
        return due

    def given(self) -> FollowUpInput:
        """The checked input."""
        data = self.cleaned_data
        owner = self.owners[data["owner"]]
        return FollowUpInput(data["kind"], data["text"], owner, data["due_on"])


class FinishForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(
        label=gettext_lazy("Hasil"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Pegawai dan penilai membaca hasil ini."),
        error_messages={"required": gettext_lazy("Tulis hasilnya.")},
    )
