"""From figures to what Vega-Lite draws: pure functions, words and numbers already as the reader writes them.

Labels stand in whole and broken into lines; meaning is carried by shape as well as by colour. Colours are the tokens of
`pamong.css`, for a file has no style sheet.
"""

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

Spec = dict[str, Any]
WIDE, NARROW = 720, 328
INK, QUIET, LINE, PAGE = "#14272d", "#475b62", "#cfd9db", "#ffffff"
FILL, PALE, ACCENT = "#2a7f90", "#e0eff1", "#85500c"
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
SIZE, LEADING = 13, 16
LETTER = 7.2  # of the widest common letters at this size, on average
SILENT = {"aria": False, "color": INK}  # a screen reader hears the marks, and these beside them
BREAK = "break-paths-show-domains"  # a gap in a line where a figure is missing
# The drawer ends the whole process at a character that XML does not know.
UNWRITABLE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\ufdd0-\ufdef]"
)
OURS = re.compile(r"(?:/(?!/)|\?)[A-Za-z0-9_.~/?=&%+:-]*")  # as Django writes an address
NARROW_SHARE, WIDE_SHARE = 0.44, 0.38  # of the width, for the names


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length, what is written at its end, where it leads, and a tick beside it.

    Without a value there is no bar, only what is written. An open bar is drawn as an outline.
    """

    label: str
    value: Decimal | int | None
    said: str
    url: str = ""
    tick: Decimal | int | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One moment of a line; an expected one has an interval. Without a value the line has a gap."""

    label: str
    value: Decimal | int | None
    said: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """One thing by two measures; a second kind has another shape."""

    label: str
    across: Decimal
    up: Decimal
    url: str = ""
    is_second: bool = False


def bars(given: Sequence[Bar], *, width: int) -> Spec:
    """Lying bars in the given order, each with its words at its end and its tick across."""
    share = NARROW_SHARE if width <= NARROW else WIDE_SHARE
    lines = [_lines(bar.label, width * share) for bar in given]
    across = _across(given, max(width * (1 - share) - 8, 60.0))
    layers: list[Spec] = [
        {"mark": {"type": "bar", "height": 16}, "encoding": _of_bars(across)},
        {
            "mark": {"type": "text", "align": "left", "dx": 6, **SILENT},
            "encoding": {"x": {**across, "field": "end"}, "text": {"field": "said"}},
        },
    ]
    if any(bar.tick is not None for bar in given):
        layers.append(
            {
                "transform": [{"filter": "isValid(datum.tick)"}],
                "mark": {"type": "tick", "thickness": 3, "size": 24, "opacity": 1, **SILENT},
                "encoding": {"x": {**across, "field": "tick"}},
            }
        )
    axis = {
        "labelExpr": f"{json.dumps(lines)}[datum.value]",
        "labelLimit": 0,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "title": None,
    }
    return {
        **_framed(width, [_bar_row(n, bar) for n, bar in enumerate(given)]),
        "height": {"step": max([LEADING * len(one) for one in lines], default=LEADING) + 12},
        "encoding": {"y": {"field": "n", "type": "ordinal", "axis": axis}},
        "layer": layers,
    }


def _across(given: Sequence[Bar], inner: float) -> Spec:
    """The scale of lengths, with room for the words beyond the longest bar."""
    top = max([one for bar in given for one in (_plain(bar.value), _plain(bar.tick))], default=0.0)
    room = max((len(bar.said) for bar in given), default=0) * LETTER + 10
    scale = {"domain": [0, (top or 1) * inner / max(inner - room, 40)]}
    return {"field": "value", "type": "quantitative", "axis": None, "scale": scale}


def _bar_row(n: int, bar: Bar) -> Spec:
    return {
        "n": n,
        "value": _plain(bar.value),
        "said": bar.said,
        "tick": None if bar.tick is None else _plain(bar.tick),
        "end": max(_plain(bar.value), _plain(bar.tick)),
        "open": bar.is_open,
        **_leading(bar.url),
        "words": f"{bar.label}: {bar.said}",
    }


def _of_bars(across: Spec) -> Spec:
    is_open = {"test": "datum.open"}
    return {
        "x": across,
        "fill": {"condition": {**is_open, "value": PAGE}, "value": FILL},
        "stroke": {"condition": {**is_open, "value": ACCENT}, "value": FILL},
        "strokeDash": {"condition": {**is_open, "value": [4, 2]}, "value": [1, 0]},
        "strokeWidth": {"value": 1.5},
        "href": {"field": "url"},
        "description": {"field": "words"},
    }


