"""The pages of earlier years as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.documents.choosing import column_facts
from pamong.people.directory.sections import Section
from pamong.people.models import Employee
from pamong.performance.history.columns import LABELS
from pamong.performance.history.queries import YearHeld, past_of
from pamong.performance.history.years import Stretch, joined_year, stretches_of
from pamong.performance.models import Evaluation, HistoryUpload, PastResult
from pamong.ui.dates import say_day
from pamong.ui.filters import nip
from pamong.ui.layout import why
from pamong.ui.markup import esc, safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status = HistoryUpload.Status
TAGS = {
    Status.SHOWN: "wait",
    Status.DONE: "agreed",
    Status.FAILED: "late",
    Status.DROPPED: "none",
}
REJECTED_SHOWN = 15


def years_context(
    person: Employee, past: Sequence[PastResult], yearly: Sequence[Evaluation]
) -> dict[str, Any]:
    """A person's years side by side."""
    found = stretches_of(past, yearly)
    return {
        "person": person,
        "table": years_table(found),
        "none": not found,
        "joined": joined_year(past),
        "person_url": reverse("people:employee-detail", args=[person.uuid]),
    }


def years_table(found: Sequence[Stretch]) -> Table:
    """One row a period, the newest first, each under its own law."""
    columns = [
        Column(_("Periode"), kind="row"),
        Column(_("Hasil kerja")),
        Column(_("Perilaku")),
        Column(_("Nilai"), kind="number"),
        Column(_("Predikat")),
        Column(_("Perhitungan")),
    ]
    return Table(columns, [_stretch(one) for one in reversed(found)], _("Tahun-tahun kinerja"))


def _stretch(one: Stretch) -> Row:
    below = "".join(sub(line) for line in (*one.differs, one.source))
    explained = why(_("Bagaimana dihitung?"), one.why) if one.why else ""
    return Row(
        [
            Cell(one.days, url=one.url, sub=one.law),
            one.results or "–",
            one.behaviour or "–",
            one.score or "–",
            Cell(html=safe(f"{esc(one.predicate)}{below}")),
            Cell(html=explained) if explained else _("Hanya predikatnya yang tercatat"),
        ]
    )


def history_section(scope: Scope, employee: Employee, on: date) -> Section | None:  # noqa: ARG001 — sections share one signature
    """Earlier results on the page of a person; nothing where no file told of any."""
    past = past_of(scope, employee)
    if not past:
        return None
    url = reverse("performance:years", args=[employee.uuid])
    columns = [
        Column(_("Periode"), kind="row"),
        Column(_("Nilai"), kind="number"),
        Column(_("Predikat")),
    ]
    rows = [
        Row([Cell(one.days, url=url, sub=one.law), one.score or "–", one.predicate])
        for one in reversed(stretches_of(past, []))
    ]
    title = _("Riwayat kinerja")
    return Section(title, Table(columns, rows, title), "")


def held_table(rows: Sequence[YearHeld]) -> Table:
    """Which earlier years are there."""
    columns = [
        Column(_("Tahun"), kind="row"),
        Column(_("Pegawai dengan riwayat"), kind="number"),
        Column(_("Diimpor terakhir"), nowrap=True),
    ]
    cells = [Row([str(row.year), say_number(row.people), say_day(row.sourced_on)]) for row in rows]
    return Table(columns, cells, _("Tahun yang sudah ada"))


def outcome(upload: HistoryUpload) -> str:
    """The counts in one line."""
    counts = (
        (_("%(n)s ditambahkan"), upload.added),
        (_("%(n)s diubah"), upload.changed),
        (_("%(n)s tetap"), upload.unchanged),
        (_("%(n)s ditolak"), upload.rejected),
    )
    return ", ".join(words % {"n": say_number(count)} for words, count in counts if count)


def uploads_table(rows: Sequence[HistoryUpload]) -> Table:
    """One's own files."""
    columns = [Column(_("Berkas"), kind="row"), Column(_("Status")), Column(_("Hasil"))]
    return Table(columns, [_upload(row) for row in rows], _("Berkas yang Anda unggah"))


def _upload(row: HistoryUpload) -> Row:
    url = reverse("performance:history-detail", args=[row.uuid])
    told = outcome(row) if row.status in {Status.SHOWN, Status.DONE} else row.failure
    state, word = status_tag(row)
    who = Cell(row.name, url=url, sub=say_day(row.uploaded_on))
    return Row([who, Cell(word, tag=state), told])


def status_tag(upload: HistoryUpload) -> tuple[str, Any]:
    """Shape and word of where an upload stands."""
    status = Status(upload.status)
    return TAGS[status], status.label


def detail_context(upload: HistoryUpload) -> dict[str, Any]:
    """What the page of a file shows."""
    shown = upload.shown
    good = upload.added + upload.changed
    verb = ngettext("Impor %(n)s periode", "Impor %(n)s periode", good) % {"n": say_number(good)}
    state, word = status_tag(upload)
    left = shown.get("touched", 0) - len(shown.get("changes", ()))
    return {
        "upload": upload,
        "state": state,
        "word": word,
        "told": outcome(upload) or _("Tidak ada yang berubah."),
        "is_stale": shown.get("is_stale", False),
        "does": bool(good),
        "verb": verb,
        "findings": shown.get("findings", ()),
        "findings_left": say_number(Decimal(shown.get("findings_left", 0))),
        "is_known": bool(upload.plan_digest),
        "facts": column_facts(shown, LABELS) if shown.get("places") else (),
        "unread": ", ".join(shown.get("unread", ())),
        "changes": _changes(shown) if shown.get("changes") else None,
        "changes_left": say_number(left) if left > 0 else "",
        "rejected": _rejected(shown) if shown.get("rejected") else None,
    }


def _changes(shown: dict[str, Any]) -> Table:
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Periode")), Column(_("Isi"))]
    rows = [_changed(change) for change in shown["changes"]]
    return Table(columns, rows, _("Periode yang ditambahkan atau diubah"))


def _changed(change: dict[str, Any]) -> Row:
    line = _("baris %(line)s") % {"line": change["line"]}
    who = Cell(change["name"], sub=f"{nip(change['nip'])} · {line}")
    word = _("Ditambahkan") if change["is_new"] else _("Diubah")
    lines = "".join(sub(text) for text in change["lines"])
    return Row([who, Cell(change["days"], sub=word), Cell(html=safe(lines))])


def _rejected(shown: dict[str, Any]) -> Table:
    columns = [Column(_("Baris"), kind="row"), Column(_("Alasan"))]
    rows = [
        Row([Cell(_("Baris %(line)s") % {"line": line}, sub=_first_texts(cells)), reason])
        for line, reason, cells in shown["rejected"][:REJECTED_SHOWN]
    ]
    return Table(columns, rows, _("Baris yang ditolak"))


def _first_texts(cells: Sequence[Any]) -> str:
    return " · ".join([str(cell)[:60] for cell in cells if cell not in (None, "")][:3])
