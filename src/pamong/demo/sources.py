"""Sources of figures: a monthly file with rows that are none, and a database that once did not answer."""

from collections.abc import Mapping as Pairs
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.db import transaction

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.measurement.cards.actions import CardInput, add_card
from pamong.measurement.cards.periods import CardPeriod, ended, periods_of
from pamong.measurement.cards.queries import head_of
from pamong.measurement.models import Card, Indicator, Source
from pamong.measurement.sources.actions import SourceInput, add_source, connect_source
from pamong.measurement.sources.failing import note_failure, note_success
from pamong.measurement.sources.mapping import Mapping
from pamong.measurement.sources.run_actions import Arrival, map_source, receive_run, write_run
from pamong.people.models import Agency, Unit

HEAD = "Kode;Indikator;Satuan;Periode;Nilai"
LATE_DAYS, MONTHS, MORNING = 9, 3, time(9, 12)


def bring_sources(agency: Agency, days: Days, *, by: User) -> int:
    """All of them, by the same verbs as on the pages; how many."""
    units = {unit.code: unit for unit in Unit.objects.filter(agency=agency)}
    told = [one for one in table("sources")["source"] if one["unit"] in units]
    for one in told:
        _Brought(agency, days, one, units[one["unit"]], by).write()
    return len(told)


class _Brought:
    """One source with its card and its runs."""

    def __init__(
        self, agency: Agency, days: Days, one: Pairs[str, Any], unit: Unit, by: User
    ) -> None:
        self.agency, self.days, self.one, self.unit, self.by = agency, days, one, unit, by

    @transaction.atomic
    def write(self) -> None:
        """A file has one run; a database one, a failure, and one that was well again."""
        self._card()
        source = self._source()
        year = self.days.this_year
        quarters = len(ended(Card.Frequency.QUARTER, year, self.days.today))
        over = periods_of(Card.Frequency.MONTH, year)[: quarters * MONTHS]  # as others have figures
        if not over:
            return
        if "failure" not in self.one:
            self._run(source, over, self.one["wrong"])
            return
        self._run(source, over[:-1] or over, ())
        at = self._at(over[-1].ends_on)
        note_failure(source, self.one["failure"], by=self.by, at=at)
        note_success(source, at=at)
        self._run(source, over, ())

    def _card(self) -> None:
        one = self.one
        given = CardInput(
            code=one["code"],
            name=one["indicator"],
            measure=one["measure"],
            direction=Indicator.Direction.LESS if "settings" in one else Indicator.Direction.MORE,
            source=f"{one['name']} (fiktif)",
            unit=self.unit,
            owner=head_of(self.unit, self.days.today),
            frequency=Card.Frequency.MONTH,
            counting=Card.Counting.STATE if "settings" in one else Card.Counting.OWN,
        )
        add_card(self.agency, given, by=self.by, on=self.days.start)

    def _source(self) -> Source:
        one = self.one
        told: dict[str, Any] = {"by": self.by, "on": self.days.start}
        owner = head_of(self.unit, self.days.today)
        source = add_source(self.agency, SourceInput(one["name"], one["kind"], owner), **told)
        if "settings" in one:
            connect_source(source, one["settings"], {"password": "fiktif"}, **told)
        return source

    def _run(self, source: Source, over: list[CardPeriod], wrong: Any) -> None:
        one, day = self.one, over[-1].ends_on
        rows = [
            f"{one['code']};{one['indicator']};{one['measure']};{period.starts_on:%Y-%m};{value}"
            for period, value in zip(over, one["values"], strict=False)
        ]
        text = "\n".join([HEAD, *rows, *wrong])
        file = ContentFile(text.encode(), name=f"{one['name']} {day:%Y-%m}.csv")
        on, at = self.days.after(day, LATE_DAYS), self._at(day)
        run = receive_run(source, Arrival(file), by=self.by, on=on, at=at)
        mapping = Mapping(
            "Indikator", "Kode", "", "Satuan", "Periode", ("Nilai",), mark=one["mark"]
        )
        run = map_source(run, mapping, by=self.by, on=on)
        write_run(run, by=self.by, on=on, at=at)

    def _at(self, day: date) -> datetime:
        on = self.days.after(day, LATE_DAYS)
        return datetime.combine(on, MORNING, ZoneInfo(self.agency.time_zone))
