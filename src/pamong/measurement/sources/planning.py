"""What a run would do: which figures are new, which correct others, which stand already, and which stay out."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q

from pamong.measurement.attainment import DONE
from pamong.measurement.figure_files.reading import Refused
from pamong.measurement.figure_files.reasons import Reason, sum_fault
from pamong.measurement.models import Card, Indicator, Reading, Source, Target
from pamong.measurement.sources.card_finder import CardFinder
from pamong.measurement.sources.figures import Figure, Figures, Named
from pamong.measurement.sources.mapping import Brings, mapping_of
from pamong.measurement.sources.questions import Note, Question, is_filler
from pamong.stats.periods import YEAR

NEW, CHANGED, SAME = "new", "changed", "same"
COMPARED = 200  # unknown names for which cards like them are looked for


@dataclass(frozen=True, slots=True)
class Deed:
    """One figure with its card, the day as of which it counts, and what it does."""

    card: Card
    figure: Figure
    as_of: date
    what: str
    old: Reading | None = None
    before: Decimal | None = None

    def is_late(self, on: date) -> bool:
        """Whether it changes a figure of a year that is over."""
        return self.what == CHANGED and self.as_of.year < on.year


@dataclass(slots=True)
class Unknown:
    """An indicator of which no card is known, with the cards that may be meant."""

    named: Named
    measure: str = ""
    kind: str = ""  # the length of its periods
    count: int = 0
    cards: list[Card] = field(default_factory=list)


@dataclass(slots=True)
class RunPlan:
    """What a run would do, or why a row stays out."""

    source: Source
    on: date
    brings: str
    read: int = 0
    headings: list[str] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    run: int = 0

    def count(self, what: str) -> int:
        """How many figures do it."""
        return sum(deed.what == what for deed in self.deeds)

    def late(self) -> int:
        """How many change figures of a year that is over."""
        return sum(deed.is_late(self.on) for deed in self.deeds)

    def digest(self) -> str:
        """The same for the same deeds."""
        told = [
            f"{d.what}|{d.card.pk}|{d.as_of}|{d.figure.value}|{d.before}"
            for d in self.deeds
            if d.what != SAME
        ]
        return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Claim:
    """What a figure is the figure of: a card, or a name of which none is known, on a day."""

    of: int | str
    as_of: date
    card: Card | None
    figure: Figure


def plan_run(
    source: Source, found: Figures, on: date, questions: Sequence[Question] = ()
) -> RunPlan:
    """Hold what was read against what stands: a fixed number of queries."""
    brings = mapping_of(source.mapping).brings
    plan = RunPlan(source, on, brings, headings=list(found.headings), refused=list(found.refused))
    plan.read, plan.questions = len(found.figures), list(questions)
    finder = CardFinder(source)
    claims = _once(plan, list(_claims(plan, finder, found.figures)))
    plan.unknown = _unknown(finder, claims)
    known = [(claim, claim.card) for claim in claims if claim.card]
    if brings == Brings.TARGET:
        _plan_targets(plan, known)
    else:
        _plan_readings(plan, known)
    plan.refused.sort(key=lambda one: (one.sheet, one.line))
    return plan


def _claims(plan: RunPlan, finder: CardFinder, figures: Iterable[Figure]) -> Iterator[Claim]:
    """Figures with their cards or the names that nobody knows; what can be of neither stays out."""
    fillers = {(one.sheet, one.line, one.value) for one in plan.questions if is_filler(one)}
    for figure in figures:
        card = finder.card(figure.named)
        if (figure.sheet, figure.line, float(figure.value)) in fillers:
            _refuse(plan, figure, Reason("filler", {"value": str(figure.value)}))
        elif fault := _fault(card, plan.brings) if card else sum_fault(figure.named.name):
            _refuse(plan, figure, fault)
        elif untimely := _untimely(plan, figure):
            _refuse(plan, figure, untimely)
        else:
            is_target = plan.brings == Brings.TARGET
            as_of = figure.span.last if is_target else min(figure.span.last, plan.on)
            yield Claim(card.pk if card else figure.named.key, as_of, card, figure)


def _unknown(finder: CardFinder, claims: Iterable[Claim]) -> list[Unknown]:
    """The names of which no card is known, each once, with the cards that may be meant."""
    unknown: dict[str, Unknown] = {}
    for claim in claims:
        figure = claim.figure
        if claim.card:
            continue
        one = unknown.get(figure.named.key)
        if one is None:
            near = finder.suggestions(figure.named) if len(unknown) < COMPARED else []
            one = Unknown(figure.named, figure.measure, figure.span.kind, cards=near)
            unknown[figure.named.key] = one
        one.count += 1
    return list(unknown.values())


def _fault(card: Card, brings: str) -> Reason | None:
    """Why a card takes no figure."""
    if card.closed_on:
        return Reason("closed", {"code": card.code})
    if card.is_computed and brings == Brings.READING:
        return Reason("computed", {"code": card.code})
    return None


def _untimely(plan: RunPlan, figure: Figure) -> Reason | None:
    """Why the period of a figure is none for it."""
    if plan.brings == Brings.TARGET:
        return None if figure.span.kind == YEAR else Reason("not_yearly")
    if figure.span.first > plan.on:
        return Reason("early", {"day": figure.span.first.isoformat()})
    return None


def _refuse(plan: RunPlan, figure: Figure, reason: Reason) -> None:
    told = replace(reason, column=figure.heading)
    plan.refused.append(Refused(figure.line, told, figure.cells, figure.sheet))


def _once(plan: RunPlan, told: list[Claim]) -> list[Claim]:
    """Each indicator and period once; where two rows say different figures neither is taken."""
    first: dict[tuple[int | str, date], Claim] = {}
    torn: set[tuple[int | str, date]] = set()
    for claim in told:
        key, figure = (claim.of, claim.as_of), claim.figure
        held = first.setdefault(key, claim)
        if held is claim:
            continue
        line = {"line": str(held.figure.line)}
        if held.figure.value == figure.value:
            _refuse(plan, figure, Reason("repeated", line))
            continue
        torn.add(key)
        _refuse(plan, figure, Reason("contradicted", line))
    for key in torn:
        _refuse(plan, first.pop(key).figure, Reason("torn"))
    return list(first.values())


def _plan_readings(plan: RunPlan, known: list[tuple[Claim, Card]]) -> None:
    standing = _Standing(plan, known)
    for claim, card in known:
        figure, as_of = claim.figure, claim.as_of
        old = standing.of(card, figure, as_of)
        what = NEW if old is None else SAME if old.value == figure.value else CHANGED
        if what == CHANGED and old and (figure.value in standing.corrected.get(old.pk, ())):
            _refuse(plan, figure, Reason("corrected", {"value": str(old.value)}))
        elif what != SAME and standing.is_done(card, figure, old):
            _refuse(plan, figure, Reason("done"))
        else:
            before = old.value if old else None
            plan.deeds.append(Deed(card, figure, as_of, what, old, before))


class _Standing:
    """What stands of the cards, in two queries."""

    def __init__(self, plan: RunPlan, known: list[tuple[Claim, Card]]) -> None:
        ids = {card.indicator_id for _claim, card in known}
        years = {claim.as_of.year for claim, _card in known}
        rows = Reading.objects.standing().filter(indicator__in=ids, as_of__year__in=years)
        self.rows: dict[int, dict[date, Reading]] = {}
        for row in rows.select_related("origin").order_by("as_of", "pk"):
            self.rows.setdefault(row.indicator_id, {})[row.as_of] = row
        self.runs = set(plan.source.runs.values_list("uuid", flat=True))
        typed = [
            row.pk for days in self.rows.values() for row in days.values() if row.origin is None
        ]
        # What a person put in the place of a figure of this source stays.
        self.corrected: dict[int, set[Decimal]] = {}
        put = Q(replaced_by__in=typed, origin__run__in=self.runs)
        for standing, value in Reading.objects.filter(put).values_list("replaced_by", "value"):
            self.corrected.setdefault(standing or 0, set()).add(value)

    def of(self, card: Card, figure: Figure, as_of: date) -> Reading | None:
        """What stands as of the day; of a period that still runs, what the source said of it before."""
        days = self.rows.get(card.indicator_id, {})
        if as_of in days or as_of == figure.span.last:
            return days.get(as_of)
        said = [
            row
            for day, row in days.items()
            if figure.span.first <= day < as_of and row.origin and row.origin.run in self.runs
        ]
        return said[-1] if said else None

    def is_done(self, card: Card, figure: Figure, old: Reading | None) -> bool:
        """Whether a milestone was reached on another day already."""
        if card.indicator.direction != Indicator.Direction.MILESTONE or figure.value < DONE:
            return False
        days = self.rows.get(card.indicator_id, {}).values()
        return any(row.value >= DONE and row is not old for row in days)


def _plan_targets(plan: RunPlan, known: list[tuple[Claim, Card]]) -> None:
    rows = Target.objects.filter(indicator__in={card.indicator_id for _claim, card in known})
    held = {(row.indicator_id, row.year): row.value for row in rows}
    for claim, card in known:
        before = held.get((card.indicator_id, claim.as_of.year))
        same = before == claim.figure.value
        what = SAME if same else CHANGED if before is not None else NEW
        plan.deeds.append(Deed(card, claim.figure, claim.as_of, what, before=before))
