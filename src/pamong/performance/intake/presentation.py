"""What the page of any file shows: where it stands, its counts, its columns, its rejected rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.documents.choosing import column_facts
from pamong.people.models import Intake
from pamong.people.uploads.tables import outcome, status_tag
from pamong.ui.dates import say_day
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status = Intake.Status
REJECTED_SHOWN = 30


def file_cells(
    row: Intake, name: str, told: Callable[[Any], str] = outcome
) -> tuple[Cell, Cell, str]:
    """The file, where it stands, and what came of it."""
    state, word = status_tag(row)
    who = Cell(row.name, url=reverse(name, args=[row.uuid]), sub=say_day(row.uploaded_on))
    is_told = row.status in {Status.SHOWN, Status.DONE}
    return who, Cell(word, tag=state), told(row) if is_told else row.failure


def files_table(rows: Iterable[Intake], name: str, told: Callable[[Any], str] = outcome) -> Table:
    """One's own files."""
    columns = [Column(_("Berkas"), kind="row"), Column(_("Status")), Column(_("Hasil"))]
    cells = [Row(file_cells(row, name, told)) for row in rows]
    return Table(columns, cells, _("Berkas yang Anda unggah"))


def file_context(
    upload: Intake, labels: Mapping[str, Any], told: Callable[[Any], str] = outcome
) -> dict[str, Any]:
    """What every page of a file shows."""
    shown, (state, word) = upload.shown, status_tag(upload)
    left = shown.get("touched", 0) - len(shown.get("changes", ()))
    return {
        "upload": upload,
        "state": state,
        "word": word,
        "told": told(upload),
        "is_known": bool(upload.plan_digest),
        "is_stale": shown.get("is_stale", False),
        "does": bool(upload.good),
        "facts": column_facts(shown, labels) if shown.get("places") else (),
        "unread": ", ".join(shown.get("unread", ())),
        "changes_left": say_number(left) if left > 0 else "",
        "rejected": rejected_table(shown["rejected"]) if shown.get("rejected") else None,
    }


def rejected_table(rows: Sequence[Any]) -> Table:
    """The first rows that are not imported."""
    columns = [Column(_("Baris"), kind="row"), Column(_("Alasan"))]
    cells = [
        Row([Cell(_row_said(line, *sheet), sub=_first_texts(cells)), reason])
        for line, reason, cells, *sheet in rows[:REJECTED_SHOWN]
    ]
    return Table(columns, cells, _("Baris yang ditolak"))


def _row_said(line: int, sheet: str = "") -> str:
    """Which row, and of which sheet where the file has several."""
    said = {"line": line, "sheet": sheet}
    return _("Baris %(line)s, lembar %(sheet)s") % said if sheet else _("Baris %(line)s") % said


def _first_texts(cells: Sequence[Any]) -> str:
    return " · ".join([str(cell)[:60] for cell in cells if cell not in (None, "")][:3])
