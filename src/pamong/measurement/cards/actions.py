"""Verbs on cards: add, change, put away, take back, give an owner."""

from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, field_changes, record
from pamong.measurement.cards.permissions import (
    can_add_card,
    can_change_card,
    can_close_card,
    can_mend_card_owner,
    can_reopen_card,
    keeps_cards,
)
from pamong.measurement.cards.queries import head_of, lacks_owner
from pamong.measurement.cards.rules import check_code, check_still_fits
from pamong.measurement.models import Card, Indicator
from pamong.people.models import Agency, Employee, Unit
from pamong.people.scope import scope_for

BANDS = ("band_low", "band_high", "tolerance")


@dataclass(frozen=True, slots=True)
class CardInput:
    """What a form or a row of a file says of a card."""

    code: str
    name: str
    definition: str = ""
    method: str = ""
    measure: str = ""
    direction: str = Indicator.Direction.MORE
    baseline: Decimal | None = None
    band: dict[str, Decimal] = field(default_factory=dict)
    source: str = ""
    unit: Unit | None = None
    owner: Employee | None = None
    frequency: str = Card.Frequency.QUARTER
    counting: str = Card.Counting.RUNNING


@transaction.atomic
def add_card(
    agency: Agency,
    given: CardInput,
    *,
    by: Actor,
    on: date,
    indicator: Indicator | None = None,
) -> Card:
    """Make a card; of an indicator that a goal of the cascade has already, or of a new one."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_add_card(scope_for(by, on), agency.pk))
    if indicator and Card.objects.filter(indicator=indicator).exists():
        raise ValidationError(_("Indikator ini sudah punya kartu. Muat ulang halaman."))
    card = Card(agency=agency, indicator=indicator or Indicator(agency=agency))
    _write(card, given)
    changes = field_changes(None, card) | said_of(None, card.indicator)
    record("measurement.card_added", card, by=by, on=on, changes=changes)
    return card


@transaction.atomic
def change_card(
    card: Card, given: CardInput, *, by: Actor, on: date, seen: int | None = None
) -> Card:
    """Change what a card says; of an owner who does not keep the cards only the words are taken."""
    card = locked(card)
    scope = scope_for(by, on)
    require(can_change_card(scope, card))
    check_seen(card, seen)
    before, was = copy(card), copy(card.indicator)
    if keeps_cards(scope, card.agency_id):
        _write(card, given)
    else:
        _write_words(card, given)
    check_still_fits(card, was)
    changes = field_changes(before, card) | said_of(was, card.indicator)
    changes.pop("version", None)
    if changes:
        Card.objects.filter(pk=card.pk).update(version=card.version + 1)
        card.version += 1
        record("measurement.card_changed", card, by=by, on=on, changes=changes)
    return card


@transaction.atomic
def close_card(card: Card, *, by: Actor, on: date) -> Card:
    """Put a card away: it stays readable, and nothing is entered any more."""
    card = locked(card)
    require(can_close_card(scope_for(by, on), card))
    if card.closed_on:
        raise ValidationError(_("Kartu ini sudah ditutup."), code="wrong_state")
    wholes = card.part_of.filter(card__closed_on=None).select_related("card__indicator")
    if names := [f"“{part.card.indicator.name}”" for part in wholes]:
        raise ValidationError(
            _("Indikator ini masih menjadi bagian dari %(names)s. Ubah dahulu rumusnya."),
            params={"names": ", ".join(names)},
        )
    card.closed_on = on
    card.save(update_fields=["closed_on"])
    record("measurement.card_closed", card, by=by, on=on, changes={"closed_on": [None, on]})
    return card


@transaction.atomic
def reopen_card(card: Card, *, by: Actor, on: date) -> Card:
    """Take a card back into use."""
    card = locked(card)
    require(can_reopen_card(scope_for(by, on), card))
    if not card.closed_on:
        raise ValidationError(_("Kartu ini tidak ditutup."), code="wrong_state")
    changes = {"closed_on": [card.closed_on, None]}
    card.closed_on = None
    card.save(update_fields=["closed_on"])
    record("measurement.card_reopened", card, by=by, on=on, changes=changes)
    return card


@transaction.atomic
def mend_card_owner(card: Card, *, by: Actor, on: date) -> Card:
    """Hand a card whose owner left or moved to who leads its unit."""
    card = locked(card)
    require(can_mend_card_owner(scope_for(by, on), card))
    if not lacks_owner(card):
        raise ValidationError(_("Kartu ini sudah punya penanggung jawab."), code="wrong_state")
    head = head_of(card.unit, on)
    if head is None:
        raise ValidationError(
            _("Unit kartu ini belum ada yang memimpin. Pilih penanggung jawab di Ubah kartu.")
        )
    before = copy(card)
    card.owner = head
    card.version += 1
    card.save(update_fields=["owner", "version"])
    changes = field_changes(before, card)
    changes.pop("version", None)
    record("measurement.card_owner_mended", card, by=by, on=on, changes=changes)
    return card


def locked(card: Card) -> Card:
    """The card as it stands, held until the transaction ends with all cards of its agency.

    Formulas span cards: one writer at a time, so that no circle can slip in.
    """
    Agency.objects.select_for_update().get(pk=card.agency_id)
    rows = Card.objects.select_related("indicator", "agency", "unit", "owner__unit")
    return rows.get(pk=card.pk)


def check_seen(card: Card, seen: int | None) -> None:
    """Refuse what was typed against an older state of the card."""
    if seen is not None and seen != card.version:
        raise ValidationError(
            _("Kartu ini sudah diubah di tempat lain. Muat ulang halaman, lalu ubah lagi."),
            code="stale",
        )


def _write(card: Card, given: CardInput) -> None:
    card.code = check_code(card, given.code)
    indicator = card.indicator
    indicator.unit, indicator.direction = given.measure.strip(), given.direction
    indicator.baseline = given.baseline
    for name in BANDS:
        setattr(indicator, name, given.band.get(name))
    card.unit, card.owner = given.unit, given.owner
    card.frequency, card.counting = given.frequency, given.counting
    if given.owner and lacks_owner(card):
        raise ValidationError(
            _("Pilih penanggung jawab dari %(unit)s atau unit di bawahnya."),
            params={"unit": given.unit.name if given.unit else ""},
        )
    _write_words(card, given)


def _write_words(card: Card, given: CardInput) -> None:
    indicator = card.indicator
    if not given.name.strip():
        raise ValidationError(_("Tulis apa yang diukur."))
    indicator.name, indicator.source = given.name.strip(), given.source.strip()
    card.definition, card.method = given.definition.strip(), given.method.strip()
    indicator.save()
    card.indicator = indicator
    card.save()


def said_of(before: Indicator | None, after: Indicator) -> dict[str, list[object]]:
    """The changes of the indicator; its unit of measurement is no unit of the organisation."""
    changes = field_changes(before, after)
    changes.pop("agency", None)
    if "unit" in changes:
        changes["measure"] = changes.pop("unit")
    return changes
