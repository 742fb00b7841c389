"""The lists of this slice."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import AccessRequest, Mandate
from pamong.ui.dates import say_day
from pamong.ui.filters import nip
from pamong.ui.tables import Cell, Column, Row, Table


def mandate_table(rows: Sequence[Mandate]) -> Table:
    """Who holds which role, where and since when."""
    columns = [
        Column(_("Nama"), kind="row"),
        Column(_("Peran")),
        Column(_("Berlaku untuk")),
        Column(_("Sejak")),
    ]
    written = [
        Row(
            [
                Cell(
                    row.user.name,
                    url=reverse("people:role-page", args=[row.uuid]),
                    sub=nip(row.user.sign_in_name),
                ),
                row.get_role_display(),
                row.unit.name if row.unit else row.agency.name,
                say_day(row.valid_from),
            ]
        )
        for row in rows
    ]
    return Table(columns, written, _("Peran yang berlaku"))


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
