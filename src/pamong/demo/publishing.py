"""Figures for the public: two years of some indicators, one of them corrected, one withdrawn, one that waits."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.measurement.cards.reading_actions import CardReading, enter_card_reading
from pamong.measurement.models import Card, Publication
from pamong.measurement.publishing.actions import (
    confirm_publication,
    propose_publication,
    withdraw_publication,
)
from pamong.measurement.publishing.content import Wanted, known_of
from pamong.measurement.publishing.quality import Grade, best_grade
from pamong.people.models import Agency
from pamong.people.scope import scope_of

PROPOSED, ANSWERED, CORRECTED = (1, 15), (1, 20), (2, 12)  # of the year after


def bring_published(agency: Agency, days: Days, *, by: User) -> int:
    """What the public reads; how many versions went out."""
    publisher = User.objects.get(sign_in_name="ppid")
    return Publishing(agency, days, by=by, publisher=publisher).write()


class Publishing:
    """Writes by the same verbs as on the pages: the personnel office proposes, another account publishes."""

    def __init__(self, agency: Agency, days: Days, *, by: User, publisher: User) -> None:
        self.days, self.by, self.publisher = days, by, publisher
        rows = Card.objects.filter(agency=agency).select_related("indicator", "agency", "unit")
        self.cards = {card.code: card for card in rows}

    @transaction.atomic
    def write(self) -> int:
        """All that the table says; how many versions went out."""
        told = table("cards")["public"]
        return sum(self._year(one, year) for one in told for year in one["years"])

    def _year(self, one: Mapping[str, Any], back: int) -> int:
        card = self.cards.get(one["code"])
        year = self.days.this_year - back
        if card is None or not self._has_figure(card, year):
            return 0
        first = self._out(card, year, one, waits=one.get("waits", False))
        if first.status != Publication.Status.PUBLISHED:
            return 0
        if back and "withdrawn" in one:
            on = self._after(year, CORRECTED)
            withdraw_publication(first, one["withdrawn"], by=self.publisher, on=on)
        if back and "corrected" in one:
            on = self._after(year, CORRECTED)
            given = CardReading(Decimal(one["corrected"]), date(year, 12, 31))
            enter_card_reading(card, given, by=self.by, on=on)
            self._out(card, year, one, on=on, note=one["note"])
            return 2
        return 1

    def _has_figure(self, card: Card, year: int) -> bool:
        on = self._after(year, PROPOSED)
        known = known_of(card, year, scope=scope_of(self.by, on), on=on)
        return known.figure.value is not None

    def _out(
        self,
        card: Card,
        year: int,
        one: Mapping[str, Any],
        *,
        on: date | None = None,
        note: str = "",
        waits: bool = False,
    ) -> Publication:
        on = on or self._after(year, PROPOSED)
        known = known_of(card, year, scope=scope_of(self.by, on), on=on)
        best = best_grade(card, known.figure)
        wanted = Wanted(
            year,
            source=one["source"],
            grade=best.grade,
            grade_reason=one["reason"] if best.grade == Grade.GOOD else " ".join(best.reasons),
            outcome=one["outcome"],
            note=note,
            counts_people="base" in one,
            people_base=one.get("base"),
        )
        found = propose_publication(card, wanted, by=self.by, on=on)
        if waits:
            return found
        day = max(on, self._after(year, ANSWERED))
        return confirm_publication(found, by=self.publisher, on=day)

    def _after(self, year: int, day: tuple[int, int]) -> date:
        """A day of the year after, or today where it has not come."""
        return self.days.past(date(year + 1, *day))
