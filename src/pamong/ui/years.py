"""A year at a glance: twelve months, each day with its state as a shape and as a word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.safestring import SafeString

from pamong.ui.dates import month_name, say_day
from pamong.ui.markup import attributes, esc, safe, sub

WEEK = 7


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day; `state` is a key of the legend, or empty for one that needs no word."""

    on: date
    is_off: bool = False
    state: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class YearMonth:
    """A month with its days, and a line below its name."""

    days: Sequence[YearDay]
    said: Any = ""


def year(months: Sequence[YearMonth], legend: Mapping[str, Any], current: date) -> SafeString:
    """The key to the shapes, and the months side by side."""
    cards = "".join(_month(one, legend, current) for one in months)
    key = "".join(
        f'<li><span class="pm-dot" data-d="{esc(state)}"></span>{esc(word)}</li>'
        for state, word in legend.items()
    )
    return safe(f'<ul class="pm-key">{key}</ul><div class="pm-year">{cards}</div>')


def _month(month: YearMonth, legend: Mapping[str, Any], current: date) -> str:
    first = month.days[0].on
    heads = "".join(f'<li class="pm-wd">{esc(str(WEEKDAYS_ABBR[n])[:3])}</li>' for n in range(WEEK))
    gaps = '<li aria-hidden="true"></li>' * first.weekday()
    days = "".join(_day(day, legend, current) for day in month.days)
    title = f"<h3>{esc(month_name(first.month))}</h3>{sub(month.said)}"
    return f'<section>{title}<ol class="pm-month">{heads}{gaps}{days}</ol></section>'


def _day(day: YearDay, legend: Mapping[str, Any], current: date) -> str:
    number = day.on.day
    now = attributes(aria_current="date" if day.on == current else "")
    look = ' class="is-off"' if day.is_off else ' class="is-bare"'
    if not day.state:
        return f"<li{now}{look}>{number}</li>"
    told = ", ".join(part for part in (say_day(day.on), str(legend[day.state]), day.name) if part)
    return (
        f'<li{now}{look} title="{esc(day.name or legend[day.state])}">'
        f'<span class="visually-hidden">{esc(told)}</span><span aria-hidden="true">{number}'
        f'<span class="pm-dot" data-d="{esc(day.state)}"></span></span></li>'
    )
