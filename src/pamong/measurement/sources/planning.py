"""What a run would do: which figures are new, which correct others, which stand already, and which stay out."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.measurement.attainment import DONE
from pamong.measurement.models import Card, Indicator, Reading, Source, Target
from pamong.measurement.sources.cardfinding import CardFinder
from pamong.measurement.sources.figures import Figure, Figures, Named, Refused
from pamong.measurement.sources.mapping import Brings, mapping_of
from pamong.stats.periods import YEAR
from pamong.ui.dates import say_day
from pamong.ui.numbers import say_number

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


def plan_run(source: Source, found: Figures, on: date) -> RunPlan:
    """Hold what was read against what stands: a fixed number of queries."""
    brings = mapping_of(source.mapping).brings
    plan = RunPlan(source, on, brings, headings=list(found.headings), refused=list(found.refused))
    plan.read = len(found.figures)
    finder = CardFinder(source)
    known = list(_known(plan, finder, found.figures))
    if brings == Brings.TARGET:
        _plan_targets(plan, known)
    else:
        _plan_readings(plan, known)
    plan.refused.sort(key=lambda one: (one.sheet, one.line))
    return plan


def _known(
    plan: RunPlan, finder: CardFinder, figures: Iterable[Figure]
) -> Iterable[tuple[Card, Figure]]:
    """Figures with their cards; the others are gathered by the name that nobody knows."""
    unknown: dict[str, Unknown] = {}
    for figure in figures:
        card = finder.card(figure.named)
        if card is None:
            one = unknown.get(figure.named.key)
            if one is None:
                near = finder.suggestions(figure.named) if len(unknown) < COMPARED else []
                one = Unknown(figure.named, figure.measure, figure.span.kind, cards=near)
                unknown[figure.named.key] = one
            one.count += 1
        elif fault := _fault(card, plan.brings):
            _refuse(plan, figure, fault)
        else:
            yield card, figure
    plan.unknown = list(unknown.values())


def _fault(card: Card, brings: str) -> str:
    """Why a card takes no figure."""
    if card.closed_on:
        return _("Kartu %s sudah ditutup.") % card.code
    if card.is_computed and brings == Brings.READING:
        return _("Angka kartu %s dihitung dari kartu lain, tidak diambil dari sumber.") % card.code
    return ""


def _refuse(plan: RunPlan, figure: Figure, reason: str) -> None:
    said = (figure.named.said, figure.span.last.isoformat(), str(figure.value.normalize()))
    plan.refused.append(Refused(figure.line, reason, said, figure.sheet))


def _once(
    plan: RunPlan, told: list[tuple[tuple[int, date], Card, Figure]]
) -> dict[tuple[int, date], tuple[Card, Figure]]:
    """Each indicator and period once; where two rows say different figures neither is taken."""
    first: dict[tuple[int, date], tuple[Card, Figure]] = {}
    torn: set[tuple[int, date]] = set()
    for key, card, figure in told:
        held = first.setdefault(key, (card, figure))[1]
        if held is figure:
            continue
        line = {"line": held.line}
        if held.value == figure.value:
            _refuse(plan, figure, _("Angka yang sama sudah ada di baris %(line)d.") % line)
            continue
        torn.add(key)
        said = _("Indikator dan periode ini juga ada di baris %(line)d dengan angka lain.")
        _refuse(plan, figure, said % line)
    for key in torn:
        card, figure = first.pop(key)
        said = _("Indikator dan periode ini ada lebih dari sekali dengan angka yang berbeda.")
        _refuse(plan, figure, said)
    return first


def _plan_readings(plan: RunPlan, known: list[tuple[Card, Figure]]) -> None:
    told = []
    for card, figure in known:
        if figure.span.first > plan.on:
            day = say_day(figure.span.first)
            _refuse(plan, figure, _("Periodenya baru dimulai %s.") % day)
            continue
        told.append(((card.pk, min(figure.span.last, plan.on)), card, figure))
    once = _once(plan, told)
    standing = _Standing(plan, once)
    for (_pk, as_of), (card, figure) in once.items():
        old = standing.of(card, figure, as_of)
        what = NEW if old is None else SAME if old.value == figure.value else CHANGED
        if what == CHANGED and old and (figure.value in standing.corrected.get(old.pk, ())):
            said = _("Seseorang sudah mengoreksi angka ini menjadi %s; sumber tidak menimpanya.")
            _refuse(plan, figure, said % say_number(old.value))
        elif what != SAME and standing.is_done(card, figure, old):
            said = _("Indikator ini sudah dicatat selesai pada tanggal lain.")
            _refuse(plan, figure, said)
        else:
            before = old.value if old else None
            plan.deeds.append(Deed(card, figure, as_of, what, old, before))


class _Standing:
    """What stands of the cards, in two queries."""

    def __init__(self, plan: RunPlan, once: dict[tuple[int, date], tuple[Card, Figure]]) -> None:
        ids = {card.indicator_id for card, _figure in once.values()}
        years = {as_of.year for _pk, as_of in once}
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


def _plan_targets(plan: RunPlan, known: list[tuple[Card, Figure]]) -> None:
    told = []
    for card, figure in known:
        if figure.span.kind != YEAR:
            _refuse(plan, figure, _("Target dibaca per tahun: tulis tahunnya saja."))
            continue
        told.append(((card.pk, figure.span.last), card, figure))
    once = _once(plan, told)
    ids = {card.indicator_id for card, _figure in once.values()}
    rows = Target.objects.filter(indicator__in=ids)
    held = {(row.indicator_id, row.year): row.value for row in rows}
    for (_pk, last), (card, figure) in once.items():
        key = (card.indicator_id, last.year)
        before = held.get(key)
        same = before == figure.value
        what = SAME if same else CHANGED if before is not None else NEW
        plan.deeds.append(Deed(card, figure, last, what, before=before))
