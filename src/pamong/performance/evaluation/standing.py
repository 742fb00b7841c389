"""How far the work of many people came before they are rated, in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pamong.measurement.attainment import Attainment, Standing, mean_of, standings
from pamong.measurement.models import Reading
from pamong.performance.evaluation.queries import Levels, WorkLine
from pamong.performance.evaluation.suggestion import (
    Inputs,
    Suggestion,
    row_inputs,
    suggest,
)
from pamong.performance.periods import period_days
from pamong.performance.plan.content import PlanContent, result_lines
from pamong.performance.progress.queries import Span, attained, span_in
from pamong.performance.rhythm import When
from pamong.performance.rules import pack_named


@dataclass(frozen=True, slots=True)
class Work:
    """One person's results by the end of a period, and the rating that the rules suggest."""

    content: PlanContent
    inputs: Inputs
    suggestion: Suggestion
    mean: Decimal | None = None
    unread: int = 0  # indicators without a reading
    parts: Mapping[int, Attainment] = field(default_factory=dict)  # by the key of the indicator

    @property
    def count(self) -> int:
        """How many indicators there are."""
        return len(self.content.indicators)


def works_of(lines: Sequence[WorkLine], when: When, levels: Levels) -> dict[int, Work]:
    """The work behind some plans by their key, in four queries whatever their number."""
    year, period = when
    last = period_days(year, period)[1]
    contents = result_lines([line.plan_id for line in lines], year)
    plans = {line.plan_id: PlanContent(tuple(contents.get(line.plan_id, ()))) for line in lines}
    ended = {line.plan_id: line.ends_on for line in lines if line.ends_on < last}
    whole = [key for key in plans if key not in ended]
    read = standings(_indicators(plans[key] for key in whole), year=year, until=last)
    early = _readings(_indicators(plans[key] for key in ended), year, last) if ended else {}
    found = {}
    for line in lines:
        until = ended.get(line.plan_id, last)
        own = _by(early, until) if line.plan_id in ended else read
        span = span_in(period, line.starts_on, line.ends_on, until)
        found[line.plan_id] = _work(line, plans[line.plan_id], own, span, levels)
    return found


def _indicators(plans: Iterable[PlanContent]) -> list[int]:
    return [line.indicator_id for plan in plans for line in plan.indicators]


def _readings(keys: list[int], year: int, until: date) -> dict[int, list[Standing]]:
    """Every standing reading of plans that ended within the period, newest first."""
    rows = Reading.objects.standing().filter(
        indicator_id__in=keys, as_of__gte=date(year, 1, 1), as_of__lte=until
    )
    found: dict[int, list[Standing]] = {}
    for key, value, as_of in rows.order_by("-as_of", "-pk").values_list(
        "indicator_id", "value", "as_of"
    ):
        found.setdefault(key, []).append(Standing(value, as_of))
    return found


def _by(readings: Mapping[int, Sequence[Standing]], until: date) -> dict[int, Standing]:
    last = {
        key: next((r for r in rows if r.as_of <= until), None) for key, rows in readings.items()
    }
    return {key: reading for key, reading in last.items() if reading}


def _work(
    line: WorkLine,
    content: PlanContent,
    read: dict[int, Standing],
    span: Span,
    levels: Levels,
) -> Work:
    pack = pack_named(line.pack)
    parts: dict[int, Attainment] = attained(content.indicators, read, pack, span, trace=False)
    level = levels.for_rating(line.seat)
    inputs: Inputs = {
        "rows": row_inputs(content, parts),
        "level": level.level if level else "",
        "leads": line.seat.leads,
    }
    unread = sum(part.as_of is None for part in parts.values())
    mean = mean_of(parts.values()).value
    return Work(content, inputs, suggest(pack, inputs), mean, unread, parts)
