"""The lists of this slice."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.qr import qr_svg
from pamong.access.sign_in.actions import IssuedCode
from pamong.people.accounts.actions import PersonsCode, UnitSheet
from pamong.people.accounts.queries import AccountRow, Standing
from pamong.people.acts.presentation import Change, Preview, preview_context
from pamong.people.models import Employee, Unit
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.filters import nip
from pamong.ui.markup import safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def _standing(row: AccountRow) -> Cell:
    if row.standing == Standing.INVITED and row.until:
        until = _("sampai %(day)s") % {"day": say_day(row.until)}
        return Cell(_("Kode berlaku"), tag="proposed", sub=until)
    said = {
        Standing.OUT: ("none", _("Belum punya kode")),
        Standing.INVITED: ("proposed", _("Kode berlaku")),
        Standing.IN: ("agreed", _("Sudah aktif")),
        Standing.TWO: ("wait", _("Memegang peran")),
    }
    state, text = said[row.standing]
    below = _("perlu dua administrator") if row.standing == Standing.TWO else ""
    return Cell(text, tag=state, sub=below)


def account_table(rows: Sequence[AccountRow], *, may_give: bool) -> Table:
    """The people of a unit; who has no code yet is picked beforehand."""
    columns = [
        Column(_("Pilih"), kind="pick", name="person"),
        Column(_("Pegawai"), kind="row"),
        Column(_("Status")),
        Column(_("Tindakan"), kind="actions"),
    ]
    return Table(
        columns, [_account(row, may_give=may_give) for row in rows], _("Akun pegawai di unit ini")
    )


def _account(row: AccountRow, *, may_give: bool) -> Row:
    may = row.may_ask and row.standing in {Standing.OUT, Standing.INVITED}
    return Row(
        [
            str(row.uuid) if may else "",
            Cell(row.name, sub=nip(row.nip) if row.nip else ""),
            _standing(row),
            _to_do(row, may_give=may_give),
        ],
        picked=row.standing == Standing.OUT and row.may_ask,
    )


def _to_do(row: AccountRow, *, may_give: bool) -> Cell:
    """What may be done for the person; for oneself nothing, and why."""
    if not row.may_ask:
        return Cell(_("Akun Anda sendiri"), sub=_("minta kode kepada administrator lain"))
    links = [(reverse("people:code-page", args=[row.uuid]), _("Kode baru"))]
    if may_give:
        links.append((reverse("people:role-give", args=[row.uuid]), _("Beri peran")))
    return Cell(html=format_html_join(" · ", '<a href="{}">{}</a>', links))


def code_url(sign_in_name: str) -> str:
    """Where a QR leads: the page with the name filled in.

    The code is not in it: addresses stay in histories, logs and proxies, and on shared phones.
    """
    return f"{code_address()}?{urlencode({'name': sign_in_name})}"


def code_address() -> str:
    """Where a code is typed, as it is printed."""
    return f"{settings.URL}{reverse('access:code')}"


def code_cells(given: PersonsCode) -> tuple[Cell, Cell, Cell]:
    """A person, the code, and the QR."""
    name = given.code.user.sign_in_name
    title = _("QR menuju halaman masuk untuk %(name)s") % {"name": given.name}
    return (
        Cell(given.name, sub=nip(name)),
        Cell(html=_code(given.code)),
        Cell(html=qr_svg(code_url(name), title=title, scale=3)),
    )


def _code(code: IssuedCode) -> SafeString:
    """What a strip cut off the sheet must still say: the code, how long, and where to type it."""
    until = _("berlaku sampai %(day)s") % {"day": say_day_full(code.expires_at)}
    return format_html(
        "<code>{}</code><br>{}{}", code.text, safe(sub(until)), safe(sub(code_address()))
    )


def sheet_table(codes: Sequence[PersonsCode]) -> Table:
    """The sheet: a strip for each person, to be cut and handed over."""
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Kode masuk")), Column("QR")]
    return Table(columns, [Row(code_cells(given)) for given in codes], _("Kode masuk"))


def unit_table(units: Sequence[Unit], waiting: Mapping[int, int]) -> Table:
    """Units as links to their people's accounts, with how many there wait for a code."""
    rows = [
        Row(
            [
                str(unit.uuid),
                Cell(
                    unit.name,
                    url=reverse("people:unit-accounts", args=[unit.uuid]),
                    sub=unit.parent.name if unit.parent else "",
                ),
                unit.code,
                say_number(waiting.get(unit.pk, 0)),
            ]
        )
        for unit in units
    ]
    columns = [
        Column(_("Pilih"), kind="pick", name="unit"),
        Column(_("Unit"), kind="row"),
        Column(_("Kode unit")),
        Column(_("Belum punya kode"), kind="num"),
    ]
    return Table(columns, rows, _("Unit"))


def sheet_pages(sheets: Sequence[UnitSheet]) -> list[tuple[str, Table]]:
    """A page for each unit: its name, and the strips."""
    return [(sheet.unit.name, sheet_table(sheet.codes)) for sheet in sheets]


def sheets_preview(
    units: Sequence[Unit], people: Sequence[Employee], *, below: bool
) -> dict[str, Any]:
    """For whom codes would be made, before they are."""
    sure = [("unit", str(unit.uuid)) for unit in units] + ([("below", "on")] if below else [])
    said = ngettext("Terbitkan %(n)s kode", "Terbitkan %(n)s kode", len(people))
    preview = Preview(
        title=_("Terbitkan lembar akses"),
        back_url=reverse("people:accounts"),
        back_text=_("Akun pegawai"),
        changes=[
            Change(one.full_name, str(one.unit or ""), _("Belum punya kode"), _("Kode baru"))
            for one in people
        ],
        passed=[],
        follows=[
            _("Yang sudah punya kode, kata sandi, atau peran dilewati: kodenya tetap berlaku."),
            _("Kode tidak dapat ditarik kembali dan hanya tampil sekali: siapkan pencetak."),
        ],
        action=reverse("people:sheets-issue"),
        button=said % {"n": len(people)},
        hidden=sure,
    )
    return preview_context(preview)
