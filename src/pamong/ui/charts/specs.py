"""From figures to what Vega-Lite draws: pure functions, words and numbers already as the reader writes them.

Labels stand in whole and broken into lines; meaning is carried by shape as well as by colour.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import Any

from pamong.ui.charts.framing import (
    ACCENT,
    FILL,
    LEADING,
    LETTER,
    NARROW,
    PAGE,
    QUIET,
    SILENT,
    Spec,
    framed,
    in_lines,
    leading,
    plain,
)

WIDE_SHARE = 0.38  # of the width, for the names beside bars
THIN = 16  # a bar
TICK = {"type": "tick", "thickness": 3, "opacity": 1}
DOTS_HIGH, FAR_APART, TICK_ROOM = 280, 100, 84


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
class Dot:
    """One thing by two measures; a second kind has another shape, without the second measure it is a line at the bottom."""

    label: str
    across: Decimal
    up: Decimal | None
    url: str = ""
    is_second: bool = False


def first_drawn(given: Sequence[Any], most: int) -> Sequence[Any]:
    """All where only few would be left out, a fourth at most of those with room; else the first of them."""
    return given if len(given) * 4 <= most * 5 else given[:most]


def bars(given: Sequence[Bar], *, width: int, height: int = 0) -> Spec:
    """Lying bars in the given order, each with its words at its end and its tick across.

    Names stand beside their bars; on a phone above them, so that the bars have the whole width.
    With a height only the first that have room in it are drawn, and few are drawn thicker.
    """
    is_narrow = width <= NARROW
    share = 0 if is_narrow else WIDE_SHARE
    lines = [in_lines(bar.label, width * (share or 1) - 8) for bar in given]
    names = LEADING * max(map(len, lines), default=1)
    down = (names + 4) / 2 if is_narrow else 0
    step, thick = names + (THIN + 20 if is_narrow else 12), THIN
    if height:
        given = given[: max(height // step, 1)]
        lines = lines[: len(given)]
        step = min(height // max(len(given), 1), 3 * step)
        thick = max(THIN, step // 3)
    across = _across(given, width * (1 - share) - 8)
    layers: list[Spec] = [
        {"mark": {"type": "bar", "height": thick, "yOffset": down}, "encoding": _of_bars(across)},
        {
            "mark": {"type": "text", "align": "left", "dx": 6, "dy": down, **SILENT},
            "encoding": {"x": {**across, "field": "end"}, "text": {"field": "said"}},
        },
    ]
    if any(bar.tick is not None for bar in given):
        layers.append(
            {
                "transform": [{"filter": "isValid(datum.tick)"}],
                "mark": {**TICK, "size": thick + 8, "yOffset": down} | SILENT,
                "encoding": {"x": {**across, "field": "tick"}},
            }
        )
    rows = [_bar_row(n, bar) for n, bar in enumerate(given)]
    if is_narrow:
        layers += _names_above(rows, lines, down - 12)
    return {
        **framed(width, rows),
        "height": {"step": step},
        "encoding": {
            "y": {"field": "n", "type": "ordinal", "axis": _names_beside(lines, is_narrow)}
        },
        "layer": layers,
    }


def _names_beside(lines: list[list[str]], is_narrow: bool) -> Spec | None:
    if is_narrow:
        return None
    return {
        "labelExpr": f"{json.dumps(lines)}[datum.value]",
        "labelLimit": 0,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "title": None,
    }


def _names_above(rows: list[Spec], lines: list[list[str]], bottom: float) -> list[Spec]:
    """A layer for each line of the names, the last one next to the bar."""
    layers: list[Spec] = []
    for up in range(max(map(len, lines), default=0)):
        field = f"name{up}"
        for row, name in zip(rows, lines, strict=True):
            row[field] = name[-1 - up] if up < len(name) else ""
        mark = {"type": "text", "align": "left", "baseline": "bottom", "dy": bottom - up * LEADING}
        look = {"x": {"value": 0}, "text": {"field": field}}
        layers.append({"mark": mark | SILENT, "encoding": look})
    return layers


def _across(given: Sequence[Bar], inner: float) -> Spec:
    """The scale of lengths, with room for the words beyond the longest bar."""
    top = max([one for bar in given for one in (plain(bar.value), plain(bar.tick))], default=0.0)
    room = max((len(bar.said) for bar in given), default=0) * LETTER + 10
    scale = {"domain": [0, (top or 1) * inner / max(inner - room, 40)]}
    return {"field": "value", "type": "quantitative", "axis": None, "scale": scale}


def _bar_row(n: int, bar: Bar) -> Spec:
    return {
        "n": n,
        "value": plain(bar.value),
        "said": bar.said,
        "tick": None if bar.tick is None else plain(bar.tick),
        "end": max(plain(bar.value), plain(bar.tick)),
        "open": bar.is_open,
        **leading(bar.url),
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


def dots(given: Sequence[Dot], *, width: int, across: str, up: str, height: int = 0) -> Spec:
    """Things by two measures; circles, and triangles where one is of the second kind."""
    values = [
        {
            "x": plain(dot.across),
            "y": None if dot.up is None else plain(dot.up),
            "second": dot.is_second,
            **leading(dot.url),
            "words": dot.label,
        }
        for dot in given
    ]
    second = {"test": "datum.second"}
    x = {"field": "x", "type": "quantitative", "title": across, **_spread(given, width)}
    leads = {"x": x, "href": {"field": "url"}, "description": {"field": "words"}}
    known: Spec = {
        "transform": [{"filter": "isValid(datum.y)"}],
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 0.85},
        "encoding": {
            **leads,
            "y": {"field": "y", "type": "quantitative", "title": up},
            "shape": {"condition": {**second, "value": "triangle-up"}, "value": "circle"},
            "color": {"condition": {**second, "value": ACCENT}, "value": FILL},
        },
    }
    bare: Spec = {
        "transform": [{"filter": "!isValid(datum.y)"}],
        "mark": {"type": "tick", "orient": "vertical", "thickness": 3, "size": 16, "color": QUIET},
        "encoding": {**leads, "y": {"value": (height or DOTS_HIGH) - 8}},
    }
    return {**framed(width, values), "height": height or DOTS_HIGH, "layer": [known, bare]}


def are_far_apart(given: Sequence[Dot]) -> bool:
    """Whether some lie so many times farther across than others that equal steps would heap these up."""
    held = [dot.across for dot in given]
    return bool(held) and min(held) > 0 and max(held) >= FAR_APART * min(held)


def _spread(given: Sequence[Dot], width: int) -> Spec:
    """Where a few are many times the others a step is ten times the last, so that all can be told apart."""
    held = [float(dot.across) for dot in given]
    if not are_far_apart(given):
        return {"axis": {"tickCount": 4 if width <= NARROW else 7}}
    places = range(floor(log10(min(held))), ceil(log10(max(held))) + 1)
    every = ceil(len(places) * TICK_ROOM / (width - TICK_ROOM))
    axis = {"values": [10.0**place for place in places[::every]], "grid": True}
    scale = {"type": "log", "domain": [10.0 ** places[0], 10.0 ** places[-1]]}
    return {"axis": axis, "scale": scale}
