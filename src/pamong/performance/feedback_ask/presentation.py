"""Asks as values for the component tags."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pamong.performance.models import FeedbackAsk
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table


def asks_table(asks: Sequence[FeedbackAsk]) -> Table:
    """Who was asked, by whom, and whether they answered."""
    return Table(
        columns=[
            Column(_("Rekan"), kind="row"),
            Column(_("Diminta")),
            Column(_("Status"), kind="tag"),
        ],
        rows=[_row(ask) for ask in asks],
        caption=_("Umpan balik yang diminta"),
    )


def _row(ask: FeedbackAsk) -> Row:
    place = ask.giver.unit.name if ask.giver.unit else ""
    return Row(
        cells=[
            Cell(ask.giver.full_name, sub=place),
            Cell(say_day_full(ask.asked_on), sub=ask.asked_by.full_name),
            state_said(ask),
        ]
    )


def state_said(ask: FeedbackAsk) -> Cell:
    """Answered, declined, or waiting."""
    if ask.answered_on:
        return Cell(_("Dijawab"), tag="agreed", sub=say_day_full(ask.answered_on))
    if ask.declined_on:
        return Cell(_("Tidak bersedia"), tag="none", sub=say_day_full(ask.declined_on))
    return Cell(_("Menunggu jawaban"), tag="wait")
