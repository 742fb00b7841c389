"""Asks about the figures of an agency, or of one card, and keeps each question once.

A question that was answered is not asked again unless its figures change; one that no longer arises is closed by
itself. What is asked follows from the figures alone and is no act of anybody; the record says of each card that its
figures were asked about and how often, so that whoever answers for it is told.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from pamong.ledger.actions import SHELL, Draft, record_all
from pamong.measurement.findings.answering import answering_for
from pamong.measurement.findings.changes import history_findings
from pamong.measurement.findings.readings import asked_cards, label_of, quality_readings
from pamong.measurement.models import Card, Finding
from pamong.people.models import Agency
from pamong.stats import quality

SOURCE, ASKED = "measurement.figure_", "measurement.figures_questioned"
# Rules that look at many cards at once: asked about once a year, and only when all of them are looked at.
TOGETHER = ("copies", "heaping", "ratchet", "burst", "digits", "stale")
BY_YEAR = ("heaping", "burst", "digits")
# The figures that make a question another one; what merely grows with time does not.
TELLING = ("value", "before", "first", "last", "other", "same")
LEFT_OUT = ("lines", "also", "values")
MOST_PERIOD, MOST_NAME = 20, 150


@transaction.atomic
def ask_about_agency(agency: Agency, *, on: date) -> int:
    """All questions about all cards; how many are new."""
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    cards = list(asked_cards(agency.pk))
    found = _found(cards, on)
    held = Finding.objects.filter(agency=agency, source__startswith=SOURCE)
    return _kept(agency, cards, found, held, on)


@transaction.atomic
def ask_about_card(card: Card, *, on: date) -> int:
    """What one card's own figures raise, right after one of them was entered."""
    agency = Agency.objects.select_for_update(no_key=True).get(pk=card.agency_id)
    cards = list(asked_cards(agency.pk).filter(pk=card.pk))
    found = _found(cards, on)
    held = Finding.objects.filter(agency=agency, source__startswith=SOURCE, card=card)
    held = held.exclude(source__in=[SOURCE + rule for rule in TOGETHER])
    return _kept(agency, cards, [one for one in found if one.rule not in TOGETHER], held, on)


def _found(cards: list[Card], on: date) -> list[quality.Finding]:
    """What the figures raise, and how they came to be what they are."""
    figures = quality.examine(quality_readings(cards), on=on).findings
    return [*figures, *history_findings(cards)]


def _kept(
    agency: Agency, cards: list[Card], found: Iterable[quality.Finding], held: Any, on: date
) -> int:
    """Write what is new, and close what no longer arises."""
    by_name: dict[tuple[str, ...], Card] = {(label_of(card),): card for card in cards}
    by_reading = _cards_of(found, by_name)
    asked = {}
    for one in found:
        card = by_name.get(one.series) or by_reading[one.line]
        asked[SOURCE + one.rule, key_of(one, card, on)] = (one, card)
    opened = {(row.source, row.key): row for row in held.filter(state=Finding.State.OPEN)}
    answered = _answered(held, asked)
    for place, row in opened.items():
        if place not in asked:
            row.state, row.answered_on = Finding.State.GONE, on
            row.save(update_fields=["state", "answered_on"])
    who = answering_for([*{card.pk: card for _one, card in asked.values()}.values()])
    new = []
    for place, (one, card) in asked.items():
        told = figures_of(one)
        if place in opened:
            _freshen(opened[place], told, card, who[card.pk])
        elif _telling(told) not in answered.get(place, ()):
            new.append(_new(agency, place, one, card, on))
    for row in new:
        row.owner_id = who[row.card_id or 0]
    Finding.objects.bulk_create(new)
    _tell(new, on)
    return len(new)


def _tell(new: Sequence[Finding], on: date) -> None:
    """One entry for each card: whoever answers for it is told once, however much is asked."""
    counts = Counter(one.card for one in new if one.card)
    told = sorted(counts.items(), key=lambda pair: pair[0].pk)
    record_all(
        [Draft(ASKED, card, {"questions": [None, count]}) for card, count in told],
        by=SHELL,
        on=on,
    )


def _cards_of(
    found: Iterable[quality.Finding], by_name: Mapping[tuple[str, ...], Card]
) -> dict[int, Card]:
    """The cards of the readings that questions about many stand at."""
    lines = [one.line for one in found if one.series not in by_name]
    cards = Card.objects.filter(indicator__readings__in=lines).select_related("owner")
    rows = cards.values_list("indicator__readings", "pk") if lines else []
    by_key = {card.pk: card for card in cards} if lines else {}
    return {reading: by_key[pk] for reading, pk in rows if reading in lines}


def _answered(held: Any, asked: Mapping[Any, Any]) -> dict[Any, list[Any]]:
    """The figures that answers were given to, by what they are about."""
    found: dict[Any, list[Any]] = {}
    rows = held.filter(state=Finding.State.ANSWERED, key__in=[key for _source, key in asked])
    for row in rows:
        found.setdefault((row.source, row.key), []).append(_telling(row.figures))
    return found


def key_of(one: quality.Finding, card: Card, on: date) -> str:
    """What a question is about: the card and the time, or the year where it is about many figures."""
    if one.rule in BY_YEAR:
        return f"{''.join(one.series)[:MOST_NAME]}:{on.year}"
    return f"{card.uuid}:{one.time}"


def figures_of(one: quality.Finding) -> dict[str, Any]:
    """What the sentence is made from, as the row keeps it."""
    kept = {name: value for name, value in one.figures.items() if name not in LEFT_OUT}
    return {**kept, "time": one.time, "series": list(one.series)}


def _telling(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {name: figures[name] for name in TELLING if name in figures}


def _freshen(row: Finding, told: dict[str, Any], card: Card, who: int | None) -> None:
    if row.figures != told or row.owner_id != who or row.unit_id != card.unit_id:
        row.figures, row.owner_id, row.unit_id = told, who, card.unit_id
        row.save(update_fields=["figures", "owner", "unit"])


def _new(
    agency: Agency, place: tuple[str, str], one: quality.Finding, card: Card, on: date
) -> Finding:
    source, key = place
    return Finding(
        agency=agency,
        unit_id=card.unit_id,
        card=card,
        reading_id=one.line,
        source=source,
        key=key,
        period=one.time[:MOST_PERIOD],
        figures=figures_of(one),
        found_on=on,
    )
