"""Cards of indicators: a dozen outcomes with two years of readings, a formula, and a roll-up with a hole."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.measurement.cards.actions import BANDS, CardInput, add_card
from pamong.measurement.cards.compose_actions import FormulaInput, compose_card
from pamong.measurement.cards.periods import periods_of
from pamong.measurement.cards.queries import head_of
from pamong.measurement.cards.reading_actions import (
    CardReading,
    CardTarget,
    confirm_card_reading,
    enter_card_reading,
    set_card_target,
)
from pamong.measurement.cards.rules import PartInput
from pamong.measurement.findings.actions import answer_finding
from pamong.measurement.findings.asking import SOURCE, ask_about_agency
from pamong.measurement.models import Card, Finding, Reading
from pamong.measurement.pace import Wish
from pamong.people.models import Agency, Unit
from pamong.performance.cascade.card_actions import set_card_budget, take_card
from pamong.performance.models import Goal

WHOLE = Decimal(100)
LATE_DAYS = 7  # after a period's end a figure is there
UNLOOKED = 4  # of so many cards one is looked at by nobody
WORKDAY = (8, 9)  # the hour of its first entries, and how many hours there are
OF_A_YEAR = (9, 15)  # when what is measured once a year is


class Cards:
    """Writes the cards of the offices that are there, by the same verbs as on the pages."""

    def __init__(self, agency: Agency, days: Days, *, by: User) -> None:
        self.agency, self.days, self.by = agency, days, by
        self.units = {unit.code: unit for unit in Unit.objects.filter(agency=agency)}
        self.made: dict[str, Card] = {}
        self.marked = table("cards")["marked"]

    @transaction.atomic
    def write(self) -> int:
        """All cards with what is known of them; how many."""
        told = table("cards")
        for one in told["card"]:
            if unit := self.units.get(one["unit"]):
                self._card(one, unit)
        if unit := self.units.get(told["rollup"]["unit"]):
            self._rollup(told["rollup"], unit)
        for one in table("cascade")["activity"]:
            if unit := self.units.get(one["unit"]):
                self._activity(one, unit)
        self._ask(told)
        return len(self.made)

    def _activity(self, one: Mapping[str, Any], unit: Unit) -> None:
        """The indicator by which an activity is measured, kept by the unit that does it, with the money of each year."""
        kind = Goal.Kind.ACTIVITY
        goal = Goal.objects.filter(agency=self.agency, kind=kind, unit=unit, name=one["name"])
        if not (found := goal.first()):
            return
        told = {"definition": one["indicator"], **one, "code": one["card"]}
        card = self._made(told, unit, one["card"], one["indicator"])
        years = (self.days.last_year, self.days.this_year)
        first, second = zip(years, map(Decimal, one["budgets"]), strict=True)
        by, on = self.by, self.days.start
        row = take_card(found, card, year=first[0], budget=first[1], by=by, on=on)
        set_card_budget(found, row.indicator, year=second[0], budget=second[1], by=by, on=on)
        self._read(card, one["readings"])

    def _card(self, one: Mapping[str, Any], unit: Unit) -> Card:
        card = self._made(one, unit, one["code"], one["name"])
        if "above" in one:
            parts = [PartInput(self.made[code]) for code in one["above"]]
            parts += [PartInput(self.made[code], is_below=True) for code in one["below"]]
            given = FormulaInput(Card.Way.FORMULA, Card.Operator.RATIO, WHOLE, parts)
            compose_card(card, given, by=self.by, on=self.days.start)
        self._read(card, one.get("readings", ()))
        return card

    def _made(self, one: Mapping[str, Any], unit: Unit, code: str, name: str) -> Card:
        band = dict(zip(BANDS, map(Decimal, one.get("band", ())), strict=False))
        given = CardInput(
            code=code,
            name=name,
            definition=one["definition"],
            measure=one["measure"],
            direction=one.get("direction", "more"),
            baseline=Decimal(one["baseline"]) if "baseline" in one else None,
            band=band,
            source=self.marked,
            unit=unit,
            owner=head_of(unit, self.days.today),
            frequency=one.get("frequency", Card.Frequency.QUARTER),
            counting=one["counting"],
        )
        card = add_card(self.agency, given, by=self.by, on=self.days.start)
        self.made[code] = card
        self._aim(card, one)
        return card

    def _aim(self, card: Card, one: Mapping[str, Any]) -> None:
        years = (self.days.last_year, self.days.this_year)
        for year, target in zip(years, one.get("targets", ()), strict=False):
            given = CardTarget(year, Decimal(target), wish=Wish())
            set_card_target(card, given, by=self.by, on=self.days.start)
        for year, due in zip(years, one.get("due", ()), strict=False):
            if due:
                day = date.fromisoformat(f"{year}-{due}")
                given = CardTarget(year, due_on=day)
                set_card_target(card, given, by=self.by, on=self.days.start)

    def _read(self, card: Card, readings: Sequence[Sequence[str]]) -> None:
        """Figures of the periods that are over; an empty one was never sent."""
        years = (self.days.last_year, self.days.this_year)
        for year, values in zip(years, readings, strict=False):
            for period, value in zip(periods_of(card.frequency, year), values, strict=False):
                day = period.ends_on
                if card.frequency == Card.Frequency.YEAR:
                    day = date(year, *OF_A_YEAR)
                if value and day < self.days.today:
                    self._enter(card, CardReading(Decimal(value), day))
        self._confirm(card)

    def _confirm(self, card: Card) -> None:
        """The owner finds right what others sent of quarters that lie back; the newest waits, and all of some cards."""
        user = card.owner.user if card.owner else None
        rows = Reading.objects.standing().filter(indicator=card.indicator).order_by("as_of")
        for reading in list(rows)[:-1] if user and card.pk % UNLOOKED else []:
            on = self.days.after(reading.as_of, LATE_DAYS + 1 + card.pk % LATE_DAYS)
            if user and card.owner_id != reading.entered_by_id:
                confirm_card_reading(reading, by=user, on=on)

    def _enter(self, card: Card, given: CardReading) -> None:
        """A figure some days after its period, at an hour of the working day: not all at one moment."""
        spread = card.pk + given.as_of.month
        on = self.days.after(given.as_of, 1 + spread % LATE_DAYS)
        reading = enter_card_reading(card, given, by=self.by, on=on)
        if reading:
            first, hours = WORKDAY
            hour = time(first + spread % hours, spread * 7 % 60)
            at = datetime.combine(on, hour, ZoneInfo(self.agency.time_zone))
            Reading.objects.filter(pk=reading.pk).update(entered_at=min(at, timezone.now()))

    def _ask(self, told: Mapping[str, Any]) -> None:
        """Questions from the beginning: one settled by a correction, one answered, the others open."""
        card = self.made.get(told["slip"])
        last = card.indicator.readings.standing().order_by("-as_of").first() if card else None
        if card and last:
            self._enter(card, CardReading(last.value * 10, last.as_of))
            ask_about_agency(self.agency, on=self.days.today)
            self._enter(card, CardReading(last.value, last.as_of))
        ask_about_agency(self.agency, on=self.days.today)
        asked = Finding.objects.open().filter(agency=self.agency, source=SOURCE + "missing")
        if first_asked := asked.order_by("pk").first():
            answer_finding(first_asked, told["answer"], by=self.by, on=self.days.today)

    def _rollup(self, one: Mapping[str, Any], unit: Unit) -> None:
        """The clinics first, then divisions: as many units as have figures; the last is silent this year."""
        clinics = [u for u in self.units.values() if u.kind == Unit.Kind.CLINIC]
        divisions = [self.units[c] for c in sorted(self.units) if c.startswith("DINKES-")]
        below = list(dict.fromkeys([*clinics, *divisions]))[: len(one["parts"])]
        bare = {name: value for name, value in one.items() if name not in {"targets", "baseline"}}
        parts = []
        for number, (place, values) in enumerate(zip(below, one["parts"], strict=False), start=1):
            code, name = f"{one['code']}.{number}", one["part"] % place.name
            card = self._made(bare, place, code, name)
            is_silent = number == len(one["parts"])
            self._read(card, [values, [] if is_silent else values])
            parts.append(PartInput(card, WHOLE))
        whole = self._made(one, unit, one["code"], one["name"])
        given = FormulaInput(Card.Way.ROLLUP, Card.Operator.SUM, parts=parts)
        compose_card(whole, given, by=self.by, on=self.days.start)
