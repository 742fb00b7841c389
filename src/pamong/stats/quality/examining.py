"""All rules over all readings: the findings in the order of lines, and a control chart of each series."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pamong.stats.control import Chart, xmr
from pamong.stats.quality.digits import digit_preference
from pamong.stats.quality.gaming import bursts, copies, groups_of, heaping, ratchet
from pamong.stats.quality.gaps import duplicates, missing, stale, unmoved
from pamong.stats.quality.jumps import jumps
from pamong.stats.quality.series import Finding, Reading, Series, series_of
from pamong.stats.quality.single import ambiguous, impossible, sudden_noughts, trial_rows, wishes

RULES = (
    *("range", "nought", "decimal", "test_row", "duplicate", "contradiction", "missing", "stale"),
    *("unmoved", "jump", "copies", "heaping", "ratchet", "burst", "digits", "wish"),
)
_BEFORE_JUMPS = ("range", "nought")
_OF_ONE = (impossible, sudden_noughts, ambiguous, duplicates, unmoved, jumps, wishes)


class Charted(NamedTuple):
    """The chart of a series; none where it has too few figures."""

    series: Series
    chart: Chart | None


class Report(NamedTuple):
    """What was asked, the charts, and readings whose time is of another kind than their series'."""

    findings: list[Finding]
    charts: list[Charted]
    odd_times: list[Reading]


def examine(readings: Iterable[Reading], *, on: date | None = None, less: bool = False) -> Report:
    """Ask every question; `on` is the day on which figures are looked at, `less` that less is better.

    A figure that cannot be, or is a lone nought, is asked about once, not as a jump as well.
    """
    everything = list(readings)
    raw, _odd = series_of(everything)
    tried = [finding for series in raw for finding in trial_rows(series)]
    lines = {finding.line for finding in tried}
    every, odd = series_of([one for one in everything if one.line not in lines])
    found = [finding for series in every for rule in _OF_ONE for finding in rule(series)]
    wholes = {series.name: series for series in raw} if lines else {}
    for series in every:
        found += missing(series, _left_out(wholes.get(series.name), series, lines))
    asked = {one.line for one in found if one.rule in _BEFORE_JUMPS}
    found = [one for one in found if one.rule != "jump" or one.line not in asked]
    found += _of_many(every, on, less=less)
    ordered = sorted([*tried, *found], key=lambda one: (one.line, RULES.index(one.rule), one.time))
    return Report(_once_a_line(ordered), [Charted(one, xmr(one.values)) for one in every], odd)


def _left_out(whole: Series | None, series: Series, lines: Collection[int]) -> dict[int, Reading]:
    """The rows of a series that somebody typed to try the form, by their times."""
    if whole is None or whole.kind != series.kind:
        return {}
    return {at: reading for at, reading in whole.readings if reading.line in lines}


def _once_a_line(found: Sequence[Finding]) -> list[Finding]:
    """Where a line holds several times, the same question about others of them is one question."""
    kept: dict[tuple[object, ...], Finding] = {}
    for one in found:
        key = (one.line, one.rule, one.series)
        first = kept.setdefault(key, one)
        if first is not one and one.time != first.time:
            also = [*first.figures.get("also", ()), one.time]  # type: ignore[misc]
            told = {**first.figures, "also": also}
            kept[key] = Finding(first.line, first.rule, first.series, first.time, told)
    return list(kept.values())


def _of_many(every: Sequence[Series], on: date | None, *, less: bool) -> list[Finding]:
    groups = groups_of(every)
    return [
        *stale(every, on),
        *copies(every),
        *heaping(groups, less=less),
        *ratchet(every),
        *bursts(groups),
        *digit_preference(groups),
    ]
