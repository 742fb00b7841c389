"""One result of the library as a form: its sentence and a line for each indicator."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.measurement.models import Indicator
from pamong.performance.library.actions import mark_of
from pamong.performance.library.reading import (
    LONGEST,
    LONGEST_TARGET,
    LibraryRowError,
    Owed,
    indicator_of,
)
from pamong.performance.models import LibraryIndicator, LibraryResult, Result
from pamong.performance.rules import choices
from pamong.policy.pack import Pack
from pamong.ui.numbers import write_number

MORE, AT_FIRST = 1, 3  # empty lines below those that stand, and of a new result
DIRECTIONS = [
    (one.value, one.label) for one in (Indicator.Direction.MORE, Indicator.Direction.LESS)
]
SCALES = ("aspect", "perspective")
PARTS = ("name", "aspect", "perspective", "target", "unit", "direction", "source")


class EntryForm(forms.Form):
    """The sentence, and each indicator as the file would tell it; an emptied line goes."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    post = forms.CharField(
        label=gettext_lazy("Jabatan"),
        max_length=LONGEST["post"],
        help_text=gettext_lazy("Berlaku untuk semua jabatan yang namanya mulai dengan kata ini."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Klasifikasi"), choices=Result.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Rencana hasil kerja"),
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, row: LibraryResult, pack: Pack, **kwargs: Any) -> None:
        standing = list(row.indicators.all()) if row.pk else []
        kwargs["initial"] = _initial(row, standing, pack)
        super().__init__(*args, **kwargs)
        self.pack, self.count = pack, len(standing) + (MORE if row.pk else AT_FIRST)
        if row.pk:
            del self.fields["post"]
        for at in range(self.count):
            self.fields |= {f"{part}_{at}": field for part, field in _fields(pack).items()}

    def lines(self) -> list[tuple[str, dict[str, forms.BoundField]]]:
        """The fields of each indicator under its heading."""
        return [
            (_("Indikator %(n)s") % {"n": at + 1}, {part: self[f"{part}_{at}"] for part in PARTS})
            for at in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """Read every line that has a name as a row of a file is read."""
        data: dict[str, Any] = super().clean() or {}
        self.owed = Owed(data.get("text", "").strip(), data.get("kind", ""))
        for at in range(self.count):
            self._read(data, at)
        if not (self.owed.indicators or self.errors):
            self.add_error("name_0", _("Tulis paling sedikit satu indikator."))
        return data

    def _read(self, data: Mapping[str, Any], at: int) -> None:
        told = {part: str(data.get(f"{part}_{at}", "")).strip() for part in PARTS}
        if not told["name"]:
            if told["target"] or told["unit"] or told["source"]:
                self.add_error(
                    f"name_{at}", _("Indikator kosong: tulis satu indikator di tiap baris.")
                )
            return
        try:
            self.owed.indicators.append(indicator_of(told, told["target"], self.pack))
        except LibraryRowError as error:
            self.add_error(f"target_{at}", str(error))


def _fields(pack: Pack) -> dict[str, forms.Field]:
    aspects, perspectives = ([("", "–"), *choices(pack, scale)] for scale in SCALES)
    return {
        "name": forms.CharField(
            label=gettext_lazy("Indikator"), required=False, max_length=LONGEST["name"]
        ),
        "aspect": forms.ChoiceField(label=gettext_lazy("Aspek"), required=False, choices=aspects),
        "perspective": forms.ChoiceField(
            label=gettext_lazy("Perspektif"), required=False, choices=perspectives
        ),
        "target": forms.CharField(
            label=gettext_lazy("Target"),
            required=False,
            max_length=LONGEST_TARGET,
            help_text=gettext_lazy("Angka, atau kata. Kosongkan bila diisi pemegang jabatan."),
        ),
        "unit": forms.CharField(
            label=gettext_lazy("Satuan"), required=False, max_length=LONGEST["unit"]
        ),
        "direction": forms.ChoiceField(
            label=gettext_lazy("Arah"),
            required=False,
            choices=DIRECTIONS,
        ),
        "source": forms.CharField(
            label=gettext_lazy("Sumber data"), required=False, max_length=LONGEST["source"]
        ),
    }


def _initial(row: LibraryResult, standing: list[LibraryIndicator], pack: Pack) -> dict[str, Any]:
    told: dict[str, Any] = {"seen": mark_of(row), "kind": row.kind, "text": row.text}
    told["post"] = row.post
    known = {scale: {code for code, _label in choices(pack, scale)} for scale in SCALES}
    for at, line in enumerate(standing):
        told |= {f"{part}_{at}": getattr(line, part) for part in ("name", "unit", "source")}
        for scale in SCALES:
            code = getattr(line, scale)
            told[f"{scale}_{at}"] = code if code in known[scale] else ""
        told[f"direction_{at}"] = line.direction
        told[f"target_{at}"] = target_said(line)
    return told


def target_said(line: LibraryIndicator) -> str:
    """The target as it would be typed."""
    return write_number(line.target) if line.target is not None else line.target_text
