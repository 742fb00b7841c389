"""What is typed about a contract."""

from django import forms
from django.utils.translation import gettext_lazy

from pamong.documents.cells import text_of
from pamong.people.contracts.actions import ContractFacts
from pamong.ui.fields import DayField, NumberField
from pamong.ui.near import CONTRACT

LETTER, FULL = 120, 100


class ContractForm(forms.Form):
    """Days, share of hours and letter."""

    first = DayField(label=gettext_lazy("Hari pertama"), purpose=CONTRACT)
    last = DayField(label=gettext_lazy("Hari terakhir"), purpose=CONTRACT)
    hours_share = NumberField(
        label=gettext_lazy("Bagian jam kerja penuh"),
        required=False,
        min_value=1,
        max_value=FULL,
        unit="%",
        room=(3, 2),
        help_text=gettext_lazy(
            "Untuk paruh waktu. Bila kosong, paruh waktu mengikuti aturan dan yang lain penuh waktu."
        ),
    )
    letter = forms.CharField(label=gettext_lazy("Nomor surat"), required=False, max_length=LETTER)

    def clean_letter(self) -> str:
        """Without what only breaks a line."""
        return text_of(self.cleaned_data["letter"])

    def facts(self) -> ContractFacts:
        """What was typed."""
        data = self.cleaned_data
        return ContractFacts(data["first"], data["last"], data["hours_share"], data["letter"])
