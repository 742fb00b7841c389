"""The list of cards as its page shows it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.measurement.attainment import low_bound
from pamong.measurement.cards.confirmed import confirmed_in
from pamong.measurement.cards.figures import Figures
from pamong.measurement.cards.queries import (
    CLOSED,
    LACKING,
    MINE,
    UNCONFIRMED,
    CardFilter,
    lacks_owner,
)
from pamong.measurement.cards.wording import (
    aim_said,
    figure_said,
    reached_said,
    stage_said,
)
from pamong.measurement.models import Card
from pamong.ui.components import Meter, Tab
from pamong.ui.dates import say_day
from pamong.ui.paging import address_with
from pamong.ui.tables import Cell, Column, Row, Table


def card_tabs(asked: CardFilter, *, keeps: bool, is_person: bool) -> list[Tab]:
    """All, one's own, those nobody answers for, and those put away."""
    url = reverse("measurement:card-list")
    kept = {"q": asked.text, "unit": str(asked.unit.uuid) if asked.unit else ""}
    names = {"": _("Semua")}
    if is_person:
        names[MINE] = _("Tanggung jawab saya")
    names[UNCONFIRMED] = _("Belum dikonfirmasi")
    if keeps:
        names[LACKING] = _("Tanpa penanggung jawab")
    names[CLOSED] = _("Ditutup")
    return [
        Tab(text, address_with(url, **kept, show=show), current=show == asked.show)
        for show, text in names.items()
    ]


def list_address(asked: CardFilter, year: int, after: str) -> str:
    """The list with its filter, from a row on."""
    unit = str(asked.unit.uuid) if asked.unit else ""
    told = {"q": asked.text, "unit": unit, "show": asked.show, "year": year, "after": after}
    return address_with("", **told)


def card_table(cards: Sequence[Card], figures: Figures, year: int) -> Table:
    """One card a row, with its target of the year and what it came to."""
    columns = [
        Column(_("Indikator"), kind="row"),
        Column(_("Target %(year)d") % {"year": year}, kind="num"),
        Column(_("Realisasi"), kind="num"),
        Column(_("Capaian"), kind="meter"),
        Column(_("Penanggung jawab")),
    ]
    low = low_bound(figures.pack)
    rows = [_card_row(card, figures, year, low) for card in cards]
    return Table(columns, rows, _("Indikator tahun %(year)d") % {"year": year})


def _card_row(card: Card, figures: Figures, year: int, low: Decimal | None) -> Row:
    figure = figures.of(card)
    reached = figures.reached(card, figure)
    place = card.unit.name if card.unit else _("Seluruh instansi")
    url = f"{reverse('measurement:card-detail', args=[card.uuid])}?year={year}"
    below = [say_day(figure.as_of)] if figure.as_of else []
    if figure.is_partial:
        below.append(_("belum lengkap"))
    if (confirmed := confirmed_in(figure)).count and not confirmed.is_whole:
        below.append(confirmed.said)
    value = figure_said(card.indicator, figure.value) if figure.value is not None else ""
    target = figures.aims.targets.get(card.indicator_id)
    part = reached.by_now  # what grows is held against what its quarter aims at
    return Row(
        [
            Cell(card.indicator.name, url=url, sub=f"{card.code} · {place}"),
            Cell(
                aim_said(card.indicator, target),
                sub=stage_said(figures.aims.line(card.indicator), part),
            ),
            Cell(value, sub=" · ".join(below)) if value else None,
            Meter(part.uncapped, None if reached.is_running else low, reached_said(part)),
            _owner_cell(card),
        ]
    )


def _owner_cell(card: Card) -> Any:
    name = card.owner.full_name if card.owner else ""
    if card.closed_on or not lacks_owner(card):
        return name
    return Cell(
        name or "–", sub=_("sudah tidak di unit ini") if card.owner else _("belum ditunjuk")
    )
