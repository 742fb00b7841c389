"""Targets of a year beside the indicators that they belong to, as attainment asks for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from pamong.access.prepared import prepared
from pamong.measurement.models import Indicator, Pace, Target


@dataclass(frozen=True, slots=True)
class AimedLine:
    """An indicator with its target of one year."""

    direction: str
    unit: str
    baseline: Decimal | None
    band_low: Decimal | None
    band_high: Decimal | None
    tolerance: Decimal | None
    target: Decimal | None = None
    q1: Decimal | None = None
    q2: Decimal | None = None
    q3: Decimal | None = None
    pace: str = Pace.NONE.value
    target_text: str = ""
    due_on: date | None = None

    @property
    def has_quarters(self) -> bool:
        """Whether a quarter has a target of its own."""
        return any(value is not None for value in (self.q1, self.q2, self.q3))


@dataclass(frozen=True, slots=True)
class Aims:
    """The targets of a year, by the key of the indicator."""

    year: int
    targets: Mapping[int, Target]

    def line(self, indicator: Indicator) -> AimedLine:
        """The indicator beside its target."""
        return line_of(indicator, self.targets.get(indicator.pk))


def line_of(of: Indicator, aim: Target | None) -> AimedLine:
    """An indicator beside a target of a year, where there is one."""
    known = (of.direction, of.unit, of.baseline, of.band_low, of.band_high, of.tolerance)
    if aim is None:
        return AimedLine(*known)
    stages = (aim.value, aim.q1, aim.q2, aim.q3)
    return AimedLine(*known, *stages, aim.pace, aim.text, aim.due_on)


def aims_over(indicator_ids: Iterable[int], years: Sequence[int]) -> dict[int, Aims]:
    """The targets of some indicators in each of the years, in one query."""
    found: dict[int, dict[int, Target]] = {year: {} for year in years}
    for target in _targets(indicators=sorted(indicator_ids), years=list(years)):
        found[target.year][target.indicator_id] = target
    return {year: Aims(year, targets) for year, targets in found.items()}


def aims_of(indicator_ids: Iterable[int], year: int) -> Aims:
    """The targets of some indicators in one year."""
    return aims_over(indicator_ids, [year])[year]


@prepared
def _targets(*, indicators: list[int], years: list[int]) -> QuerySet[Target]:
    return Target.objects.filter(indicator_id__in=indicators, year__in=years)
