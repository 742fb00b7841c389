"""What is decided about a contract."""

from django import forms
from django.utils.translation import gettext_lazy

from pamong.people.models import Contract
from pamong.ui.fields import DayField
from pamong.ui.near import CONTRACT


class ExtendForm(forms.Form):
    """Until when the next contract lasts."""

    until = DayField(label=gettext_lazy("Kontrak berikutnya sampai"), purpose=CONTRACT)


class OtherForm(forms.Form):
    """To propose the appointment, or to let the contract end, with the reason."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Keputusan lain"),
        widget=forms.RadioSelect,
        choices=[c for c in Contract.Decision.choices if c[0] != Contract.Decision.EXTEND],
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
