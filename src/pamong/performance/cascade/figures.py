"""Figures as planning tables hold them: mixed separators, units in the cell, letters, signs for nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pamong.measurement.models.indicator import WIDEST
from pamong.performance.spelling import fold

THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?")
PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
NUMBER_WITH_WORD = re.compile(r"([\d.,]*\d)\s*([^\d\s][^\d]*)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell as understood; neither value nor text when it holds nothing."""

    value: Decimal | None = None
    text: str = ""
    measure: str = ""
    remark: str = ""  # hundredfold, word_only or text: what a person should check

    @property
    def is_missing(self) -> bool:
        """Nothing was written."""
        return self.value is None and not self.text


def number_in(text: str) -> Decimal | None:
    """A number by either custom: 98,86 · 45.20 · 2,697 · 15,214,568,742 · 1764758094125.40; none too long to keep."""
    value = _number_in(text)
    return value if value is None or value.adjusted() < WIDEST else None


def _number_in(text: str) -> Decimal | None:
    if match := THOUSANDS.fullmatch(text):
        separator = match.group(1)
        return Decimal(text.replace(separator, "").replace(",", "."))
    if PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None


def read_figure(text: str, rules: Mapping[str, Any]) -> Figure:
    """Understand one target or starting value."""
    bare = " ".join(text.split())
    if bare.casefold() in rules["missing"]:
        return Figure()
    if bare.casefold() in rules["percent_words"]:
        return Figure(remark="word_only")
    match = NUMBER_WITH_WORD.fullmatch(bare.removeprefix("-").lstrip())
    value = number_in(match.group(1)) if match else None
    if match is None or value is None:
        return Figure(text=bare, remark="text")
    value = -value if bare.startswith("-") else value
    word = (match.group(2) or "").strip()
    if word == "%" and value >= rules["hundredfold_from"]:
        return Figure(value / 100, measure=word, remark="hundredfold")
    return Figure(value, measure=word)


def read_money(text: str, rules: Mapping[str, Any]) -> Decimal | None:
    """An amount of rupiah; nought and signs for nothing are no amount."""
    bare = "".join(text.split())
    if bare.casefold() in rules["missing"]:
        return None
    return number_in(bare) or None


def same_measure(one: str, other: str, rules: Mapping[str, Any]) -> bool:
    """Whether two unit words mean the same; an empty one goes with any."""
    words = {fold(word) or word for word in (one, other) if word}
    percent = {fold(word) or word for word in rules["percent_words"]}
    return len(words) <= 1 or words <= percent
