"""Numbers as people in Indonesian offices write them: read generously, said in one way.

Points group thousands and a comma begins the decimals. Who reads Pamong in English sees and types it
the other way round, 1,234.5; files, papers and the API know the Indonesian way alone.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pamong.ui.said import PERCENT, RUPIAH, said

MAX_DIGITS = 24
COUNT_DIGITS = 12
MINUS = "−"
_SWAP = str.maketrans(",.", ".,")
PLAIN = re.compile(r"\d+(?:,\d+)?$")  # 1234,5
GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$")  # 1.234,5
POINT = re.compile(r"\d+\.\d+$")  # 1234.5
ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+$")  # 1,234.5
MONEY = re.compile(r"^\W*(?:rp|idr)", re.IGNORECASE)
SHARE = re.compile(r"(?:%|persen)\s*$", re.IGNORECASE)
MONEY_UNITS, SHARE_UNITS = {"rp", "rupiah", "idr"}, {"%", "persen", "percent"}
SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?:\D|$))")
DRESS = re.compile(r"^(?:rp\.?|idr)\s*|\s*(?:%|persen)$|,-$", re.IGNORECASE)


_in_files: ContextVar[bool] = ContextVar("figures_as_in_files", default=False)


@contextmanager
def figures_as_in_files() -> Iterator[None]:
    """Within, figures are written and read the Indonesian way in every language."""
    token = _in_files.set(True)
    try:
        yield
    finally:
        _in_files.reset(token)


def is_english() -> bool:
    """Whether the reader writes 1,234.5."""
    return get_language() == "en" and not _in_files.get()


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number as understood; `is_guess` when the writing has another possible meaning."""

    value: Decimal
    is_guess: bool = False


def read_number(text: str, *, english: bool = False) -> NumberRead:
    """Understand a number as typed, or say what to type."""
    bare = text.strip()
    sign = 1
    if bare[:1] in {"-", "−", "+"}:
        sign = 1 if bare[0] == "+" else -1
        bare = bare[1:].lstrip()
    while (shorter := DRESS.sub("", bare).strip()) != bare:
        bare = shorter
    bare = SPACES.sub("", bare)
    if sum(letter.isdigit() for letter in bare) > MAX_DIGITS:
        raise ValidationError(_("Angka terlalu panjang. Periksa lagi angkanya."), code="long")
    digits, is_guess = _digits(bare.translate(_SWAP) if english else bare)
    if not digits:
        raise ValidationError(_("Tulis dengan angka, misalnya 24 atau 87,5."), code="number")
    value = Decimal(digits)
    return NumberRead(-value if sign < 0 and value else value, is_guess)  # no minus nought


def _digits(bare: str) -> tuple[str, bool]:
    """The number with a point for decimals, and whether that is a guess; "" when it is none."""
    if not bare.isascii():
        return "", False
    if PLAIN.match(bare):
        return bare.replace(",", "."), False
    if GROUPED.match(bare):
        return bare.replace(".", "").replace(",", "."), False
    if POINT.match(bare):
        return bare, True
    if ENGLISH.match(bare):
        return bare.replace(",", ""), True
    return "", False


def parse_number(text: str) -> Decimal:
    """The number in a file: "1.234,5", "Rp 184.500.000", "80%", "1234.5"."""
    return read_number(text).value


def parse_typed(text: str) -> Decimal:
    """The number that a person typed on a page, in the way of its language."""
    return read_number(text, english=is_english()).value


def check_sign(text: str, unit: str) -> None:
    """Refuse "Rp 5" where percents are asked, and "80%" where things are counted."""
    words = set(re.findall(r"[^\W\d_]+|%", unit.casefold()))
    if not words:
        return
    example = say_number(Decimal("87.5") if words & SHARE_UNITS else 24)
    said = {"unit": unit, "example": example}
    if MONEY.match(text) and not words & MONEY_UNITS:
        told = _("Satuannya %(unit)s, bukan rupiah. Tulis angkanya saja, misalnya %(example)s.")
        raise ValidationError(told % said, code="sign")
    if SHARE.search(text) and not words & SHARE_UNITS:
        told = _("Satuannya %(unit)s, bukan persen. Tulis angkanya saja, misalnya %(example)s.")
        raise ValidationError(told % said, code="sign")


def unit_said(text: str) -> str:
    """The unit that a figure brings with it: "%" of "80%", "Rp" of "Rp 5", else empty."""
    return "%" if SHARE.search(text) else "Rp" if MONEY.match(text) else ""


def count_asked(text: str, otherwise: int) -> int:
    """A small whole number in an address or a hidden field; anything else is the other one."""
    return int(text) if text.isdecimal() and len(text) <= COUNT_DIGITS else otherwise


def say_number(value: Decimal | int, places: int | None = None) -> str:
    """1.234,5, in English 1,234.5; with `places` exactly so many decimals, without it as many as carry a value."""
    number = Decimal(value)
    if places is None:
        shown = f"{number:,f}"
        if "." in shown:
            shown = shown.rstrip("0").rstrip(".")
    else:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        shown = f"{number:,f}"
    is_nought = not shown.strip("-0.,")
    shown = shown.lstrip("-")
    shown = shown if is_english() else shown.translate(_SWAP)
    return said(shown if is_nought or number >= 0 else MINUS + shown, number)


def write_number(value: Decimal | int) -> str:
    """1.234,5 in every language: for what is typed into a file or into another system."""
    with figures_as_in_files():
        return say_number(value)


def say_percent(value: Decimal | int, places: int | None = None) -> str:
    """87,5% without a space."""
    number = say_number(value, places)
    return said(f"{number}%", getattr(number, "value", Decimal(value)), PERCENT)


def say_rupiah(value: Decimal | int) -> str:
    """Rp184.500.000 without a space; cents only where there are some."""
    number = say_number(value)
    text = f"{MINUS}Rp{number[1:]}" if number.startswith(MINUS) else f"Rp{number}"
    return said(text, Decimal(value), RUPIAH)


MEASURED_PLACES = 2


def say_measured(value: Decimal, unit: str) -> str:
    """A figure with its unit behind it, of which no more than two decimals are shown."""
    shown = round(value, MEASURED_PLACES)
    if unit.casefold() in {"%", "persen"}:
        return say_percent(shown)
    return f"{say_number(shown)} {unit}" if unit else say_number(shown)


GIGABYTE = 1024**3


def say_megabytes(size: int) -> str:
    """How large a file or a disk is, for one who waits for it or makes room."""
    if size >= GIGABYTE:
        return f"{say_number(Decimal(size) / GIGABYTE, 1)} GB"
    return f"{say_number(Decimal(size) / (1024 * 1024), 1)} MB"


def with_unit(number: str, unit: str) -> str:
    """The unit after its number; a percent sign stands close."""
    spaced = f"{number} {unit}" if unit else number
    return f"{number}%" if unit in {"%", "persen", "Persen"} else spaced
