"""How a card's figure comes about: entered, or computed from other cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, record
from pamong.measurement.cards.actions import check_seen, locked
from pamong.measurement.cards.permissions import can_compose_card
from pamong.measurement.cards.rules import PartInput, check_formula
from pamong.measurement.models import Card, CardPart, Publication
from pamong.people.scope import scope_for

# Whoever knows such a figure and all its parts but one knows that one.
ADDED = (Card.Operator.SUM, Card.Operator.DIFFERENCE)


@dataclass(frozen=True, slots=True)
class FormulaInput:
    """The way, and for a computed figure its operator over its parts."""

    way: str
    operator: str = ""
    factor: Decimal = Decimal(1)
    parts: Sequence[PartInput] = ()


@transaction.atomic
def compose_card(
    card: Card, given: FormulaInput, *, by: Actor, on: date, seen: int | None = None
) -> Card:
    """Let a card be entered, or computed by a formula or a roll-up; what was entered stays kept."""
    card = locked(card)
    require(can_compose_card(scope_for(by, on), card))
    check_seen(card, seen)
    if card.closed_on:
        raise ValidationError(_("Kartu ini sudah ditutup."), code="wrong_state")
    is_read = given.way == Card.Way.READ
    parts = () if is_read else given.parts
    operator = "" if is_read else given.operator
    factor = given.factor if given.way == Card.Way.FORMULA else Decimal(1)
    if not is_read:
        check_formula(card, given.way, operator, parts, factor)
    before = said_of(card)
    card.parts.all().delete()
    CardPart.objects.bulk_create(
        CardPart(card=card, child=p.child, place=n, weight=p.weight, is_below=p.is_below)
        for n, p in enumerate(parts, start=1)
    )
    card.way, card.operator, card.factor = given.way, operator, factor
    after = said_of(card)
    if before == after:
        return card
    if before["operator"] in ADDED:
        _check_not_told(card)
    card.version += 1
    card.save(update_fields=["way", "operator", "factor", "version"])
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record("measurement.card_composed", card, by=by, on=on, changes=changes)
    return card


def _check_not_told(card: Card) -> None:
    """What a published count of people was added up from is known for good: nothing else takes its place."""
    above = {card.pk}
    while more := set(CardPart.objects.filter(child__in=above).values_list("card", flat=True)):
        if more <= above:
            break
        above |= more
    if Publication.objects.filter(card__in=above, number__gt=0, counts_people=True).exists():
        raise ValidationError(
            _(
                "Angka yang memakai rumus ini pernah terbit dan menghitung orang. Dengan rumus lain, "
                "yang lama dan yang baru bersama dapat menunjuk seseorang. Buat kartu baru."
            )
        )


def said_of(card: Card) -> dict[str, Any]:
    """A formula as the record keeps it: codes and numbers."""
    parts = card.parts.select_related("child").order_by("place", "pk")
    lines = [
        f"{'/' if part.is_below else ''}{part.child.code}*{part.weight.normalize():f}"
        for part in parts
    ]
    return {
        "way": card.way,
        "operator": card.operator,
        "factor": f"{card.factor.normalize():f}",
        "parts": "; ".join(lines),
    }
