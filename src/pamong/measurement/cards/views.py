"""Pages of cards: the list, one card, and what is written about it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.documents.cells import text_of
from pamong.measurement.cards import actions
from pamong.measurement.cards.asking import card_of, year_asked
from pamong.measurement.cards.beside import facts_beside
from pamong.measurement.cards.figures import figures_for
from pamong.measurement.cards.forms import CardForm, initial_of
from pamong.measurement.cards.history import traces_of
from pamong.measurement.cards.listing import card_table, card_tabs, list_address
from pamong.measurement.cards.permissions import (
    can_add_card,
    can_change_card,
    can_compose_card,
    can_confirm_card_reading,
    can_enter_card_reading,
    can_set_card_target,
    keeps_cards,
    may_propose_figures,
)
from pamong.measurement.cards.presentation import (
    card_facts,
    measures_of,
    part_table,
    reading_table,
    target_table,
    whole_table,
    year_tabs,
)
from pamong.measurement.cards.queries import (
    CLOSED,
    LACKING,
    MINE,
    UNCONFIRMED,
    CardFilter,
    cards_for,
    entries_of,
    head_of,
    indicator_without_card,
    lacks_owner,
    readings_of,
    units_with_cards,
    wholes_of,
    years_measured,
)
from pamong.measurement.cards.rulewords import attaining_pack
from pamong.measurement.cards.wording import (
    as_of_said,
    figure_said,
    how_said,
    missing_said,
    parts_of,
)
from pamong.measurement.models import Card
from pamong.measurement.models.source import LOOKING
from pamong.people.request import Request, own_agency
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent
from pamong.ui.tables import Table


def card_list(request: Request) -> HttpResponse:
    """The cards of the agency, with what each came to in the year."""
    scope, day = request.scope, today()
    units = units_with_cards(scope)
    asked = _asked(request, units)
    year = asked.year
    page = cards_for(scope, asked, request.GET.get("after", ""))
    pack = attaining_pack(day, scope.local_packs)
    figures = figures_for(page.rows, year=year, on=day, pack=pack)
    keeps = keeps_cards(scope, scope.agency_id)
    following = list_address(asked, year, page.next_cursor) if page.next_cursor else ""
    context = {
        "asked": asked,
        "year": year,
        "years": range(day.year - 4, day.year + 2),
        "units": units,
        "tabs": card_tabs(asked, keeps=keeps, is_person=bool(scope.employee_id)),
        "table": card_table(page.rows, figures, year),
        "next_url": following,
        "may_add": keeps and bool(scope.agency_id),
    }
    return render(request, "measurement/card_list.html", context=context)


def _asked(request: Request, units: list[Any]) -> CardFilter:
    given = request.GET
    unit = next((one for one in units if str(one.uuid) == given.get("unit", "")), None)
    show, text = given.get("show", ""), text_of(given.get("q", ""))[:100]
    known = show in {MINE, UNCONFIRMED, LACKING, CLOSED}
    return CardFilter(text, unit, show if known else "", year_asked(request))


def card_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One card: its figure with all that stands behind it, targets, readings, history."""
    card, scope, year = card_of(request, uuid), request.scope, year_asked(request)
    pack = attaining_pack(today(), scope.local_packs)
    figures = figures_for([card], year=year, on=today(), pack=pack)
    figure = figures.of(card)
    own = str(scope.user_uuid)
    context: dict[str, Any] = {
        "card": card,
        "year": year,
        "years": year_tabs(card, {*years_measured(card), today().year, year}, year),
        "figure": figure,
        "figure_text": figure_said(card.indicator, figure.value),
        "figure_below": as_of_said(figure),
        "measures": measures_of(card, figure, figures.reached(card, figure), pack),
        "missing": missing_said(card, figure),
        "how": how_said(card, parts_of(figure)),
        "parts": part_table(figure.parts, card) if figure.parts else None,
        "readings": _readings(request, card, year),
        "wholes": whole_table(wholes_of(card)),
        "facts": card_facts(card, pack) + facts_beside(scope, card),
        "trace": traces_of(entries_of(card), own),
        **_doors(request, card),
        "publish_url": _publish_url(request, card, year),
    }
    targets = list(card.indicator.targets.order_by("-year"))
    context["targets"] = target_table(card, targets, context["target_url"])
    return render(request, "measurement/card_detail.html", context=context)


