"""Questions that one row raises: a figure that cannot be, a row typed to try the form, a mark with two meanings."""

import re
from collections.abc import Iterator
from statistics import median

from pamong.stats.quality.kinds import is_change, is_count, is_percent
from pamong.stats.quality.series import Finding, Series

_MOST_PERCENT = 100.0
_TRIED = re.compile(
    r"(?:data|input|entry|row|baris|ini)?[\s_\-]*"
    r"(?:(?:men)?coba[\s_\-]+[a-z]{1,2}|test(?:ing|er)?|tes(?:ting)?|(?:men)?coba(?:[\s\-]*coba)?|percobaan|dummy|asdf\w*|qwerty\w*|"
    r"lorem(?:\s+ipsum.*)?|foo(?:bar)?|xxx+|zzz+|abc|abcd?e?f?|contoh|sample|example|hapus|delete me)"
    r"[\s_\-]*(?:data|input|aja|saja|dulu|entry|row|baris|ini)?(?:[\s_\-]*\d{0,4}|[\s_]*/[\s_]*[a-z]{1,2})[.!]*",
    re.IGNORECASE,
)
# What a name says that is a wish and no measure: "Meningkatkan …", and the slip that testers type for it.
# A code or number may stand before it.
_WISH = re.compile(
    r"(?:\S*\d\S*\s+)?((?:me[a-z]{2,}|maning[a-z]+)kan\b.*)", re.IGNORECASE | re.DOTALL
)
_ONE_LETTER = re.compile(r"([a-hj-z])\1{2,}", re.IGNORECASE)  # III is a number
# Figures typed where none was known: all nines, or the keys in their order.
_PLACEHOLDERS = frozenset([9999.0, 99999.0, 999999.0, 9999999.0, 123456.0, 1234567.0, 12345678.0])
_FAR = 5  # a placeholder stands that many times above what else the series holds
_PLAIN_COUNT = 10  # a count under this may well be nought


def is_trial(text: str) -> bool:
    """Whether a cell holds nothing but a word that people type to try a form."""
    bare = text.strip()
    return bool(bare) and bool(_TRIED.fullmatch(bare) or _ONE_LETTER.fullmatch(bare))


def wishes(series: Series) -> Iterator[Finding]:
    """Names that say what is wished for and not what is counted: written to try the form, or a goal among indicators."""
    texts = [found[1] for text in series.name if (found := _WISH.fullmatch(text.strip()))]
    if texts and series.readings:
        at, first = min(series.readings, key=lambda pair: pair[1].line)
        yield series.finding("wish", first, at, text=texts[0])


def trial_rows(series: Series) -> Iterator[Finding]:
    """Rows that look typed to try the form; other rules leave them out."""
    values = series.values
    for at, reading in series.readings:
        texts = [text for text in (*reading.series, *reading.words) if is_trial(text)]
        if texts:
            yield series.finding("test_row", reading, at, text=texts[0].strip())
        elif reading.value in _PLACEHOLDERS and reading.value:
            others = [abs(v) for v in values if v != reading.value]
            if others and reading.value > _FAR * max(others):
                yield series.finding("test_row", reading, at, text="", value=reading.value)


def impossible(series: Series) -> Iterator[Finding]:
    """Per cents outside 0 to 100, counts under nought; what names a change has no bounds."""
    if is_change(series.name):
        return
    for at, reading in series.readings:
        value, unit = reading.value, reading.unit
        if value is None:
            continue
        percent = is_percent(unit, series.name)
        if percent and not 0 <= value <= _MOST_PERCENT:
            yield series.finding(
                "range", reading, at, value=value, low=0.0, high=_MOST_PERCENT, unit="%"
            )
        elif not percent and value < 0 and is_count(unit, series.name):
            yield series.finding("range", reading, at, value=value, low=0.0, high=None, unit=unit)


def sudden_noughts(series: Series) -> Iterator[Finding]:
    """A nought where every other figure of the series is well above: measured, or not filled in?"""
    noughts = [point for point in series.points if point.value == 0]
    others = [point.value for point in series.points if point.value != 0]
    if len(noughts) != 1 or not others or min(others) <= 0 or len(series.points) > len(others) + 1:
        return
    middle = median(others)
    is_small_count = all(value == int(value) for value in others) and middle < _PLAIN_COUNT
    if not is_small_count and series.points[0].value != 0:
        (nought,) = noughts
        yield series.finding("nought", nought.reading, nought.at, value=0.0, median=middle)


def ambiguous(series: Series) -> Iterator[Finding]:
    """Figures whose comma or point could mean either, where the column does not tell: one question a series."""
    found = [
        (at, one)
        for at, one in series.readings
        if one.is_guess and one.value is not None and not is_count(one.unit, series.name)
    ]
    if found:
        at, first = min(found, key=lambda pair: pair[1].line)
        value = first.value or 0.0
        lines = sorted({one.line for _at, one in found})
        yield series.finding(*("decimal", first, at), value=value, other=_other(value), lines=lines)


def _other(value: float) -> float:
    """The other meaning: 1.234 for 1234, and the reverse."""
    return value / 1000 if value == int(value) else value * 1000
