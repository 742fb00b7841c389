"""A target as a cell tells it: a figure, a figure with its unit, or a sentence."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError

from pamong.documents.cells import is_number, text_of
from pamong.documents.sheets import Value
from pamong.measurement.models import Indicator
from pamong.measurement.models.indicator import FINEST, WIDEST
from pamong.ui.numbers import read_number

AT_MOST = r"≤|<=|<|maks(?:imal|imum)?\.?|paling (?:lama|banyak|tinggi)"
AT_LEAST = r"≥|>=|>|min(?:imal|imum)?\.?|paling (?:sedikit|rendah)"
FIGURE = re.compile(rf"^(?:({AT_MOST})|{AT_LEAST})?\s*(\d[\d.,]*)\s*(\D*)$", re.IGNORECASE)
LONGEST_UNIT = 60


@dataclass(frozen=True, slots=True)
class TargetRead:
    """What the cell says; a direction only where its words give one."""

    value: Decimal | None = None
    text: str = ""
    unit: str = ""
    direction: str = ""


def read_target(cell: Value, unit: str) -> TargetRead:
    """Take a figure where the cell is one and nothing else; a unit of its own column counts first."""
    text = text_of(cell)
    if is_number(cell):
        return _fitting(TargetRead(Decimal(str(cell)), text, unit))
    found = FIGURE.match(text)
    if not found:
        return TargetRead(text=text, unit=unit)
    own = found[3].strip()
    if (unit and own and own.casefold() != unit.casefold()) or len(own) > LONGEST_UNIT:
        return TargetRead(text=text, unit=unit)
    try:
        value = read_number(found[2].rstrip(".,")).value
    except ValidationError:
        return TargetRead(text=text, unit=unit)
    direction = Indicator.Direction.LESS.value if found[1] else ""
    return _fitting(TargetRead(value, text, unit or own, direction))


def _fitting(read: TargetRead) -> TargetRead:
    """The figure as it can be kept; one that is too long for that stays as its text says it."""
    assert read.value is not None
    if read.value.adjusted() >= WIDEST:
        return replace(read, value=None, direction="")
    return replace(read, value=read.value.quantize(FINEST, ROUND_HALF_UP), text="")
