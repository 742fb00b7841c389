"""The pages of attendance as values for the component tags."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.attendance.columns import LABELS
from pamong.performance.attendance.queries import MonthHeld
from pamong.performance.intake.presentation import file_cells, file_context
from pamong.performance.models import AttendanceUpload
from pamong.performance.months import say_month
from pamong.ui.dates import say_day
from pamong.ui.filters import nip
from pamong.ui.markup import safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def months_table(rows: Sequence[MonthHeld]) -> Table:
    """How complete each month is."""
    columns = [
        Column(_("Bulan"), kind="row"),
        Column(_("Pegawai dengan kehadiran")),
        Column(_("Diimpor terakhir"), nowrap=True),
    ]
    return Table(columns, [_month(row) for row in rows], _("Kehadiran per bulan"))


def _month(row: MonthHeld) -> Row:
    if not row.people:
        return Row([say_month(row.month), Cell(_("Belum ada"), tag="none"), "–"])
    told = _("%(n)s dari %(of)s") % {"n": say_number(row.people), "of": say_number(row.of)}
    state = "agreed" if row.people >= row.of else "wait"
    day = say_day(row.sourced_on) if row.sourced_on else "–"
    return Row([say_month(row.month), Cell(told, tag=state), day])


def uploads_table(rows: Sequence[AttendanceUpload]) -> Table:
    """One's own files."""
    columns = [
        Column(_("Berkas"), kind="row"),
        Column(_("Bulan")),
        Column(_("Status")),
        Column(_("Hasil")),
    ]
    return Table(columns, [_upload(row) for row in rows], _("Berkas yang Anda unggah"))


def _upload(row: AttendanceUpload) -> Row:
    who, *rest = file_cells(row, "performance:attendance-detail")
    return Row([who, say_month(row.month), *rest])


def detail_context(upload: AttendanceUpload) -> dict[str, Any]:
    """What the page of a file shows."""
    shown, good = upload.shown, upload.good
    verb = ngettext("Impor kehadiran %(n)s pegawai", "Impor kehadiran %(n)s pegawai", good) % {
        "n": say_number(good)
    }
    return file_context(upload, LABELS) | {
        "month": say_month(upload.month),
        "verb": verb,
        "findings": shown.get("findings", ()),
        "unknown": _(
            "Kolom NIP dan kolom kehadiran belum dikenali dari judulnya. Pilih kolom yang dibaca."
        ),
        "changes_title": _("Yang akan berubah"),
        "changes": _changes(shown) if shown.get("changes") else None,
    }


def _changes(shown: dict[str, Any]) -> Table:
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Tindakan")), Column(_("Isi"))]
    rows = [_changed(change) for change in shown["changes"]]
    return Table(columns, rows, _("Pegawai yang kehadirannya ditambahkan atau diubah"))


def _changed(change: dict[str, Any]) -> Row:
    line = _("baris %(line)s") % {"line": change["line"]}
    who = Cell(change["name"], sub=f"{nip(change['nip'])} · {line}")
    is_new = change["is_new"]
    what = Cell(_("Ditambahkan"), tag="agreed") if is_new else Cell(_("Diubah"), tag="proposed")
    lines = "".join(
        sub(
            f"{LABELS[name]}: {_said(after)}"
            if is_new
            else f"{LABELS[name]}: {_said(before)} → {_said(after)}"
        )
        for name, before, after in change["pairs"]
    )
    return Row([who, what, Cell(html=safe(lines))])


def _said(value: Any) -> str:
    return "–" if value is None else say_number(Decimal(str(value)))
