"""The form of a rule, made from what the rule says of its inputs: no rule has a form of its own."""

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.cells import text_of
from pamong.documents.sheets import UnusableFileError
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.performance.rulebook import words
from pamong.performance.rulebook.queries import heads_with
from pamong.performance.rulebook.refusals import refused_said
from pamong.performance.rulebook.typed import (
    FIGURES,
    NO,
    ROWS,
    YES,
    Entry,
    entries_of,
    inputs_from,
    parts_of,
    read,
    said,
    typed_from,
)
from pamong.policy.inputs import BadInput, field_reader, rule_reader, spread_out
from pamong.policy.jsonlines import BadLine, read_line
from pamong.policy.pack import Field, Pack
from pamong.ui.fields import DayField, ReadField
from pamong.ui.numbers import say_number

MOST, MOST_BYTES, LONG_TEXT = 300_000, 1_000_000, 200
FILE, ASKED = "file", "ask"


class WhichForm(forms.Form):
    """On which day, for whom, by which pack: what decides which law answers."""

    on = DayField(
        label=gettext_lazy("Menurut aturan pada hari"),
        required=False,
        help_text=gettext_lazy("Kosong berarti hari ini."),
    )

    def __init__(self, data: Mapping[str, Any], *, rule: str, has_own: bool) -> None:
        super().__init__(data)
        self.rule, self.heads = rule, heads_with(rule)
        heads = self.heads
        kinds = sorted({kind for head in heads for kind in head.employees})
        if kinds:
            self._choose("employee", _("Jenis pegawai"), [(k, words.kind_said(k)) for k in kinds])
        self._choose("pack", _("Paket aturan"), [(head.id, head.title) for head in heads])
        if has_own:
            choices = [("no", _("Tidak, teks resmi saja"))]
            self._choose("own", _("Pakai jawaban instansi Anda"), choices, _("Ya"))

    def _choose(
        self, name: str, label: str, choices: list[tuple[str, str]], blank: str = ""
    ) -> None:
        blank = blank or _("Ditentukan menurut hari dan pegawai")
        self.fields[name] = forms.ChoiceField(
            label=label, choices=[("", blank), *choices], required=False
        )

    def chosen(self, today: date) -> dict[str, Any]:
        """What decides; a value that cannot be read is said beside its field and left out."""
        data = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        rest = {name: data.get(name) or "" for name in ("employee", "pack")}
        return {"on": data.get("on") or self._day_of(rest["pack"], today), **rest}

    def _day_of(self, pack: str, today: date) -> date:
        """Today; a pack chosen by name whose rule ended, or has yet to begin, by its nearest day."""
        own = (head.rules[self.rule] for head in self.heads if head.id == pack)
        period = next(own, None)
        if period is None or "on" in self.errors:
            return today
        last = period.end - timedelta(days=1) if period.end else date.max
        return min(max(today, period.start), last)


class _Typed(ReadField):
    """A box whose text becomes what the rule reads."""

    def __init__(self, entry: Entry, pack: Pack, **more: Any) -> None:
        self.entry, self.pack = entry, pack
        if entry.field.kind in FIGURES or entry.term:
            self.inputmode = "decimal"
        super().__init__(**more)

    def read(self, text: str) -> Any:
        if len(text) > MOST:
            told = _("Terlalu panjang: paling banyak %(most)s huruf. Bagi menjadi beberapa bagian.")
            raise ValidationError(told % {"most": say_number(MOST)}, code="long")
        if "\0" in text:
            raise ValidationError(_("Hapus huruf yang tidak terlihat dari isian ini."), code="nul")
        return read(self.entry.field, self.pack, text)

    def say(self, value: Any) -> str:
        return said(self.entry.field, self.pack, value)

    def say_back(self, value: Any) -> str:
        is_figure = self.entry.field.kind in FIGURES and not isinstance(value, list | dict | bool)
        return say_number(value) if is_figure else ""


