"""What a person types about realisation: figures as of a day, and the steps of a quarter."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.measurement.doubt import doubt_about
from pamong.measurement.models import Indicator, Reading
from pamong.performance.models import AMOUNT_ROOM
from pamong.performance.plan.content import IndicatorLine, ResultLine
from pamong.performance.plan.rules import short
from pamong.performance.progress.actions import ReadingInput
from pamong.performance.progress.step_actions import StepInput
from pamong.policy.pack import Pack
from pamong.ui.fields import DayField, NumberField
from pamong.ui.numbers import say_number

SPARE_STEPS = 2


class ReadingsForm(forms.Form):
    """Figures of all indicators of a plan as of one day; what stays empty is not written."""

    as_of = DayField(
        label=gettext_lazy("Data per tanggal"),
        help_text=gettext_lazy("Tanggal data, bukan tanggal pengisian."),
        error_messages={"required": gettext_lazy("Isi tanggal datanya.")},
    )

    def __init__(
        self, *args: Any, lines: Sequence[IndicatorLine], pack: Pack, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.pack = lines, pack
        self.doubted: set[int] = set()
        for line in lines:
            self.fields[f"sure_{line.pk}"] = forms.BooleanField(
                label=_("Angka ini benar"), required=False
            )
            self.fields[f"value_{line.pk}"] = _value_field(line)
            self.fields[f"confidence_{line.pk}"] = forms.ChoiceField(
                label=_("Keyakinan"),
                choices=Reading.Confidence.choices,
                initial=Reading.Confidence.SURE,
                required=False,
            )
            self.fields[f"obstacle_{line.pk}"] = forms.CharField(
                label=_("Kendala"),
                widget=forms.Textarea(attrs={"rows": 1}),
                required=False,
                max_length=2000,
            )
            for name in ("value", "confidence", "obstacle"):
                # Fields of all indicators have the same name: what is to be mended says whose it is.
                self.fields[f"{name}_{line.pk}"].part = short(line.name)  # type: ignore[attr-defined]

    def of(self, line: IndicatorLine) -> tuple[BoundField, BoundField, BoundField]:
        """The three fields of one indicator."""
        return (
            self[f"value_{line.pk}"],
            self[f"confidence_{line.pk}"],
            self[f"obstacle_{line.pk}"],
        )

    def asked(self, line: IndicatorLine) -> BoundField | None:
        """The box that confirms an odd figure, where one was typed."""
        return self[f"sure_{line.pk}"] if line.pk in self.doubted else None

    def clean(self) -> dict[str, Any]:
        """A word about a figure needs the figure; nothing at all is no entry."""
        data = super().clean() or {}
        self._doubt(data)
        for line in self.lines:
            name = f"value_{line.pk}"
            lacks = name not in self.errors and _decimal(data.get(name)) is None
            if lacks and data.get(f"obstacle_{line.pk}"):
                self.add_error(name, _("Isi juga realisasinya; kendala dicatat bersama realisasi."))
        if not self.errors and not self.given():
            first = f"value_{self.lines[0].pk}" if self.lines else None
            self.add_error(first, _("Isi paling sedikit satu realisasi."))
        return data

    def _doubt(self, data: dict[str, Any]) -> None:
        """An odd figure is asked back once, beside its field."""
        for line in self.lines:
            value = _decimal(data.get(f"value_{line.pk}"))
            known = {"unit": line.unit, "direction": line.direction}
            said = doubt_about(value, line.target, self.pack, **known) if value is not None else ""
            if not said:
                continue
            self.doubted.add(line.pk)
            if not data.get(f"sure_{line.pk}"):
                ask = _("Perbaiki angkanya, atau centang “Angka ini benar”.")
                self.add_error(f"value_{line.pk}", f"{said} {ask}")

    def given(self, at: datetime | None = None) -> dict[int, ReadingInput]:
        """The figures that were typed, by the key of the plan's indicator; `at` is what a device tells."""
        data = self.cleaned_data
        found = {}
        for line in self.lines:
            value = _decimal(data.get(f"value_{line.pk}"))
            if value is not None and data.get("as_of"):
                found[line.pk] = ReadingInput(
                    value,
                    data["as_of"],
                    data.get(f"confidence_{line.pk}") or Reading.Confidence.SURE,
                    data.get(f"obstacle_{line.pk}", ""),
                    at,
                )
        return found


