"""Targets and readings of cards."""

from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Actor, digest_of, field_changes, record
from pamong.measurement.attainment import DONE
from pamong.measurement.cards.actions import locked
from pamong.measurement.cards.permissions import (
    can_confirm_card_reading,
    can_enter_card_reading,
    can_set_card_target,
)
from pamong.measurement.cards.queries import target_of
from pamong.measurement.models import Card, Indicator, Origin, Pace, Reading, Target
from pamong.measurement.models.indicator import FIRST_YEAR, LAST_YEAR
from pamong.measurement.pace import BY_QUARTER, QUARTERS, Wish, needs_beginning, stages_of
from pamong.people.models import Employee
from pamong.people.scope import scope_for


@dataclass(frozen=True, slots=True)
class CardTarget:
    """What is aimed at in a year."""

    year: int
    value: Decimal | None = None
    text: str = ""
    due_on: date | None = None
    wish: Wish = field(default_factory=Wish)


@dataclass(frozen=True, slots=True)
class CardReading:
    """One figure as of a day, with where it came from when nobody typed it."""

    value: Decimal
    as_of: date
    confidence: str = Reading.Confidence.SURE
    obstacle: str = ""
    origin: Origin | None = None
    line: int | None = None


@transaction.atomic
def set_card_target(card: Card, given: CardTarget, *, by: Actor, on: date) -> Target:
    """Write a year's target and what its quarters are aimed at."""
    card = locked(card)
    require(can_set_card_target(scope_for(by, on), card))
    _check_open(card)
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise ValidationError(_("Isi tahun dengan empat angka."))
    indicator = card.indicator
    target = target_of(card, given.year)
    before = copy(target)
    target = target or Target(indicator=indicator, year=given.year)
    last = target_of(card, given.year - 1)
    wish = wish_of(card, given.wish, last)
    if needs_beginning(wish, indicator.direction):
        raise ValidationError(
            _("Isi kondisi awal di kartunya dahulu, atau pilih “Sama di setiap triwulan”.")
        )
    fill_target(target, replace(given, wish=wish))
    target.save()
    if changes := target_changes(before, target):
        record("measurement.card_target_set", card, by=by, on=on, changes=changes)
    return target


def fill_target(target: Target, given: CardTarget) -> None:
    """Take over what was said; what quarters are aimed at follows. Does not save."""
    indicator = target.indicator
    target.value, target.text, target.due_on = given.value, given.text.strip(), given.due_on
    has_quarters = given.value is not None and indicator.direction in BY_QUARTER
    wish = given.wish if has_quarters else Wish(Pace.NONE)
    known: dict[str, Any] = {"unit": indicator.unit, "direction": indicator.direction}
    target.pace = wish.pace
    target.q1, target.q2, target.q3 = stages_of(given.value, wish, quarters=QUARTERS, **known)


def target_changes(before: Target | None, target: Target) -> dict[str, Any]:
    """What the record says of a target; nothing where nothing changed."""
    changes = field_changes(before, target)
    changes = {"target" if name == "value" else name: told for name, told in changes.items()}
    changes.pop("indicator", None)
    return changes | ({"year": [target.year, target.year]} if changes else {})


def wish_of(card: Card, wish: Wish, last: Target | None) -> Wish:
    """A state on a day begins the year with the target of the year before, else with the baseline."""
    if card.counting != Card.Counting.STATE:
        return wish
    begun = last.value if last else None
    begun = card.indicator.baseline if begun is None else begun
    return replace(wish, is_state=True, begun=begun)


@transaction.atomic
def enter_card_reading(card: Card, given: CardReading, *, by: Actor, on: date) -> Reading | None:
    """Write a figure; one as of the same day replaces what stands, which is kept and shown.

    Nothing is written where the same stands already.
    """
    card = locked(card)
    scope = scope_for(by, on)
    require(can_enter_card_reading(scope, card))
    _check_open(card)
    if card.is_computed:
        raise ValidationError(
            _("Angka indikator ini dihitung dari indikator lain. Isi angka bagian-bagiannya.")
        )
    if given.as_of > on:
        raise ValidationError(_("Tanggal data belum tiba. Isi hari ini atau sebelumnya."))
    held = Reading.objects.standing().filter(indicator=card.indicator_id)
    held = held.filter(as_of__year=given.as_of.year).select_for_update(of=("self",))
    standing = list(held.order_by("pk"))
    old = next((row for row in standing if row.as_of == given.as_of), None)
    if old and _is_same(old, given):
        return None
    _check_done_once(card.indicator, given, [row for row in standing if row is not old])
    reading = _written(card, given, old, scope.employee_id)
    verb = "measurement.card_reading_corrected" if old else "measurement.card_reading_entered"
    record(verb, card, by=by, on=on, changes=_changes(reading, old))
    return reading


@transaction.atomic
def confirm_card_reading(reading: Reading, *, by: User, on: date) -> Reading:
    """Say that the figure is right, who did not enter it; a correction later waits for a look again."""
    rows = Reading.objects.select_for_update(of=("self",))
    reading = rows.select_related("indicator__card__owner", "indicator__card__agency").get(
        pk=reading.pk
    )
    card, scope = reading.indicator.card, scope_for(by, on)
    require(can_confirm_card_reading(scope, card, reading))
    if reading.replaced_by_id or reading.confirmed_on:
        raise ValidationError(
            _("Angka ini sudah dikonfirmasi atau diganti. Muat ulang halaman kartunya."),
            code="wrong_state",
        )
    reading.confirmed_by_id, reading.confirmed_on = scope.active_id, on
    reading.save(update_fields=["confirmed_by", "confirmed_on"])
    told = {"value": reading.value, "as_of": reading.as_of, "reading": [None, str(reading.uuid)]}
    record("measurement.card_reading_confirmed", card, by=by, on=on, changes=told)
    return reading


def _written(card: Card, given: CardReading, old: Reading | None, employee: int) -> Reading:
    reading = Reading.objects.create(
        indicator=card.indicator,
        as_of=given.as_of,
        value=given.value,
        confidence=given.confidence,
        obstacle=given.obstacle.strip(),
        entered_by=Employee.objects.filter(pk=employee).first(),
        origin=given.origin,
        line=given.line,
    )
    if old:
        old.replaced_by = reading
        old.save(update_fields=["replaced_by"])
    return reading


def _check_open(card: Card) -> None:
    if card.closed_on:
        raise ValidationError(_("Kartu ini sudah ditutup."), code="wrong_state")


def _is_same(old: Reading, given: CardReading) -> bool:
    told = (given.value, given.confidence, given.obstacle.strip())
    return (old.value, old.confidence, old.obstacle) == told


def _check_done_once(indicator: Indicator, given: CardReading, others: list[Reading]) -> None:
    if indicator.direction != Indicator.Direction.MILESTONE or given.value < DONE:
        return
    if any(other.value >= DONE for other in others):
        raise ValidationError(
            _("Indikator ini sudah dicatat selesai. Perbaiki angka pada tanggal itu.")
        )


def _changes(reading: Reading, old: Reading | None) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "value": [old.value if old else None, reading.value],
        "as_of": [old.as_of if old else None, reading.as_of],
        "confidence": [old.confidence if old else None, reading.confidence],
        "reading": [str(old.uuid) if old else None, str(reading.uuid)],
    }
    if reading.obstacle:
        changes["obstacle"] = [None, digest_of(reading.obstacle)]
    if reading.origin:
        changes["origin"] = [None, str(reading.origin.uuid)]
    return changes
