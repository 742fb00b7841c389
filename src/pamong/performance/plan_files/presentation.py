"""The pages of plan files as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.uploads import tables
from pamong.performance.intake import presentation as intake
from pamong.performance.models import PlanFile
from pamong.ui.dates import say_day_full
from pamong.ui.filters import nip
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def outcome(file: PlanFile) -> str:
    """The counts in one line."""
    return tables.outcome(
        file,
        added=_("%(n)s SKP ditambahkan"),
        unchanged=_("%(n)s SKP sudah ada"),
        rejected=ngettext("%(n)s baris ditolak", "%(n)s baris ditolak", file.rejected),
    )


def files_table(rows: Sequence[PlanFile]) -> Table:
    """One's own files."""
    return intake.files_table(rows, "performance:planfile-detail", outcome)


def detail_context(file: PlanFile) -> dict[str, Any]:
    """What the page of a file shows."""
    shown = file.shown
    verb = ngettext("Impor %(n)s SKP", "Impor %(n)s SKP", file.added)
    left = file.added - len(shown.get("plans", ()))
    return intake.file_context(file, {}, outcome) | {
        "verb": verb % {"n": say_number(file.added)},
        "note": _("SKP langsung berstatus disetujui, dengan berkas ini sebagai sumbernya."),
        "plans": _plans(shown["plans"]) if shown.get("plans") else None,
        "plans_left": say_number(left) if left > 0 else "",
        "findings": _findings(shown["findings"]) if shown.get("findings") else None,
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
