"""Cards from a table: all rows or none, by the same verbs as on the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import Actor
from pamong.measurement.cards.actions import BANDS, CardInput, add_card, change_card
from pamong.measurement.cards.permissions import can_import_cards
from pamong.measurement.cards.queries import card_coded, owner_by_nip
from pamong.measurement.cards.reading import CardRow
from pamong.measurement.cards.reading_actions import CardTarget, set_card_target
from pamong.measurement.models import Card, Pace, Target
from pamong.measurement.pace import Wish
from pamong.people.models import Agency, Employee, Unit
from pamong.people.scope import scope_for


@dataclass(slots=True)
class Counts:
    """What a file brought."""

    added: int = 0
    changed: int = 0
    same: int = 0


@transaction.atomic
def import_cards(agency: Agency, rows: Sequence[CardRow], *, by: Actor, on: date) -> Counts:
    """Write every row, or none and say which stands in the way; the same file again changes nothing."""
    scope = scope_for(by, on)
    require(can_import_cards(scope, agency.pk))
    counts = Counts()
    for row in rows:
        try:
            _write(agency, row, counts, scope, by=by, on=on)
        except ValidationError as error:
            told = {"line": row.line, "reason": error.messages[0]}
            raise ValidationError(_("Baris %(line)s: %(reason)s") % told) from error
    return counts


def _write(
    agency: Agency, row: CardRow, counts: Counts, scope: Scope, *, by: Actor, on: date
) -> None:
    known = card_coded(agency.pk, row.told["code"])
    given = _given(agency, row, known, scope, on)
    if known is None:
        card = add_card(agency, given, by=by, on=on)
        counts.added += 1
        is_new = True
    else:
        before = known.version
        card = change_card(known, given, by=by, on=on)
        is_new = False
    is_aimed = row.target is not None and _aim(card, row, by=by, on=on)
    if not is_new:
        is_changed = is_aimed or card.version != before
        counts.changed += is_changed
        counts.same += not is_changed


def _aim(card: Card, row: CardRow, *, by: Actor, on: date) -> bool:
    """The year's target; its quarters follow in the way that the card has already."""
    year = row.year or on.year
    old = Target.objects.filter(indicator=card.indicator_id, year=year).first()
    if old and old.value == row.target:
        return False
    pace = old.pace if old and old.pace != Pace.OWN else Pace.PROPOSED
    set_card_target(card, CardTarget(year, row.target, wish=Wish(pace)), by=by, on=on)
    return True


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
