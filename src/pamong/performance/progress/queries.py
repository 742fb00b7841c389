"""Reads of realisation: attainment of plans by a day, the history of readings, the action plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from pamong.access.prepared import prepared
from pamong.measurement.attainment import (
    Attainment,
    Mean,
    Measured,
    Standing,
    aimed,
    attain,
    is_dated,
    mean_figure,
    standings,
)
from pamong.measurement.models import Reading
from pamong.measurement.pace import QUARTERS, Against, Part
from pamong.performance.models import ActionStep, Plan, PlanIndicator
from pamong.performance.periods import (
    ByMonth,
    Period,
    part_in,
    period_days,
    period_on,
    quarter_in,
    say_period,
)
from pamong.performance.plan.content import (
    IndicatorLine,
    PlanContent,
    result_lines,
)
from pamong.performance.quarters import quarter_of
from pamong.performance.rhythm import OWNER, PLAIN, Rhythms, owners_rhythms
from pamong.performance.rules import pack_named
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading, also one that a later one replaced."""

    pk: int
    as_of: date
    value: Decimal
    confidence: str
    obstacle: str
    entered_at: datetime
    is_replaced: bool


def results_of(plan: Plan) -> PlanContent:
    """A plan's results with their indicators and nothing else, in one query."""
    return PlanContent(tuple(result_lines([plan.pk], plan.year).get(plan.pk, ())))


@dataclass(frozen=True, slots=True)
class Span:
    """Up to which day readings count, and against which quarter's target they are held.

    Without a quarter it is the one of the reading's own day: a figure of September is held against
    the third quarter's target, also when it is read in November. The last quarter of the plan has
    the target of the whole period, unless it has its own: a plan that a move closed early is held
    against what was aimed at until then, not against the year. `part` says how much of its quarter a
    month has brought to an end.

    `due` is the period that needs a reading of its own. An older one says how far the work had come
    before, and is shown with its day; it is no figure of the period.
    """

    until: date
    ends_on: date  # of the plan
    quarter: int = 0
    part: Part | None = None
    due: tuple[int, str] | None = None

    def counted(self, line: Measured, standing: Standing | None) -> Standing | None:
        """The reading when it counts: what is due by a day is judged by it, all else is read again."""
        if standing is None or self.due is None or is_dated(line):
            return standing
        return standing if standing.as_of >= period_days(*self.due)[0] else None

    def unread(self, found: Attainment, standing: Standing) -> Attainment:
        """The attainment that is missing because the last reading is too old, with its day."""
        named = {
            "period": say_period(*self.due) if self.due else "",
            "day": say_day(standing.as_of),
        }
        said = _("Belum diisi untuk %(period)s; angka terakhir %(day)s.") % named
        return replace(found, reason=said, last_on=standing.as_of)

    def of(self, line: Measured, standing: Standing | None) -> int:
        """The quarter whose target counts, 0 for the whole period's."""
        own = quarter_of(standing.as_of if standing else self.until).number
        last = quarter_of(self.ends_on).number
        quarter = min(self.quarter or own, last)
        is_whole = quarter == last and (last == QUARTERS[-1] or aimed(line, last) is None)
        return 0 if is_whole else quarter


def attainments_of(
    plan: Plan,
    content: PlanContent,
    *,
    until: date,
    period: str = "",
    by_month: ByMonth = frozenset(),
) -> dict[int, Attainment]:
    """The attainment of each of a plan's indicators by a day, by the key of the plan's indicator.

    With a period the figures are held against the targets of its end, else of the quarter of each.
    """
    lines = content.indicators
    found = standings([line.indicator_id for line in lines], year=plan.year, until=until)
    span = span_on(until, plan.ends_on, by_month)
    if period:
        span = span_in(period, plan.starts_on, plan.ends_on, until)
    return attained(lines, found, pack_named(plan.pack), span)


def span_in(period: str, starts_on: date, ends_on: date, until: date) -> Span:
    """The span of a quarter, a month or the year within a plan."""
    part = part_in(period, starts_on, ends_on)
    return Span(until, ends_on, quarter_in(period), part, (ends_on.year, period))


def span_on(day: date, ends_on: date, by_month: ByMonth = frozenset()) -> Span:
    """The span of a page that is not about one period: the one that ended last needs its reading.

    Before a first one ended in the plan's year none does, nor for a plan that is over.
    """
    due = period_on(day, by_month)
    is_due = day <= ends_on and due[1] != Period.YEAR
    return Span(day, ends_on, due=due if is_due else None)


def attained(
    lines: Sequence[IndicatorLine],
    found: dict[int, Standing],
    pack: Pack,
    span: Span,
    *,
    trace: bool = True,
) -> dict[int, Attainment]:
    """The attainment of indicators whose last readings are known."""
    made = {}
    for line in lines:
        last = found.get(line.indicator_id)
        standing = span.counted(line, last)
        against = Against(span.of(line, standing), span.part)
        part = attain(line, standing, pack, until=span.until, against=against, trace=trace)
        made[line.pk] = span.unread(part, last) if last and not standing else part
    return made


