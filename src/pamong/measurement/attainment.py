"""How far an indicator came by a day: the pack's rule over the last reading, never a nought for nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Protocol

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.prepared import prepared
from pamong.measurement.models import Indicator, Reading
from pamong.measurement.pace import BY_QUARTER, WHOLE, Against, Part, is_held, part_of
from pamong.policy.evaluate import Outcome, Runner, evaluate, runner
from pamong.policy.inputs import BadInput
from pamong.policy.pack import Pack

RULE = "attainment"
# Said only when it is shown: a leader's board computes hundreds of attainments.
REASONS = {
    "actual is missing": gettext_lazy("Belum ada realisasi."),
    "target is 0": gettext_lazy("Target 0: persentase tidak dapat dihitung."),
    "target is below 0": gettext_lazy("Target di bawah 0: persentase tidak dapat dihitung."),
    "not reached, and not yet due": gettext_lazy("Belum selesai, dan belum jatuh tempo."),
    "baseline is missing": gettext_lazy("Kondisi awal belum diisi."),
    "baseline equals target": gettext_lazy(
        "Kondisi awal sama dengan target: kemajuan tidak dapat dihitung."
    ),
}
QUARTER_REASONS = {
    "target is missing": gettext_lazy(
        "Target triwulan belum ada, dan target tahun tidak dapat menilai satu triwulan."
    ),
    "target is 0": gettext_lazy("Sampai triwulan ini belum ada yang ditargetkan."),
}
MONTH_REASONS = {
    "target is missing": gettext_lazy(
        "Target bulan ini tidak dapat diusulkan, karena target triwulannya atau triwulan sebelumnya belum ada."
    ),
    "target is 0": gettext_lazy("Sampai bulan ini belum ada yang ditargetkan."),
}
UNKNOWN = gettext_lazy("Tidak dapat dihitung dari data yang ada.")
DONE = 1  # the reading of a milestone that was reached


class Measured(Protocol):
    """What an indicator and its target of a year say; a row or a line of a plan."""

    @property
    def direction(self) -> str:
        """Which way is better."""

    @property
    def baseline(self) -> Decimal | None:
        """Where it started."""

    @property
    def target(self) -> Decimal | None:
        """What is aimed at."""

    @property
    def q1(self) -> Decimal | None:
        """What is aimed at by the end of the first quarter."""

    @property
    def q2(self) -> Decimal | None:
        """By the end of the second."""

    @property
    def q3(self) -> Decimal | None:
        """By the end of the third."""

    @property
    def pace(self) -> str:
        """By which way the quarters get their targets."""

    @property
    def unit(self) -> str:
        """What is counted."""

    @property
    def target_text(self) -> str:
        """What is aimed at where it is no number."""

    @property
    def due_on(self) -> date | None:
        """By when."""

    @property
    def band_low(self) -> Decimal | None:
        """The lower bound of a band."""

    @property
    def band_high(self) -> Decimal | None:
        """The upper bound of a band."""

    @property
    def tolerance(self) -> Decimal | None:
        """How far outside a band it comes to nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The last reading of an indicator that nothing replaced."""

    value: Decimal
    as_of: date
    confidence: str = ""
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Attainment:
    """An indicator's attainment by a day. `value` is what a report adds up, `uncapped` the figure as it is."""

    value: Decimal | None = None
    uncapped: Decimal | None = None
    actual: Decimal | None = None
    target: Decimal | None = None
    as_of: date | None = None
    reason: str = ""
    outcome: Outcome | None = None
    is_reached: bool | None = None  # for ranks, which have an order but no percentage
    quarter: int = 0  # whose target it was held against; 0 is the target of the whole period
    month: int = 0  # whose proposed target it was, where a month does not end its quarter
    last_on: date | None = None  # day of a reading that is too old to count for the period


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the parts that are there, with how many are not."""

    value: Decimal | None
    present: int
    missing: int


def aimed(line: Measured, quarter: int) -> Decimal | None:
    """The target of a quarter, or of the whole period where the quarter is 0."""
    return {1: line.q1, 2: line.q2, 3: line.q3}.get(quarter, line.target)


def aimed_by(line: Measured, quarter: int, part: Part) -> Decimal | None:
    """What should be there after some months of a quarter; nothing where a target is missing."""
    target = aimed(line, quarter)
    begun = aimed(line, part.before) if part.before else Decimal(0)
    if target is None or begun is None:
        return None
    return part_of(begun, target, part, line.direction)


def attain(
    line: Measured,
    standing: Standing | None,
    pack: Pack,
    *,
    until: date,
    against: Against = WHOLE,
    trace: bool = True,
) -> Attainment:
    """Compute one attainment through the pack; what cannot be computed says why.

    `against` says whose target the figure is held against. In a month that does not end its quarter,
    what grows is held against the month's share of the way.
    """
    part = against.part
    quarter = against.quarter if line.direction in BY_QUARTER else 0
    month = _month(line, part)
    target = aimed_by(line, quarter, part) if part and month else aimed(line, quarter)
    known: dict[str, Any] = {
        "actual": standing.value if standing else None,
        "target": target,
        "as_of": standing.as_of if standing else None,
        "quarter": quarter,
        "month": month,
    }
    inputs = _inputs(line, standing, target)
    try:
        outcome = _ruled(pack, inputs, until, trace=trace)
    except BadInput:
        reason = _("Target dan realisasi indikator ini tidak dapat dibandingkan.")
        return Attainment(**known, reason=reason)
    found = outcome.value
    return Attainment(
        **known,
        value=found.get("attainment"),
        uncapped=found.get("uncapped"),
        reason=reason_said(found.get("reason", ""), line, quarter, month),
        outcome=outcome,
        is_reached=found.get("reached"),
    )


def progress(
    line: Measured, standing: Standing | None, pack: Pack, *, until: date, trace: bool = True
) -> Attainment:
    """How much of the way from the baseline to the target is gone, by the same rule of the pack.

    What has no way, as a range, a day or a rank, has its attainment alone.
    """
    known: dict[str, Any] = {
        "actual": standing.value if standing else None,
        "target": line.target,
        "as_of": standing.as_of if standing else None,
    }
    if line.direction not in BY_QUARTER:
        return Attainment(**known, reason=_("Indikator seperti ini tidak punya kemajuan."))
    inputs = _inputs(line, standing, line.target) | {"method": "progress"}
    outcome = _ruled(pack, inputs, until, trace=trace)
    found = outcome.value
    return Attainment(
        **known,
        value=found.get("attainment"),
        uncapped=found.get("uncapped"),
        reason=reason_said(found.get("reason", ""), line, 0),
        outcome=outcome,
    )


def _month(line: Measured, part: Part | None) -> int:
    """The month that has a target of its own: where it ends no quarter and the figure grows."""
    if part is None or part.is_end or line.direction not in BY_QUARTER:
        return 0
    return 0 if is_held(line.pace, line.unit, line.direction) else part.month


def _ruled(pack: Pack, inputs: dict[str, Any], until: date, *, trace: bool) -> Outcome:
    if trace:
        return evaluate(pack, RULE, inputs, on=until)
    return _outcome(runner(pack, RULE), until, tuple(inputs.items()))


@lru_cache(maxsize=16_384)
def _outcome(rule: Runner, until: date, inputs: tuple[tuple[str, Any], ...]) -> Outcome:
    """The rule's answer without its steps: the same figures have the same one, whosever they are."""
    return rule.run(dict(inputs), trace=False, on=until)


