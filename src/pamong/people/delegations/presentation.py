"""Delegations as tables and sentences."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.delegations.permissions import can_end_delegation
from pamong.people.models import Delegation
from pamong.people.saying import place_of
from pamong.ui.components import Tab
from pamong.ui.dates import say_days, say_last
from pamong.ui.tables import Cell, Column, Row, Table


def delegation_tabs(*, ended: bool) -> list[Tab]:
    """Running and coming ones, and those that are over."""
    url = reverse("people:delegation-list")
    return [
        Tab(_("Berjalan dan akan datang"), url, current=not ended),
        Tab(_("Sudah berakhir"), f"{url}?state=ended", current=ended),
    ]


def delegation_table(rows: Sequence[Delegation], scope: Scope, on: date) -> Table:
    """One a row; ending stands where it is allowed."""
    may_end = [can_end_delegation(scope, row) and not _is_over(row, on) for row in rows]
    columns = [
        Column(_("Penilai"), kind="row"),
        Column(_("Wakil")),
        Column(_("Tugas")),
        Column(_("Waktu")),
        *([Column(_("Tindakan"), kind="actions")] if any(may_end) else []),
    ]
    written = []
    for row, allowed in zip(rows, may_end, strict=True):
        url = reverse("people:delegation-end", args=[row.uuid])
        end = [Cell(_("Akhiri"), url=url) if allowed else ""] if any(may_end) else []
        cells = [
            Cell(row.rater.full_name, sub=place_of(row.rater)),
            Cell(row.delegate.full_name, sub=place_of(row.delegate)),
            "; ".join(row.duties),
            _days(row, on),
        ]
        written.append(Row([*cells, *end]))
    return Table(columns, written, _("Pendelegasian tugas penilai"))


def _is_over(row: Delegation, on: date) -> bool:
    return bool(row.valid_to and row.valid_to <= on)


def term_said(row: Delegation) -> str:
    """From the first day to the last one."""
    ends = date.fromordinal(row.valid_to.toordinal() - 1) if row.valid_to else None
    return say_days(row.valid_from, ends) if ends else say_last(None)


def ended_said(row: Delegation) -> str:
    """Which day is the last one now; or that it never began."""
    if not row.pk or row.valid_to is None:
        return _("Pendelegasian ditarik sebelum mulai berlaku.")
    return _("Hari terakhir pendelegasian: %(day)s.") % {"day": say_last(row.valid_to)}


def _days(row: Delegation, on: date) -> Any:
    said = term_said(row)
    if row.valid_from > on:
        return Cell(_("Akan datang"), tag="draft", sub=said)
    if _is_over(row, on):
        return said
    return Cell(_("Berlaku hari ini"), tag="running", sub=said)
