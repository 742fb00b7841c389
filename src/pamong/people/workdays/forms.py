"""What is typed about calendars."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.cells import text_of
from pamong.people.acts.shown_form import ShownForm
from pamong.people.models import OwnDay, WorkWeek
from pamong.people.workdays.actions import DayFacts, WeekFacts
from pamong.people.workdays.hours import HOUR, Hours, clock, groups, of_clock, seasons
from pamong.people.workdays.places import Place
from pamong.people.workdays.reading import NAME_LENGTH, unpacked
from pamong.ui.fields import DayField, NumberField, TimeField

PARTS = ("begins", "ends", "rest")


class WeekForm(forms.Form):
    """Which days one works, from which day on, and the hours by season and group of days."""

    pattern = forms.ChoiceField(
        label=gettext_lazy("Pola minggu"),
        choices=WorkWeek.Pattern.choices,
        widget=forms.RadioSelect,
    )
    valid_from = DayField(label=gettext_lazy("Berlaku sejak"))

    def __init__(self, *args: Any, hours: Hours, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for season, _name in seasons():
            for group, _days in groups():
                told = hours.get(season, {}).get(group)
                for place, part in enumerate(PARTS):
                    self.fields[f"{season}-{group}-{part}"] = _hour_field(
                        part, told[place] if told else None
                    )

    def parts(self) -> Iterator[tuple[str, list[tuple[str, list[BoundField]]]]]:
        """The fields of hours: season, then group of days, then beginning, end and break."""
        for season, name in seasons():
            yield (
                name,
                [
                    (days, [self[f"{season}-{group}-{part}"] for part in PARTS])
                    for group, days in groups()
                ],
            )

    def clean(self) -> dict[str, Any]:
        """A day has a beginning and an end in this order, with room for the break."""
        data = super().clean() or {}
        for season, _name in seasons():
            for group, _days in groups():
                self._check(f"{season}-{group}", data)
        return data

    def _check(self, key: str, data: dict[str, Any]) -> None:
        begins, ends = data.get(f"{key}-begins"), data.get(f"{key}-ends")
        if any(f"{key}-{part}" in self.errors for part in PARTS):
            return
        if bool(begins) != bool(ends):
            lacking = "ends" if begins else "begins"
            self.add_error(f"{key}-{lacking}", _("Isi jam mulai dan jam selesai."))
        elif begins and ends and of_clock(ends) - of_clock(begins) <= int(data[f"{key}-rest"] or 0):
            self.add_error(f"{key}-ends", _("Isi jam selesai sesudah jam mulai dan istirahat."))

    def facts(self) -> WeekFacts:
        """What was typed."""
        data, hours = self.cleaned_data, {}
        for season, _name in seasons():
            days = {}
            for group, _days in groups():
                begins: time | None = data[f"{season}-{group}-begins"]
                ends: time | None = data[f"{season}-{group}-ends"]
                if begins and ends:
                    rest = int(data[f"{season}-{group}-rest"] or 0)
                    days[group] = [of_clock(begins), of_clock(ends), rest]
            if days:
                hours[season] = days
        return WeekFacts(data["pattern"], hours)


def _hour_field(part: str, value: int | None) -> forms.Field:
    if part == "rest":
        shown = None if value is None else Decimal(value)
        field: forms.Field = NumberField(
            label=_("Istirahat"), required=False, min_value=0, max_value=4 * HOUR, unit=_("menit")
        )
        field.initial = shown
        return field
    label = _("Mulai") if part == "begins" else _("Selesai")
    initial = None if value is None else clock(value)
    return TimeField(label=label, required=False, initial=initial)


class EndWeekForm(forms.Form):
    """From which day on the unit works as the one above."""

    valid_to = DayField(label=gettext_lazy("Mulai tanggal"))


class OwnDayForm(forms.Form):
    """Days on which one works otherwise."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis hari"), choices=OwnDay.Kind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=gettext_lazy("Keterangan"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Misalnya: Hari jadi kabupaten."),
    )
    first = DayField(label=gettext_lazy("Hari pertama"))
    last = DayField(
        label=gettext_lazy("Hari terakhir"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila hanya sehari."),
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if place.unit:
            field = self.fields["kind"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [c for c in OwnDay.Kind.choices if c[0] != OwnDay.Kind.RAMADAN]
        self.fields["kind"].initial = OwnDay.Kind.OFF

    def clean_name(self) -> str:
        """Without what only breaks a line."""
        return text_of(self.cleaned_data["name"])

    def facts(self) -> DayFacts:
        """What was typed."""
        data = self.cleaned_data
        first: date = data["first"]
        return DayFacts(data["kind"], first, data["last"] or first, data["name"])


class DaysFileForm(forms.Form):
    """A table or a calendar file with own days."""

    file = forms.FileField(
        label=gettext_lazy("Berkas CSV, XLSX, atau ICS"), allow_empty_file=True, max_length=None
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis hari bila berkas tidak menyebutnya"),
        choices=OwnDay.Kind.choices,
        initial=OwnDay.Kind.OFF,
        widget=forms.RadioSelect,
    )


class DaysConfirmForm(ShownForm):
    """The days as the preview showed them."""

    days = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    def clean_days(self) -> list[DayFacts]:
        """The days again."""
        return unpacked(self.cleaned_data["days"])
