"""What cards come to in a year by a day: read, computed by a formula or rolled up, each with its parts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pamong.access.prepared import prepared
from pamong.measurement.attainment import Attainment, Standing, attain, progress
from pamong.measurement.cards.aims import AimedLine, Aims, aims_over
from pamong.measurement.cards.periods import CardPeriod, ended, period_of
from pamong.measurement.models import Card, CardPart, Indicator, Reading
from pamong.measurement.pace import BY_QUARTER, Against, is_state
from pamong.policy.pack import Pack
from pamong.stats.composing import (
    BY_NOUGHT,
    NO_PARTS,
    SOME_MISSING,
    Composed,
    Term,
    compose,
    coverage,
    roll_up,
)

DEEPEST = 4  # steps from a card down to what is entered
MONTHS_OF_QUARTER, LAST_QUARTER = 3, 4
FULL = Decimal(100)
Direction = Indicator.Direction


@dataclass(frozen=True, slots=True)
class PartFigure:
    """A part with the figure that it brought."""

    card: Card
    weight: Decimal
    is_below: bool
    figure: "Figure"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a card came to, or why nothing came of it."""

    value: Decimal | None = None
    as_of: date | None = None
    fault: str = ""  # a sentence that says what to do
    missing: tuple[str, ...] = ()  # names of parts or periods that are not there
    parts: tuple[PartFigure, ...] = ()
    covered: tuple[Decimal, Decimal] | None = None  # shares with a figure, of all shares
    readings: tuple[Reading, ...] = ()  # what it rests on, oldest first
    is_short: bool = False  # a sum that lacks terms, or computed from one: less than the whole is

    @property
    def is_partial(self) -> bool:
        """Whether something is missing from the figure that there is."""
        return self.value is not None and bool(self.missing)


@dataclass(frozen=True, slots=True)
class Reached:
    """How a figure stands against the year's target, its quarter's, and on the way from the baseline."""

    year: Attainment
    quarter: Attainment | None
    progress: Attainment
    is_running: bool = False  # only the year's target can be held against it, and the year goes on

    @property
    def by_now(self) -> Attainment:
        """Against what was to be reached by the figure's own quarter, else by the year's end: wherever one of both is shown."""
        return self.quarter or self.year

    def is_behind(self, low: Decimal | None) -> bool:
        """Whether it fell below a bound; what runs towards the year's end has not."""
        value = self.by_now.uncapped
        return low is not None and value is not None and value < low and not self.is_running


