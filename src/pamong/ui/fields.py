"""Form fields that read numbers, days and times as people write them and say back what they read."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from pamong.ui.dates import parse_date, parse_time, say_day_long, say_time
from pamong.ui.near import OTHER, too_far
from pamong.ui.numbers import check_sign, parse_typed, say_number


@dataclass(frozen=True, slots=True)
class ChoiceLabel:
    """A choice's label with a small line below it; lazy texts are said when they are shown."""

    text: Any
    sub: Any = ""

    def __str__(self) -> str:
        return str(self.text)


class ReadField(forms.Field):
    """A text field with a reader; what was typed stays in the field when it cannot be read."""

    inputmode = "text"
    unit = ""

    def read(self, text: str) -> Any:
        """Understand what was typed."""
        raise NotImplementedError

    def say(self, value: Any) -> str:
        """Say a value as it is typed."""
        raise NotImplementedError

    def say_back(self, value: Any) -> str:
        """Say a value so that a misreading is seen."""
        return self.say(value)

    def to_python(self, value: Any) -> Any:
        """Read text; leave read values alone."""
        if isinstance(value, str):
            value = value.strip()
            return self.read(value) if value else None
        return value

    def prepare_value(self, value: Any) -> Any:
        """Show a stored value in our own way, and typed text as it was typed."""
        return value if value is None or isinstance(value, str) else self.say(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is meant, not how it is written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002 — Django hands it over
        """The keyboard a phone should show."""
        return {"inputmode": self.inputmode, "autocomplete": "off"}


class NumberField(ReadField):
    """A decimal number; `places` fixes how it is shown, `whole` refuses parts of one, `unit` stands behind it.

    `room` is what a column keeps, as (digits before the comma, digits after it).
    """

    inputmode = "decimal"

    def __init__(
        self,
        *,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        places: int | None = None,
        whole: bool = False,
        unit: Any = "",
        room: tuple[int, int] = (14, 6),
        **kwargs: Any,
    ) -> None:
        self.room, self.whole = room, whole
        self.min_value, self.max_value, self.places, self.unit = min_value, max_value, places, unit
        super().__init__(**kwargs)

    def read(self, text: str) -> Decimal:
        """1.234,5; a sign of money or percent must be the unit's own."""
        value = parse_typed(text)
        check_sign(text, str(self.unit))
        return value

    def say(self, value: Any) -> str:
        """1.234,5."""
        return say_number(value, self.places)

    def say_back(self, value: Any) -> str:
        """All decimals, for a rounded figure would hide a slip."""
        return say_number(value)

    def validate(self, value: Any) -> None:
        """Hold the bounds."""
        super().validate(value)
        if value is None:
            return
        self._check_room(value)
        if self.whole and value != value.to_integral_value():
            raise ValidationError(_("Isi bilangan bulat, tanpa koma."), code="whole")
        if self.min_value is not None and value < self.min_value:
            least = say_number(self.min_value)
            raise ValidationError(_("Isi paling sedikit %(least)s.") % {"least": least}, code="min")
        if self.max_value is not None and value > self.max_value:
            most = say_number(self.max_value)
            raise ValidationError(_("Isi paling banyak %(most)s.") % {"most": most}, code="max")

    def _check_room(self, value: Decimal) -> None:
        whole, places = self.room
        if abs(value) >= Decimal(10) ** whole:
            raise ValidationError(_("Angka terlalu panjang. Periksa lagi angkanya."), code="long")
        if value != round(value, places):
            told = _("Tulis paling banyak %(places)d angka di belakang koma.")
            raise ValidationError(told % {"places": places}, code="places")


class DayField(ReadField):
    """A calendar day; `purpose` says how far ahead it may lie."""

    inputmode = "text"

    def __init__(self, *, purpose: str = OTHER, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        """Ask back a year that is a slip."""
        super().validate(value)
        if value is not None and (told := too_far(value, self.purpose)):
            raise ValidationError(told, code="far")

    def read(self, text: str) -> date:
        """25-11-2026."""
        return parse_date(text)

    def say(self, value: Any) -> str:
        """25-11-2026."""
        return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"

    def say_back(self, value: Any) -> str:
        """Rabu, 25 November 2026."""
        return say_day_long(value)


class TimeField(ReadField):
    """A time of day."""

    inputmode = "numeric"

    def read(self, text: str) -> time:
        """15.42."""
        return parse_time(text)

    def say(self, value: Any) -> str:
        """15.42."""
        return say_time(value)


def name_of(bound: BoundField) -> str:
    """What a field is called: by its form where that tells it apart, else by its label."""
    named = getattr(bound.form, "named", None)
    return str(named(bound.name) if named else bound.label or "")


def said_back(field: forms.Field, typed: Any) -> str:
    """How typed text was understood, when that is not how it was typed."""
    if not isinstance(field, ReadField) or not isinstance(typed, str) or not typed.strip():
        return ""
    try:
        value = field.to_python(typed)
    except ValidationError:
        return ""
    said = field.say_back(value)
    return "" if said == typed.strip() else said


def typed_early(form: forms.BaseForm, name: str, longest: int = 100) -> str:
    """What was typed into a field whose answer is needed before the fields are read.

    Without its NUL characters, which no database takes; the field itself refuses them.
    """
    return str(form.data.get(form.add_prefix(name), "")).replace("\0", "").strip()[:longest]
