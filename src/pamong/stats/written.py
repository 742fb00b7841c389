"""Figures as people and programs write them: what a comma and a point mean, the whole column tells."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

EMPTY = frozenset(
    [
        *("", "-", "--", "---", "–", "—", "..", "...", "…", "n/a", "na", "n.a.", "#n/a", "null"),
        *("none", "nan", "nil", "kosong", "belum ada", "tidak ada", "tidak ada data", "no data"),
    ]
)
_DRESS = re.compile(r"^(?:rp\.?|idr)\s*|\s*(?:%|persen|percent)$|,-$", re.IGNORECASE)
_PERCENT = re.compile(r"(?:%|persen|percent)\s*$", re.IGNORECASE)
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'](?=\d{3}(?:\D|$))")
_PLAIN = re.compile(r"\d+")
_MARKED = re.compile(r"\d[\d.,]*")
_POWER = re.compile(r"(\d+)(?:[.,](\d+))?e([+-]?\d{1,3})", re.IGNORECASE)
_GROUP = 3
_MOST_DIGITS = 30
_LARGEST = 1e100  # far above anything counted; squares and sums of such figures still are numbers


class Written(NamedTuple):
    """A figure as read: its value, its decimals as written, whether a percent sign stood there, whether it is a guess."""

    value: float
    places: int
    is_percent: bool = False
    is_guess: bool = False
    exact: Decimal = Decimal()  # with every digit that stands there


class Column(NamedTuple):
    """A column read as a whole: figures or None, which were empty, and what marks the decimals (',' or '.').

    `contrary` are the places of cells that plainly use the other mark, each read by its own.
    """

    figures: tuple[Written | None, ...]
    empty: frozenset[int]
    decimal: str
    is_mixed: bool
    contrary: frozenset[int] = frozenset()


def read_column(cells: Sequence[object], told: str = "") -> Column:
    """All cells of a column; a mark that could mean either is read as the others of the column use it.

    Where nothing else tells, as in Indonesian: points group thousands, a comma begins the decimals. Such a cell is
    a guess, and so is one that the column's own clear cells contradict. `told` is the mark that somebody named.
    """
    bare = [_bare(cell) if isinstance(cell, str) else None for cell in cells]
    clear = [mark for text in bare if text is not None and (mark := _clear_mark(text))]
    commas, points = clear.count(","), clear.count(".")
    decimal = told or ("," if commas >= points else ".")
    is_mixed = bool(commas and points)
    is_sure = bool(told) or (bool(clear) and not is_mixed)
    found = [
        _figure(cell, text, decimal, is_sure=is_sure)
        for cell, text in zip(cells, bare, strict=True)
    ]
    empty = frozenset(at for at, cell in enumerate(cells) if is_empty(cell))
    contrary = frozenset(
        at
        for at, text in enumerate(bare)
        if found[at] and text is not None and _clear_mark(text) not in ("", decimal)
    )
    return Column(tuple(found), empty, decimal, is_mixed, contrary)


def is_empty(cell: object) -> bool:
    """Whether a cell says nothing; what says nothing is missing, never nought."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in EMPTY)


def _bare(text: str) -> str:
    """Without sign, currency, percent sign and spaces between thousands."""
    bare = text.strip().lstrip("'\N{RIGHT SINGLE QUOTATION MARK}").replace("\N{MINUS SIGN}", "-")
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
    bare = bare.lstrip("+-").lstrip()
    while (shorter := _DRESS.sub("", bare).strip()) != bare:
        bare = shorter
    return _SPACES.sub("", bare.lstrip("+-"))


def _clear_mark(text: str) -> str:
    """What marks the decimals here, where only one reading is possible; empty where both or none is."""
    marks = [sign for sign in text if sign in ".,"]
    if not marks or not _MARKED.fullmatch(text):
        return ""
    if len(set(marks)) > 1:
        return marks[-1]
    other = "," if marks[0] == "." else "."
    whole, _, rest = text.partition(marks[0])
    if len(marks) > 1:
        return other
    is_group = len(rest) == _GROUP and 0 < len(whole) <= _GROUP and not whole.startswith("0")
    return "" if is_group else marks[0]


def _figure(cell: object, text: str | None, decimal: str, *, is_sure: bool) -> Written | None:
    if isinstance(cell, bool) or is_empty(cell):
        return None
    if isinstance(cell, int | float):
        return _typed(cell) if abs(cell) <= _LARGEST else None
    if text is None or not isinstance(cell, str):
        return None
    own = _clear_mark(text)
    is_ambiguous = not own and any(mark in text for mark in ".,")
    found = _number(text, own or decimal)
    if found is None:
        return None
    exact = -found[0] if found[0] and _is_negative(cell) else found[0]
    is_guess = is_ambiguous and not is_sure
    return Written(float(exact), found[1], bool(_PERCENT.search(cell)), is_guess, exact)


def _is_negative(cell: str) -> bool:
    text = cell.strip().lstrip("'\N{RIGHT SINGLE QUOTATION MARK}")
    dressed = _DRESS.sub("", text).strip()
    return text[:1] in ("-", "\N{MINUS SIGN}", "(") or dressed[:1] in ("-", "\N{MINUS SIGN}")


def _typed(typed: float) -> Written:
    """A number that the file itself holds as one; its decimals are those of its shortest text."""
    value, exact = float(typed), Decimal(str(typed))
    shown = f"{value!r}"
    places = len(shown.partition(".")[2]) if "e" not in shown and not value.is_integer() else 0
    return Written(value, places, exact=exact)


def is_too_long(cell: object) -> bool:
    """Whether a cell is a number of more digits than anything counted has."""
    if isinstance(cell, str):
        bare = _bare(cell)
        return bool(
            (_MARKED.fullmatch(bare) and len(bare) > _MOST_DIGITS) or _POWER.fullmatch(bare)
        )
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) > _LARGEST


def _number(text: str, decimal: str) -> tuple[Decimal, int] | None:
    if len(text) > _MOST_DIGITS:
        return None
    if found := _POWER.fullmatch(text):
        value = Decimal(f"{found[1]}.{found[2] or 0}e{found[3]}")
        places = max(0, len(found[2] or "") - int(found[3]))
        return (value, places) if value <= _LARGEST else None
    if not text.isascii() or not _MARKED.fullmatch(text):
        return None
    other = "," if decimal == "." else "."
    whole, mark, rest = text.rpartition(decimal) if decimal in text else (text, "", "")
    if decimal in whole or other in rest or not _is_grouped(whole, other) or (mark and not rest):
        return None
    digits = whole.replace(other, "")
    return Decimal(f"{digits}.{rest}" if rest else digits), len(rest)


def _is_grouped(whole: str, mark: str) -> bool:
    """Whether the thousands, where they are marked, come in threes."""
    first, *groups = whole.split(mark)
    if not groups:
        return bool(_PLAIN.fullmatch(whole))
    return 0 < len(first) <= _GROUP and all(len(group) == _GROUP for group in groups)


def decimals_of(figures: Iterable[Written | None]) -> int:
    """The most decimals that a column writes."""
    return max((figure.places for figure in figures if figure), default=0)