class Measure(NamedTuple):
    """What attainment asks of an indicator and its target, without its words."""

    direction: str
    unit: str
    pace: str
    baseline: Decimal | None
    target: Decimal | None
    q1: Decimal | None
    q2: Decimal | None
    q3: Decimal | None
    target_text: str
    due_on: date | None
    band_low: Decimal | None
    band_high: Decimal | None
    tolerance: Decimal | None


MEASURED = (
    *("indicator__direction", "indicator__unit", "aim__pace", "indicator__baseline"),
    *("aim__value", "aim__q1", "aim__q2", "aim__q3", "aim__text", "aim__due_on"),
    *("indicator__band_low", "indicator__band_high", "indicator__tolerance"),
)


def mean_attainment(
    plan_ids: Iterable[int], year: int, until: date, rhythms: Rhythms = PLAIN
) -> dict[int, Mean]:
    """The mean attainment of many plans of a year, in two queries whatever their number."""
    keys = list(plan_ids)
    rows = _measured(plans=keys, year=year, with_owner=bool(rhythms.others(year)))
    found = standings([row[1] for row in rows], year=year, until=until)
    usual, own = rhythms.usual(year), rhythms_among(rows, year, rhythms)
    figures: dict[int, list[Decimal | None]] = {key: [] for key in keys}
    for key, indicator, mark, ends_on, *measure in rows:
        standing = found.get(indicator)
        last = (standing.value, standing.as_of) if standing else None
        span = span_on(until, ends_on, own.get(key, usual))
        figures[key].append(figure_of(tuple(measure[: len(MEASURED)]), last, mark, span))
    return {key: mean_figure(some) for key, some in figures.items()}


def rhythms_among(rows: Sequence[Any], year: int, rhythms: Rhythms) -> dict[int, ByMonth]:
    """How often each plan is rated, where not all are alike: its key begins the row, its owner ends it."""
    if not rhythms.others(year):
        return {}
    return owners_rhythms(((row[0], *row[-len(OWNER) :]) for row in rows), year, rhythms)


@lru_cache(maxsize=16_384)
def figure_of(
    measure: tuple[Any, ...],
    last: tuple[Decimal, date] | None,
    mark: str,
    span: Span,
) -> Decimal | None:
    """The figure of one indicator: the same facts have the same one, whosever they are."""
    line = Measure(*measure)
    standing = span.counted(line, Standing(*last) if last else None)
    against = Against(span.of(line, standing))
    pack = pack_named(mark)
    return attain(line, standing, pack, until=span.until, against=against, trace=False).uncapped


def aim_of(year: int) -> FilteredRelation:
    """The target of a year, as the fields of `MEASURED` name it."""
    return FilteredRelation("indicator__targets", condition=Q(indicator__targets__year=year))


@prepared
def _measured(
    *, plans: list[int], year: int, with_owner: bool
) -> QuerySet[PlanIndicator, tuple[Any, ...]]:
    rows = PlanIndicator.objects.filter(result__plan_id__in=plans)
    rows = rows.annotate(aim=aim_of(year)).order_by()
    plan = ("result__plan_id", "indicator_id", "result__plan__pack", "result__plan__ends_on")
    owner = [f"result__plan__{name}" for name in OWNER] if with_owner else []
    return rows.values_list(*plan, *MEASURED, *owner)


def readings_of(plan: Plan, content: PlanContent) -> dict[int, list[ReadingLine]]:
    """Every reading of the plan's year by indicator, newest first, replaced ones too."""
    keys = [line.indicator_id for line in content.indicators]
    rows = (
        Reading.objects.filter(indicator_id__in=keys, as_of__year=plan.year)
        .order_by("indicator_id", "-as_of", "-pk")
        .values_list(
            *("indicator_id", "pk", "as_of", "value", "confidence", "obstacle", "entered_at"),
            "replaced_by_id",
        )
    )
    found: dict[int, list[ReadingLine]] = defaultdict(list)
    for indicator_id, pk, as_of, value, sure, obstacle, at, replaced in rows:
        line = ReadingLine(pk, as_of, value, sure, obstacle, at, replaced is not None)
        found[indicator_id].append(line)
    return found


def standing_among(
    readings: dict[int, list[ReadingLine]], *, until: date, before: date | None = None
) -> dict[int, Standing]:
    """The last standing one among readings that were read, up to a day (or before another)."""
    found = {}
    for key, lines in readings.items():
        last = next(
            (
                line
                for line in lines
                if not line.is_replaced
                and line.as_of <= until
                and (before is None or line.as_of < before)
            ),
            None,
        )
        if last:
            found[key] = Standing(last.value, last.as_of, last.confidence, last.obstacle)
    return found


def steps_of(plan: Plan, quarter: int) -> dict[int, list[ActionStep]]:
    """The action plan of one quarter by result."""
    found: dict[int, list[ActionStep]] = defaultdict(list)
    for step in ActionStep.objects.filter(result__plan=plan, quarter=quarter).order_by("pk"):
        found[step.result_id].append(step)
    return found
