"""A figure over time as a small drawing: points, the line through them, and what was aimed at. No script, no style."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from pamong.ui.markup import attributes, esc, safe

INK, QUIET, LINE, AIM, RULE = "#14272d", "#475b62", "#0a6275", "#85500c", "#cfd9db"
WIDE, HIGH = 360, 180
LEFT, RIGHT, TOP, BOTTOM = 62, 16, 16, 28
EDGE = 14  # from the ends of the axis to the first and the last point
SPARK_WIDE, SPARK_HIGH, SPARK_EDGE = 88, 24, 4
LETTER, APART = 7.0, 10  # of the names below the axis, and between two of them


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One figure, what the axis calls it, and what was aimed at then."""

    name: str
    value: Decimal
    said: str = ""
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """Figures in their order, with the sentence that says what is to be seen."""

    points: Sequence[TrendPoint]
    sentence: str
    low: str = ""  # the ends of the axis, in words
    high: str = ""


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where a figure stands in a drawing."""

    least: Decimal
    most: Decimal
    count: int
    box: tuple[int, int, int, int]  # left, top, right, bottom

    def x(self, place: int) -> float:
        """From left to right, evenly."""
        left, _top, right, _bottom = self.box
        if self.count == 1:
            return (left + right) / 2
        return round(left + (right - left) * place / (self.count - 1), 1)

    def y(self, value: Decimal) -> float:
        """The larger the higher."""
        _left, top, _right, bottom = self.box
        span = self.most - self.least
        share = float((value - self.least) / span) if span else 0.5
        return round(bottom - (bottom - top) * share, 1)


def bounds(points: Sequence[TrendPoint]) -> tuple[Decimal, Decimal]:
    """The least and the most of what is drawn."""
    values = [point.value for point in points]
    values += [point.target for point in points if point.target is not None]
    return min(values), max(values)


def trend(drawn: Trend) -> SafeString:
    """The drawing with its sentence; the numbers stand in a table on the same page."""
    if not drawn.points:
        return safe("")
    box = (LEFT + EDGE, TOP, WIDE - RIGHT - EDGE, HIGH - BOTTOM)
    ground = _Ground(*bounds(drawn.points), len(drawn.points), box)
    axis = (
        f'<path d="M{LEFT} {HIGH - BOTTOM}H{WIDE - RIGHT}" stroke="{RULE}"/>'
        + _word(LEFT - 6, ground.y(ground.most) + 4, drawn.high, "end")
        + (_word(LEFT - 6, ground.y(ground.least) + 4, drawn.low, "end") if drawn.low else "")
    )
    body = axis + _aims(drawn.points, ground) + _line(drawn.points, ground) + _names(drawn, ground)
    said = attributes(class_="pm-trend", viewBox=f"0 0 {WIDE} {HIGH}", role="img", font_size="13")
    look = f'fill="{QUIET}" font-family="system-ui, sans-serif"'
    name = attributes(aria_label=drawn.sentence)
    svg = f"<svg{said}{name} {look}>{body}</svg>"
    return safe(f"<figure><figcaption>{esc(drawn.sentence)}</figcaption>{svg}</figure>")


def spark(points: Sequence[TrendPoint], sentence: str) -> SafeString:
    """The same in a cell of a table: the line alone."""
    if not points:
        return safe("")
    box = (SPARK_EDGE, SPARK_EDGE, SPARK_WIDE - SPARK_EDGE, SPARK_HIGH - SPARK_EDGE)
    ground = _Ground(*bounds(points), len(points), box)
    said = attributes(
        viewBox=f"0 0 {SPARK_WIDE} {SPARK_HIGH}",
        width=str(SPARK_WIDE),
        height=str(SPARK_HIGH),
        role="img",
        aria_label=sentence,
    )
    end = points[-1]
    dot = (
        f'<circle cx="{ground.x(len(points) - 1)}" cy="{ground.y(end.value)}" r="3" fill="{LINE}"/>'
    )
    return safe(f"<svg{said}>{_path(points, ground)}{dot}</svg>")


def _path(points: Sequence[TrendPoint], ground: _Ground) -> str:
    way = "L".join(f"{ground.x(n)} {ground.y(p.value)}" for n, p in enumerate(points))
    return f'<path d="M{way}" fill="none" stroke="{LINE}" stroke-width="2"/>'


def _line(points: Sequence[TrendPoint], ground: _Ground) -> str:
    dots = "".join(
        f'<circle cx="{ground.x(n)}" cy="{ground.y(p.value)}" r="4" fill="{LINE}">'
        f"<title>{esc(f'{p.name}: {p.said}')}</title></circle>"
        for n, p in enumerate(points)
    )
    return _path(points, ground) + dots


def _aims(points: Sequence[TrendPoint], ground: _Ground) -> str:
    """What was aimed at, as a short dashed rule over each point that had an aim."""
    return "".join(
        f'<path d="M{ground.x(n) - 13} {ground.y(p.target)}h26" stroke="{AIM}" stroke-width="2"'
        ' stroke-dasharray="5 3"/>'
        for n, p in enumerate(points)
        if p.target is not None
    )


def _names(drawn: Trend, ground: _Ground) -> str:
    """As many names below the axis as there is room for, the first and the last among them."""
    last = len(drawn.points) - 1
    longest = max(len(point.name) for point in drawn.points) * LETTER + APART
    most = max(2, int((WIDE - LEFT - RIGHT) / longest))
    step = max(1, -(-last // (most - 1)))
    shown = [n for n in range(last + 1) if n == last or (n % step == 0 and last - n >= step)]
    written = []
    for n in shown:
        anchor = "middle" if len(shown) == 1 else {0: "start", last: "end"}.get(n, "middle")
        written.append(_word(ground.x(n), HIGH - 8, drawn.points[n].name, anchor))
    return "".join(written)


def _word(x: float, y: float, text: Any, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{esc(text)}</text>'