def _value_field(line: IndicatorLine) -> forms.Field:
    if line.direction == Indicator.Direction.MILESTONE and line.due_on:
        options = [("", _("Belum diisi")), ("0", _("Belum selesai")), ("1", _("Selesai"))]
        return forms.ChoiceField(label=_("Keadaan"), choices=options, required=False)
    return NumberField(label=_("Realisasi"), unit=line.unit, required=False)


def _decimal(value: Any) -> Decimal | None:
    return None if value in {None, ""} else Decimal(value)


class StepsForm(forms.Form):
    """The steps of one quarter for all results, with a spare line or two under each."""

    def __init__(
        self,
        *args: Any,
        results: Sequence[ResultLine],
        steps: dict[int, list[Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[int, list[str]] = {}
        for result in results:
            standing = steps.get(result.pk, [])
            marks = [f"{step.pk}" for step in standing]
            marks += [f"new{result.pk}_{n}" for n in self._spare(result.pk, standing)]
            self.rows[result.pk] = marks
            kept = {str(step.pk): step for step in standing}
            for mark in marks:
                self._add(mark, kept.get(mark))
                self._stand(mark, kept.get(mark))
                for name in ("text", "amount", "unit"):
                    self.fields[f"{name}_{mark}"].part = short(result.text)  # type: ignore[attr-defined]

    def _stand(self, mark: str, step: Any) -> None:
        """A step that another tab wrote after the page was opened was not emptied here: it stays."""
        if step is None or not self.is_bound or f"text_{mark}" in self.data:
            return
        sent: Any = self.data
        self.data = sent = sent.copy()
        sent[f"text_{mark}"], sent[f"unit_{mark}"] = step.text, step.unit
        sent[f"amount_{mark}"] = "" if step.amount is None else say_number(step.amount)

    def _spare(self, result: int, standing: list[Any]) -> list[int]:
        """The empty lines under a result; those of an older page stay while something is typed there."""
        last = SPARE_STEPS if not standing else 1
        typed = [n for n in range(SPARE_STEPS) if self.data.get(f"text_new{result}_{n}")]
        return sorted({*range(last), *typed})

    def _add(self, mark: str, step: Any) -> None:
        self.fields[f"text_{mark}"] = forms.CharField(
            label=_("Rencana aksi"),
            widget=forms.Textarea(attrs={"rows": 1}),
            required=False,
            max_length=1000,
            initial=step.text if step else "",
        )
        self.fields[f"amount_{mark}"] = NumberField(
            label=_("Target"),
            required=False,
            min_value=0,
            room=AMOUNT_ROOM,
            initial=step.amount if step else None,
        )
        self.fields[f"unit_{mark}"] = forms.CharField(
            label=_("Satuan"), required=False, max_length=60, initial=step.unit if step else ""
        )

    def of(self, result: ResultLine) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """The lines of one result."""
        for mark in self.rows[result.pk]:
            yield self[f"text_{mark}"], self[f"amount_{mark}"], self[f"unit_{mark}"]

    def clean(self) -> dict[str, Any]:
        """A step that another tab removed is said with its words, for it cannot be saved in its place."""
        data = super().clean() or {}
        for name, text in self.data.items():
            if name.startswith("text_") and name not in self.fields and text.strip():
                told = _(
                    "Rencana aksi ini sudah dihapus di tab lain; tulis lagi bila masih perlu: “%s”"
                )
                self.add_error(None, told % text.strip())
        return data

    def given(self) -> list[StepInput]:
        """Every line with its text; one that was emptied asks to be removed."""
        data = self.cleaned_data
        return [
            StepInput(
                result_id=result_id,
                pk=int(mark) if mark.isdecimal() else 0,
                text=data[f"text_{mark}"].strip(),
                amount=data[f"amount_{mark}"],
                unit=data[f"unit_{mark}"].strip(),
            )
            for result_id, marks in self.rows.items()
            for mark in marks
        ]
