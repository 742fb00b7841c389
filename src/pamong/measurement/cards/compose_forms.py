"""The formula of a card as a plain form: an operator, and a line for each part."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.measurement.cards.card_field import card_field, card_said
from pamong.measurement.cards.compose_actions import FormulaInput
from pamong.measurement.cards.queries import MOST_LISTED, cards_to_choose
from pamong.measurement.cards.rules import DIVIDED, MOST_PARTS, PartInput
from pamong.measurement.models import Card
from pamong.ui.fields import NumberField

AT_FIRST, MORE = 4, 3  # empty lines of a new formula, and below those that stand
ABOVE, BELOW = "above", "below"
PARTS = ("card", "weight", "side")


class ComposeForm(forms.Form):
    """How the figure comes about; an emptied line goes."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("Asal angka"), choices=Card.Way.choices, widget=forms.RadioSelect
    )
    operator = forms.ChoiceField(
        label=gettext_lazy("Rumus"), choices=[("", "–"), *Card.Operator.choices], required=False
    )
    factor = NumberField(
        label=gettext_lazy("Dikalikan dengan"),
        required=False,
        help_text=gettext_lazy("100 untuk persen, 1.000 untuk per seribu; kosong berarti 1."),
    )

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        self.card = card
        standing = list(card.parts.select_related("child__indicator"))
        kwargs["initial"] = _initial(card, standing)
        super().__init__(*args, **kwargs)
        self.count = min(max(AT_FIRST, len(standing) + MORE), MOST_PARTS)
        choose = card_field(card.agency_id, card.pk, label=_("Indikator"), required=False)
        for at in range(self.count):
            self.fields |= {f"card_{at}": deepcopy(choose), f"weight_{at}": _weight()}
            self.fields[f"side_{at}"] = forms.ChoiceField(
                label=_("Letak"),
                required=False,
                choices=[(ABOVE, _("Di atas garis")), (BELOW, _("Di bawah garis"))],
            )
            for name in PARTS:
                self.fields[f"{name}_{at}"].part = _("Bagian %(n)d") % {"n": at + 1}  # type: ignore[attr-defined]

    def lines(self) -> list[tuple[str, dict[str, forms.BoundField]]]:
        """The fields of each part under its heading."""
        return [
            (_("Bagian %(n)d") % {"n": at + 1}, {name: self[f"{name}_{at}"] for name in PARTS})
            for at in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """An operator where the figure is computed."""
        data = super().clean() or {}
        way = data.get("way")
        if way and way != Card.Way.READ and not data.get("operator"):
            self.add_error("operator", _("Pilih rumusnya."))
        return data

    @property
    def given(self) -> FormulaInput:
        """What was typed, for the action; of a roll-up an empty weight is the whole part."""
        data = self.cleaned_data
        way, operator = data["way"], data["operator"]
        whole = Decimal(100) if way == Card.Way.ROLLUP else Decimal(1)
        parts = [
            PartInput(
                card,
                data[f"weight_{at}"] if data[f"weight_{at}"] is not None else whole,
                operator in DIVIDED and data[f"side_{at}"] == BELOW,
            )
            for at in range(self.count)
            if (card := data[f"card_{at}"])
        ]
        factor = data["factor"] if data["factor"] is not None else Decimal(1)
        return FormulaInput(way, operator, factor, parts)


def _weight() -> NumberField:
    return NumberField(label=_("Bobot atau bagian"), required=False, min_value=0)


def _initial(card: Card, standing: list[Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"seen": card.version, "way": card.way, "operator": card.operator}
    told["factor"] = None if card.factor == 1 else card.factor
    whole = Decimal(100) if card.way == Card.Way.ROLLUP else Decimal(1)
    is_listed = cards_to_choose(card.agency_id, card.pk)[: MOST_LISTED + 1].count() <= MOST_LISTED
    for at, part in enumerate(standing):
        told[f"card_{at}"] = part.child.uuid if is_listed else card_said(part.child)
        told[f"weight_{at}"] = None if part.weight == whole else part.weight
        told[f"side_{at}"] = BELOW if part.is_below else ABOVE
    return told
