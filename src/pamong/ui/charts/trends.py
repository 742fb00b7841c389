"""A line over time as Vega-Lite draws it: what was measured, what is expected, and what is aimed at."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from pamong.ui.charts.framing import (
    ACCENT,
    FILL,
    LEADING,
    LETTER,
    PAGE,
    PALE,
    SILENT,
    Spec,
    framed,
    in_lines,
    plain,
)

BREAK = "break-paths-show-domains"  # a gap in a line where a figure is missing
NEAR, BOTTOM = 3, 0.15  # so many times the lowest figure; of the highest one, for a number below
HIGH, NAMES_HIGH = 240, 44  # of the lines; of the names below them
BESIDE = 56  # of the width, for the numbers at the left of a line


@dataclass(frozen=True, slots=True)
class Point:
    """One moment of a line; an expected one has an interval, an odd one is marked. Without a value the line has a gap.

    What was to be reached by then is a short line across it.
    """

    label: str
    value: Decimal | int | None
    said: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    is_expected: bool = False
    is_odd: bool = False
    aim: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """A line across with its words; over the whole width, or from one moment to another."""

    value: Decimal
    said: str
    first: int | None = None
    last: int | None = None


def trend(
    given: Sequence[Point],
    *,
    width: int,
    height: int = 0,
    target: Aim | None = None,
    limits: Sequence[Aim] = (),
) -> Spec:
    """A line over time, with lines across; what is expected is dashed, with the interval around it."""
    axis = _names_along(given, width)
    x = {"field": "n", "type": "ordinal", "axis": axis, "scale": {"padding": 0.5}}
    across = [*limits, *([] if target is None else [target])]
    scale = _scale([*given, *across])
    y = {"field": "value", "type": "quantitative", "scale": scale, "axis": {"title": None}}
    aims = _aims_on(y) if any(point.aim is not None for point in given) else []
    layers = [_interval(y), *aims, *_lines_of(given, y), *_points_on(y)]
    for layer in layers:
        layer["encoding"]["x"] = x
    layers += [_across_at(x, y, one, width, len(given)) for one in across]
    told = _told(given, 0 if limits else width)  # beside limits numbers would be too many
    room = max((plain(point.value) for point in given), default=0) * BOTTOM
    rows = [_point_row(n, point, room, is_told=n in told) for n, point in enumerate(given)]
    return {
        **framed(width, rows),
        "height": height - NAMES_HIGH if height else HIGH,
        "layer": layers,
    }


def _scale(given: Sequence[Point | Aim]) -> Spec:
    """From nought where the figures come near it, so that no axis of a count goes below; else where they lie."""
    every = [one.value for one in given if one.value is not None]
    for one in given:
        if isinstance(one, Point):
            every += [value for value in (one.low, one.high, one.aim) if value is not None]
    if every and min(every) >= 0 and min(every) * NEAR <= max(every):
        return {"zero": True, "nice": True}
    return {"zero": False, "nice": True, "padding": 12}


def _aims_on(y: Spec) -> list[Spec]:
    """Short lines: what was to be reached by each moment."""
    mark = {"type": "tick", "orient": "horizontal", "thickness": 3, "size": 28, "opacity": 1}
    valid = [{"filter": "isValid(datum.aim)"}]
    return [{"transform": valid, "mark": mark | SILENT, "encoding": {"y": {**y, "field": "aim"}}}]


def _names_along(given: Sequence[Point], width: int) -> Spec:
    """As many names below the line as there is room for without breaking a word, the last among them."""
    each = max(width - BESIDE, 1) / max(len(given), 1)
    longest = max((len(word) for one in given for word in one.label.split()), default=1)
    step = ceil((longest * LETTER + 8) / each)
    lines = [in_lines(point.label, each * step - 4) for point in given]
    return {
        "values": list(range(len(given) - 1, -1, -step)),
        "labelExpr": f"{json.dumps(lines)}[datum.value]",
        "labelAngle": 0,
        "labelLimit": 0,
        "title": None,
        "grid": False,
    }


def _told(given: Sequence[Point], width: int) -> set[int]:
    """Whose numbers are written: all where there is room, else the odd ones, the last measured and the last."""
    longest = max((len(point.said) for point in given), default=0) * LETTER
    if longest <= (width - BESIDE) / max(len(given), 1):
        return set(range(len(given)))
    measured = [n for n, point in enumerate(given) if not point.is_expected]
    odd = [n for n, point in enumerate(given) if point.is_odd]
    return {*odd, *measured[-1:], len(given) - 1}


def _point_row(n: int, point: Point, room: float, *, is_told: bool) -> Spec:
    return {
        "n": n,
        "value": None if point.value is None else plain(point.value),
        "said": point.said if is_told else "",
        "low": None if point.low is None else plain(point.low),
        "high": None if point.high is None else plain(point.high),
        "expected": point.is_expected,
        "marked": point.is_expected or point.is_odd,
        "aim": None if point.aim is None else plain(point.aim),
        "below": _is_below(point, room),
        "words": f"{point.label}: {point.said}",
    }


def _is_below(point: Point, room: float) -> bool:
    """Whether its number stands below it: where the short line is above, and the names of the axis are far enough."""
    if point.aim is None or point.value is None:
        return False
    return point.aim >= point.value and point.value > room


def _across_at(x: Spec, y: Spec, aim: Aim, width: int, count: int) -> Spec:
    """A dotted line across with its words above it; of one that begins later before it, where there is room."""
    layers: list[Spec] = [{"mark": {"type": "rule", "strokeDash": [2, 3], **SILENT}}]
    text: Spec = {"type": "text", "align": "left", "baseline": "bottom", "dy": -3, **SILENT}
    look: Spec = {"x": {"value": 2}}
    if aim.first is not None:
        start = {**x, "field": "first", "bandPosition": 0}
        layers[0]["encoding"] = {"x": start, "x2": {"field": "last", "bandPosition": 1}}
        room = (width - BESIDE) * aim.first / count
        if room > len(aim.said) * LETTER:
            look = {"x": start}
            text |= {"align": "right", "baseline": "middle", "dx": -6, "dy": 0}
    row: Spec = {"value": plain(aim.value), "first": aim.first, "last": aim.last}
    for up, words in enumerate(reversed(in_lines(aim.said, width - BESIDE))):
        row[f"said{up}"] = words
        own = {**text, "dy": text["dy"] - up * LEADING}
        around = {**own, "stroke": PAGE, "strokeWidth": 4}  # so that no line runs through them
        said = {**look, "text": {"field": f"said{up}"}}
        layers += [{"mark": mark, "encoding": said} for mark in (around, own)]
    return {"data": {"values": [row]}, "encoding": {"y": y}, "layer": layers}


def _interval(y: Spec) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
        "mark": {
            "type": "bar",
            "color": PALE,
            "stroke": FILL,
            "strokeWidth": 1,
            "width": 18,
            "aria": False,
        },
        "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }


def _lines_of(given: Sequence[Point], y: Spec) -> list[Spec]:
    """What was measured as a whole line; from its last point on, dashed, what is expected."""
    last = max((n for n, one in enumerate(given) if not one.is_expected), default=-1)
    known = {"type": "line", "color": FILL, "strokeWidth": 2.5, "aria": False, "invalid": BREAK}
    then = {"type": "line", "color": ACCENT, "strokeWidth": 2, "strokeDash": [6, 4], "aria": False}
    found: list[Spec] = [
        {"transform": [{"filter": "!datum.expected"}], "mark": known, "encoding": {"y": y}},
    ]
    if any(one.is_expected for one in given):
        rows = [{"filter": f"datum.expected || datum.n == {last}"}]
        found.append({"transform": rows, "mark": then, "encoding": {"y": y}})
    return found


def _points_on(y: Spec) -> list[Spec]:
    marked = {"test": "datum.marked"}
    valid = [{"filter": "isValid(datum.value)"}]
    mark = {"type": "point", "filled": True, "size": 70, "opacity": 1}
    looks = {
        "y": y,
        "shape": {"condition": {**marked, "value": "diamond"}, "value": "circle"},
        "color": {"condition": {**marked, "value": ACCENT}, "value": FILL},
        "description": {"field": "words"},
    }
    layers: list[Spec] = [{"transform": valid, "mark": mark, "encoding": looks}]
    for down, where in ((-14, "!datum.below"), (16, "datum.below")):
        own: Spec = {"type": "text", "dy": down, **SILENT}
        around = {**own, "stroke": PAGE, "strokeWidth": 4}  # so that no line runs through a number
        words: Spec = {"y": y, "text": {"field": "said"}}
        rows = [*valid, {"filter": where}]
        layers += [
            {"transform": rows, "mark": one, "encoding": dict(words)} for one in (around, own)
        ]
    return layers
