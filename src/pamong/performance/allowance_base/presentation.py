"""The tables of bases and the penalties as values for the component tags."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.performance.allowance_base.permissions import (
    can_drop_table,
    can_fill_table,
    can_release_table,
)
from pamong.performance.models import AllowanceBase, AllowancePenalty, AllowanceTable
from pamong.performance.months import say_month
from pamong.performance.rules import label_of
from pamong.policy.choose import pack_on
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full
from pamong.ui.filters import nip
from pamong.ui.numbers import say_number, say_rupiah
from pamong.ui.tables import Cell, Column, Row, Table

Status = AllowanceTable.Status
TAGS = {Status.DRAFT: "draft", Status.RELEASED: "agreed", Status.DROPPED: "none"}
DISCIPLINE, KINDS = "discipline", "discipline_kind"


def tables_table(rows: Sequence[AllowanceTable]) -> Table:
    """Every table, the newest first."""
    columns = [
        Column(_("Dasar hukum"), kind="row"),
        Column(_("Berlaku sejak"), nowrap=True),
        Column(_("Status")),
    ]
    return Table(columns, [_table(row) for row in rows], _("Tabel TPP dasar"))


def _table(row: AllowanceTable) -> Row:
    url = reverse("performance:base-table", args=[row.uuid])
    state, word = status_tag(row)
    name = Cell(row.basis, url=url)
    return Row([name, say_day_full(row.valid_from), Cell(word, tag=state)])


def status_tag(table: AllowanceTable) -> tuple[str, Any]:
    """Shape and word."""
    status = Status(table.status)
    return TAGS[status], status.label


def table_context(
    table: AllowanceTable, rows: Iterable[AllowanceBase], scope: Scope
) -> dict[str, Any]:
    """One table with its rows, and what one may do with it."""
    state, word = status_tag(table)
    is_draft = table.status == Status.DRAFT
    facts = [(_("Disusun oleh"), f"{table.made_by.name}, {say_day_full(table.made_on)}")]
    if table.released_by and table.released_on:
        said = f"{table.released_by.name}, {say_day_full(table.released_on)}"
        facts.append((_("Ditetapkan oleh"), said))
    return {
        "table": table,
        "state": state,
        "word": word,
        "facts": facts,
        "rows": rows_table(rows),
        "may_fill": is_draft and can_fill_table(scope, table),
        "may_release": is_draft and can_release_table(scope, table),
        "may_drop": is_draft and can_drop_table(scope, table),
    }


def rows_table(rows: Iterable[AllowanceBase]) -> Table:
    """The rows: classes first, then posts."""
    columns = [Column(_("Kelas atau jabatan"), kind="row"), Column(_("TPP dasar"), kind="num")]
    return Table(columns, [_base(row) for row in rows], _("TPP dasar sebulan"))


def _base(row: AllowanceBase) -> Row:
    name = row.position.name if row.position else _("Kelas %(n)s") % {"n": row.grade}
    return Row([name, say_rupiah(Decimal(row.amount))])


def penalty_kinds(day: date) -> list[tuple[str, str]]:
    """The penalties that cut pay, in the pack's words."""
    pack = pack_on(DISCIPLINE, day)
    rows = pack.tables["discipline_kinds"].rows
    return [
        (code, label_of(pack, KINDS, code))
        for code, row in rows.items()
        if row.cells.get("cut_percent")
    ]


def penalties_table(rows: Sequence[AllowancePenalty]) -> Table:
    """Who is cut, for how long."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Hukuman disiplin")),
        Column(_("Potongan"), kind="num"),
        Column(_("Bulan")),
        Column(_("Tindakan"), kind="actions"),
    ]
    return Table(columns, [_penalty(row) for row in rows], _("Potongan disiplin"))


def _penalty(row: AllowancePenalty) -> Row:
    pack = _pack(row)
    last = (row.until_month - timedelta(days=1)).replace(day=1)
    span = f"{say_month(row.first_month)} – {say_month(last)}"
    url = reverse("performance:penalty-detail", args=[row.uuid])
    who = Cell(row.employee.full_name, sub=nip(row.employee.nip))
    what = Cell(label_of(pack, KINDS, row.kind), sub=row.reference)
    if row.ended_on:
        return Row([who, what, "–", span, Cell(_("Dibatalkan"), tag="none")])
    to_do = Cell(_("Batalkan"), url=url)
    if row.sanction:
        url = reverse("performance:sanction-detail", args=[row.sanction.uuid])
        to_do = Cell(_("Lihat keputusan"), url=url)
    return Row([who, what, f"{say_number(row.cut_percent)}%", span, to_do])


def _pack(row: AllowancePenalty) -> Pack:
    return pack_on(DISCIPLINE, row.first_month)


def penalty_facts(row: AllowancePenalty) -> list[tuple[Any, str]]:
    """One penalty, to be taken back."""
    return [
        (_("Pegawai"), row.employee.full_name),
        (_("Hukuman disiplin"), label_of(_pack(row), KINDS, row.kind)),
        (_("Nomor keputusan"), row.reference),
        (_("Potongan"), f"{say_number(row.cut_percent)}%"),
        (_("Dipotong mulai"), say_month(row.first_month)),
    ]
