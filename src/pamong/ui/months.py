"""A month at a glance: one cell a day, its state as a shape and as a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.dates import say_day
from pamong.ui.markup import attributes, esc, safe, sub

WEEK = 7


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month; state is full, part, miss, todo, later, leave, or off for a day without work."""

    on: date
    state: str = "later"
    url: str = ""


def month(days: Sequence[Day], current: date | None = None, said: Any = "") -> SafeString:
    """Weeks from Monday, the key to the shapes, and the month in a sentence."""
    if not days:
        return safe("")
    heads = "".join(f'<li class="pm-wd">{esc(WEEKDAYS_ABBR[n])}</li>' for n in range(WEEK))
    gaps = '<li aria-hidden="true"></li>' * days[0].on.weekday()
    words = _words()
    cells = "".join(_day(one, current, words) for one in days)
    shown = ["full", "part", "miss", "todo"]
    shown += ["leave"] if any(one.state == "leave" for one in days) else []
    key = "".join(
        f'<li><span class="pm-dot" data-d="{state}"></span>{esc(words[state])}</li>'
        for state in shown
    )
    whole = f'<ol class="pm-month">{heads}{gaps}{cells}</ol><ul class="pm-key">{key}</ul>'
    return safe(whole + sub(said))


def _words() -> dict[str, str]:
    return {
        "full": _("Lengkap"),
        "part": _("Sebagian"),
        "miss": _("Kosong"),
        "todo": _("Belum diisi"),
        "later": _("Belum waktunya"),
        "leave": _("Cuti"),
        "off": _("Bukan hari kerja"),
    }


def _day(one: Day, current: date | None, said: dict[str, str]) -> str:
    if one.state == "off":
        return f'<li class="is-off">{one.on.day}</li>'
    now = attributes(aria_current="date" if one.on == current else "")
    dot = "" if one.state == "later" else f'<span class="pm-dot" data-d="{esc(one.state)}"></span>'
    words = f"{say_day(one.on)}, {said[one.state].lower()}"
    if not one.url:
        return f'<li{now} class="is-bare"><span class="visually-hidden">{esc(words)}</span><span aria-hidden="true">{one.on.day}{dot}</span></li>'
    return f'<li{now}><a href="{esc(one.url)}" aria-label="{esc(words)}">{one.on.day}{dot}</a></li>'


def month_of(day: date, states: dict[date, Any], url: Any = None) -> list[Day]:
    """Every day of the month that holds the day; a day without a state is later."""
    first = day.replace(day=1)
    found = []
    on = first
    while on.month == first.month:
        state = states.get(on, "later")
        found.append(Day(on, state, url(on) if url and state != "off" else ""))
        on += timedelta(days=1)
    return found
