"""Publications as tables, facts and tabs for their pages."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.measurement.cards.wording import figure_said
from pamong.measurement.models import Publication
from pamong.measurement.publishing.content import decimal_of
from pamong.measurement.publishing.queries import ENDED, STANDING, WAITING
from pamong.ui.components import Tab, tag
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.tables import Cell, Column, Row, Table

Status = Publication.Status
LOOKS = {
    Status.PROPOSED: "proposed",
    Status.PUBLISHED: "agreed",
    Status.REPLACED: "none",
    Status.WITHDRAWN: "late",
    Status.DECLINED: "returned",
}


def publication_tabs(here: str) -> list[Tab]:
    """What waits, what stands, what is over."""
    url = reverse("measurement:publication-list")
    names = {WAITING: _("Menunggu keputusan"), STANDING: _("Terbit"), ENDED: _("Riwayat")}
    return [Tab(text, f"{url}?show={show}", current=show == here) for show, text in names.items()]


def publication_table(rows: Sequence[Publication]) -> Table:
    """One version a row."""
    columns = [
        Column(_("Indikator"), kind="row"),
        Column(_("Angka"), kind="num"),
        Column(_("Mutu data")),
        Column(_("Diusulkan")),
        Column(_("Keadaan"), kind="tag"),
    ]
    return Table(columns, [_row(one) for one in rows], _("Angka untuk publik"))


def _row(one: Publication) -> Row:
    url = reverse("measurement:publication-detail", args=[one.uuid])
    told = {"year": one.year, "number": one.number}
    below = _("tahun %(year)s") % told
    if one.number:
        below = _("tahun %(year)s, versi %(number)s") % told
    return Row(
        [
            Cell(one.card.indicator.name, url=url, sub=f"{one.card.code} · {below}"),
            value_said(one),
            one.get_grade_display(),
            Cell(one.proposed_by.name, sub=say_day(one.proposed_on)),
            Cell(state_said(one), tag=LOOKS[Status(one.status)]),
        ]
    )


def state_said(one: Publication) -> str:
    """How it stands; what its proposer took back was declined by nobody."""
    if one.status == Status.DECLINED and one.answered_by_id == one.proposed_by_id:
        return _("Usulan ditarik")
    return str(one.get_status_display())


def value_said(one: Publication) -> str:
    """The figure as it was frozen."""
    return figure_said(one.card.indicator, decimal_of(one.content["version"]["value"]))


def publication_facts(one: Publication) -> list[tuple[Any, ...]]:
    """Who did what, and how it stands; none of it goes out."""
    state = tag(LOOKS[Status(one.status)], state_said(one))
    facts: list[tuple[Any, ...]] = [
        (_("Keadaan"), state),
        (_("Diusulkan"), one.proposed_by.name, say_day_full(one.proposed_on)),
    ]
    if one.answered_by and one.answered_on:
        label = state_said(one) if one.status == Status.DECLINED else _("Diterbitkan")
        facts.append((label, one.answered_by.name, say_day_full(one.answered_on)))
    if one.ended_on:
        facts.append((_("Ditarik dari publik"), say_day_full(one.ended_on)))
    if one.reason:
        facts.append((_("Alasan"), one.reason))
    return facts
