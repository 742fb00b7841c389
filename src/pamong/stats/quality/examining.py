"""All rules over all readings: the findings in the order of lines, and a control chart of each series."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pamong.stats.control import Chart, xmr
from pamong.stats.periods import Period
from pamong.stats.quality.digits import digit_preference
from pamong.stats.quality.gaming import bursts, copies, groups_of, heaping, ratchet
from pamong.stats.quality.gaps import duplicates, missing, stale, unmoved
from pamong.stats.quality.jumps import jumps
from pamong.stats.quality.series import Finding, Reading, Series, series_of
from pamong.stats.quality.single import ambiguous, impossible, sudden_noughts, trial_rows

RULES = (
    *("range", "nought", "decimal", "test_row", "duplicate", "contradiction", "missing", "stale"),
    *("unmoved", "jump", "copies", "heaping", "ratchet", "burst", "digits"),
)
_OF_ONE = (impossible, sudden_noughts, ambiguous, duplicates, missing, unmoved, jumps)


class Charted(NamedTuple):
    """The chart of a series; none where it has too few figures."""

    series: Series
    chart: Chart | None


class Report(NamedTuple):
    """What was asked, the charts, and readings whose time is of another kind than their series'."""

    findings: list[Finding]
    charts: list[Charted]
    odd_times: list[Reading]


def examine(
    readings: Iterable[Reading], *, until: Period | None = None, less: bool = False
) -> Report:
    """Ask every question; `until` is the time up to which figures are due, `less` that less is better."""
    everything = list(readings)
    raw, _odd = series_of(everything)
    tried = [finding for series in raw for finding in trial_rows(series)]
    lines = {finding.line for finding in tried}
    every, odd = series_of([one for one in everything if one.line not in lines])
    found = [finding for series in every for rule in _OF_ONE for finding in rule(series)]
    found += _of_many(every, until, less=less)
    ordered = sorted([*tried, *found], key=lambda one: (one.line, RULES.index(one.rule), one.time))
    return Report(ordered, [Charted(one, xmr(one.values)) for one in every], odd)


def _of_many(every: Sequence[Series], until: Period | None, *, less: bool) -> list[Finding]:
    groups = groups_of(every)
    last = {until.kind: until.at} if until else None
    return [
        *stale(every, last),
        *copies(every),
        *heaping(groups, less=less),
        *ratchet(every),
        *bursts(groups),
        *digit_preference(groups),
    ]
