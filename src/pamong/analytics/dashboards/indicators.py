"""Indicators with what they aim at and how far they came: what several charts are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.analytics.dashboards.asked import Asked, of_year
from pamong.analytics.dashboards.figures import Aimed, Came, aims_of
from pamong.measurement.attainment import Attainment, Standing
from pamong.measurement.cards.aims import AimedLine
from pamong.measurement.cards.extremes import why_far
from pamong.measurement.cards.figures import Reached, adds_up, reached_by
from pamong.measurement.cards.rulewords import attaining_pack
from pamong.measurement.models import Card, Indicator
from pamong.people.models import Unit
from pamong.policy.pack import Pack
from pamong.ui.numbers import say_number

MOST_BARS, MOST_ROWS = 20, 200


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator beside its target of the year, and how far it came."""

    aimed: Aimed
    row: Indicator
    line: AimedLine
    held: Reached

    @property
    def reached(self) -> Attainment:
        """Against what was to be reached by now."""
        return self.held.by_now

    @property
    def is_apart(self) -> bool:
        """Whether each figure is of its period alone, so that a year adds them up."""
        return self.card is not None and self.card.counting == Card.Counting.OWN

    @property
    def card(self) -> Card | None:
        """By which it is measured, where there is one."""
        return getattr(self.row, "card", None) if self.aimed.came else None

    @property
    def card_url(self) -> str:
        """The page that says how the figure comes about."""
        card = self.card
        return reverse("measurement:card-detail", args=[card.uuid]) if card else ""

    @property
    def why(self) -> str:
        """Why there is no attainment, what the figure lacks, or why it is so far from the whole."""
        came = self.aimed.came
        if came and came.missing and came.value is not None:
            return self.reached.reason or missing_said(came)
        return self.reached.reason or why_far(self.line, self.reached)

    @property
    def place(self) -> tuple[Any, ...]:
        """The lowest first, then what runs towards the year's end, then what has no figure."""
        value = self.reached.uncapped
        nothing = value is None
        return (nothing, self.held.is_running, value or 0, self.row.name, self.row.pk)


def _below(unit: Unit) -> QuerySet[Unit]:
    """The unit with all below it."""
    return Unit.objects.filter(agency_id=unit.agency_id, path__startswith=unit.path)


def indicators_asked(asked: Asked) -> list[Line]:
    """The indicators of goals and cards, of the office where one is looked at."""
    aims, _money = aims_of(asked.snapshot, asked.year)
    one, offices = asked.offices.one, of_year(asked).offices
    if one:
        aims = [aim for aim in aims if aim.unit is not None and offices.get(aim.unit) == one]
    elif asked.at:
        below = set(_below(asked.at).values_list("pk", flat=True))
        aims = [aim for aim in aims if aim.unit in below]
    keys = [aim.indicator for aim in aims]
    own = Indicator.objects.filter(agency_id=asked.scope.agency_id).select_related("card")
    day = asked.snapshot.day
    pack = attaining_pack(day, asked.scope.local_packs)
    return lines_of(aims, own.in_bulk(keys), pack, day, asked.year)


def lines_of(
    aims: Sequence[Aimed], rows: Mapping[int, Indicator], pack: Pack, day: date, year: int
) -> list[Line]:
    """Each indicator whose row is there, by the function of the card's page."""
    until = min(day, date(year, 12, 31))
    found = []
    for aimed in aims:
        row = rows.get(aimed.indicator)
        # Without a target of the year only a range says what is aimed at.
        if row and (aimed.is_aimed or row.direction in Indicator.UNAIMED):
            found.append(_line(aimed, row, pack, until))
    return sorted(found, key=lambda line: line.place)


def _line(aimed: Aimed, row: Indicator, pack: Pack, until: date) -> Line:
    came = aimed.came
    known = (row.direction, row.unit, row.baseline, row.band_low, row.band_high, row.tolerance)
    line = AimedLine(*known, aimed.target, *aimed.stages, due_on=aimed.due_on)
    if came and came.is_withheld:
        held = Attainment(actual=came.value, as_of=came.as_of, reason=missing_said(came))
        return Line(aimed, row, line, Reached(held, None, held))
    standing, card = _standing(aimed, until), getattr(row, "card", None) if came else None
    grows = card is not None and adds_up(card, row)
    found = reached_by(line, standing, pack, until=until, trace=False, adds_up=grows)
    return Line(aimed, row, line, found)


def _standing(aimed: Aimed, until: date) -> Standing | None:
    """What the card came to; of an indicator without a card its last reading of the year."""
    if came := aimed.came:
        if came.value is None or came.as_of is None:
            return None
        return Standing(came.value, came.as_of)
    last = [one for one in aimed.readings if one[0].year == until.year and one[0] <= until][-1:]
    return Standing(last[0][1], last[0][0]) if last else None


def missing_said(came: Came) -> str:
    """How many parts or periods a figure lacks."""
    named = {"n": say_number(came.missing)}
    if not came.parts:
        said = ngettext(
            "%(n)s periode belum ada angkanya.", "%(n)s periode belum ada angkanya.", came.missing
        )
        return said % named
    named["all"] = say_number(came.parts)
    return _("Belum lengkap: %(n)s dari %(all)s bagian belum ada.") % named


def cut_said(count: int) -> str:
    """That the table holds only the first rows, where there are more."""
    if count <= MOST_ROWS:
        return ""
    return _("Tabel memuat %(n)s baris pertama.") % {"n": say_number(MOST_ROWS)}
