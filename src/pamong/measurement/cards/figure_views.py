"""Pages of a card's figures: the target of a year, a reading, the formula."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.measurement.cards.asking import card_of, year_asked
from pamong.measurement.cards.compose_actions import compose_card
from pamong.measurement.cards.compose_forms import ComposeForm
from pamong.measurement.cards.forms import CardReadingForm, CardTargetForm
from pamong.measurement.cards.permissions import (
    can_compose_card,
    can_confirm_card_reading,
    can_enter_card_reading,
    can_set_card_target,
)
from pamong.measurement.cards.presentation import confirming_facts, entering_facts
from pamong.measurement.cards.queries import readings_around, readings_of, target_of
from pamong.measurement.cards.reading_actions import (
    confirm_card_reading,
    enter_card_reading,
    set_card_target,
)
from pamong.measurement.cards.rulewords import attaining_pack
from pamong.measurement.cards.wording import figure_said, how_said, parts_named
from pamong.measurement.models import Card, Pace
from pamong.measurement.pace import STAGES
from pamong.people.request import Request
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent


@once
def card_target(request: Request, uuid: UUID) -> HttpResponse:
    """What is aimed at in a year."""
    card, year = card_of(request, uuid), year_asked(request)
    require(can_set_card_target(request.scope, card))
    form = CardTargetForm(sent(request), card=card, initial=_initial(card, year))
    if form.is_valid():
        with refused_on(form):
            set_card_target(card, form.given, by=request.user, on=today())
            said = _("Target %(year)d disimpan.") % form.cleaned_data
            return redirect(request, "measurement:card-detail", uuid, said=said)
    return form_page(request, "measurement/card_target.html", form, card=card)


def _initial(card: Card, year: int) -> dict[str, Any]:
    target = target_of(card, year)
    told: dict[str, Any] = {"year": year, "pace": Pace.PROPOSED}
    if target:
        names = ("value", "text", "due_on", "pace", *STAGES)
        told |= {name: getattr(target, name) for name in names}
    return told


@once
def card_reading_enter(request: Request, uuid: UUID) -> HttpResponse:
    """Enter the figure of a period."""
    card, day = card_of(request, uuid), today()
    require(can_enter_card_reading(request.scope, card))
    target = target_of(card, day.year)
    known: dict[str, Any] = {"card": card, "on": day, "target": target.value if target else None}
    known["pack"] = attaining_pack(day, request.scope.local_packs)
    form = CardReadingForm(sent(request), **known)
    if form.is_valid():
        with refused_on(form):
            written = enter_card_reading(card, form.given, by=request.user, on=day)
            said = _("Realisasi disimpan: %s.") if written else _("Tidak ada yang berubah: %s.")
            told = figure_said(card.indicator, form.given.value)
            return redirect(request, "measurement:card-detail", uuid, said=said % told)
    last = next((r for r in readings_of(card, day.year) if r.replaced_by_id is None), None)
    more = {"card": card, "facts": entering_facts(card, target, last)}
    return form_page(request, "measurement/card_reading.html", form, **more)


@once
def card_reading_confirm(request: Request, uuid: UUID, reading: UUID) -> HttpResponse:
    """Say that the figure of another is right; the first look shows it with where it came from."""
    card = card_of(request, uuid)
    row = get_object_or_404(readings_around(card), uuid=reading)
    require(can_confirm_card_reading(request.scope, card, row))
    if request.method == "POST":
        confirm_card_reading(row, by=request.user, on=today())
        return redirect(request, "measurement:card-detail", uuid, said=_("Angka dikonfirmasi."))
    target = target_of(card, row.as_of.year)
    more = {"card": card, "facts": confirming_facts(card, target, row)}
    return render(request, "measurement/card_reading_confirm.html", context=more)


@once
def card_compose(request: Request, uuid: UUID) -> HttpResponse:
    """Let the figure be entered, or computed from other cards."""
    card = card_of(request, uuid)
    require(can_compose_card(request.scope, card))
    form = ComposeForm(sent(request), card=card)
    if form.is_valid():
        with refused_on(form):
            seen = form.cleaned_data["seen"]
            compose_card(card, form.given, by=request.user, on=today(), seen=seen)
            said = _("Asal angka disimpan.")
            return redirect(request, "measurement:card-detail", uuid, said=said)
    how = how_said(card, parts_named(card))
    more = {"card": card, "lines": form.lines(), "how": how}
    return form_page(request, "measurement/card_compose.html", form, **more)
