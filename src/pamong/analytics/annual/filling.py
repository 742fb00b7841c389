"""From a snapshot to the figures that a report keeps: values as text, so that the same ones are the same bytes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pamong.analytics.annual.reading import Told, told_by
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.measurement.attainment import Attainment, Standing
from pamong.measurement.cards.figures import Figures, parts_below, reached_by
from pamong.measurement.models import Card, Indicator, Origin, Reading, Target
from pamong.people.models import Agency, Unit, recall_names
from pamong.performance.models import Contribution, Goal, GoalIndicator
from pamong.performance.rules import mark_of, pack_on
from pamong.policy.pack import Pack

BEFORE = 3  # years beside the year itself
CENT = Decimal("0.01")
MOST_PROOFS = 12  # of an indicator in its annex, the last ones
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for every indicator of a report."""

    year: int
    pack: Pack
    told: Told
    figures: Mapping[int, Figures]
    money: Mapping[int, Decimal]  # by goal, in the year
    origins: Mapping[int, Origin] = field(default_factory=dict)  # by reading, where nobody typed it

    @property
    def years(self) -> list[int]:
        """The year and those before it, the first one first."""
        return sorted(self.figures)


def figures_from(agency: Agency, year: int, snapshot: Snapshot) -> Facts:
    """What the snapshot says of a year of the agency; the same snapshot and names give the same."""
    told = told_by(snapshot)
    goals = goals_of(agency, year)
    lines = _lines(goals)
    recall_names(goal.unit for goal in goals if goal.unit)
    frame = _frame(agency, year, told, [row for some in lines.values() for row in some])
    offices = list(_offices(agency, date(year, 12, 31)))
    return {
        "agency": agency.name,
        "year": year,
        "years": frame.years,
        "snapshot": snapshot.id,
        "as_of": snapshot.day.isoformat(),
        "pack": mark_of(frame.pack),
        "offices": offices,
        "goals": [_goal(goal, lines.get(goal.pk, []), frame) for goal in goals],
    }


def goals_of(agency: Agency, year: int) -> list[Goal]:
    """The agency's own outcomes; where none of them is measured, those of its offices."""
    rows = Goal.objects.filter(
        agency=agency, kind=Goal.Kind.OUTCOME, first_year__lte=year, last_year__gte=year
    )
    rows = rows.select_related("unit").order_by("unit__path", "code", "pk")
    own = list(rows.filter(unit=None))
    measured = GoalIndicator.objects.filter(goal__in=[goal.pk for goal in own]).exists()
    return own if measured else list(rows)


def _lines(goals: Sequence[Goal]) -> dict[int, list[GoalIndicator]]:
    rows = GoalIndicator.objects.filter(goal__in=[goal.pk for goal in goals])
    around = ("indicator__card__indicator", "indicator__card__owner", "indicator__card__unit")
    found: dict[int, list[GoalIndicator]] = {}
    for row in rows.select_related("indicator", *around).order_by("goal_id", "pk"):
        found.setdefault(row.goal_id, []).append(row)
    return found


def _frame(agency: Agency, year: int, told: Told, lines: Sequence[GoalIndicator]) -> Frame:
    pack = pack_on(date(year, 12, 31), local=agency.local_packs)
    cards = [row.indicator.card for row in lines if hasattr(row.indicator, "card")]
    parts = parts_below(cards)
    keys = {row.indicator_id for row in lines}
    texts = Target.objects.filter(indicator_id__in=keys).exclude(text="")
    said = {(key, of): text for key, of, text in texts.values_list("indicator_id", "year", "text")}
    figures = {
        of: Figures(date(of, 12, 31), pack, parts, told.within(of), told.aims(of, said))
        for of in range(year - BEFORE, year + 1)
    }
    read = [one.pk for key in keys for one in told.within(year).get(key, ())]
    return Frame(year, pack, told, figures, money_of(agency, year, told), origins_of(read))


def origins_of(readings: Sequence[int]) -> dict[int, Origin]:
    """From which file or source some readings came."""
    rows = Reading.objects.filter(pk__in=readings, origin__isnull=False).select_related("origin")
    return {row.pk: row.origin for row in rows if row.origin}


