"""What a form or a file gives for a result and its indicators."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pamong.measurement.models import Indicator, Pace
from pamong.performance.models import (
    Result,
)


@dataclass(frozen=True, slots=True)
class IndicatorInput:
    """What a form gives for one indicator; `pk` 0 is a new one."""

    name: str
    pk: int = 0
    aspect: str = ""
    perspective: str = ""
    unit: str = ""
    direction: str = Indicator.Direction.MORE
    baseline: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    pace: str = Pace.PROPOSED
    q1: Decimal | None = None
    q2: Decimal | None = None
    q3: Decimal | None = None
    target_text: str = ""
    due_on: date | None = None
    band_low: Decimal | None = None
    band_high: Decimal | None = None
    tolerance: Decimal | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ResultInput:
    """What a form gives for one result; indicators that are not listed are removed."""

    text: str
    kind: str = Result.Kind.MAIN
    serves: Result | None = None
    assigned_by: str = ""
    indicators: tuple[IndicatorInput, ...] = ()
