"""Headings of several rows, where a word stands over the columns that it spans: each column named by all of them."""

from collections.abc import Sequence

from pamong.documents.cells import text_of
from pamong.documents.choosing import likely_headings
from pamong.documents.sheets import Row

LONGEST = 200
_DEEPEST = 3  # rows of headings below the first
_FEWEST = 2  # different words of a heading row; a title is one


def headings_of(row: Row) -> list[str]:
    """The texts of a heading row, none longer than anybody would choose from."""
    return [text_of(cell)[:LONGEST] for cell in row.cells]


def repeated(headings: Sequence[str]) -> set[str]:
    """Headings that stand over more than one column."""
    return {text for text in headings if text and list(headings).count(text) > 1}


def spanned(rows: Sequence[Row], place: int) -> tuple[list[str], int] | None:
    """The headings from a row on, each with what stands below it, and the last of their rows; none where one row is all."""
    level = headings_of(rows[place])
    if len(_said(rows[place])) < _FEWEST:
        return None
    joined, end = level, place
    while end + 1 < len(rows) and end - place < _DEEPEST:
        below = headings_of(rows[end + 1])
        width = max(len(level), len(below))
        level, below = (
            [*level, *[""] * (width - len(level))],
            [*below, *[""] * (width - len(below))],
        )
        joined = [*joined, *[""] * (width - len(joined))]
        over = _over(level)
        if not _goes_on(level, over, below):
            break
        joined = [
            _joined(joined[at] or _left(joined, at) if over[at] else joined[at], below[at])
            for at in range(width)
        ]
        level = [low or high for low, high in zip(below, level, strict=True)]
        end += 1
    return (joined, end) if end > place else None


def headed(rows: Sequence[Row]) -> tuple[list[str], int]:
    """The likeliest headings of a table, and the last of their rows.

    Where the likeliest row says a word twice or holds figures, the headings may stand in several rows around it.
    """
    place = likely_headings(rows)
    while place + 1 < len(rows) and _is_title(rows[place]):
        place += 1
    texts = headings_of(rows[place])
    if repeated(texts) or any(text.isdecimal() for text in texts):
        for first in range(place, max(-1, place - _DEEPEST), -1):
            found = spanned(rows, first)
            if found and found[1] >= place - 1:
                return found
    return texts, place


def _is_title(row: Row) -> bool:
    """Whether one text stands over all columns."""
    return len(_said(row)) == 1 and sum(map(bool, headings_of(row))) > 1


def _said(row: Row) -> set[str]:
    return {text for text in headings_of(row) if text}


def _over(level: Sequence[str]) -> list[bool]:
    """Which columns stand under a word that spans several: written again over each, or over the first alone."""
    found = []
    for at, text in enumerate(level):
        before, after = (
            level[at - 1] if at else None,
            level[at + 1] if at + 1 < len(level) else None,
        )
        if text:
            found.append(text in (before, after) or after == "")
        else:
            found.append(bool(at) and bool(_left(level, at)))
    return found


def _left(level: Sequence[str], at: int) -> str:
    return next((text for text in reversed(level[:at]) if text), "")


def _goes_on(level: Sequence[str], over: Sequence[bool], below: Sequence[str]) -> bool:
    """Whether a row parts what is spanned above it, and says nothing of the other columns."""
    alone = [at for at in range(len(level)) if not over[at]]
    parted = [at for at in range(len(level)) if over[at] and below[at] and below[at] != level[at]]
    return len(parted) >= _FEWEST and all(below[at] in ("", level[at]) for at in alone)


def _joined(high: str, low: str) -> str:
    """Both, unless they are one; a spanning word over nothing is none."""
    parts = [high, low] if high != low else [low]
    return " ".join(part for part in parts if part)[:LONGEST]
