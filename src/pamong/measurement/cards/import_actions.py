"""Cards from a table: tried first and taken back, then written by the same verbs as on the pages."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import Actor, field_changes
from pamong.measurement.cards.actions import BANDS, CardInput, add_card, change_card, said_of
from pamong.measurement.cards.permissions import can_import_cards
from pamong.measurement.cards.queries import card_coded, owner_by_nip, target_of
from pamong.measurement.cards.reading import CardRow
from pamong.measurement.cards.reading_actions import CardTarget, set_card_target
from pamong.measurement.models import Card, Pace
from pamong.measurement.pace import Wish
from pamong.people.left_out import Rejected
from pamong.people.models import Agency, Employee, Unit
from pamong.people.scope import scope_for

ADDED, CHANGED, SAME = "added", "changed", "same"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a row: a card added, changed in these fields, or left as it was."""

    row: CardRow
    state: str
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Tried:
    """What a file would do or did, and which rows stand in the way."""

    done: list[Done] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def good(self) -> list[CardRow]:
        """The rows that go in."""
        return [one.row for one in self.done]

    @property
    def told(self) -> list[list[Any]]:
        """What each row does to what stands."""
        return [
            [one.row.told["code"], one.state, {} if one.state == ADDED else dict(one.changes)]
            for one in self.done
        ]

    def count(self, state: str) -> int:
        """How many rows come to it."""
        return sum(one.state == state for one in self.done)


def try_cards(agency: Agency, rows: Sequence[CardRow], *, by: Actor, on: date) -> Tried:
    """Do it all and take it back: what the rows would do, and which of them stand in the way."""
    require(can_import_cards(scope_for(by, on), agency.pk))
    found = Tried()
    with transaction.atomic():
        for row in rows:
            try:
                with transaction.atomic():
                    found.done.append(_write(agency, row, by=by, on=on))
            except ValidationError as error:
                found.rejected.append(Rejected(row.line, row.said, str(error.messages[0])))
        transaction.set_rollback(True)
    return found


@transaction.atomic
def import_cards(agency: Agency, rows: Sequence[CardRow], *, by: Actor, on: date) -> Tried:
    """Write every row, or none and say which stands in the way; the same file again changes nothing."""
    require(can_import_cards(scope_for(by, on), agency.pk))
    found = Tried()
    for row in rows:
        try:
            found.done.append(_write(agency, row, by=by, on=on))
        except ValidationError as error:
            told = {"line": row.line, "reason": error.messages[0]}
            raise ValidationError(_("Baris %(line)s: %(reason)s") % told) from error
    return found


def _write(agency: Agency, row: CardRow, *, by: Actor, on: date) -> Done:
    known = card_coded(agency.pk, row.told["code"])
    given = _given(agency, row, known, scope_for(by, on), on)
    if known is None:
        card = add_card(agency, given, by=by, on=on)
        _aim(card, row, by=by, on=on)
        return Done(row, ADDED)
    before, was = copy(known), copy(known.indicator)
    card = change_card(known, given, by=by, on=on)
    changes = field_changes(before, card) | said_of(was, card.indicator)
    changes.pop("version", None)
    changes |= _aim(card, row, by=by, on=on)
    return Done(row, CHANGED if changes else SAME, changes)


def _aim(card: Card, row: CardRow, *, by: Actor, on: date) -> dict[str, Any]:
    """The year's target, and what of it changed; its quarters follow in the way that the card has already."""
    year = row.year or on.year
    old = target_of(card, year)
    if row.target is None or (old and old.value == row.target):
        return {}
    pace = old.pace if old and old.pace != Pace.OWN else Pace.PROPOSED
    set_card_target(card, CardTarget(year, row.target, wish=Wish(pace)), by=by, on=on)
    return {"target": [old.value if old else None, row.target], "year": [year, year]}


def _given(agency: Agency, row: CardRow, known: Card | None, scope: Scope, on: date) -> CardInput:
    """What stands already, with what the row says."""
    told: dict[str, Any] = {**_standing(known), **row.told}
    if unit := row.told.get("unit"):
        told["unit"] = _unit(agency, unit, on)
    if owner := row.told.get("owner"):
        told["owner"] = _owner(agency, owner, scope)
    band = {name: told.pop(name) for name in BANDS if told.get(name) is not None}
    if told.get("direction") == "band" and len(band) < len(BANDS):
        raise ValidationError(_("Isi batas bawah, batas atas, dan toleransi."))
    return CardInput(**{k: v for k, v in told.items() if k not in BANDS}, band=band)


def _standing(card: Card | None) -> dict[str, Any]:
    if card is None:
        return {}
    of = card.indicator
    told = {name: getattr(of, name) for name in ("name", "direction", "baseline", "source", *BANDS)}
    names = ("code", "definition", "method", "unit", "owner", "frequency", "counting")
    return told | {name: getattr(card, name) for name in names} | {"measure": of.unit}


def _unit(agency: Agency, text: str, on: date) -> Unit:
    units = Unit.objects.on(on).filter(agency=agency)
    for meant in ({"code__iexact": text}, {"name__iexact": text}):
        found = list(units.filter(**meant)[:2])
        if len(found) == 1:
            return found[0]
    raise ValidationError(_("Tidak ada satu unit dengan kode atau nama “%s”.") % text[:60])


def _owner(agency: Agency, text: str, scope: Scope) -> Employee:
    if owner := owner_by_nip(scope, agency.pk, text):
        return owner
    raise ValidationError(_("NIP penanggung jawab bukan pegawai instansi ini."))
