"""A line in words: its predicate, what is missing, why a difference arose."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.models import AllowanceLine, Attendance
from pamong.performance.rules import label_of, pack_named
from pamong.ui.numbers import say_number

MISSING: Mapping[str, Any] = {
    "base": gettext_lazy("TPP dasar jabatan ini belum ada."),
    "attendance": gettext_lazy("Kehadiran bulan ini belum ada."),
    "deductions": gettext_lazy("Kehadiran belum dapat dihitung: tabel potongan belum ditetapkan."),
    "predicate": gettext_lazy("Predikat yang menjadi dasar belum ditetapkan."),
    "daily_lines": gettext_lazy("Progress harian bulan ini belum ada."),
}
CHANGED: Mapping[str, Any] = {
    "attendance_percent": gettext_lazy("Kehadiran"),
    "predicate": gettext_lazy("Predikat"),
    "predicate_percent": gettext_lazy("Persentase kinerja"),
    "cut_percent": gettext_lazy("Potongan disiplin"),
}


def predicate_of(line: AllowanceLine) -> str:
    """The predicate in the pack's words."""
    return label_of(pack_named(line.sheet.pack), "predicate", line.predicate)


def missing_of(line: AllowanceLine) -> list[str]:
    """A sentence for each thing that is not there."""
    return [_missing(code) for code in line.missing]


def _missing(code: str) -> str:
    if code in MISSING:
        return str(MISSING[code])
    label = Attendance._meta.get_field(code.partition(".")[2]).verbose_name  # type: ignore[union-attr]
    return _("Kehadiran belum dapat dihitung: %(field)s belum ada.") % {"field": str(label).lower()}


def reasons_of(line: AllowanceLine) -> list[str]:
    """What changed since the month was paid."""
    return [
        f"{CHANGED[name]}: {_said(line, name, before)} → {_said(line, name, after)}"
        for name, before, after in line.reasons
        if name in CHANGED
    ]


def _said(line: AllowanceLine, name: str, value: Any) -> str:
    if value in (None, ""):
        return _("belum ada")
    if name == "predicate":
        return label_of(pack_named(line.sheet.pack), "predicate", value)
    return f"{say_number(Decimal(str(value)))}%"
