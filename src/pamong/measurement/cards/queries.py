"""Reads of cards: lists, one with what surrounds it, its readings and its history."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pamong.access.scope import Scope
from pamong.ledger.models import Entry
from pamong.measurement.models import Card, CardPart, Indicator, Reading, Target
from pamong.people.models import Assignment, Employee, Unit
from pamong.people.naming import named
from pamong.people.nip import is_nip, plain_nip
from pamong.ui.paging import Page, page_of

PAGE, MOST_FOUND, MOST_LISTED = 25, 8, 100
SHOWN_READINGS, SHOWN_ENTRIES = 60, 15
MINE, UNCONFIRMED, LACKING, CLOSED = "mine", "unconfirmed", "lacking", "closed"
AROUND = ("indicator", "unit", "owner", "agency")


@dataclass(frozen=True, slots=True)
class CardFilter:
    """How the list is narrowed, as its address says."""

    text: str = ""
    unit: Unit | None = None
    show: str = ""  # mine, not confirmed, lacking an owner, put away; else all that are in use
    year: int = 0


def cards_for(scope: Scope, asked: CardFilter, after: str) -> Page[Card]:
    """Cards by code."""
    rows = Card.objects.visible_to(scope).filter(agency_id=scope.agency_id)
    rows = rows.filter(closed_on__isnull=asked.show != CLOSED)
    if asked.show == MINE:
        rows = rows.filter(owner_id=scope.active_id)
    if asked.show == UNCONFIRMED:
        waits = Reading.objects.standing().filter(
            indicator=OuterRef("indicator"), as_of__year=asked.year, confirmed_on=None
        )
        rows = rows.filter(Exists(waits))
    if asked.show == LACKING:
        rows = rows.filter(without_owner())
    if asked.unit:
        rows = rows.filter(unit__path__startswith=asked.unit.path)
    if asked.text:
        words = Q(indicator__name__icontains=asked.text) | Q(code__icontains=asked.text)
        rows = rows.filter(words)
    return page_of(rows.select_related(*AROUND), after, PAGE, by=("code", "pk"))


def all_cards(scope: Scope) -> "QuerySet[Card]":
    """Every card in use of the agency, by code."""
    rows = Card.objects.visible_to(scope).in_use().filter(agency_id=scope.agency_id)
    return rows.select_related(*AROUND).order_by("code", "pk")


def without_owner() -> Q:
    """Nobody, somebody who left, or somebody whose unit is not the card's nor below it."""
    moved = Q(unit__isnull=False) & ~Q(owner__unit__path__startswith=F("unit__path"))
    return Q(owner=None) | Q(owner__left_on__isnull=False) | moved


def lacks_owner(card: Card) -> bool:
    """The same of one card whose owner and unit are at hand."""
    owner = card.owner
    if owner is None or owner.left_on is not None:
        return True
    if card.unit is None:
        return False
    return owner.unit is None or not owner.unit.path.startswith(card.unit.path)


def units_with_cards(scope: Scope) -> list[Unit]:
    """The choices of the filter, by name."""
    held = Card.objects.visible_to(scope).filter(agency_id=scope.agency_id).values("unit_id")
    return list(Unit.objects.filter(pk__in=held).order_by("name", "pk")[:500])


def card_at(scope: Scope) -> "QuerySet[Card]":
    """Cards one may open, with what their page shows."""
    return Card.objects.visible_to(scope).select_related(*AROUND, "owner__unit", "owner__agency")


def wholes_of(card: Card) -> list[CardPart]:
    """Where the card is a part, by code."""
    rows = card.part_of.select_related("card__indicator", "card__unit")
    return list(rows.order_by("card__code"))


def readings_of(card: Card, year: int) -> list[Reading]:
    """What was entered for a year, newest first, also what was replaced."""
    rows = readings_around(card).filter(as_of__year=year)
    return list(rows.order_by("-as_of", "-pk")[:SHOWN_READINGS])


def readings_around(card: Card) -> "QuerySet[Reading]":
    """The readings of a card with who entered, confirmed or replaced each."""
    rows = Reading.objects.filter(indicator=card.indicator_id)
    return rows.select_related("origin", "entered_by", "replaced_by", "confirmed_by")


def target_of(card: Card, year: int) -> Target | None:
    """What is aimed at in a year."""
    return Target.objects.filter(indicator=card.indicator_id, year=year).first()


def years_measured(card: Card) -> list[int]:
    """Years with a reading or a target, oldest first."""
    read = Reading.objects.filter(indicator=card.indicator_id).order_by()
    found = set(read.values_list("as_of__year", flat=True).distinct())
    found |= set(card.indicator.targets.order_by().values_list("year", flat=True))
    return sorted(found)


def entries_of(card: Card) -> list[Entry]:
    """What the record holds of the card, newest first."""
    rows = Entry.objects.filter(subject_uuid=card.uuid).order_by("-sequence")
    return list(rows[:SHOWN_ENTRIES])


def head_of(unit: Unit | None, on: date) -> Employee | None:
    """Who leads a unit on a day, the definitive head first."""
    if unit is None:
        return None
    heads = Assignment.objects.on(on).filter(unit=unit, position__is_head=True)
    held = heads.filter(employee__left_on=None).select_related("employee__unit")
    row = held.order_by("kind", "pk").first()
    return row.employee if row else None


def cards_to_choose(agency_id: int, leaving_out: int = 0) -> "QuerySet[Card]":
    """Cards of an agency that may become parts or indicators of goals."""
    rows = Card.objects.in_use().filter(agency_id=agency_id).exclude(pk=leaving_out)
    return rows.select_related("indicator").order_by("code", "pk")


def owners_found(scope: Scope, text: str) -> list[Employee]:
    """Whom a NIP or words of a name mean, among those in service whom one sees."""
    rows = Employee.objects.visible_to(scope).active().filter(agency_id=scope.agency_id)
    rows = rows.select_related("unit", "agency").order_by("name", "pk")
    return list(named(rows, text)[: MOST_FOUND + 1])


def owner_by_nip(scope: Scope, agency_id: int, text: str) -> Employee | None:
    """Whom a NIP means, among those in service whom one sees."""
    nip = plain_nip(text)
    if not is_nip(nip):
        return None
    rows = Employee.objects.visible_to(scope).active().filter(agency_id=agency_id, nip=nip)
    return rows.select_related("unit").first()


def card_coded(agency_id: int, code: str) -> Card | None:
    """The card of a code, however it is written in capitals."""
    rows = Card.objects.filter(agency_id=agency_id, code__iexact=code)
    return rows.select_related(*AROUND).first()


def indicator_without_card(scope: Scope, uuid: UUID | None) -> Indicator | None:
    """An indicator of a goal that gets a card; nothing where it has one or is a line of a plan."""
    if uuid is None:
        return None
    rows = Indicator.objects.filter(agency_id=scope.agency_id, uuid=uuid, card=None)
    return rows.filter(of_goal__isnull=False).first()