def trend(
    given: Sequence[Point], *, width: int, target: Decimal | None = None, target_said: str = ""
) -> Spec:
    """A line over time; what is expected is dashed, with diamonds and the interval around it."""
    each = max(width / max(len(given), 1) - 4, LETTER * 4)
    lines = [_lines(point.label, each) for point in given]
    axis = {
        "labelExpr": f"{json.dumps(lines)}[datum.value]",
        "labelAngle": 0,
        "labelOverlap": "parity",
        "labelLimit": 0,
        "title": None,
        "grid": False,
    }
    x = {"field": "n", "type": "ordinal", "axis": axis, "scale": {"padding": 0.5}}
    scale = {"zero": False, "nice": True, "padding": 12}
    y = {"field": "value", "type": "quantitative", "scale": scale, "axis": {"title": None}}
    layers = [_interval(y), *_lines_of(given, y), *_points_on(y)]
    for layer in layers:
        layer["encoding"]["x"] = x
    if target is not None:
        layers.append(_aim(y, target, target_said))
    rows = [_point_row(n, point) for n, point in enumerate(given)]
    return {**_framed(width, rows), "height": 240, "layer": layers}


def _point_row(n: int, point: Point) -> Spec:
    return {
        "n": n,
        "value": None if point.value is None else _plain(point.value),
        "said": point.said,
        "low": None if point.low is None else _plain(point.low),
        "high": None if point.high is None else _plain(point.high),
        "expected": point.is_expected,
        "words": f"{point.label}: {point.said}",
    }


def _aim(y: Spec, target: Decimal, said: str) -> Spec:
    """A dotted line across, with its words."""
    words = {"type": "text", "align": "left", "baseline": "bottom", "dy": -3, **SILENT}
    return {
        "data": {"values": [{"value": _plain(target), "said": said}]},
        "encoding": {"y": y},
        "layer": [
            {"mark": {"type": "rule", "strokeDash": [2, 3], **SILENT}},
            {"mark": words, "encoding": {"text": {"field": "said"}, "x": {"value": 2}}},
        ],
    }


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
    expected = {"test": "datum.expected"}
    valid = [{"filter": "isValid(datum.value)"}]
    mark = {"type": "point", "filled": True, "size": 70, "opacity": 1}
    looks = {
        "y": y,
        "shape": {"condition": {**expected, "value": "diamond"}, "value": "circle"},
        "color": {"condition": {**expected, "value": ACCENT}, "value": FILL},
        "description": {"field": "words"},
    }
    words: Spec = {"y": y, "text": {"field": "said"}}
    text: Spec = {"type": "text", "dy": -14, **SILENT}
    around = {**text, "stroke": PAGE, "strokeWidth": 4}  # so that no line runs through a number
    return [
        {"transform": valid, "mark": mark, "encoding": looks},
        {"transform": valid, "mark": around, "encoding": words},
        {"transform": valid, "mark": text, "encoding": words},
    ]


def dots(given: Sequence[Dot], *, width: int, across: str, up: str) -> Spec:
    """Things by two measures; circles, and triangles where one is of the second kind."""
    values = [
        {
            "x": _plain(dot.across),
            "y": _plain(dot.up),
            "second": dot.is_second,
            **_leading(dot.url),
            "words": dot.label,
        }
        for dot in given
    ]
    second = {"test": "datum.second"}
    axis = {"tickCount": 4 if width <= NARROW else 7}
    return {
        **_framed(width, values),
        "height": 280,
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 0.85},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "title": across, "axis": axis},
            "y": {"field": "y", "type": "quantitative", "title": up},
            "shape": {"condition": {**second, "value": "triangle-up"}, "value": "circle"},
            "color": {"condition": {**second, "value": ACCENT}, "value": FILL},
            "href": {"field": "url"},
            "description": {"field": "words"},
        },
    }


def _framed(width: int, values: list[Spec]) -> Spec:
    """What every drawing shares; the language says how the numbers along an axis are written."""
    label = {
        "labelFontSize": SIZE,
        "labelLineHeight": LEADING,
        "labelColor": INK,
        "titleFontSize": SIZE,
    }
    look = {
        "titleColor": QUIET,
        "titleFontWeight": "normal",
        "gridColor": LINE,
        "domainColor": LINE,
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "usermeta": {"language": get_language() or "id"},
        "width": width,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": PAGE,
        "padding": 4,
        "data": {"values": values},
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {**label, **look, "tickColor": LINE},
            "text": {"fontSize": SIZE},
        },
    }


def _leading(url: str) -> Spec:
    """Where a mark leads: to a page of ours, or nowhere."""
    return {"url": url} if OURS.fullmatch(url) else {}


def printable(text: str) -> str:
    """The text with a sign in the place of what no drawing can hold."""
    return UNWRITABLE.sub("\ufffd", text)


def _lines(text: str, room: float) -> list[str]:
    """The words in lines that fit; none is cut off."""
    return textwrap.wrap(printable(text), max(int(room / LETTER), 4), break_long_words=True) or [""]


def _plain(value: Decimal | int | None) -> float:
    return 0.0 if value is None else float(value)
