"""How the cards of a unit stand at the end of a month, as the snapshot knew them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pamong.analytics.annual.reading import told_by
from pamong.analytics.dashboards.asked import Asked
from pamong.measurement.attainment import Attainment
from pamong.measurement.cards.aims import AimedLine
from pamong.measurement.cards.figures import Figure, Figures, Reached, parts_below
from pamong.measurement.cards.periods import CardPeriod, ended
from pamong.measurement.models import Card, Target

WHOLE = Decimal(100)
LACKING, BELOW, RUNNING, MET, NOT_DUE = "lacking", "below", "running", "met", "not_due"
UNTOLD = "untold"  # there is a figure, and what is missing from it leaves open how it stands


@dataclass(frozen=True, slots=True)
class Result:
    """A card with its figure against what was to be reached by the month's end."""

    card: Card
    state: str
    actual: Decimal | None
    found: Attainment
    line: AimedLine  # the indicator with its target of the year
    lacks: CardPeriod | None = None  # of which no figure is there yet

    @property
    def percent(self) -> Decimal:
        """By which the lowest comes first; what has none comes last."""
        return WHOLE if self.found.uncapped is None else self.found.uncapped


def results_of(asked: Asked, until: date) -> list[Result]:
    """Each card in use of the unit with all below it, or of the agency: what lacks and what is lowest first."""
    cards = _cards(asked)
    figures = _figures(asked, cards, until)
    found = [_result(card, figures, until) for card in cards]
    order = [BELOW, LACKING, UNTOLD, RUNNING, MET, NOT_DUE]
    return sorted(
        found, key=lambda one: (order.index(one.state), one.percent, one.card.indicator.name)
    )


def _cards(asked: Asked) -> list[Card]:
    rows = Card.objects.visible_to(asked.scope).in_use().select_related("indicator", "unit")
    if asked.at:
        rows = rows.filter(unit__path__startswith=asked.at.path)
    return list(rows.aimed_at(asked.year).order_by("code", "pk"))


def _figures(asked: Asked, cards: Sequence[Card], until: date) -> Figures:
    """Over the snapshot's targets and readings; parts and targets in words stand beside it."""
    told, parts = told_by(asked.snapshot), parts_below(cards)
    keys = [card.indicator_id for card in cards]
    worded = Target.objects.filter(indicator_id__in=keys, year=asked.year).exclude(text="")
    texts = {(key, asked.year): text for key, text in worded.values_list("indicator_id", "text")}
    held = {
        key: [one for one in rows if one.as_of <= until]
        for key, rows in told.within(asked.year).items()
    }
    return Figures(until, asked.pack, parts, held, told.aims(asked.year, texts))


def _result(card: Card, figures: Figures, until: date) -> Result:
    figure = figures.of(card)
    reached = figures.reached(card, figure)
    line = figures.aims.line(card.indicator)
    found = reached.by_now
    due = ended(card.frequency, until.year, until + timedelta(days=1))
    lacks = due[-1] if due and _is_lacking(figure, due[-1]) else None
    return Result(
        card,
        _state(reached, figure, is_due=bool(due), lacks=lacks),
        figure.value,
        found,
        line,
        lacks,
    )


def _is_lacking(figure: Figure, last: CardPeriod) -> bool:
    """Whether nothing tells of the period that is over."""
    return figure.as_of is None or figure.as_of < last.starts_on


def _state(reached: Reached, figure: Figure, *, is_due: bool, lacks: CardPeriod | None) -> str:
    """Whether it is met; before the year's end nothing is below a target that is the year's alone."""
    if figure.value is None and not is_due:
        return NOT_DUE
    if lacks or figure.value is None:
        return LACKING
    found = reached.by_now
    is_met = found.is_reached
    if found.uncapped is not None:
        is_met = found.uncapped >= WHOLE
    if is_met:
        return MET
    if is_met is None:
        return UNTOLD
    return RUNNING if reached.is_running else BELOW
