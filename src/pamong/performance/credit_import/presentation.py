"""The pages of a file of balances as values for the component tags."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.uploads import tables
from pamong.performance.credit_import.columns import LABELS
from pamong.performance.intake import presentation as intake
from pamong.performance.models import CreditUpload
from pamong.ui.filters import nip
from pamong.ui.markup import esc, safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def outcome(upload: CreditUpload) -> str:
    """The counts in one line."""
    return tables.outcome(upload, added=_("%(n)s dimasukkan"))


def uploads_table(rows: Sequence[CreditUpload]) -> Table:
    """One's own files."""
    return intake.files_table(rows, "performance:credit-file", outcome)


def detail_context(upload: CreditUpload) -> dict[str, Any]:
    """What the page of a file shows."""
    shown = upload.shown
    verb = ngettext("Masukkan %(n)s baris", "Masukkan %(n)s baris", upload.added)
    return intake.file_context(upload, LABELS, outcome) | {
        "verb": verb % {"n": say_number(upload.added)},
        "note": _("Setiap saldo menunggu konfirmasi orang lain sebelum dihitung."),
        "unknown": _("Judul kolom belum dikenali. Pilih kolom NIP, angka kredit, dan dokumennya."),
        "changes_title": _("Yang akan dimasukkan"),
        "changes": _changes(shown) if shown.get("changes") else None,
    }


def _changes(shown: dict[str, Any]) -> Table:
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Isi")), Column(_("Dokumen asal"))]
    return Table(columns, [_changed(row) for row in shown["changes"]], _("Yang akan dimasukkan"))


def _changed(change: dict[str, Any]) -> Row:
    line = _("baris %(line)s") % {"line": change["line"]}
    first, *rest = change["lines"]
    lines = esc(first) + "".join(sub(text) for text in rest)
    below = _("mengoreksi saldo yang berlaku") if change["corrects"] else ""
    return Row(
        [
            Cell(change["name"], sub=f"{nip(change['nip'])} · {line}"),
            Cell(html=safe(lines)),
            Cell(change["document"], sub=below),
        ]
    )
