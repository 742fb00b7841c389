"""A card to choose: from a short list, or by code or name where there are too many for one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pamong.measurement.cards.queries import MOST_LISTED, cards_to_choose
from pamong.measurement.models import Card


class CardByCode(forms.CharField):
    """A card by its code, or by a part of its name that it alone bears."""

    def __init__(self, cards: Any, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.cards, self.own = cards, 0

    def clean(self, value: Any) -> Card | None:
        """The card, or nothing where none was asked for."""
        text = super().clean(value)
        if not text:
            return None
        code = text.partition(" · ")[0]
        for meant in (Q(code__iexact=code), Q(indicator__name__icontains=text)):
            found = list(self.cards.filter(meant)[:2])
            if len(found) == 1:
                card: Card = found[0]
                return card
            if found:
                raise ValidationError(_("Beberapa kartu cocok. Tulis kodenya."), code="several")
        if own := Card.objects.filter(pk=self.own, code__iexact=code).first():
            return own  # it is there, and the rule of formulas says why it cannot be a part
        raise ValidationError(_("Tidak ada kartu dengan kode atau nama itu."), code="unknown")


class CardFromList(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of few."""

    def label_from_instance(self, card: Any) -> str:
        """Code and name."""
        return card_said(card)


def card_said(card: Card) -> str:
    """A card as it is chosen."""
    return f"{card.code} · {card.indicator.name}"


def card_field(agency_id: int, leaving_out: int = 0, *, label: Any, required: bool) -> forms.Field:
    """The field for the cards in use of an agency, without one of them."""
    field = field_for(cards_to_choose(agency_id, leaving_out), label=label, required=required)
    if isinstance(field, CardByCode):
        field.own = leaving_out
    return field


def field_for(cards: "QuerySet[Card]", *, label: Any, required: bool) -> forms.Field:
    """The field for a query of cards."""
    few = [card.pk for card in cards[: MOST_LISTED + 1]]
    if len(few) <= MOST_LISTED:
        rows = Card.objects.filter(pk__in=few).select_related("indicator").order_by("code", "pk")
        choice = CardFromList(rows, label=label, required=required, to_field_name="uuid")
        choice.empty_label = "–"
        return choice
    help_text = _("Kode kartu, atau sebagian namanya.")
    return CardByCode(cards, label=label, required=required, help_text=help_text)
