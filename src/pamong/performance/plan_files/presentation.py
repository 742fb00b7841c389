"""The pages of plan files as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.models import PlanFile
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.filters import nip
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status = PlanFile.Status
TAGS = {
    Status.SHOWN: "wait",
    Status.DONE: "agreed",
    Status.FAILED: "late",
    Status.DROPPED: "none",
}
REJECTED_SHOWN = 30


def status_tag(file: PlanFile) -> tuple[str, Any]:
    """Shape and word of where a file stands."""
    status = Status(file.status)
    return TAGS[status], status.label


def outcome(file: PlanFile) -> str:
    """The counts in one line."""
    counts = (
        (_("%(n)s SKP ditambahkan"), file.added),
        (_("%(n)s SKP sudah ada"), file.unchanged),
        (_("%(n)s baris ditolak"), file.rejected),
    )
    return ", ".join(words % {"n": say_number(count)} for words, count in counts if count)


def files_table(rows: Sequence[PlanFile]) -> Table:
    """One's own files."""
    columns = [Column(_("Berkas"), kind="row"), Column(_("Status")), Column(_("Hasil"))]
    return Table(columns, [_file(row) for row in rows], _("Berkas yang Anda unggah"))


def _file(row: PlanFile) -> Row:
    url = reverse("performance:planfile-detail", args=[row.uuid])
    state, word = status_tag(row)
    told = outcome(row) if row.status in {Status.SHOWN, Status.DONE} else row.failure
    return Row([Cell(row.name, url=url, sub=say_day(row.uploaded_on)), Cell(word, tag=state), told])


def detail_context(file: PlanFile) -> dict[str, Any]:
    """What the page of a file shows."""
    shown, (state, word) = file.shown, status_tag(file)
    verb = ngettext("Impor %(n)s SKP", "Impor %(n)s SKP", file.added)
    left = file.added - len(shown.get("plans", ()))
    return {
        "file": file,
        "state": state,
        "word": word,
        "told": outcome(file) or _("Tidak ada yang berubah."),
        "verb": verb % {"n": say_number(file.added)},
        "is_stale": shown.get("is_stale", False),
        "plans": _plans(shown["plans"]) if shown.get("plans") else None,
        "plans_left": say_number(left) if left > 0 else "",
        "findings": _findings(shown["findings"]) if shown.get("findings") else None,
        "rejected": _rejected(shown["rejected"]) if shown.get("rejected") else None,
        "unread": ", ".join(shown.get("unread", ())),
    }


def _plans(rows: Sequence[dict[str, Any]]) -> Table:
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Periode")),
        Column(_("Isi")),
        Column(_("Penilai")),
    ]
    return Table(columns, [_plan(row) for row in rows], _("SKP yang akan ditambahkan"))


def _plan(row: dict[str, Any]) -> Row:
    line = _("baris %(line)s") % {"line": row["line"]}
    first, last = (say_day_full(date.fromisoformat(row[name])) for name in ("from", "to"))
    told = _("%(results)s hasil kerja, %(indicators)s indikator") % row
    period = _("%(first)s sampai %(last)s") % {"first": first, "last": last}
    who = Cell(row["name"], sub=f"{nip(row['nip'])} · {line}")
    return Row([who, period, told, row["rater"]])


def _findings(rows: Sequence[Sequence[Any]]) -> Table:
    columns = [Column(_("Temuan"), kind="row"), Column(_("Jumlah"), kind="num")]
    written = [
        Row([Cell(said, sub=_("Baris %(line)s") % {"line": lines}), say_number(count)])
        for said, count, lines in rows
    ]
    return Table(columns, written, _("Temuan"))


def _rejected(rows: Sequence[Sequence[Any]]) -> Table:
    columns = [Column(_("Baris"), kind="row"), Column(_("Alasan"))]
    written = [
        Row(
            [
                Cell(
                    _("Baris %(line)s") % {"line": line},
                    sub=" · ".join([text for text in cells if text][:3])[:80],
                ),
                reason,
            ]
        )
        for line, reason, cells in rows[:REJECTED_SHOWN]
    ]
    return Table(columns, written, _("Baris yang ditolak"))
