"""Figures of an indicator by quarter, as they stand or added up, and what was to be reached by each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from pamong.analytics.dashboards.indicators import Line
from pamong.measurement.cards.periods import CardPeriod, ended, period_of
from pamong.measurement.models import Card
from pamong.measurement.pace import BY_QUARTER, MONTHS_EACH, QUARTERS
from pamong.performance.periods import Period, say_period
from pamong.ui.numbers import say_measured

LAST = QUARTERS[-1]
Place = tuple[int, int]  # a year and its quarter
Readings = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True, slots=True)
class Total:
    """What came together from January to the end of a quarter; short where a period before it is missing."""

    place: Place
    value: Decimal
    is_short: bool


def place_of(day: date) -> Place:
    """The quarter in which a day lies."""
    return day.year, (day.month + 2) // MONTHS_EACH


def said(place: Place) -> str:
    """Triwulan III 2026."""
    return say_period(place[0], f"Q{place[1]}")


def after(place: Place) -> Place:
    """The next quarter."""
    year, quarter = place
    return (year + 1, QUARTERS[0]) if quarter == LAST else (year, quarter + 1)


def between(first: Place, last: Place) -> list[Place]:
    """Both, and all that lie between them."""
    places = [first]
    while places[-1] < last:
        places.append(after(places[-1]))
    return places


def figures_of(line: Line) -> dict[Place, Decimal]:
    """The last figure of each quarter; of months that count for themselves the sum, where all three are there."""
    card, readings = line.card, line.aimed.readings
    if card is None or not line.is_apart or card.frequency != Card.Frequency.MONTH:
        return quarters_of(readings)
    months: dict[Place, list[Decimal]] = {}
    for period, value in _by_period(card, readings).items():
        months.setdefault(place_of(period.starts_on), []).append(value)
    return {
        place: sum(some, Decimal(0)) for place, some in months.items() if len(some) == MONTHS_EACH
    }


def quarters_of(readings: Readings) -> dict[Place, Decimal]:
    """The last figure of each quarter that has one."""
    return {place_of(on): value for on, value in readings}


def totals_of(line: Line, year: int) -> list[Total]:
    """Of what counts for its period alone: the sum since January, to the quarter of the last figure."""
    if line.card is None or not line.is_apart:
        return []
    return list(_totals(line.card, [one for one in line.aimed.readings if one[0].year == year]))


def _totals(card: Card, readings: Readings) -> Iterator[Total]:
    if not readings:
        return
    last = readings[-1][0]
    for place in between(place_of(readings[0][0]), place_of(last)):
        until = min(last, _end_of(place))
        found = _by_period(card, [one for one in readings if one[0] <= until])
        day = last if place == place_of(last) else until + timedelta(days=1)
        missing = [one for one in ended(card.frequency, place[0], day) if one not in found]
        yield Total(place, sum(found.values(), Decimal(0)), bool(missing))


def _by_period(card: Card, readings: Readings) -> Mapping[CardPeriod, Decimal]:
    """The last figure of each period, as the card's own figure is added up."""
    return {period_of(card.frequency, on): value for on, value in readings}


def _end_of(place: Place) -> date:
    year, quarter = after(place)
    return date(year, (quarter - 1) * MONTHS_EACH + 1, 1) - timedelta(days=1)


def aims_of(line: Line, year: int) -> dict[Place, Decimal]:
    """What was to be reached by each quarter of the year; the last has the year's own target."""
    aim = line.line
    every = (aim.q1, aim.q2, aim.q3, aim.target)
    if aim.direction not in BY_QUARTER:
        return {}
    return {
        (year, number): value
        for number, value in zip(QUARTERS, every, strict=True)
        if value is not None
    }


def are_steps(aims: Mapping[Place, Decimal]) -> bool:
    """Whether quarters aim at something else than their year; what is aimed at all year is one line."""
    return len(set(aims.values())) > 1


def steps_key(shown: Collection[Place], year: int) -> list[str]:
    """What short lines mean that are shown at these quarters."""
    found = [_("Garis pendek: target sampai triwulan itu.")] if shown else []
    if (year, LAST) in shown:
        found.append(_("Yang di triwulan IV: target tahun %(year)d.") % {"year": year})
    return found


def targets_said(line: Line, aims: Mapping[Place, Decimal], place: Place) -> list[str]:
    """The target of a quarter and that of its year, each by its name."""
    end = (place[0], LAST)
    found = []
    if are_steps(aims) and place in aims and place != end:
        named = {"when": said(place), "value": say_measured(aims[place], line.row.unit)}
        found.append(_("Target %(when)s: %(value)s.") % named)
    if end in aims:
        told = {
            "when": say_period(place[0], Period.YEAR),
            "value": say_measured(aims[end], line.row.unit),
        }
        found.append(_("Target %(when)s: %(value)s.") % told)
    return found
