"""The words of published figures: codes as people read them, figures with their units."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pamong.transparency.models import PublishedIndicator, PublishedVersion
from pamong.ui.dates import ROMAN, month_name, say_day_full
from pamong.ui.numbers import say_measured, say_number, say_percent

MILESTONE, BAND = "milestone", "band"
STATES = {"good": "agreed", "fair": "wait", "poor": "late"}  # how the tag of a grade looks


def direction_said(code: str) -> str:
    """What is better."""
    names = {
        "more": _("Makin tinggi makin baik"),
        "less": _("Makin rendah makin baik"),
        BAND: _("Sebaiknya di dalam rentang"),
        MILESTONE: _("Selesai pada waktunya"),
        "ordinal": _("Tingkat atau huruf"),
    }
    return names.get(code, code)


def frequency_said(code: str) -> str:
    """How often it is measured."""
    names = {
        "month": _("Setiap bulan"),
        "quarter": _("Setiap triwulan"),
        "half": _("Setiap semester"),
        "year": _("Setiap tahun"),
    }
    return names.get(code, code)


def grade_said(code: str) -> str:
    """How far a figure can be trusted, in a word."""
    names = {"good": _("Baik"), "fair": _("Cukup"), "poor": _("Lemah")}
    return names.get(code, code)


def table_said(code: str) -> str:
    """What a table of open data holds."""
    names = {
        "indicators": _("Angka tiap tahun"),
        "periods": _("Angka tiap periode"),
        "versions": _("Riwayat versi"),
    }
    return names.get(code, code)


def period_said(code: str) -> str:
    """Triwulan III 2026, of 2026-Q3."""
    year, _dash, part = code.partition("-")
    kind, number = part[:1], int(part[1:] or 0)
    told = {"year": year, "number": ROMAN.get(number, number)}
    if kind == "M":
        return f"{month_name(number)} {year}"
    if kind == "Q":
        return _("Triwulan %(number)s %(year)s") % told
    if kind == "H":
        return _("Semester %(number)s %(year)s") % told
    return _("Tahun %(year)s") % told


def measured(value: Decimal | None, of: PublishedIndicator, unit: str = "") -> str:
    """A figure with its unit; of a milestone the state."""
    if value is None:
        return "–"
    if of.direction == MILESTONE:
        return _("Selesai") if value >= 1 else _("Belum selesai")
    return say_measured(value, unit or of.unit)


def aim_said(version: PublishedVersion, of: PublishedIndicator) -> str:
    """What was aimed at: a figure, a range, a day or words."""
    if version.band_low is not None and version.band_high is not None:
        told = {"low": say_number(version.band_low), "high": say_number(version.band_high)}
        return _("%(low)s sampai %(high)s") % told
    if version.target_due:
        return say_day_full(version.target_due)
    if version.target is not None:
        return measured(version.target, of, version.unit)
    return version.target_text or "–"


def standing_said(version: PublishedVersion) -> str:
    """Whether a version holds."""
    if version.withdrawn_on:
        return _("Ditarik %s") % say_day_full(version.withdrawn_on)
    return _("Berlaku") if version.is_current else _("Diganti versi berikutnya")


def attainment_said(version: PublishedVersion) -> Any:
    """Of the target, in percent."""
    return say_percent(version.attainment, 1) if version.attainment is not None else ""
