"""What a change did where it came at different times: effects by cohort and time, point estimates."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Literal, NamedTuple

Control = Literal["never", "notyet"]
Base = Literal["varying", "universal"]


class Unit(NamedTuple):
    """One unit: the time from which it is treated (None: never), and its outcome by time."""

    treated_from: int | None
    outcomes: Mapping[int, float]


class Effect(NamedTuple):
    """ATT(g, t): the mean effect on the cohort at a time; before the cohort's start it tests the trend."""

    cohort: int
    time: int
    estimate: float
    treated: int  # units of the cohort in the estimate


def group_time_effects(
    units: Sequence[Unit], control: Control = "never", base: Base = "varying"
) -> list[Effect]:
    """Callaway and Sant'Anna's ATT(g, t) without covariates, for all (g, t) that have a base and a comparison.

    The base is the period before the cohort's start; for times before it the period before (varying) or the same
    one (universal). Two-way fixed effects would mix cohorts whose effects differ, so none are used.
    """
    times = sorted({time for unit in units for time in unit.outcomes})
    cohorts = sorted({unit.treated_from for unit in units if unit.treated_from is not None})
    found = []
    for cohort in cohorts:
        for time in times:
            start = _base_of(times, cohort, time, base)
            if start is None or start == time:
                continue
            treated = _changes((u for u in units if u.treated_from == cohort), start, time)
            others = _changes(_comparison(units, cohort, max(start, time), control), start, time)
            if treated and others:
                estimate = fmean(treated) - fmean(others)
                found.append(Effect(cohort, time, estimate, len(treated)))
    return found


def by_age(effects: Iterable[Effect]) -> dict[int, float]:
    """The effect by time since the start (0 is the first treated period), cohorts weighted by their size."""
    ages: dict[int, list[Effect]] = {}
    for effect in effects:
        ages.setdefault(effect.time - effect.cohort, []).append(effect)
    return {age: overall(group, since=None) for age, group in sorted(ages.items())}


def overall(effects: Iterable[Effect], since: int | None = 0) -> float:
    """The mean of the effects weighted by cohort size; only those at this age and above, where one is given."""
    chosen = [e for e in effects if since is None or e.time - e.cohort >= since]
    if not chosen:
        raise ValueError("effects: expected at least one at or after the start")
    weight = sum(effect.treated for effect in chosen)
    return sum(effect.treated * effect.estimate for effect in chosen) / weight


def _base_of(times: Sequence[int], cohort: int, time: int, base: Base) -> int | None:
    limit = cohort if time >= cohort or base == "universal" else time
    return max((t for t in times if t < limit), default=None)


def _comparison(units: Sequence[Unit], cohort: int, until: int, control: Control) -> Iterable[Unit]:
    """Units never treated, and with `notyet` also those whose start lies after both times looked at."""
    for unit in units:
        later = control == "notyet" and unit.treated_from is not None
        if unit.treated_from is None or (
            later and unit.treated_from > until and unit.treated_from != cohort
        ):
            yield unit


def _changes(units: Iterable[Unit], start: int, time: int) -> list[float]:
    return [
        unit.outcomes[time] - unit.outcomes[start]
        for unit in units
        if start in unit.outcomes and time in unit.outcomes
    ]
