"""Figures that are more likely a slip than a fact: asked back, never refused."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.measurement.models import Indicator
from pamong.measurement.pace import BY_QUARTER, STATES, TIMES, is_state
from pamong.policy.pack import Pack
from pamong.ui.numbers import say_number

FAR = "far_from_target"  # clause of the pack: so many times the target, or that part of it
WORD = re.compile(r"[^\W\d_]+|[%‰]")
# Units of what is weighed, measured or paid: half of one is as good as a whole one.
MEASURES = frozenset(
    [
        *("angka", "rasio", "rata", "per", "point", "derajat", "tahun", "semester", "triwulan"),
        *("km", "m", "meter", "kilometer", "cm", "mm", "ha", "hektar", "hektare", "are", "persegi"),
        *("ton", "kg", "kilogram", "gram", "kuintal", "liter", "kubik", "kwh", "kw", "mw", "watt"),
        *("rp", "rupiah", "idr", "usd", "ribu", "ribuan", "juta", "miliar", "milyar", "triliun"),
        *("mbps", "gbps", "mb", "gb", "tb", "permil", "‰", "kalori", "kkal", "kapita", "detik"),
    ]
)


def is_counted(unit: str) -> bool:
    """Whether the unit names things that come whole: documents, mothers, villages."""
    words = WORD.findall(unit.casefold())
    return bool(words) and not any(word in MEASURES | STATES | TIMES for word in words)


def is_broken(value: Decimal | None, unit: str) -> bool:
    """Whether the figure is a part of a thing that comes whole."""
    return value is not None and value != value.to_integral_value() and is_counted(unit)


def doubt_about(
    value: Decimal, target: Decimal | None, pack: Pack, *, unit: str, direction: str
) -> str:
    """What is odd about a figure, as a question's first half; empty when nothing is."""
    if is_broken(value, unit):
        return broken_said(value, unit)
    if value < 0 and target is not None and target >= 0 and direction in BY_QUARTER:
        told = {"target": say_number(target), "unit": unit}
        return _("Angka ini di bawah nol, padahal targetnya %(target)s %(unit)s.") % told
    is_aimed = target and target > 0 and direction in BY_QUARTER
    if not is_aimed or value <= 0 or FAR not in pack.numbers:
        return ""
    assert target
    far = pack.numbers[FAR].decimal
    told = {"target": say_number(target), "unit": unit, "far": say_number(far)}
    if value > far * target:
        told["times"] = say_number(value / target, 0)
        return _("Angka ini %(times)s kali targetnya (%(target)s %(unit)s).") % told
    is_tiny = value * far < target
    if is_tiny and is_state(unit, direction) and direction == Indicator.Direction.MORE:
        return _("Angka ini kurang dari 1/%(far)s targetnya (%(target)s %(unit)s).") % told
    return ""


def target_fault(value: Decimal, unit: str, direction: str) -> str:
    """Why nothing could ever be measured against the target, and what to write instead; empty when it can."""
    if value < 0 and is_counted(unit):
        return _("%(unit)s tidak pernah kurang dari nol. Tulis angka di atas nol.") % {"unit": unit}
    if value == 0 and direction == Indicator.Direction.MORE:
        return _(
            "Capaian terhadap target 0 tidak dapat dihitung bila makin tinggi makin baik. "
            "Tulis target di atas nol, atau pilih arah “Makin rendah makin baik”."
        )
    return ""


def target_doubt(value: Decimal, unit: str) -> str:
    """What is odd about a target, as a question's first half; empty when nothing is."""
    if is_broken(value, unit):
        return broken_said(value, unit)
    return _("Target ini di bawah nol.") if value < 0 else ""


def broken_said(value: Decimal, unit: str) -> str:
    """That half a thing was written."""
    return _("%(value)s %(unit)s adalah pecahan, padahal %(unit)s dihitung utuh.") % {
        "value": say_number(value),
        "unit": unit,
    }