class InputsForm(forms.Form):
    """One box for every input; errors stand beside the box that they are about."""

    def __init__(self, data: Any, files: Any = None, *, pack: Pack, rule: str) -> None:
        self.pack, self.rule = pack, pack.rules[rule]
        self.entries = entries_of(self.rule, pack)
        self.by_key = {entry.key: entry for entry in self.entries}
        self.inputs: dict[str, Any] = {}
        super().__init__(data, files)
        for entry in self.entries:
            self.fields[entry.name] = self._field(entry)
        if box := self.file_box():
            told = _("XLSX, CSV, atau JSON sampai 1 MB; isinya menggantikan “%(box)s”.")
            self.fields[FILE] = forms.FileField(
                label=_("Dari berkas"),
                required=False,
                help_text=told % {"box": self.label_of(box)},
            )

    def file_box(self) -> Entry | None:
        """The list that a file fills: rows before plain lists."""
        lists = [entry for entry in self.entries if entry.field.kind == "list"]
        rows = [one for one in lists if one.field.items and one.field.items.kind in ROWS]
        return next(iter([*rows, *lists]), None)

    def label_of(self, entry: Entry) -> str:
        """What a box is called."""
        if entry.term:
            return self.pack_label(entry.field.scale, entry.term)
        return words.input_said(self.pack, self.rule.name, entry.path[-1])

    def pack_label(self, scale: str, code: str) -> str:
        """A term in the reader's tongue."""
        return dict(words.options_of(self.pack, Field("", "term", scale=scale))).get(code, code)

    def named(self, name: str) -> str:
        """What an error calls a box."""
        return str(self.fields[name].label)

    def _field(self, entry: Entry) -> forms.Field:
        field = entry.field
        about: dict[str, Any] = {
            "label": self.label_of(entry),
            "required": entry.required,
            "help_text": self._hint(entry),
        }
        if field.kind == "boolean":
            choices = [(YES, words.yes_or_no(True)), (NO, words.yes_or_no(False))]
            return _Choice(entry, self.pack, choices, **about)
        if field.kind in ("term", "choice"):
            return _Choice(entry, self.pack, words.options_of(self.pack, field), **about)
        if field.kind == "list":
            about["widget"] = forms.Textarea(attrs={"rows": 4, "maxlength": MOST})
        else:
            about["widget"] = forms.TextInput(attrs={"maxlength": LONG_TEXT})
        return _Typed(entry, self.pack, **about)

    def _hint(self, entry: Entry) -> str:
        if entry.term:
            return ""
        note = words.note_said(self.pack, self.rule.name, entry.path[-1])
        parts = [note, self._shape(entry.field), self._blank(entry.field)]
        return " ".join(part for part in parts if part)

    def _shape(self, field: Field) -> str:
        """How it is written."""
        if field.kind in FIGURES and (told := words.range_said(field)):
            return _("Angka %(range)s.") % {"range": told}
        if field.kind == "number_or_list":
            return _("Satu angka, atau beberapa angka yang dipisah titik koma.")
        items = field.items
        if items is None:
            return ""
        if items.kind == "list":
            return _("Satu baris per responden, angka dipisah titik koma; “-” bila tidak dijawab.")
        if items.kind in ROWS:
            return _("Satu baris per butir, dipisah titik koma. Kolom: %(columns)s.") % {
                "columns": "; ".join(self._column(part) for part in parts_of(items, self.pack))
            }
        return _("Pisahkan dengan titik koma; “-” bila tidak ada.")

    def _column(self, part: Field) -> str:
        name = words.input_said(self.pack, self.rule.name, part.name)
        options = [label for _code, label in words.options_of(self.pack, part)]
        told = " / ".join(options) or words.range_said(part)
        return f"{name} ({told})" if told else name

    def _blank(self, field: Field) -> str:
        if field.default is None or field.kind in ("term", "choice"):
            return ""
        if isinstance(field.default, bool):
            value = words.yes_or_no(field.default).lower()
        else:
            value = said(field, self.pack, field.default)
        return _("Kosong berarti %(value)s.") % {"value": value}

    def clean(self) -> dict[str, Any]:
        """Put the boxes together, and let the rule's own readers look at each input by itself."""
        data = dict(self.cleaned_data)
        self.inputs = inputs_from(self.entries, data)
        if not self.errors:
            for field in self.rule.fields:
                self._check(field)
        return data

    def _check(self, field: Field) -> None:
        value = self.inputs.get(field.name)
        if value is None:
            return  # a wanted one was already asked for, a spare one may be blank
        try:
            field_reader(field, self.pack)(value)
        except BadInput as bad:
            self.refuse(bad.within(field.name))

    def refuse(self, bad: BadInput | BadLine) -> None:
        """Say what the rule refuses beside the box that it means."""
        path = getattr(bad, "path", "")
        place = path
        while place and place not in self.by_key:
            place = place[: max(place.rfind("."), place.rfind("["), 0)]
        entry = self.by_key.get(place) or next(
            (one for one in self.entries if one.path[0] == path.partition(".")[0]), None
        )
        field = entry.field if entry else None
        told = refused_said(self.pack, self.rule, bad, field, path[len(place) :])
        self.add_error(entry.name if entry else None, ValidationError(told, code="refused"))

    def groups(self) -> list[tuple[str, str, list[Any]]]:
        """The boxes in their order; the parts of one input under its name."""
        found: list[tuple[str, str, list[Any]]] = []
        for entry in self.entries:
            if not found or found[-1][0] != entry.group:
                said_group = words.input_said(self.pack, self.rule.name, entry.group)
                found.append((entry.group, said_group if entry.group else "", []))
            found[-1][2].append(self[entry.name])
        return found


