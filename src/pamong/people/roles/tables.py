"""The lists of this slice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import AccessRequest, Mandate
from pamong.ui.components import Tab, say_actor
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.filters import nip
from pamong.ui.tables import Cell, Column, Row, Table

ONE_DAY = timedelta(days=1)
ENDED = "ended"


def role_tabs(asked: Mapping[str, str], *, ended: bool) -> list[Tab]:
    """Roles that hold or will, and those that are over; what is asked for stays."""
    here = reverse("people:roles")
    past = urlencode({"state": ENDED, **asked})
    now = f"?{urlencode(asked)}" if asked else ""
    return [
        Tab(_("Berlaku"), f"{here}{now}", current=not ended),
        Tab(_("Sudah berakhir"), f"{here}?{past}", current=ended),
    ]


def mandate_table(rows: Sequence[Mandate], on: date) -> Table:
    """Who holds which role, where, from when to when, by whom it was given and why."""
    columns = [
        Column(_("Nama"), kind="row"),
        Column(_("Peran")),
        Column(_("Berlaku untuk")),
        Column(_("Sejak"), nowrap=True),
        Column(_("Sampai"), nowrap=True, desk=True),
        Column(_("Diberikan oleh")),
    ]
    return Table(columns, [_mandate(row, on) for row in rows], _("Peran dan mandat"))


def _mandate(row: Mandate, on: date) -> Row:
    since: Any = say_day_full(row.valid_from)
    if row.valid_from > on:
        since = Cell(since, sub=_("Belum berlaku"))
    return Row(
        [
            Cell(
                row.user.name,
                url=reverse("people:role-page", args=[row.uuid]),
                sub=nip(row.user.sign_in_name),
            ),
            row.get_role_display(),
            row.unit.name if row.unit else row.agency.name,
            since,
            say_day_full(row.valid_to - ONE_DAY) if row.valid_to else None,
            Cell(say_actor(row.given_by) if row.given_by else "–", sub=row.basis),
        ]
    )


def mandate_facts(row: Mandate) -> list[tuple[Any, ...]]:
    """The same of one, as a list."""
    last = say_day_full(row.valid_to - ONE_DAY) if row.valid_to else _("sampai diakhiri")
    return [
        (_("Berlaku untuk"), row.unit.name if row.unit else row.agency.name),
        (_("Sejak"), say_day_full(row.valid_from)),
        (_("Sampai"), last),
        (_("Dasar"), row.basis),
        *([(_("Alasan berakhir"), row.end_reason)] if row.end_reason else []),
        (_("Diberikan oleh"), say_actor(row.given_by) if row.given_by else ""),
    ]


def asked_facts(asked: AccessRequest) -> list[tuple[Any, ...]]:
    """From when to when a role is asked for, and why; nothing where that was not said."""
    if asked.kind == AccessRequest.Kind.END and asked.valid_to:
        ends = say_day_full(asked.valid_to)
        return [(_("Berakhir pada"), ends), (_("Alasan"), asked.basis)]
    if asked.valid_from is None:
        return []
    last = say_day_full(asked.valid_to - ONE_DAY) if asked.valid_to else _("sampai diakhiri")
    return [
        (_("Sejak"), say_day_full(asked.valid_from)),
        (_("Sampai"), last),
        (_("Dasar"), asked.basis),
    ]


def request_table(rows: Iterable[AccessRequest]) -> Table:
    """What waits for a second administrator."""
    columns = [Column(_("Permintaan"), kind="row"), Column(_("Diajukan oleh")), Column(_("Sejak"))]
    written = [
        Row(
            [
                Cell(str(row), url=reverse("people:access-request", args=[row.uuid])),
                row.asked_by.name,
                say_day(row.asked_on),
            ]
        )
        for row in rows
    ]
    return Table(columns, written, _("Menunggu administrator kedua"))
