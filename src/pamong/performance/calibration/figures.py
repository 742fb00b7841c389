"""What the figures of a session can say, and where people are too few to say it: advice, no ranking."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce

from pamong.people.models import Contract, Employee, Leave
from pamong.performance.models import Calibration, CalibrationPeer
from pamong.performance.periods import period_days
from pamong.performance.rules import pack_on
from pamong.policy.pack import Pack
from pamong.stats.intervals import share_difference
from pamong.stats.suppression import FLOOR, hidden_cells

RATINGS = "rating"
LEAVE_DAYS = "calibration_leave_days"  # the clause of the pack
NEW, LEAVING, PART_TIME, ON_LEAVE = "new", "leaving", "part_time", "on_leave"
GROUPS = (NEW, LEAVING, PART_TIME, ON_LEAVE)
ABOVE, BELOW = "above", "below"
FULL_HOURS = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One person's ratings, as codes, with who gave them and what may lie behind them."""

    rater: int
    rater_name: str
    suggested: str
    results: str
    behaviour: str
    predicate: str
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Among:
    """How many of a group stand in a low cell of the matrix; nothing where they are too few to tell."""

    group: str
    count: int  # people of the group in the session
    low: int | None  # of them, in a low cell
    all_low: int
    total: int


@dataclass(frozen=True, slots=True)
class Departure:
    """How often one rater leaves the suggestion upwards or downwards, beside all others of the session."""

    name: str
    direction: str
    own: tuple[int, int]
    others: tuple[int, int]
    gap: tuple[float, float] | None  # of shares, as an interval; nothing where they are too few

    @property
    def differs(self) -> bool:
        """Whether the interval lies to one side of nought."""
        return self.gap is not None and (self.gap[0] > 0 or self.gap[1] < 0)


def figures_in(calibration: Calibration) -> list[Figure]:
    """Everybody's figures in two queries, whatever their number."""
    first, last = period_days(calibration.year, calibration.period)
    pack = pack_on(first, local=calibration.agency.local_packs)
    away = _long_leave(calibration, first, last, pack)
    return [_figure(row, (first, last), away) for row in _rows(calibration, first, last)]


def _rows(calibration: Calibration, first: date, last: date) -> Any:
    plan, at = "evaluation__plan__", "evaluation__"
    short = Contract.objects.within(first, last).filter(
        employee_id=OuterRef(f"{plan}employee_id"), hours_share__lt=FULL_HOURS
    )
    rows = CalibrationPeer.objects.filter(calibration=calibration).annotate(
        owes=Coalesce(F(f"{at}keeper_id"), F(f"{plan}rater_id")),
        owes_name=Coalesce(F(f"{at}keeper__name"), F(f"{plan}rater__name")),
        is_short=Exists(short),
    )
    rated = (f"{at}results_suggested", f"{at}results_rating", f"{at}behaviour_rating")
    person = (f"{plan}employee_id", f"{plan}employee__kind", f"{plan}employee__joined_on")
    left = (f"{plan}employee__left_on", f"{plan}employee__leaves_on")
    days = (f"{plan}starts_on", f"{plan}ends_on")
    return rows.values_list(
        *("owes", "owes_name", *rated, f"{at}predicate", "is_short", *person, *left, *days)
    )


def _figure(row: Any, days: tuple[date, date], away: set[int]) -> Figure:
    rater, name, suggested, results, behaviour, predicate, is_short, key, kind, *facts = row
    joined, left, leaves, starts, ends = facts
    first, last = days
    groups = {
        NEW: bool(joined and joined > first) or starts > first,
        LEAVING: bool(left or leaves) or ends < last,
        PART_TIME: is_short or kind == Employee.Kind.PPPK_PART_TIME,
        ON_LEAVE: key in away,
    }
    marks = frozenset(name for name, holds in groups.items() if holds)
    return Figure(rater, name or "", suggested, results, behaviour, predicate, marks)


def _long_leave(calibration: Calibration, first: date, last: date, pack: Pack) -> set[int]:
    """Who was away for so many days of the period; nobody where the pack does not say how many."""
    if LEAVE_DAYS not in pack.numbers:
        return set()
    people = CalibrationPeer.objects.filter(calibration=calibration)
    rows = Leave.objects.within(first, last).filter(
        employee__in=people.values("evaluation__plan__employee_id")
    )
    days: Counter[int] = Counter()
    for key, begins, ends in rows.values_list("employee_id", "valid_from", "valid_to"):
        until = last.toordinal() + 1
        until = min(ends.toordinal(), until) if ends else until
        days[key] += until - max(begins, first).toordinal()
    least = int(pack.numbers[LEAVE_DAYS].value)
    return {key for key, count in days.items() if count >= least}


def is_low(figure: Figure, pack: Pack) -> bool:
    """Whether it stands in the lowest row or column of the matrix."""
    lowest = pack.scales[RATINGS].codes[0]
    return lowest in {figure.results, figure.behaviour}


def groups_among(figures: Iterable[Figure], pack: Pack) -> list[Among]:
    """Newcomers, leavers, part-timers and those long away among the low cells."""
    rows = list(figures)
    low = [row for row in rows if is_low(row, pack)]
    return [_among(group, rows, low) for group in GROUPS]


def _among(group: str, rows: list[Figure], low: list[Figure]) -> Among:
    own = [row for row in rows if group in row.groups]
    own_low = sum(group in row.groups for row in low)
    cells = {"low": own_low, "not_low": len(own) - own_low}
    hidden = hidden_cells(cells, minimum=FLOOR)
    is_shown = bool(own) and not hidden
    return Among(group, len(own), own_low if is_shown else None, len(low), len(rows))


def departures_of(figures: Iterable[Figure], pack: Pack) -> list[Departure]:
    """Each rater beside all others, by name; only where both sides have enough people to tell."""
    codes = pack.scales[RATINGS].codes
    moved: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in figures:
        if row.suggested in codes and row.results in codes:
            moved[row.rater_name, row.rater].append(
                codes.index(row.results) - codes.index(row.suggested)
            )
    return [
        _departure(key, direction, moved) for key in sorted(moved) for direction in (ABOVE, BELOW)
    ]


def _departure(
    key: tuple[str, int], direction: str, moved: Mapping[tuple[str, int], list[int]]
) -> Departure:
    sign = 1 if direction == ABOVE else -1
    own = moved[key]
    others = [step for other, steps in moved.items() if other != key for step in steps]
    mine = (sum(step * sign > 0 for step in own), len(own))
    theirs = (sum(step * sign > 0 for step in others), len(others))
    enough = min(mine[1], theirs[1]) >= FLOOR
    gap = share_difference(theirs, mine) if enough else None
    return Departure(key[0], direction, mine, theirs, gap)


def predicates_given(figures: Iterable[Figure]) -> list[str]:
    """The predicates that follow from the ratings now."""
    return [row.predicate for row in figures]
