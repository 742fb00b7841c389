"""The pages of attendance as values for the component tags."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.documents.choosing import column_facts
from pamong.performance.attendance.columns import LABELS
from pamong.performance.attendance.queries import MonthHeld
from pamong.performance.models import AttendanceUpload
from pamong.performance.months import say_month
from pamong.ui.dates import say_day
from pamong.ui.filters import nip
from pamong.ui.markup import safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status = AttendanceUpload.Status
TAGS = {
    Status.SHOWN: "wait",
    Status.DONE: "agreed",
    Status.FAILED: "late",
    Status.DROPPED: "none",
}
REJECTED_SHOWN = 15


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


def outcome(upload: AttendanceUpload) -> str:
    """The counts in one line."""
    counts = (
        (_("%(n)s ditambahkan"), upload.added),
        (_("%(n)s diubah"), upload.changed),
        (_("%(n)s tetap"), upload.unchanged),
        (_("%(n)s ditolak"), upload.rejected),
    )
    return ", ".join(words % {"n": say_number(count)} for words, count in counts if count)


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
    url = reverse("performance:attendance-detail", args=[row.uuid])
    told = outcome(row) if row.status in {Status.SHOWN, Status.DONE} else row.failure
    state, word = status_tag(row)
    who = Cell(row.name, url=url, sub=say_day(row.uploaded_on))
    return Row([who, say_month(row.month), Cell(word, tag=state), told])


def status_tag(upload: AttendanceUpload) -> tuple[str, Any]:
    """Shape and word of where an upload stands."""
    status = Status(upload.status)
    return TAGS[status], status.label


def detail_context(upload: AttendanceUpload) -> dict[str, Any]:
    """What the page of a file shows."""
    shown = upload.shown
    good = upload.added + upload.changed
    verb = ngettext("Impor kehadiran %(n)s pegawai", "Impor kehadiran %(n)s pegawai", good) % {
        "n": say_number(good)
    }
    state, word = status_tag(upload)
    context: dict[str, Any] = {
        "upload": upload,
        "state": state,
        "word": word,
        "month": say_month(upload.month),
        "told": outcome(upload) or _("Tidak ada yang berubah."),
        "is_known": bool(upload.plan_digest),
        "is_stale": shown.get("is_stale", False),
        "does": bool(good),
        "verb": verb,
        "findings": shown.get("findings", ()),
    }
    if "places" in shown:
        context["facts"] = column_facts(shown, LABELS)
        context["unread"] = ", ".join(shown["unread"])
    if shown.get("changes"):
        context["changes"] = _changes(shown)
        left = shown["touched"] - len(shown["changes"])
        context["changes_left"] = say_number(left) if left else ""
    if shown.get("rejected"):
        context["rejected"] = _rejected(shown)
    return context


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


def _rejected(shown: dict[str, Any]) -> Table:
    columns = [Column(_("Baris"), kind="row"), Column(_("Alasan"))]
    rows = [
        Row([Cell(_("Baris %(line)s") % {"line": line}, sub=_first_texts(cells)), reason])
        for line, reason, cells in shown["rejected"][:REJECTED_SHOWN]
    ]
    return Table(columns, rows, _("Baris yang ditolak"))


def _first_texts(cells: Sequence[Any]) -> str:
    return " · ".join([str(cell)[:60] for cell in cells if cell not in (None, "")][:3])