Parts = Mapping[int, Sequence[CardPart]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything needed to compute some cards by a day of a year, read in a handful of queries."""

    until: date
    pack: Pack
    parts: Parts
    readings: Mapping[int, Sequence[Reading]]
    aims: Aims

    def of(self, card: Card, depth: int = 0) -> Figure:
        """The figure of a card; one deeper than may be written is said and not followed."""
        if not card.is_computed:
            return _read(card, self.readings.get(card.indicator_id, ()), self.until)
        if depth > DEEPEST:
            return Figure(fault=_("Rumus “%s” terlalu dalam.") % card.indicator.name)
        found = tuple(
            PartFigure(part.child, part.weight, part.is_below, self.of(part.child, depth + 1))
            for part in self.parts.get(card.pk, ())
        )
        terms = [self._term(one, card) for one in found]
        if card.way == Card.Way.ROLLUP:
            made = _composed(card, found, roll_up(card.operator, terms))
            return replace(made, covered=coverage(terms))
        return _composed(card, found, compose(card.operator, terms, factor=card.factor))

    def _term(self, part: PartFigure, card: Card) -> Term:
        figure = part.figure
        reached = None
        if card.operator == Card.Operator.REACHED and figure.value is not None:
            against = self.reached(part.card, figure).year
            reached = against.is_reached
            if against.uncapped is not None:
                reached = against.uncapped >= FULL
        return Term(figure.value, figure.as_of, part.weight, part.is_below, reached)

    def reached(self, card: Card, figure: Figure) -> Reached:
        """The attainments of a figure; none of one that would look better than it is."""
        if is_withheld(card, figure):
            held = _withheld(figure)
            return Reached(held, None, held)
        line = self.aims.line(card.indicator)
        standing = None
        if figure.value is not None and figure.as_of is not None:
            standing = Standing(figure.value, figure.as_of)
        return reached_by(
            line, standing, self.pack, until=self.until, adds_up=adds_up(card, card.indicator)
        )


def adds_up(card: Card, of: Indicator) -> bool:
    """Whether its figure begins anew each year and grows until the year's end."""
    return card.counting != Card.Counting.STATE and not is_state(of.unit, of.direction)


def reached_by(
    line: AimedLine,
    standing: Standing | None,
    pack: Pack,
    *,
    until: date,
    trace: bool = True,
    adds_up: bool = False,
) -> Reached:
    """A figure against the year's target, its quarter's, and on the way: on every page and paper of cards alike.

    When the year is over its target alone counts, however old the last figure is. What adds up over a year has gone
    no way from the baseline, which is a whole year's, before that.
    """
    of_quarter = None
    is_over = until >= date(until.year, 12, 31)
    number = (standing.as_of.month - 1) // MONTHS_OF_QUARTER + 1 if standing else LAST_QUARTER
    has_way = line.direction in BY_QUARTER and not is_over
    if number < LAST_QUARTER and has_way and line.has_quarters:
        against = Against(number)
        of_quarter = attain(line, standing, pack, until=until, against=against, trace=trace)
    return Reached(
        attain(line, standing, pack, until=until, trace=trace),
        of_quarter,
        _adding_up(standing)
        if adds_up and standing and not is_over
        else progress(line, standing, pack, until=until, trace=trace),
        is_running=has_way and of_quarter is None and standing is not None,
    )


def _adding_up(standing: Standing) -> Attainment:
    said = _("Jumlah setahun masih bertambah: kemajuannya dihitung setelah tahun berakhir.")
    return Attainment(actual=standing.value, as_of=standing.as_of, reason=said)


def is_withheld(card: Card, figure: Figure) -> bool:
    """Where less is better or a range is aimed at, a sum that lacks terms says nothing yet."""
    return figure.is_short and card.indicator.direction in {Direction.LESS, Direction.BAND}


def _withheld(figure: Figure) -> Attainment:
    said = _(
        "Capaian belum dihitung. Yang belum ada: %s. Tanpa itu jumlahnya tampak lebih baik "
        "daripada sebenarnya."
    )
    reason = said % "; ".join(figure.missing)
    return Attainment(actual=figure.value, as_of=figure.as_of, reason=reason)


def figures_for(cards: Sequence[Card], *, year: int, on: date, pack: Pack) -> Figures:
    """Read what the cards and everything below them need: parts step by step, then targets and readings."""
    return figures_over(cards, years=(year,), on=on, pack=pack)[year]


def figures_over(
    cards: Sequence[Card], *, years: Sequence[int], on: date, pack: Pack, beside: Sequence[int] = ()
) -> dict[int, Figures]:
    """The same for years side by side in as many queries; with readings of indicators without a card."""
    ends = {year: min(on, date(year, 12, 31)) for year in years}
    parts = parts_below(cards)
    whole = {card.indicator_id for card in cards}
    whole |= {part.child.indicator_id for some in parts.values() for part in some}
    whole.update(beside)
    read: dict[int, dict[int, list[Reading]]] = {year: defaultdict(list) for year in years}
    first, last = date(min(years), 1, 1), max(ends.values())
    for row in _standing(indicators=sorted(whole), first=first, last=last):
        if row.as_of.year in read:
            read[row.as_of.year][row.indicator_id].append(row)
    aims = aims_over(whole, years)
    return {year: Figures(ends[year], pack, parts, read[year], aims[year]) for year in years}


def parts_below(cards: Iterable[Card]) -> dict[int, list[CardPart]]:
    """The parts of computed cards, by the key of the card, with those of their parts in turn."""
    found: dict[int, list[CardPart]] = {}
    wanted = {card.pk for card in cards if card.is_computed}
    for _step in range(DEEPEST):
        wanted -= found.keys()
        if not wanted:
            break
        rows: dict[int, list[CardPart]] = {key: [] for key in wanted}
        for part in _parts(cards=sorted(wanted)):
            rows[part.card_id].append(part)
        found |= rows
        wanted = {p.child_id for some in rows.values() for p in some if p.child.is_computed}
    return found


@prepared
def _parts(*, cards: list[int]) -> QuerySet[CardPart]:
    rows = CardPart.objects.filter(card_id__in=cards).order_by("card_id", "place", "pk")
    return rows.select_related("child__indicator", "child__unit")


@prepared
def _standing(*, indicators: list[int], first: date, last: date) -> QuerySet[Reading]:
    rows = Reading.objects.standing().filter(indicator_id__in=indicators)
    rows = rows.filter(as_of__gte=first, as_of__lte=last)
    return rows.select_related("origin", "entered_by").order_by("as_of", "pk")


def _read(card: Card, readings: Sequence[Reading], until: date) -> Figure:
    if not readings:
        return Figure(fault=_("Belum ada realisasi."))
    last = readings[-1]
    if card.counting != Card.Counting.OWN:
        return Figure(last.value, last.as_of, readings=(last,))
    by_period: dict[CardPeriod, Reading] = {}
    for reading in readings:
        by_period[period_of(card.frequency, reading.as_of)] = reading
    due = ended(card.frequency, until.year, last.as_of)
    missing = tuple(period.said() for period in due if period not in by_period)
    kept = tuple(by_period.values())
    total = sum((reading.value for reading in kept), Decimal(0))
    return Figure(total, last.as_of, missing=missing, readings=kept, is_short=bool(missing))


def _composed(card: Card, parts: tuple[PartFigure, ...], made: Composed) -> Figure:
    names = [part.card.indicator.name for part in parts]
    missing = tuple(names[place] for place in made.missing)
    # A part that is itself not whole makes this one not whole either.
    partial = tuple(p.card.indicator.name for p in parts if p.figure.is_partial)
    if made.value is None:
        return Figure(fault=_fault(card, parts, made, missing), missing=missing, parts=parts)
    said = (*missing, *(_("%s (belum lengkap)") % name for name in partial))
    is_short = bool(missing) and card.operator == Card.Operator.SUM
    is_short = is_short or any(part.figure.is_short for part in parts)
    return Figure(made.value, made.as_of, missing=said, parts=parts, is_short=is_short)


def _fault(
    card: Card, parts: tuple[PartFigure, ...], made: Composed, missing: tuple[str, ...]
) -> str:
    if made.fault == NO_PARTS:
        return _("“%s” belum punya bagian. Susun rumusnya.") % card.indicator.name
    if made.fault == BY_NOUGHT:
        below = ", ".join(f"“{p.card.indicator.name}”" for p in parts if p.is_below)
        return _("Pembagi %s bernilai 0, sehingga hasil bagi tidak ada. Periksa angkanya.") % below
    names = ", ".join(f"“{name}”" for name in missing)
    if made.fault == SOME_MISSING:
        return _("Belum dapat dihitung: angka %s belum ada. Isi dahulu.") % names
    return _("Belum ada angka dari semua bagiannya: %s.") % names