class _Choice(forms.ChoiceField):
    """A term, a choice, or yes and no; a blank one is what the rule assumes."""

    def __init__(
        self, entry: Entry, pack: Pack, options: list[tuple[str, str]], **more: Any
    ) -> None:
        self.entry, self.pack = entry, pack
        default = str(entry.field.default or "")
        assumed = dict(options).get(default, "")
        blank = _("Kosong: %(value)s") % {"value": assumed} if assumed else _("Pilih …")
        super().__init__(choices=[("", blank), *options], **more)

    def clean(self, value: Any) -> Any:
        """The code, or a truth."""
        found = super().clean(value)
        if not found:
            return None
        return found == YES if self.entry.field.kind == "boolean" else found


def unfolded(rule: str, pack: Pack, inputs: Mapping[str, Any]) -> dict[str, str]:
    """Inputs of a line or an example as the form would send them."""
    known = pack.rules[rule]
    return typed_from(entries_of(known, pack), pack, spread_out(known, inputs))


def from_file(form: InputsForm, file: UploadedFile) -> dict[str, str]:
    """What a file puts into the boxes: JSON of all inputs, or the rows of one list."""
    box = form.file_box()
    if box is None:
        return {}
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnusableFileError(_("Berkas ini lebih dari 1 MB: bagi menjadi beberapa berkas."))
    if data.lstrip()[:1] == b"{":
        return _from_json(form, data)
    if data.lstrip()[:1] == b"[":
        return {box.name: data.decode("utf-8", "replace")}
    rows = read_spreadsheet(BytesIO(data), file.name or "")[0].rows
    is_flat = box.field.items is not None and box.field.items.kind not in ROWS
    joint = "; " if is_flat else "\t"
    width = 0 if is_flat else max((len(row.cells) for row in rows), default=0)
    cells = [[*map(_cell, row.cells), *[""] * (width - len(row.cells))] for row in rows]
    return {box.name: "\n".join(joint.join(row) for row in cells)}


def _from_json(form: InputsForm, data: bytes) -> dict[str, str]:
    """One line of the command; what it refuses is refused here too."""
    try:
        inputs = read_line(data)
        rule_reader(form.rule, form.pack)(inputs)
    except BadLine:
        told = _("Berkas ini dimulai seperti JSON tetapi bukan satu objek JSON yang lengkap.")
        raise UnusableFileError(told) from None
    except BadInput as bad:
        told = refused_said(form.pack, form.rule, bad, None, "")
        raise UnusableFileError(f"{bad.path}: {told}" if bad.path else told) from None
    return unfolded(form.rule.name, form.pack, inputs)


def _cell(value: Any) -> str:
    """A cell as it would be typed: figures with a comma."""
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",")
    return text_of(value).replace("\t", " ").strip()
