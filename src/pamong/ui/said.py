"""What is said beside what it means: a file wants the day and the number, a page the words."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal

_keeps: ContextVar[bool] = ContextVar("keeps_values", default=False)
PERCENT, RUPIAH, NIP = "%", "Rp", "NIP"


class Said(str):
    """Words that still know the value behind them, and its unit."""

    __slots__ = ("unit", "value")
    value: date | Decimal | str
    unit: str


@contextmanager
def values_kept() -> Iterator[None]:
    """Within, words made by `said` know their values."""
    token = _keeps.set(True)
    try:
        yield
    finally:
        _keeps.reset(token)


def keeps_values() -> bool:
    """Whether a file is being made rather than a page."""
    return _keeps.get()


def said(text: str, value: date | Decimal | str, unit: str = "") -> str:
    """The words; where a file is being made, with the value behind them."""
    if not _keeps.get():
        return text
    known = Said(text)
    known.value, known.unit = value, unit
    return known