def _readings(request: Request, card: Card, year: int) -> Table:
    """The figures of a year; who sees the sources is led on to what brought them."""
    is_traced = request.scope.has(*LOOKING)
    may = partial(can_confirm_card_reading, request.scope, card)
    rows = readings_of(card, year)
    return reading_table(card, rows, is_traced=is_traced, may_confirm=may)


def _doors(request: Request, card: Card) -> dict[str, Any]:
    """What the reader may do here."""
    scope, is_open = request.scope, card.closed_on is None
    keeps = keeps_cards(scope, card.agency_id)
    lacks = lacks_owner(card)
    may_target = is_open and can_set_card_target(scope, card)
    return {
        "keeps": keeps,
        "may_change": is_open and can_change_card(scope, card),
        "may_compose": is_open and can_compose_card(scope, card),
        "may_read": is_open and not card.is_computed and can_enter_card_reading(scope, card),
        "lacks_owner": lacks and is_open,
        "head": head_of(card.unit, today()) if lacks and is_open and keeps else None,
        "target_url": reverse("measurement:card-target", args=[card.uuid]) if may_target else "",
    }


def _publish_url(request: Request, card: Card, year: int) -> str:
    """Where the figures of the year are proposed for the public, for who may."""
    if not may_propose_figures(request.scope, card):
        return ""
    return f"{reverse('measurement:publication-propose', args=[card.uuid])}?year={year}"


@once
def card_add(request: Request) -> HttpResponse:
    """A new card; with an indicator of a goal in the address the card of that one."""
    agency, day = own_agency(request), today()
    require(can_add_card(request.scope, agency.pk))
    indicator = indicator_without_card(request.scope, _uuid(request.GET.get("indicator", "")))
    initial = initial_of(None, indicator)
    form = CardForm(sent(request), scope=request.scope, on=day, initial=initial)
    if form.is_valid():
        with refused_on(form):
            given = form.given
            card = actions.add_card(agency, given, by=request.user, on=day, indicator=indicator)
            said = _("Kartu disimpan. Isi targetnya.")
            return redirect(request, "measurement:card-target", card.uuid, said=said)
    return form_page(request, "measurement/card_form.html", form)


def _uuid(text: str) -> UUID | None:
    """What the address names; what is no name at all is not found."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


@once
def card_change(request: Request, uuid: UUID) -> HttpResponse:
    """Change the card; its owner finds the words alone."""
    card, day = card_of(request, uuid), today()
    require(can_change_card(request.scope, card))
    known: dict[str, Any] = {"scope": request.scope, "on": day, "card": card}
    form = CardForm(sent(request), initial=initial_of(card), **known)
    if form.is_valid():
        with refused_on(form):
            seen = form.cleaned_data["seen"]
            actions.change_card(card, form.given, by=request.user, on=day, seen=seen)
            return redirect(request, "measurement:card-detail", uuid, said=_("Kartu disimpan."))
    return form_page(request, "measurement/card_form.html", form, card=card)


@require_POST
@once
def card_close(request: Request, uuid: UUID) -> HttpResponse:
    """Put the card away."""
    return _done(request, uuid, actions.close_card, _("Kartu ditutup."))


@require_POST
@once
def card_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Take the card back into use."""
    return _done(request, uuid, actions.reopen_card, _("Kartu dibuka lagi."))


@require_POST
@once
def card_owner_mend(request: Request, uuid: UUID) -> HttpResponse:
    """Hand the card to who leads its unit."""
    said = _("Penanggung jawab diganti.")
    return _done(request, uuid, actions.mend_card_owner, said)


def _done(request: Request, uuid: UUID, verb: Callable[..., Card], said: str) -> HttpResponse:
    verb(card_of(request, uuid), by=request.user, on=today())
    return redirect(request, "measurement:card-detail", uuid, said=said)
