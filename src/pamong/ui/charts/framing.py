"""What every drawing shares: its frame, its colours and letters, and words and numbers as Vega-Lite takes them.

Colours are the tokens of `pamong.css`, for a file has no style sheet.
"""

import re
import textwrap
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

Spec = dict[str, Any]
WIDE, NARROW = 720, 328
SCREEN, SCREEN_HIGH = 440, 350  # its letters are then a thirtieth of the height of a screen
INK, QUIET, LINE, PAGE = "#14272d", "#475b62", "#cfd9db", "#ffffff"
FILL, PALE, ACCENT = "#2a7f90", "#e0eff1", "#85500c"
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
SIZE, LEADING = 13, 16
LETTER = 7.2  # of the widest common letters at this size, on average
SILENT = {"aria": False, "color": INK}  # a screen reader hears the marks, and these beside them
# The drawer ends the whole process at a character that XML does not know.
UNWRITABLE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\ufdd0-\ufdef]"
)
OURS = re.compile(r"(?:/(?!/)|\?)[A-Za-z0-9_.~/?=&%+:-]*")  # as Django writes an address


def framed(width: int, values: list[Spec]) -> Spec:
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


def leading(url: str) -> Spec:
    """Where a mark leads: to a page of ours, or nowhere."""
    return {"url": url} if OURS.fullmatch(url) else {}


def printable(text: str) -> str:
    """The text with a sign in the place of what no drawing can hold."""
    return UNWRITABLE.sub("\ufffd", text)


def in_lines(text: str, room: float) -> list[str]:
    """The words in lines that fit; none is cut off."""
    return textwrap.wrap(printable(text), max(int(room / LETTER), 4), break_long_words=True) or [""]


def plain(value: Decimal | int | None) -> float:
    """A number as it is drawn; nothing is nought."""
    return 0.0 if value is None else float(value)
