"""What is typed about delegations."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.delegations.actions import Term
from pamong.people.models import DUTIES, Delegation, Employee
from pamong.people.raters.forms import PersonField
from pamong.ui.fields import DayField
from pamong.ui.near import DELEGATION

ONE_DAY = timedelta(days=1)


def duty_choices() -> list[tuple[str, str]]:
    """Each duty with its words."""
    fields = (Delegation._meta.get_field(name) for name in DUTIES)
    return [(one.name, str(one.verbose_name)) for one in fields]  # type: ignore[union-attr]


class DelegationForm(forms.Form):
    """To whom, what, and from which day to which."""

    delegate = PersonField(label=gettext_lazy("Wakil"))
    duties = forms.MultipleChoiceField(
        label=gettext_lazy("Tugas yang diserahkan"),
        choices=duty_choices,
        initial=list(DUTIES),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu tugas.")},
    )
    first = DayField(label=gettext_lazy("Hari pertama"), purpose=DELEGATION)
    last = DayField(label=gettext_lazy("Hari terakhir"), purpose=DELEGATION)

    def __init__(
        self, *args: Any, people: Sequence[Employee], on: date, with_nip: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["delegate"]
        assert isinstance(field, PersonField)
        field.with_nip = with_nip
        field.offer(people)
        field.error_messages["required"] = _("Pilih satu orang. Tidak ada? Cari namanya di atas.")
        self.fields["first"].initial = on

    def term(self) -> Term:
        """What is handed over and when, the end as it is kept."""
        data = self.cleaned_data
        return Term(data["duties"], data["first"], data["last"] + ONE_DAY)


class EndForm(forms.Form):
    """The last day that counts."""

    last = DayField(
        purpose=DELEGATION,
        label=gettext_lazy("Hari terakhir"),
        help_text=gettext_lazy("Kemarin berarti berakhir sekarang juga."),
    )

    def ends(self) -> date:
        """The first day that no longer counts."""
        last: date = self.cleaned_data["last"]
        return last + ONE_DAY
