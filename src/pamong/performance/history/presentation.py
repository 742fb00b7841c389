"""The pages of earlier years as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.people.sections import Section
from pamong.performance.evaluation.stated import must_still_state
from pamong.performance.history.columns import LABELS
from pamong.performance.history.queries import YearHeld, past_of, unrated_of
from pamong.performance.history.years import Stretch, joined_year, stretches_of
from pamong.performance.intake.presentation import file_context, files_table
from pamong.performance.models import Evaluation, HistoryUpload, PastResult
from pamong.ui.dates import say_day
from pamong.ui.filters import nip
from pamong.ui.layout import why
from pamong.ui.markup import esc, safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def years_context(
    person: Employee, past: Sequence[PastResult], yearly: Sequence[Evaluation]
) -> dict[str, Any]:
    """A person's years side by side."""
    found = stretches_of(past, yearly, unrated_of(person, yearly))
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


def history_section(scope: Scope, employee: Employee, on: date) -> Section | None:
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
    if must_still_state(scope, employee, on):
        none = _("Terbuka setelah Anda menyebutkan tujuan membaca.")
        return Section(title, Table(columns, [], title), none, url, _("Buka"))
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


def uploads_table(rows: Sequence[HistoryUpload]) -> Table:
    """One's own files."""
    return files_table(rows, "performance:history-detail")


def detail_context(upload: HistoryUpload) -> dict[str, Any]:
    """What the page of a file shows."""
    shown, good = upload.shown, upload.good
    verb = ngettext("Impor %(n)s periode", "Impor %(n)s periode", good) % {"n": say_number(good)}
    findings_left = shown.get("findings_left", 0)
    return file_context(upload, LABELS) | {
        "verb": verb,
        "unknown": _(
            "Judul kolom belum dikenali. Pilih kolom NIP, kapan periodenya, dan predikat atau nilainya."
        ),
        "findings": shown.get("findings", ()),
        "findings_left": say_number(findings_left) if findings_left else "",
        "changes_title": _("Yang akan berubah"),
        "changes": _changes(shown) if shown.get("changes") else None,
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
