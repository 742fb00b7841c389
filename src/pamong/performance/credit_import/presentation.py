"""The pages of a file of balances as values for the component tags."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.documents.choosing import column_facts
from pamong.performance.credit_import.columns import LABELS
from pamong.performance.models import CreditUpload
from pamong.ui.dates import say_day
from pamong.ui.filters import nip
from pamong.ui.markup import safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status = CreditUpload.Status
TAGS = {
    Status.SHOWN: "wait",
    Status.DONE: "agreed",
    Status.FAILED: "late",
    Status.DROPPED: "none",
}
REJECTED_SHOWN = 15


def outcome(upload: CreditUpload) -> str:
    """The counts in one line."""
    counts = (
        (_("%(n)s dimasukkan"), upload.added),
        (_("%(n)s tetap"), upload.unchanged),
        (_("%(n)s ditolak"), upload.rejected),
    )
    return ", ".join(words % {"n": say_number(count)} for words, count in counts if count)


def uploads_table(rows: Sequence[CreditUpload]) -> Table:
    """One's own files."""
    columns = [Column(_("Berkas"), kind="row"), Column(_("Status")), Column(_("Hasil"))]
    return Table(columns, [_upload(row) for row in rows], _("Berkas yang Anda unggah"))


def _upload(row: CreditUpload) -> Row:
    url = reverse("performance:credit-file", args=[row.uuid])
    told = outcome(row) if row.status in {Status.SHOWN, Status.DONE} else row.failure
    status = Status(row.status)
    who = Cell(row.name, url=url, sub=say_day(row.uploaded_on))
    return Row([who, Cell(status.label, tag=TAGS[status]), told])


def detail_context(upload: CreditUpload) -> dict[str, Any]:
    """What the page of a file shows."""
    shown, status = upload.shown, Status(upload.status)
    verb = ngettext("Masukkan %(n)s baris", "Masukkan %(n)s baris", upload.added)
    left = shown.get("touched", 0) - len(shown.get("changes", ()))
    return {
        "upload": upload,
        "state": TAGS[status],
        "word": status.label,
        "told": outcome(upload) or _("Tidak ada yang berubah."),
        "is_stale": shown.get("is_stale", False),
        "does": bool(upload.added),
        "verb": verb % {"n": say_number(upload.added)},
        "note": _("Setiap saldo menunggu konfirmasi orang lain sebelum dihitung."),
        "is_known": bool(upload.plan_digest),
        "facts": column_facts(shown, LABELS) if shown.get("places") else (),
        "unread": ", ".join(shown.get("unread", ())),
        "changes": _changes(shown) if shown.get("changes") else None,
        "changes_left": say_number(left) if left > 0 else "",
        "rejected": _rejected(shown) if shown.get("rejected") else None,
    }


def _changes(shown: dict[str, Any]) -> Table:
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Isi")), Column(_("Dokumen asal"))]
    return Table(columns, [_changed(row) for row in shown["changes"]], _("Yang akan dimasukkan"))


def _changed(change: dict[str, Any]) -> Row:
    line = _("baris %(line)s") % {"line": change["line"]}
    lines = "".join(sub(text) for text in change["lines"])
    below = _("mengoreksi saldo yang berlaku") if change["corrects"] else ""
    return Row(
        [
            Cell(change["name"], sub=f"{nip(change['nip'])} · {line}"),
            Cell(html=safe(lines)),
            Cell(change["document"], sub=below),
        ]
    )


def _rejected(shown: dict[str, Any]) -> Table:
    columns = [Column(_("Baris"), kind="row"), Column(_("Alasan"))]
    rows = [
        Row([Cell(_("Baris %(line)s") % {"line": line}, sub=_first_texts(cells)), reason])
        for line, reason, cells in shown["rejected"][:REJECTED_SHOWN]
    ]
    return Table(columns, rows, _("Baris yang ditolak"))


def _first_texts(cells: Sequence[Any]) -> str:
    return " · ".join([str(cell)[:60] for cell in cells if cell not in (None, "")][:3])
