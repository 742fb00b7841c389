"""What is typed about raters."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.models import Employee
from pamong.people.saying import nip_said, place_of
from pamong.ui.fields import ChoiceLabel, DayField

UNKNOWN, EACH_HEAD, DEFAULT = "-", "heads", "default"


class PersonField(forms.ChoiceField):
    """One of a few people, each with post and unit; reads as the person."""

    widget = forms.RadioSelect
    is_asked = False  # whether it reads as wanted although it may be blank
    with_nip = True  # a NIP holds a birthday: only for those who keep people's facts

    def offer(self, people: Sequence[Employee], *more: tuple[str, ChoiceLabel]) -> None:
        """The people to choose from, and what else stands below them."""
        self.people = {str(one.uuid): one for one in people}
        said = [(key, said_person(one, with_nip=self.with_nip)) for key, one in self.people.items()]
        self.listed = [*said, *more]
        self.choices = self.listed

    def put_first(self, key: str, label: ChoiceLabel) -> None:
        """An answer above the people."""
        self.choices = [(key, label), *self.listed]

    def clean(self, value: Any) -> Employee | None:
        """The person, or nothing for an answer that names nobody."""
        return self.people.get(super().clean(value))


def said_person(one: Employee, *, with_nip: bool) -> ChoiceLabel:
    """Name, and below it what tells two of one name apart."""
    parts = (place_of(one), nip_said(one) if with_nip else "")
    return ChoiceLabel(one.full_name, sub=" · ".join(part for part in parts if part))


class ReportForm(forms.Form):
    """Who the right superior is, as far as one knows."""

    suggested = PersonField(label=gettext_lazy("Siapa atasan Anda yang benar?"), initial=UNKNOWN)
    note = forms.CharField(
        label=gettext_lazy("Keterangan"),
        help_text=gettext_lazy("Misalnya: saya pindah ke bidang ini sejak 1 Oktober."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, people: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unknown = ChoiceLabel(
            gettext_lazy("Saya tidak tahu"),
            sub=gettext_lazy("Administrator unit akan mencarikannya."),
        )
        field = self.fields["suggested"]
        assert isinstance(field, PersonField)
        field.with_nip = False
        field.offer(people, (UNKNOWN, unknown))


class RaterForm(forms.Form):
    """The right rater, and from which day on."""

    rater = PersonField(label=gettext_lazy("Pejabat penilai"))
    valid_from = DayField(
        label=gettext_lazy("Berlaku sejak"),
        help_text=gettext_lazy("SKP yang masih berjalan pada tanggal itu ikut berpindah."),
    )

    def __init__(
        self, *args: Any, people: Sequence[Employee], on: date, staying: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rater"]
        assert isinstance(field, PersonField)
        field.offer(people)
        day = self.fields["valid_from"]
        day.help_text = f"{day.help_text} {staying}".strip()
        field.error_messages["required"] = _("Pilih satu orang. Tidak ada? Cari namanya di atas.")
        self.fields["valid_from"].initial = on

    def clean_rater(self) -> Employee:
        """Somebody has to be chosen."""
        rater: Employee | None = self.cleaned_data["rater"]
        if rater is None:
            raise ValidationError(_("Pilih satu orang. Tidak ada? Cari namanya di atas."))
        return rater


class SuperiorForm(forms.Form):
    """Who stands above the rater, from which day on, and why not the rater's own rater."""

    superior = PersonField(label=gettext_lazy("Atasan pejabat penilai"), initial=DEFAULT)
    valid_from = DayField(
        label=gettext_lazy("Berlaku sejak"),
        help_text=gettext_lazy("SKP yang masih berjalan pada tanggal itu ikut berpindah."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Wajib bila bukan usulan. Pegawai dan penilai membacanya."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Employee],
        default: Employee | None,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["superior"]
        assert isinstance(field, PersonField)
        field.offer(people)
        name = default.full_name if default else _("belum ada")
        sub = _("Penilai dari pejabat penilai; ikut berganti bila ia berganti.")
        field.put_first(DEFAULT, ChoiceLabel(_("Usulan: %(name)s") % {"name": name}, sub=sub))
        self.fields["valid_from"].initial = on
        self.fields["reason"].is_asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A choice by hand has a reason."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("superior") and not data.get("reason", "").strip():
            self.add_error("reason", _("Tulis alasannya: pegawai dan penilai membacanya."))
        return data


class AnswerForm(forms.Form):
    """Why the rater stays as recorded."""

    answer = forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Pegawai membaca alasan ini."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FindForm(forms.Form):
    """A name to look for, beside the people who were picked."""

    is_search = True
    person = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    q = forms.CharField(
        label=gettext_lazy("Cari penilai menurut nama atau NIP"), required=False, max_length=100
    )

    def __init__(self, *args: Any, people: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.uuid), one.name) for one in people]


class RatersForm(RaterForm):
    """The rater of several people: one for all, or for each the head of the own unit."""

    def __init__(self, *args: Any, heads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rater"]
        assert isinstance(field, PersonField)
        if heads:
            each = ChoiceLabel(
                gettext_lazy("Kepala unit masing-masing"),
                sub=gettext_lazy("Seperti usulan di daftar."),
            )
            field.put_first(EACH_HEAD, each)

    def clean_rater(self) -> Employee | None:  # type: ignore[override]
        """Nobody by name where each gets the own unit's head."""
        if self.data.get("rater") == EACH_HEAD:
            return None
        return super().clean_rater()
