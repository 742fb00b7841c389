"""A line in words: its predicate, what is missing, why a difference arose."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.allowance.away import differing
from pamong.performance.models import AllowanceLine, Attendance
from pamong.performance.months import say_month
from pamong.performance.rules import label_of, pack_named
from pamong.ui.numbers import say_number, say_rupiah

MISSING: Mapping[str, Any] = {
    "base": gettext_lazy("TPP dasar jabatan ini belum ada."),
    "hours": gettext_lazy(
        "Bagian jam kerja belum diisi: catat kontrak hari-hari ini dengan bagian jamnya, "
        "atau isi bagian itu di halaman Aturan."
    ),
    "attendance": gettext_lazy("Kehadiran bulan ini belum ada."),
    "deductions": gettext_lazy(
        "Kehadiran belum dapat dihitung: potongan kehadiran belum diisi. "
        "Isi dahulu di halaman Aturan."
    ),
    "percents": gettext_lazy(
        "Kinerja belum dapat dihitung: persentase menurut predikat belum diisi. "
        "Isi dahulu di halaman Aturan."
    ),
    "predicate": gettext_lazy("Predikat yang menjadi dasar belum ditetapkan."),
    "daily_lines": gettext_lazy("Progress harian bulan ini belum ada."),
}
CHANGED: Mapping[str, Any] = {
    "days": gettext_lazy("Jumlah hari di unit ini"),
    "hours_share": gettext_lazy("Bagian jam kerja"),
    "base_month": gettext_lazy("TPP dasar sebulan"),
    "attendance_percent": gettext_lazy("Kehadiran"),
    "predicate": gettext_lazy("Predikat"),
    "predicate_percent": gettext_lazy("Persentase kinerja"),
    "cut_percent": gettext_lazy("Potongan disiplin"),
}


def predicate_of(line: AllowanceLine) -> str:
    """The predicate in the pack's words."""
    return label_of(pack_named(line.rules), "predicate", line.predicate)


def kind_of(line: AllowanceLine) -> str:
    """What is not plain about a line of another month."""
    if line.kind == AllowanceLine.Kind.REGULAR:
        return ""
    said = (
        _("susulan %(month)s") if line.kind == AllowanceLine.Kind.LATE else _("selisih %(month)s")
    )
    return said % {"month": say_month(line.month)}


def findings_of(line: AllowanceLine) -> list[str]:
    """A sentence for each count in which the file and the kept leave differ."""
    pack = pack_named(line.rules)
    said = _("%(item)s: berkas %(file)s, catatan cuti %(own)s. Dihitung %(used)s.")
    return [
        said
        % {
            "item": label_of(pack, "attendance_item", item),
            "file": say_number(Decimal(str(file))),
            "own": say_number(Decimal(own)),
            "used": say_number(Decimal(str(line.counts.get(item, file)))),
        }
        for item, file, own in differing(line.findings, line.away)
    ]


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
    if name == "days":
        return str(value)
    if name == "base_month":
        return say_rupiah(Decimal(value))
    if name == "predicate":
        return label_of(pack_named(line.rules), "predicate", value)
    return f"{say_number(Decimal(str(value)))}%"