def _inputs(line: Measured, standing: Standing | None, target: Decimal | None) -> dict[str, Any]:
    actual = standing.value if standing else None
    if line.direction == Indicator.Direction.BAND:
        bounds = {"low": line.band_low, "high": line.band_high, "tolerance": line.tolerance}
        return {"direction": line.direction, "actual": actual, **bounds}
    if line.direction == Indicator.Direction.MILESTONE and line.due_on:
        done = standing is not None and standing.value >= DONE
        reached = standing.as_of.isoformat() if standing and done else None
        return {
            "direction": line.direction,
            "target": line.due_on.isoformat(),
            "actual": reached,
        }
    return {
        "direction": line.direction,
        "target": target,
        "actual": actual,
        "baseline": line.baseline,
    }


def reason_said(reason: str, line: Measured, quarter: int, month: int = 0) -> str:
    """Why there is no figure, in words for a page; empty when there is one."""
    if not reason:
        return ""
    if month and line.target is not None and reason in MONTH_REASONS:
        return str(MONTH_REASONS[reason])
    if quarter and line.target is not None and reason in QUARTER_REASONS:
        return str(QUARTER_REASONS[reason])
    if reason == "target is missing":
        if line.target_text:
            return _("Target berupa teks: dinilai dari bukti dukung, tidak dihitung.")
        return _("Target belum diisi.")
    return str(REASONS.get(reason, UNKNOWN))


def standings(indicator_ids: Iterable[int], *, year: int, until: date) -> dict[int, Standing]:
    """The last standing reading of each indicator within the year up to the day, in one query."""
    rows = _last(indicators=list(indicator_ids), first=date(year, 1, 1), last=until)
    return {
        key: Standing(value, as_of, sure, obstacle) for key, value, as_of, sure, obstacle in rows
    }


@prepared
def _last(*, indicators: list[int], first: date, last: date) -> QuerySet[Reading, tuple[Any, ...]]:
    newest = Window(
        RowNumber(),
        partition_by=[F("indicator_id")],
        order_by=[F("as_of").desc(), F("pk").desc()],
    )
    rows = Reading.objects.standing().filter(indicator_id__in=indicators)
    rows = rows.filter(as_of__gte=first, as_of__lte=last).annotate(place=newest).filter(place=1)
    return rows.values_list("indicator_id", "value", "as_of", "confidence", "obstacle")


def mean_of(parts: Iterable[Attainment]) -> Mean:
    """The mean of the figures as they are, over the parts that have one; ranks have none."""
    return mean_figure([part.uncapped for part in parts])


def mean_figure(figures: Sequence[Decimal | None]) -> Mean:
    """The mean over the figures that are there."""
    present = [figure for figure in figures if figure is not None]
    value = sum(present, Decimal(0)) / len(present) if present else None
    return Mean(
        value.quantize(Decimal("0.01"), ROUND_HALF_UP) if value is not None else None,
        len(present),
        len(figures) - len(present),
    )


def is_dated(line: Measured) -> bool:
    """Whether something is to be done by a day: done or not, it is judged by that day alone."""
    return line.direction == Indicator.Direction.MILESTONE and line.due_on is not None


def low_bound(pack: Pack) -> Decimal | None:
    """Below this a row falls behind: the floor of the pack's second lowest band of a row's state."""
    found = pack.bands.get("row_bands")
    floors = [band.floor for band in found.bands if band.floor is not None] if found else []
    if not floors:
        return None
    return Decimal(floors[-1].numerator) / Decimal(floors[-1].denominator)