def money_of(agency: Agency, year: int, told: Told) -> dict[int, Decimal]:
    """What is set aside for each goal: its own, or the shares of those below it; nothing is no nought."""
    below: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    rows = Contribution.objects.filter(parent__agency=agency).order_by("pk")
    for parent, child, share in rows.values_list("parent_id", "child_id", "share"):
        below[parent].append((child, share))
    found = {goal: money for (goal, of), money in told.money.items() if of == year}
    for _step in range(len(Goal.Kind.values)):
        for parent, children in below.items():
            parts = [found[child] * share / 100 for child, share in children if child in found]
            if parts and parent not in found:
                found[parent] = sum(parts, Decimal(0))
    return {goal: money.quantize(CENT, ROUND_HALF_UP) for goal, money in found.items()}


def _offices(agency: Agency, on: date) -> list[str]:
    """The names of the units right below the agency, as they were on the last day of the year."""
    rows = Unit.objects.on(on).filter(agency=agency)
    tops = [unit for unit in rows.order_by("name", "pk") if unit.parent_id is None]
    below = [unit for unit in rows.order_by("name", "pk") if unit.parent_id in {t.pk for t in tops}]
    shown = below if len(tops) == 1 and below else tops
    recall_names(shown)
    return [unit.name_on(on) for unit in shown]


def _goal(goal: Goal, lines: Sequence[GoalIndicator], frame: Frame) -> Facts:
    last = date(frame.year, 12, 31)
    return {
        "uuid": str(goal.uuid),
        "code": goal.code,
        "name": goal.name,
        "unit": goal.unit.name_on(last) if goal.unit else "",
        "source": goal.source,
        "last_year": goal.last_year,
        "budget": _plain(frame.money.get(goal.pk)),
        "indicators": [_indicator(row.indicator, goal, frame) for row in lines],
    }


def _indicator(indicator: Indicator, goal: Goal, frame: Frame) -> Facts:
    card: Card | None = getattr(indicator, "card", None)
    aim = frame.told.targets.get(goal.last_year, {}).get(indicator.pk)
    years = {str(year): _came(indicator, card, frame.figures[year]) for year in frame.years}
    readings = frame.told.within(frame.year).get(indicator.pk, [])
    return {
        "uuid": str(indicator.uuid),
        "name": indicator.name,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "baseline": _plain(indicator.baseline),
        "band_low": _plain(indicator.band_low),
        "band_high": _plain(indicator.band_high),
        "source": indicator.source,
        "method": card.method if card else "",
        "owner": card.owner.full_name if card and card.owner else "",
        "is_computed": bool(card and card.is_computed),
        "readings": len(readings),
        "unsure": sum(one.confidence not in SURE for one in readings),
        "proofs": [_proof(one, frame) for one in readings[-MOST_PROOFS:]],
        "at_the_end": _plain(aim.value) if aim else None,
        "years": years,
    }


def _proof(reading: Reading, frame: Frame) -> Facts:
    """On what a figure rests: the file or source that it was read from, with its mark, else that it was entered."""
    origin = frame.origins.get(reading.pk)
    return {
        "as_of": reading.as_of.isoformat(),
        "value": _plain(reading.value),
        "origin": str(origin) if origin else "",
        "sha256": origin.sha256 if origin else "",
    }


SURE = {"", Reading.Confidence.SURE.value}


def _came(indicator: Indicator, card: Card | None, figures: Figures) -> Facts:
    """The target, what was reached, and how the one stands to the other, or why that cannot be said."""
    line = figures.aims.line(indicator)
    missing: tuple[str, ...] = ()
    if card:
        figure = figures.of(card)
        found, missing = figures.reached(card, figure).by_now, figure.missing
        actual, as_of = figure.value, figure.as_of
        reason = figure.fault or found.reason
    else:
        last = next(reversed(figures.readings.get(indicator.pk, ())), None)
        standing = Standing(last.value, last.as_of) if last else None
        found = reached_by(line, standing, figures.pack, until=figures.until, trace=False).by_now
        actual, as_of = (last.value, last.as_of) if last else (None, None)
        reason = found.reason
    return {
        "target": _plain(line.target),
        "target_text": line.target_text,
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "actual": _plain(actual),
        "as_of": as_of.isoformat() if as_of else None,
        "missing": list(missing),
        **_reached(found, reason),
    }


def _reached(found: Attainment, reason: str) -> Facts:
    return {
        "attainment": _plain(found.value),
        "uncapped": _plain(found.uncapped),
        "is_reached": found.is_reached,
        "reason": "" if found.value is not None or found.is_reached is not None else reason,
    }


def _plain(value: Decimal | None) -> str | None:
    """Without noughts that a database or an engine put behind the comma."""
    return None if value is None else f"{value.normalize():f}"
