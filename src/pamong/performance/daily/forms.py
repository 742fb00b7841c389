"""The lines of a day as typed: one is written in ten seconds, several at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.measurement.doubt import doubt_about
from pamong.measurement.models import Indicator
from pamong.performance.daily.actions import LineInput
from pamong.performance.daily.queries import StepProgress
from pamong.performance.daily.seen import Written, mark_of
from pamong.performance.models import AMOUNT_ROOM, DailyEntry
from pamong.policy.pack import Pack
from pamong.ui.dates import say_span, say_time
from pamong.ui.fields import NumberField, TimeField
from pamong.ui.numbers import count_asked, say_number, with_unit

AT_MOST = 30
NAMES = ("step", "text", "amount", "unit", "begins", "ends")
NOTHING: dict[str, Any] = dict.fromkeys(("amount", "begins", "ends"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its fields, and the entry that it stands for when there is one."""

    number: int
    entry: DailyEntry | None
    uuid: BoundField
    seen: BoundField
    step: BoundField
    text: BoundField
    amount: BoundField
    unit: BoundField
    begins: BoundField
    ends: BoundField
    sure: BoundField | None = None  # asked where the amount is odd


class DayForm(forms.Form):
    """Standing lines first, then copied facts, then spare ones."""

    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=AT_MOST)

    def __init__(
        self,
        data: Any = None,
        *,
        entries: Sequence[DailyEntry],
        steps: Sequence[StepProgress],
        pack: Pack,
        facts: Sequence[DailyEntry] = (),
        spare: int = 1,
    ) -> None:
        super().__init__(data)
        self.pack = pack
        self.doubted: set[int] = set()
        self.entries = {str(entry.uuid): entry for entry in entries}
        self.steps = steps
        self.lines_shown = self._count(data, len(entries) + len(facts) + spare)
        self.fields["count"].initial = self.lines_shown
        for number in range(self.lines_shown):
            self._add(number)
        self._start(entries, facts)

    @classmethod
    def longer(
        cls,
        data: Any,
        *,
        entries: Sequence[DailyEntry],
        steps: Sequence[StepProgress],
        pack: Pack,
    ) -> "DayForm":
        """One more line under what was typed, which is neither judged nor lost."""
        typed = data.get("count", "")
        count = count_asked(typed, len(entries))
        form = cls(entries=entries, steps=steps, pack=pack, spare=max(count + 1 - len(entries), 1))
        for number in range(form.lines_shown):
            typed = {name: data.get(f"{name}_{number}", "") for name in ("uuid", "seen", *NAMES)}
            form._set(number, **typed)
        last = form.fields[f"text_{form.lines_shown - 1}"]
        last.widget.attrs["autofocus"] = True  # the page comes anew, and one goes on writing there
        return form

    def _count(self, data: Any, otherwise: int) -> int:
        typed = data.get("count", "") if data is not None else ""
        return min(count_asked(typed, 0), AT_MOST) or max(otherwise, 1)

    def _add(self, number: int) -> None:
        options: list[tuple[str, str]] = [("", _("Tanpa rencana aksi"))]
        options += [(str(step.pk), step.text) for step in self.steps]
        self.fields[f"uuid_{number}"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields[f"seen_{number}"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields[f"step_{number}"] = forms.ChoiceField(
            label=gettext_lazy("Rencana aksi"), choices=options, required=False
        )
        self.fields[f"text_{number}"] = forms.CharField(
            label=gettext_lazy("Kegiatan harian"),
            widget=forms.Textarea(attrs={"rows": 1}),
            required=False,
            max_length=2000,
        )
        self.fields[f"amount_{number}"] = NumberField(
            label=gettext_lazy("Realisasi"), required=False, min_value=0, room=AMOUNT_ROOM
        )
        self.fields[f"unit_{number}"] = forms.CharField(
            label=gettext_lazy("Satuan"), required=False, max_length=60
        )
        self.fields[f"sure_{number}"] = forms.BooleanField(
            label=gettext_lazy("Angka ini benar"), required=False
        )
        self.fields[f"begins_{number}"] = TimeField(label=gettext_lazy("Mulai"), required=False)
        self.fields[f"ends_{number}"] = TimeField(label=gettext_lazy("Selesai"), required=False)

    def _start(self, entries: Sequence[DailyEntry], facts: Sequence[DailyEntry]) -> None:
        """Yesterday's facts are its step, unit and text: never an amount, a time or a judgement."""
        for number, entry in enumerate(entries):
            self._set(number, uuid=str(entry.uuid), seen=mark_of(entry), **_values(entry))
        for number, fact in enumerate(facts, start=len(entries)):
            self._set(number, text=fact.text, unit=fact.unit, step=fact.step_id or "")

    def _set(self, number: int, **values: Any) -> None:
        for name, value in values.items():
            if f"{name}_{number}" in self.fields:
                self.fields[f"{name}_{number}"].initial = value

    @property
    def lines(self) -> Iterator[Line]:
        """The lines in their order."""
        for number in range(self.lines_shown):
            uuid = self[f"uuid_{number}"]
            fields = {name: self[f"{name}_{number}"] for name in NAMES}
            sure = self[f"sure_{number}"] if number in self.doubted else None
            entry = self.entries.get(str(uuid.value() or ""))
            yield Line(number + 1, entry, uuid, self[f"seen_{number}"], **fields, sure=sure)

    def clean(self) -> dict[str, Any]:
        """A figure or a time belongs to an activity; the end follows the beginning."""
        data = super().clean() or {}
        for number in range(self.lines_shown):
            self._take_gone(number, data)
            self._take_changed(number, data)
            has_more = any(data.get(f"{n}_{number}") for n in ("amount", "begins", "ends"))
            is_blank = f"text_{number}" in data and not data[f"text_{number}"].strip()
            if has_more and is_blank:
                self.add_error(f"text_{number}", _("Tulis kegiatannya."))
            self._doubt(number, data)
            begins, ends = data.get(f"begins_{number}"), data.get(f"ends_{number}")
            if begins and ends and ends <= begins:
                self.add_error(f"ends_{number}", _("Isi jam selesai sesudah jam mulai."))
        return data

    def _take_gone(self, number: int, data: dict[str, Any]) -> None:
        """A line that another tab removed is gone, unless it was written on here: then it is asked back.

        Sent again it becomes a new one.
        """
        if data.get(f"uuid_{number}", "") in {"", *self.entries}:
            return
        if self._is_untouched(number, data):
            self._replace(number, data, dict.fromkeys(NAMES, "") | NOTHING)
        elif data.get(f"text_{number}", "").strip():
            told = _(
                "Baris ini sudah dihapus di tab lain. Simpan sekali lagi untuk mencatatnya sebagai baris "
                "baru, atau kosongkan."
            )
            self.add_error(f"text_{number}", told)
        self._replace(number, data, {"uuid": "", "seen": ""})

    def _take_changed(self, number: int, data: dict[str, Any]) -> None:
        """A line that another tab changed stands; where it was written on here too, both are shown."""
        entry = self.entries.get(data.get(f"uuid_{number}", ""))
        if entry is None or data.get(f"seen_{number}", "") in {"", mark_of(entry)}:
            return
        if self._is_untouched(number, data):
            self._replace(number, data, _values(entry))
        elif self._has_errors(number) or mark_of(self._typed(number, data)) != mark_of(entry):
            told = _(
                "Baris ini juga diubah di tab atau perangkat lain; di sana kini tertulis: %(line)s. Isian "
                "Anda di sini masih utuh: simpan sekali lagi untuk memakainya, atau salin dahulu yang "
                "masih perlu."
            )
            self.add_error(f"text_{number}", told % {"line": _say_line(entry)})
        self._replace(number, data, {"seen": mark_of(entry)})

    def _is_untouched(self, number: int, data: dict[str, Any]) -> bool:
        """Whether the line is sent as the page had shown it."""
        if self._has_errors(number):
            return False
        return bool(data[f"seen_{number}"] == mark_of(self._typed(number, data)))

    def _has_errors(self, number: int) -> bool:
        return any(f"{name}_{number}" in self.errors for name in NAMES)

    def _replace(self, number: int, data: dict[str, Any], values: dict[str, Any]) -> None:
        """Let the line be sent, and shown again, with other values."""
        sent: Any = self.data
        self.data = sent = sent.copy()
        for name, value in values.items():
            data[f"{name}_{number}"] = sent[f"{name}_{number}"] = value

    def _doubt(self, number: int, data: dict[str, Any]) -> None:
        """An odd amount is asked back once, beside its field; one that stands already is not."""
        step = next((x for x in self.steps if str(x.pk) == data.get(f"step_{number}")), None)
        amount = data.get(f"amount_{number}")
        unit = data.get(f"unit_{number}", "") or (step.unit if step else "")
        entry = self.entries.get(data.get(f"uuid_{number}", ""))
        if amount is None or (entry and (entry.amount, entry.unit) == (amount, unit)):
            return
        is_same = step is not None and step.unit.casefold() == unit.casefold()
        aim = step.amount if step is not None and is_same else None
        said = doubt_about(amount, aim, self.pack, **_of(unit))
        if not said:
            return
        self.doubted.add(number)
        if not data.get(f"sure_{number}"):
            ask = _("Perbaiki angkanya, atau centang “Angka ini benar”.")
            self.add_error(f"amount_{number}", f"{said} {ask}")

    def given(self, at: datetime | None = None) -> list[LineInput]:
        """The checked lines; with when they were typed, where a device has told it."""
        lines = [self._typed(number, self.cleaned_data) for number in range(self.lines_shown)]
        return [replace(line, typed_at=at) for line in lines] if at else lines

    def _typed(self, number: int, data: dict[str, Any]) -> LineInput:
        step = data[f"step_{number}"]
        return LineInput(
            text=data[f"text_{number}"],
            uuid=data[f"uuid_{number}"],
            seen=data[f"seen_{number}"],
            step_id=int(step) if step else None,
            amount=data[f"amount_{number}"],
            unit=data[f"unit_{number}"],
            begins=data[f"begins_{number}"],
            ends=data[f"ends_{number}"],
        )


def _values(entry: DailyEntry) -> dict[str, Any]:
    """A standing line as its fields hold it."""
    held = {name: getattr(entry, name) for name in NAMES if name != "step"}
    return held | {"step": str(entry.step_id or "")}


def _say_line(line: Written) -> str:
    """“Kunjungan RT 2” (11 rumah, 08.15–12.00)."""
    more = []
    if line.amount is not None:
        more.append(with_unit(say_number(line.amount), line.unit))
    if line.begins and line.ends:
        more.append(say_span(line.begins, line.ends))
    elif one := line.begins or line.ends:
        more.append(say_time(one))
    told = f"“{line.text}”"
    return f"{told} ({', '.join(more)})" if more else told


def _of(unit: str) -> dict[str, str]:
    """A day adds to its step: the more the better, in the unit that was typed."""
    return {"unit": unit, "direction": Indicator.Direction.MORE}


class ReviewForm(forms.Form):
    """Why lines are given back."""

    reason = forms.CharField(
        label=gettext_lazy("Catatan untuk pegawai"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("Tulis apa yang perlu diperbaiki. Catatan sama untuk semua baris."),
        error_messages={"required": gettext_lazy("Tulis apa yang perlu diperbaiki.")},
    )
