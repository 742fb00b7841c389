"""Answers on a scale: scores from 0 to 100, how well items hang together, how far people agree."""

from collections.abc import Sequence
from statistics import fmean, variance

Rows = Sequence[Sequence[float]]


def agreement_scores(rows: Rows, points: int = 5) -> list[float]:
    """A score from 0 to 100 a person: the mean of the items, 1 counted 0 and the highest answer 100."""
    if points <= 1:
        raise ValueError(f"points: expected a scale of at least 2 points, got {points}")
    step = 100 / (points - 1)
    for row in rows:
        if any(not 1 <= answer <= points for answer in row):
            raise ValueError(f"answers: expected 1 to {points}, got {list(row)}")
    return [fmean((answer - 1) * step for answer in row) for row in rows]


def mean_of_parts(parts: Sequence[Sequence[float]]) -> tuple[list[float], float]:
    """The mean of each part's items, and the mean of the parts: an index of sub-indices, each counting once."""
    each = [fmean(part) for part in parts]
    return each, fmean(each)


def alpha(rows: Rows) -> float:
    """Cronbach's alpha of complete rows (people) over columns (items); at least two of both."""
    columns = _columns(rows)
    total = variance([sum(row) for row in rows])
    if total == 0:
        raise ValueError("rows: everybody has the same total, so the scale tells nothing")
    count = len(columns)
    return count / (count - 1) * (1 - sum(variance(column) for column in columns) / total)


def agreement_within(rows: Rows, points: int = 5) -> float:
    """r_wg(j) of a group: 1 when all answer alike, 0 when they answer as by chance or stand further apart.

    The chance is the even spread over the scale's points, of variance (points² - 1) / 12. Beyond it the formula
    itself turns round and would call two camps at the ends of the scale agreed.
    """
    columns = _columns(rows)
    ratio = fmean(variance(column) for column in columns) / ((points**2 - 1) / 12)
    if ratio >= 1:
        return 0.0
    agreed = len(columns) * (1 - ratio)
    return agreed / (agreed + ratio)


def _columns(rows: Rows) -> list[tuple[float, ...]]:
    if len(rows) <= 1 or len({len(row) for row in rows}) != 1 or len(rows[0]) <= 1:
        raise ValueError("rows: expected at least two people with the same two or more items")
    return list(zip(*rows, strict=True))
