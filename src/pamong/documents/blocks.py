"""What a report is made of, before it is laid out: the same blocks become a PDF and a text to edit."""

from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]
LEFT, RIGHT = "left", "right"
CHART = "chart"


def chapter(text: str) -> Block:
    """Begins on a new page."""
    return {"kind": "chapter", "text": text}


def section(text: str) -> Block:
    """A heading within a chapter."""
    return {"kind": "section", "text": text}


def part(text: str) -> Block:
    """A heading within a section."""
    return {"kind": "part", "text": text}


def text(said: str) -> Block:
    """A paragraph for each line."""
    return {"kind": "text", "text": said}


def missing(said: str) -> Block:
    """What is not there, said where it should stand."""
    return {"kind": "missing", "text": said}


def listed(items: Sequence[str]) -> Block:
    """Points below each other."""
    return {"kind": "list", "items": list(items)}


def column(label: str, width: int = 0, align: str = LEFT) -> Block:
    """A column; one without a width is as wide as what stands in it."""
    return {"label": label, "width": width, "align": align}


def table(columns: Sequence[Block], rows: Sequence[Sequence[str]]) -> Block:
    """Rows of texts."""
    return {"kind": "table", "columns": list(columns), "rows": [list(row) for row in rows]}


def chart(name: str, title: str, finding: str, spec: Any) -> Block:
    """A drawing by its specification; `finding` says it to who does not see it."""
    return {"kind": CHART, "name": name, "title": title, "alt": finding, "spec": spec}
