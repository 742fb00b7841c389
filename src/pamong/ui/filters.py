"""How values are said in templates; a missing value is a dash, never a nought."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from pamong.ui import dates, numbers
from pamong.ui.said import NIP, said

MISSING = "–"
NIP_LENGTH = 18
HARD_SPACE = "\u00a0"


def missing(value: Any) -> Any:
    """A dash in the place of a value that is not there."""
    return MISSING if value is None or value == "" else value


def _decimal(value: Any) -> Decimal | None:
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return None


def _numeric(say: Callable[..., str], value: Any, *rest: Any) -> str:
    number = _decimal(value)
    return MISSING if number is None else say(number, *rest)


def number(value: Any, places: int | None = None) -> str:
    """1.234,5."""
    return _numeric(numbers.say_number, value, places)


def percent(value: Any, places: int | None = None) -> str:
    """87,5%."""
    return _numeric(numbers.say_percent, value, places)


def rupiah(value: Any) -> str:
    """Rp184.500.000."""
    return _numeric(numbers.say_rupiah, value)


def _dated(say: Callable[..., str], value: Any, *rest: Any) -> str:
    return say(value, *rest) if isinstance(value, date | datetime) else MISSING


def day(value: Any, on: date | None = None) -> str:
    """24 November."""
    return _dated(dates.say_day, value, on)


def day_long(value: Any) -> str:
    """Senin, 30 November 2026."""
    return _dated(dates.say_day_long, value)


def day_full(value: Any) -> str:
    """25 November 2026."""
    return _dated(dates.say_day_full, value)


def month(value: Any) -> str:
    """November 2026."""
    return _dated(dates.say_month, value)


def instant(value: Any, on: date | None = None) -> str:
    """24 November, pukul 15.42."""
    return dates.say_instant(value, on) if isinstance(value, datetime) else MISSING


def clock(value: Any) -> str:
    """As in "pukul 15.42"."""
    return dates.say_clock(value) if isinstance(value, time | datetime) else MISSING


def ago(value: Any, on: date | None = None) -> str:
    """22 hari lalu."""
    return _dated(dates.say_ago, value, on)


def until(first: Any, last: Any) -> str:
    """1 Januari sampai 31 Desember 2027."""
    return dates.say_days(first, last) if first and last else MISSING


def left(value: Any, on: date | None = None) -> str:
    """5 hari lagi."""
    return _dated(dates.say_left, value, on)


def nip(value: Any) -> str:
    """19800314 200604 2 007, never broken over lines."""
    digits = "".join(str(value or "").split())
    if len(digits) != NIP_LENGTH or not digits.isdigit():
        return str(value) if value else MISSING
    return said(HARD_SPACE.join((digits[:8], digits[8:14], digits[14], digits[15:])), digits, NIP)


def sentence(value: Any) -> str:
    """The words with a capital at their beginning."""
    text = str(value or "")
    return text[:1].upper() + text[1:]


ALL = {
    said.__name__: said
    for said in (
        *(missing, number, percent, rupiah, day, day_long, day_full, month, instant, clock),
        *(ago, until, left, nip, sentence),
    )
}
