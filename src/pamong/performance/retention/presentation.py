"""The pages and the file of retention."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.documents.writing import Heading, write_xlsx
from pamong.performance.models import RetentionList
from pamong.performance.retention.due import ENTRY, years_kept
from pamong.performance.retention.queries import Sums, lines_of
from pamong.performance.rules import pack_named, text_of
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status = RetentionList.Status
TAGS = {
    Status.PREPARED: "draft",
    Status.PROPOSED: "wait",
    Status.APPROVED: "running",
    Status.DONE: "agreed",
}


def rules_table(pack: Pack) -> Table:
    """How long each kind is kept."""
    columns = [Column(_("Jenis catatan"), kind="row"), Column(_("Disimpan"))]
    rows = [
        Row(
            [
                text_of(pack, f"kind.{kind}"),
                ngettext("%(n)s tahun", "%(n)s tahun", years) % {"n": say_number(years)},
            ]
        )
        for kind, years in years_kept(pack).items()
    ]
    for_good = (_("SKP"), _("Penilaian"), _("Jejak"))
    rows += [Row([name, _("seterusnya")]) for name in for_good]
    return Table(columns, rows, _("Lama penyimpanan"))


def rules_said(pack: Pack) -> str:
    """On what the years rest."""
    clause = pack.clauses.get(ENTRY)
    return clause.citation if clause else ""


def lists_table(lists: Sequence[RetentionList]) -> Table:
    """A list a year."""
    columns = [
        Column(_("Daftar"), kind="row"),
        Column(_("Status"), kind="tag"),
        Column(_("Diusulkan")),
        Column(_("Disetujui")),
    ]
    rows = [
        Row(
            [
                Cell(
                    str(one.year),
                    url=reverse("performance:retention-detail", args=[one.uuid]),
                    sub=_("disiapkan %(day)s") % {"day": say_day_full(one.prepared_on)},
                ),
                Cell(str(one.get_status_display()), tag=TAGS[Status(one.status)]),
                _by(one.proposed_by, one.proposed_on),
                _by(one.approved_by, one.approved_on),
            ]
        )
        for one in lists
    ]
    return Table(columns, rows, _("Daftar retensi per tahun"))


def _by(user: Any, on: Any) -> Any:
    return Cell(user.name, sub=say_day_full(on)) if user else "–"


def _counted() -> list[Column]:
    return [
        Column(_("Tahun"), kind="num"),
        Column(_("Akan dihapus"), kind="num"),
        Column(_("Tetap karena masih terkait"), kind="num"),
    ]


def sums_table(listing: RetentionList, sums: Sums) -> Table:
    """By kind and year."""
    pack = pack_named(listing.pack)
    rows = [
        Row([text_of(pack, f"kind.{kind}"), str(year), say_number(goes), say_number(stays)])
        for kind, year, goes, stays in sums
    ]
    columns = [Column(_("Jenis catatan"), kind="row"), *_counted()]
    return Table(columns, rows, _("Menurut jenis dan tahun"))


def lines_table(listing: RetentionList, lines: Sequence[Any]) -> Table:
    """By unit."""
    pack = pack_named(listing.pack)
    rows = [
        Row(
            [
                Cell(
                    line["unit__name"] or _("tanpa unit"), sub=text_of(pack, "kind." + line["kind"])
                ),
                *(str(line["year"]), say_number(line["goes"]), say_number(line["stays"])),
            ]
        )
        for line in lines
    ]
    return Table([Column(_("Unit"), kind="row"), *_counted()], rows, _("Menurut unit"))


def write_list(stream: BinaryIO, listing: RetentionList) -> None:
    """The list as a sheet."""
    pack = pack_named(listing.pack)
    headings = [
        *(Heading(_("Jenis catatan")), Heading(_("Kode unit"), "code"), Heading(_("Unit"))),
        *(Heading(_("Tahun"), "number"), Heading(_("Akan dihapus"), "number")),
        Heading(_("Tetap karena masih terkait"), "number"),
    ]
    rows = ([text_of(pack, f"kind.{kind}"), *rest] for kind, *rest in lines_of(listing))
    title = _("Retensi")
    write_xlsx(stream, headings, rows, sheet=f"{title} {listing.year}")
