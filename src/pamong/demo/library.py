"""The library of results by job family, read from data/results.txt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from pamong.demo.files import table, text

LESS = "<"


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """One indicator; `mark` is the code of an aspect or a perspective."""

    name: str
    mark: str
    target: Decimal
    unit: str
    source: str
    is_less: bool


@dataclass(frozen=True, slots=True)
class ResultText:
    """One result with its indicators."""

    text: str
    indicators: list[IndicatorText] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Family:
    """What people of a family owe, and what they do on a day as (text, unit)."""

    results: list[ResultText] = field(default_factory=list)
    days: list[tuple[str, str]] = field(default_factory=list)


@cache
def families() -> dict[str, Family]:
    """Every family by its name."""
    found: dict[str, Family] = {}
    family = Family()
    for line in text("results.txt").splitlines():
        sign, rest = line[:1], line[1:].strip()
        if sign in {"", "#"}:
            continue
        if sign == "[":
            family = found.setdefault(line.strip("[]"), Family())
        elif sign == "-":
            family.results[-1].indicators.append(_indicator(rest))
        elif sign == "*":
            said, unit = (part.strip() for part in rest.split("|"))
            family.days.append((said, unit))
        else:
            family.results.append(ResultText(line))
    return found


def _indicator(line: str) -> IndicatorText:
    name, mark, target, unit, source = (part.strip() for part in line.split("|"))
    is_less = target.startswith(LESS)
    return IndicatorText(name, mark, Decimal(target.lstrip(LESS)), unit, source, is_less)


def family_of(job: str) -> Family:
    """The library of a job, its own or of the one that it resembles."""
    return families()[table("jobs")["same"].get(job, job)]


def lines_of(results: Sequence[ResultText]) -> Iterator[IndicatorText]:
    """All indicators of some results."""
    for result in results:
        yield from result.indicators
