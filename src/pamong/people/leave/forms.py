"""What is typed about leave."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.cells import text_of
from pamong.documents.fields import TableField
from pamong.people.acts.shown_form import ShownForm
from pamong.people.leave.actions import LeaveFacts
from pamong.people.leave.queries import people_kept
from pamong.people.leave.reading import LETTER, Said, unpacked
from pamong.people.models import Leave
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.teams.forms import PersonForm
from pamong.ui.fields import DayField


class FactsForm(forms.Form):
    """Kind, days and letter of a leave."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis cuti"), widget=forms.Select)
    first = DayField(label=gettext_lazy("Hari pertama"))
    last = DayField(label=gettext_lazy("Hari terakhir"))
    letter = forms.CharField(label=gettext_lazy("Nomor surat"), required=False, max_length=LETTER)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = kinds

    def clean_letter(self) -> str:
        """Without what only breaks a line."""
        return text_of(self.cleaned_data["letter"])

    def facts(self) -> LeaveFacts:
        """What was typed."""
        data = self.cleaned_data
        return LeaveFacts(data["kind"], data["first"], data["last"], data["letter"])


class LeaveForm(FactsForm, PersonForm):
    """Who is on leave, and when."""

    field_order = ("person", "pick", "kind", "first", "last", "letter")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].help_text = _("Nama atau NIP.")

    def people(self, text: str) -> EmployeeQuerySet:
        """Those whose facts one keeps."""
        return people_kept(self.scope, text)


def initial_of(leave: Leave) -> dict[str, Any]:
    """A leave as the form shows it."""
    days = {"first": leave.valid_from, "last": leave.last}
    return {"kind": leave.kind, "letter": leave.letter, **days}


class LeavesFileForm(forms.Form):
    """A table of leave."""

    file = TableField(label=gettext_lazy("Berkas cuti"))


class LeavesConfirmForm(ShownForm):
    """The rows as the preview showed them."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    def clean_rows(self) -> list[Said]:
        """The rows again."""
        return unpacked(self.cleaned_data["rows"])
