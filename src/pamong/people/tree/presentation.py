"""The changes of a unit's name and place in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import Unit, UnitChange
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table


def history_context(changes: Sequence[UnitChange], on: date, *, may_change: bool) -> dict[str, Any]:
    """The table, what is still to come, and what of it may be taken back: address and button."""
    coming = [one for one in changes if one.valid_from > on]
    return {
        "history": _table(changes, on) if changes else None,
        "coming": [_coming(one) for one in coming],
        "waiting": [_cancel(one) for one in coming] if may_change else [],
    }


def _coming(change: UnitChange) -> str:
    day = say_day_full(change.valid_from)
    if change.what == UnitChange.What.NAME:
        return _("Sejak %(day)s bernama %(name)s.") % {"day": day, "name": change.name}
    return _("Sejak %(day)s di bawah %(name)s.") % {"day": day, "name": _unit(change.parent)}


def _cancel(change: UnitChange) -> tuple[str, str]:
    said = _("Batalkan perubahan %(day)s") % {"day": say_day_full(change.valid_from)}
    return reverse("people:unit-change-cancel", args=[change.uuid]), said


def _table(changes: Sequence[UnitChange], on: date) -> Table:
    columns = [
        Column(_("Berlaku sejak"), kind="row", nowrap=True),
        Column(_("Yang berubah")),
        Column(_("Semula")),
        Column(_("Menjadi")),
        Column(_("Dicatat oleh")),
    ]
    return Table(columns, [_row(one, on) for one in changes], _("Nama dan tempat menurut tanggal"))


def _row(change: UnitChange, on: date) -> Row:
    note = _("belum berlaku") if change.valid_from > on else ""
    is_name = change.what == UnitChange.What.NAME
    was, now = (
        (change.was_name, change.name)
        if is_name
        else (_unit(change.was_parent), _unit(change.parent))
    )
    return Row(
        [
            Cell(say_day_full(change.valid_from), sub=note),
            str(change.get_what_display()),
            was,
            now,
            Cell(change.made_by, sub=say_day_full(change.made_on)),
        ]
    )


def _unit(unit: Unit | None) -> str:
    return unit.name if unit else "–"
