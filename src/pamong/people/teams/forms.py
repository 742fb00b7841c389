"""What is typed about teams."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.documents.fields import TableField
from pamong.people.acts.shown_form import ShownForm
from pamong.people.models import Employee, Unit
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.teams.actions import About, Span
from pamong.people.teams.queries import MOST_FOUND, people_to_lend, units_for_team
from pamong.people.teams.reading import TeamRow, unpacked
from pamong.ui.fields import ChoiceLabel, DayField, typed_early
from pamong.ui.filters import nip

NAME, ROLE = 200, 120


def said_person(one: Employee) -> ChoiceLabel:
    """Name, and below it what tells two of one name apart."""
    place = one.unit.name if one.unit else ""
    below = " · ".join(part for part in (nip(one.nip) if one.nip else "", place) if part)
    return ChoiceLabel(one.full_name, sub=below)


class PersonForm(forms.Form):
    """One of one's own people by name or NIP; several of one name are offered to choose from."""

    person = forms.CharField(label=gettext_lazy("Pegawai"), max_length=100)
    pick = forms.ChoiceField(
        label=gettext_lazy("Yang mana?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, scope: Scope, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope, self.on = scope, on
        self.chosen: Employee | None = None
        if self.is_bound:
            self._offer()
        else:
            del self.fields["pick"]

    def _offer(self) -> None:
        """Everybody who may be meant; known before the fields are read, for one of them is the choice."""
        text = typed_early(self, "person")
        self.found = list(self.people(text)[: MOST_FOUND + 1])
        if 1 < len(self.found) <= MOST_FOUND:
            field: Any = self.fields["pick"]
            field.choices = [(str(one.uuid), said_person(one)) for one in self.found]
        else:
            del self.fields["pick"]

    def people(self, text: str) -> EmployeeQuerySet:
        """Those of one's own whom the text may mean."""
        return people_to_lend(self.scope, text)

    def clean(self) -> dict[str, Any]:
        """Exactly one person."""
        data = super().clean() or {}
        if not data.get("person"):
            return data
        if "pick" in self.fields:
            picked = {str(one.uuid): one for one in self.found}
            self.chosen = picked.get(data.get("pick") or "")
            if self.chosen is None and "pick" not in self.errors:
                self.add_error("pick", _("Ada beberapa orang dengan nama itu. Pilih satu."))
        elif not self.found:
            self.add_error("person", _("Tidak ada pegawai Anda dengan nama atau NIP itu."))
        elif len(self.found) > 1:
            self.add_error("person", _("Banyak orang dengan nama itu. Tulis NIP-nya."))
        else:
            self.chosen = self.found[0]
        return data


class AboutForm(PersonForm):
    """What is written about a team: name, paper, leader, and the unit in which it belongs."""

    name = forms.CharField(label=gettext_lazy("Nama tim"), max_length=NAME)
    mandate = forms.CharField(
        label=gettext_lazy("Dasar penugasan"),
        required=False,
        max_length=NAME,
        help_text=gettext_lazy("Misalnya: SK Kepala Dinas nomor 800/12/2026."),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit asal"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Sebagian nama unit. Kosongkan bila unit ketua tim."),
    )
    unit_pick = forms.ChoiceField(
        label=gettext_lazy("Unit yang mana?"), required=False, widget=forms.RadioSelect
    )
    field_order = ("name", "mandate", "person", "pick", "unit", "unit_pick", "begins")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place: Unit | None = None
        text = typed_early(self, "unit")
        self.units = units_for_team(self.scope, text, self.on) if text else []
        if 1 < len(self.units) <= MOST_FOUND:
            field: Any = self.fields["unit_pick"]
            field.choices = [(str(one.uuid), said_unit(one)) for one in self.units]
        else:
            del self.fields["unit_pick"]

    def clean(self) -> dict[str, Any]:
        """At most one unit."""
        data = super().clean()
        if not data.get("unit"):
            return data
        if "unit_pick" in self.fields:
            picked = {str(one.uuid): one for one in self.units}
            self.place = picked.get(data.get("unit_pick") or "")
            if self.place is None and "unit_pick" not in self.errors:
                self.add_error("unit_pick", _("Ada beberapa unit dengan nama itu. Pilih satu."))
        elif len(self.units) == 1:
            self.place = self.units[0]
        elif self.units:
            self.add_error("unit", _("Banyak unit dengan nama itu. Tulis namanya lebih lengkap."))
        else:
            self.add_error("unit", _("Tidak ada unit Anda dengan nama itu."))
        return data

    def about(self) -> About:
        """What was written."""
        data = self.cleaned_data
        return About(data["name"], data["mandate"].strip(), self.place)


def said_unit(one: Unit) -> ChoiceLabel:
    """Name, and below it where it hangs."""
    return ChoiceLabel(one.name, sub=one.parent.name if one.parent else one.get_kind_display())


class TeamsFileForm(forms.Form):
    """A table of teams."""

    file = TableField(label=gettext_lazy("Berkas tim kerja"))


class TeamsConfirmForm(ShownForm):
    """The rows as the preview showed them."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=500_000)

    def clean_rows(self) -> list[TeamRow]:
        """The rows again."""
        return unpacked(self.cleaned_data["rows"])


class TeamForm(AboutForm):
    """A new team, with its first day."""

    begins = DayField(label=gettext_lazy("Mulai tanggal"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label = _("Ketua tim")
        self.fields["person"].help_text = _("Nama atau NIP; Anda sendiri atau pegawai Anda.")
        self.fields["begins"].initial = self.on


class ChangeForm(AboutForm):
    """What is written about the team, perhaps another leader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label = _("Ketua baru")
        self.fields["person"].required = False
        self.fields["person"].help_text = _("Nama atau NIP. Kosongkan bila ketuanya tetap.")
        self.fields["unit"].label = _("Unit asal baru")
        self.fields["unit"].help_text = _("Sebagian nama unit. Kosongkan bila unitnya tetap.")


class MemberForm(PersonForm):
    """Who joins, as what, and for how long."""

    role = forms.CharField(
        label=gettext_lazy("Peran dalam tim"),
        required=False,
        max_length=ROLE,
        help_text=gettext_lazy("Misalnya: pengolah data."),
    )
    begins = DayField(label=gettext_lazy("Mulai tanggal"))
    last = DayField(label=gettext_lazy("Hari terakhir"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].help_text = _("Nama atau NIP pegawai Anda.")
        self.fields["begins"].initial = self.on

    def span(self) -> Span:
        """The time, with the end as it is kept: the first day that no longer counts."""
        last = self.cleaned_data.get("last")
        return Span(self.cleaned_data["begins"], last + timedelta(days=1) if last else None)


class EndForm(forms.Form):
    """The last day that counts."""

    last = DayField(label=gettext_lazy("Hari terakhir"))

    def ends(self) -> date:
        """The first day that no longer counts."""
        last: date = self.cleaned_data["last"]
        return last + timedelta(days=1)
